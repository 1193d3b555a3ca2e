"""Learns from the example messages: a linear model over the features, small enough to keep in a file.

Softmax regression on tf-idf weighted features of all languages together, by AdaGrad in small batches; one more output
learns danger from the writers who marked it. Needs NumPy and SciPy only while learning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.library.model import Library
from bot.text.clean import fold
from bot.understanding.vectors import Floats, vectors

RULES = "5"
"""Changes when features or learning change, so that no old model file is taken."""

EPOCHS = 8
BATCH = 128
RATE = 0.15
SMOOTHING = 0.2
"""Share of every label spread over all topics: writers draw the line between two topics differently.
All found by leaving writers out; see docs/understanding.md."""

SHARPENING = 2.0
"""Smoothed labels make the model too modest; times this its shares are right on writers left out."""

KEPT = 250_000
"""Features kept in the file, by the weight they can put in."""

UNSURE = 0.05
"""How far a danger label may be wrong."""

DANGER_WEIGHT = 4.0
"""How much worse a missed danger is than a false alarm, while learning."""


@dataclass(frozen=True, slots=True)
class Example:
    """A folded message, its topic, and whether it is dangerous (None: its writer marked nothing)."""

    folded: str
    topic: str
    danger: bool | None
    writer: str


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned. `vocabulary` holds the features' numbers, sorted; `weights` has a row for each and a column a
    class, the last column being danger. `weights` are half precision: they are most of the memory. `dangerous` is the
    share of each class's examples that are dangerous.
    """

    vocabulary: npt.NDArray[np.uint32]
    classes: tuple[str, ...]
    weights: npt.NDArray[np.float16]
    bias: Floats
    idf: Floats
    dangerous: Floats


def examples(library: Library) -> list[Example]:
    """Everything to learn from: questions, keywords and titles of all languages."""
    marked = {(language, q.writer) for (language, _), qs in library.questions.items() for q in qs if q.danger}
    found = [
        Example(fold(q.text), topic, q.danger if (language, q.writer) in marked else None, f"{language}-{q.writer}")
        for (language, topic), questions in library.questions.items()
        for q in questions
    ]
    for (language, topic), text in library.texts.items():
        found += [Example(fold(words), topic, None, f"{language}-") for words in (text.title, *text.keywords)]
    return found


def key(library: Library) -> str:
    """A short hash of all that learning depends on: edits elsewhere need no learning."""
    digest = hashlib.sha256(RULES.encode())
    for (language, topic), questions in library.questions.items():
        digest.update(f"\n{language} {topic}".encode())
        digest.update("\n".join(f"{q.writer}\t{q.danger}\t{q.text}" for q in questions).encode())
    for text in library.texts.values():
        digest.update("\n".join((text.language, text.topic, text.title, *text.keywords)).encode())
    return digest.hexdigest()[:16]


def learn(found: Iterable[Example], seed: int = 1) -> Model:
    """Learn from the examples; the same examples and seed give the same model."""
    rows = list(found)
    known = vectors([example.folded for example in rows])
    matrix, vocabulary, idf = known.matrix, known.vocabulary, known.idf
    classes = tuple(sorted({example.topic for example in rows}))
    number = {topic: place for place, topic in enumerate(classes)}
    right = np.array([number[example.topic] for example in rows])
    danger = np.array([np.nan if e.danger is None else float(e.danger) for e in rows], dtype=np.float32)

    random = np.random.default_rng(seed)
    weights = np.zeros((len(vocabulary), len(classes) + 1), dtype=np.float32)
    bias = np.zeros(len(classes) + 1, dtype=np.float32)
    squares = np.full(len(vocabulary), 1e-4, dtype=np.float32)
    bias_squares = np.float32(1e-4)
    for epoch in range(EPOCHS):
        rate = RATE * (1 - epoch / EPOCHS)
        order = random.permutation(len(rows))
        for start in range(0, len(rows), BATCH):
            chosen = order[start : start + BATCH]
            batch = matrix[chosen]
            error = _error(batch @ weights + bias, right[chosen], danger[chosen])
            touched = np.unique(batch.indices)
            gradient = batch[:, touched].T @ error
            squares[touched] += (gradient**2).mean(axis=1)
            weights[touched] -= rate * gradient / np.sqrt(squares[touched])[:, None]
            bias_gradient = error.mean(axis=0)
            bias_squares += (bias_gradient**2).mean()
            bias -= rate * 0.1 * bias_gradient / np.sqrt(bias_squares)
    weights[:, :-1] *= SHARPENING
    bias[:-1] *= SHARPENING
    reach = np.abs(weights).max(axis=1) * idf
    kept = np.sort(np.argsort(-reach)[:KEPT])
    marked = ~np.isnan(danger)
    of_class = np.bincount(right[marked], minlength=len(classes))
    dangerous = np.bincount(right[marked], danger[marked], len(classes)) / np.maximum(of_class, 1)
    return Model(
        vocabulary[kept], classes, weights[kept].astype(np.float16), bias, idf[kept], dangerous.astype(np.float32)
    )


def _error(scores: Floats, right: npt.NDArray[np.int64], danger: Floats) -> Floats:
    """Predicted minus true, for the classes (softmax) and for danger (logistic, 0 where it is not marked)."""
    error = np.empty_like(scores)
    topics = scores[:, :-1] - scores[:, :-1].max(axis=1, keepdims=True)
    shares = np.exp(topics)
    error[:, :-1] = shares / shares.sum(axis=1, keepdims=True)
    error[:, :-1] -= SMOOTHING / topics.shape[1]
    error[np.arange(len(right)), right] -= 1 - SMOOTHING
    alarm = 1 / (1 + np.exp(-scores[:, -1])) - np.clip(danger, UNSURE, 1 - UNSURE)
    error[:, -1] = np.nan_to_num(alarm * np.where(danger == 1, DANGER_WEIGHT, 1.0))
    return error
