"""Learns from the example messages: a linear model over the features, small enough to keep in a file.

Softmax regression on tf-idf weighted features of all languages together, by AdaGrad in small batches. A topic with many
dangerous examples is two classes, dangerous and not; one more output learns danger by itself, from the writers who marked
it. Needs SciPy only while learning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.library.model import Library
from bot.text.clean import fold
from bot.understanding import noise
from bot.understanding.vectors import Floats, vectors

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NONE = "none"
RULES = "12"
"""Changes when features or learning change, so that no old model file is taken."""

EPOCHS = 8
BATCH = 128
RATE = 0.15
SMOOTHING = 0.2
"""Share of every label spread over all topics: writers draw the line between two topics differently.
All found by leaving writers out; see docs/understanding.md."""

SHARPENING = 2.0
"""Smoothed labels make the model too modest; times this its shares are right on writers left out."""

KEPT = 800_000
"""Features kept at most, by the weight they can put in. Leaving out even the weakest half loses much: 7 of 100
out-of-scope messages fewer are recognised (docs/understanding.md), so the weights are made small instead."""

STEPS = 127
"""Steps from 0 to the largest weight of a feature: a byte each."""

TWIN_FROM = 25
"""Dangerous examples from which a topic has a class of its own for them."""

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
    """What was learned.

    `vocabulary` holds the features' numbers, sorted. `weights` has a row for each and a column for each class: first
    those of `classes`, then the dangerous twins (`twins`: of which class, by its place), last danger by itself. They are
    most of the memory, so they are bytes, to be multiplied by the `scale` of their row. `dangerous` is the share of each
    class's examples that are dangerous.
    """

    vocabulary: npt.NDArray[np.uint32]
    classes: tuple[str, ...]
    twins: npt.NDArray[np.int64]
    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    idf: Floats
    dangerous: Floats


def examples(library: Library) -> list[Example]:
    """Everything to learn from: questions, keywords and titles of all languages, and lines that say nothing."""
    marked = {(language, q.writer) for (language, _), qs in library.questions.items() for q in qs if q.danger}
    found = [
        Example(fold(q.text), topic, q.danger if (language, q.writer) in marked else None, f"{language}-{q.writer}")
        for (language, topic), questions in library.questions.items()
        for q in questions
    ]
    for (language, topic), text in library.texts.items():
        found += [Example(fold(words), topic, None, f"{language}-") for words in (text.title, *text.keywords)]
    nothing = noise.lines(len(found)) + noise.fragments((example.folded, example.topic) for example in found)
    return [*found, *(Example(fold(line), NONE, False, "-") for line in nothing)]


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
    classes = tuple(sorted({example.topic for example in rows}))
    number = {topic: place for place, topic in enumerate(classes)}
    right = np.array([number[example.topic] for example in rows])
    marked = np.array([example.danger is not None for example in rows])
    danger = np.array([bool(example.danger) for example in rows])
    dangerous = np.bincount(right[danger], minlength=len(classes))
    twins = np.flatnonzero(dangerous >= TWIN_FROM)
    twin_of = {topic: len(classes) + place for place, topic in enumerate(twins)}
    target = np.array([twin_of.get(topic, topic) if d else topic for topic, d in zip(right, danger, strict=True)])

    width = len(classes) + len(twins)
    topic_weights, topic_bias = _descend(known.matrix, width, lambda scores, at: _topics(scores, target[at]), seed)
    alarm, alarm_bias = _descend(known.matrix[marked], 1, lambda scores, at: _danger(scores, danger[marked][at]), seed)
    weights = np.hstack([topic_weights * np.float32(SHARPENING), alarm])
    largest = np.abs(weights).max(axis=1)
    kept = np.sort(np.argsort(-largest * known.idf)[:KEPT])
    scale = np.maximum(largest[kept], np.float32(1e-12)) / np.float32(STEPS)
    return Model(
        vocabulary=known.vocabulary[kept],
        classes=classes,
        twins=twins,
        weights=np.rint(weights[kept] / scale[:, None]).astype(np.int8),
        scale=scale,
        bias=np.concatenate([topic_bias * np.float32(SHARPENING), alarm_bias]),
        idf=known.idf[kept],
        dangerous=(dangerous / np.maximum(np.bincount(right[marked], minlength=len(classes)), 1)).astype(np.float32),
    )


def _descend(
    matrix: csr_matrix, width: int, error_of: Callable[[Floats, npt.NDArray[np.int64]], Floats], seed: int
) -> tuple[Floats, Floats]:
    """AdaGrad over the rows in batches; `error_of` gives predicted minus true of scores for the rows at some places."""
    random = np.random.default_rng(seed)
    weights = np.zeros((matrix.shape[1], width), dtype=np.float32)
    bias = np.zeros(width, dtype=np.float32)
    squares = np.full(matrix.shape[1], 1e-4, dtype=np.float32)
    bias_squares = np.float32(1e-4)
    for epoch in range(EPOCHS):
        rate = np.float32(RATE * (1 - epoch / EPOCHS))
        order = random.permutation(matrix.shape[0])
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            batch = matrix[chosen]
            error = error_of(batch @ weights + bias, chosen)
            touched = np.unique(batch.indices)
            gradient = batch[:, touched].T @ error
            squares[touched] += (gradient**2).mean(axis=1)
            weights[touched] -= rate * gradient / np.sqrt(squares[touched])[:, None]
            bias_gradient = error.mean(axis=0)
            bias_squares += (bias_gradient**2).mean()
            bias -= rate * np.float32(0.1) * bias_gradient / np.sqrt(bias_squares)
    return weights, bias


def _topics(scores: Floats, right: npt.NDArray[np.int64]) -> Floats:
    """Softmax against labels of which SMOOTHING is spread over all classes."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    error: Floats = shares / shares.sum(axis=1, keepdims=True) - np.float32(SMOOTHING / scores.shape[1])
    error[np.arange(len(right)), right] -= np.float32(1 - SMOOTHING)
    return error


def _danger(scores: Floats, danger: npt.NDArray[np.bool_]) -> Floats:
    """Logistic, a missed danger weighing more."""
    true = np.where(danger, np.float32(1 - UNSURE), np.float32(UNSURE))[:, None]
    weight = np.where(danger, np.float32(DANGER_WEIGHT), np.float32(1))[:, None]
    error: Floats = ((1 / (1 + np.exp(-scores)) - true) * weight).astype(np.float32)
    return error
