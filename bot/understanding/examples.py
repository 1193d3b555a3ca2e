"""The example layer: which topic a message is most like, how sure that is, and whether it sounds dangerous."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO

import numpy as np

from bot.understanding.features import hashed
from bot.understanding.learning import Model

WEIGHTS = ".npy"
"""Ending of the file of weights beside a model's own."""

RATE_SPEAKS, TWINS_SPEAK = 0.25, 0.7
"""Weights, in log-odds, of what the topics say about danger beside what the words say: how often the likely topics are
dangerous, and the shares of their dangerous twins. Found by leaving writers out."""

ALARM = -3.25
"""Log-odds of danger from which emergency contacts come first: a missed danger is far worse than a false alarm."""

NO_DANGER = -20.0
"""Log-odds of danger where nothing is known."""

UNHEARD_OF = 1e-3
"""The least share of danger that topics or twins can suggest."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest topics with their shares (0 to 1), best first, and the log-odds of danger."""

    topics: tuple[tuple[str, float], ...]
    danger: float


class Examples:
    """A learned model, ready to be asked; safe to share between threads."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def guess(self, folded: str, most: int = 3) -> Guess:
        """The `most` likeliest topics of a folded text; no topics for a text without any known feature."""
        model = self._model
        asked = hashed(folded)
        places = np.minimum(np.searchsorted(model.vocabulary, asked), len(model.vocabulary) - 1)
        known = places[model.vocabulary[places] == asked]
        if not len(known):
            return Guess((), NO_DANGER)
        weights = model.idf[known]
        weights = weights / np.sqrt(weights @ weights)
        scores = (weights * model.scale[known]) @ model.weights[known].astype(np.float32) + model.bias
        shares = np.exp(scores[:-1] - scores[:-1].max())
        shares /= shares.sum()
        topics, twins = shares[: len(model.classes)], shares[len(model.classes) :]
        topics[model.twins] += twins
        best = np.argsort(-topics)[:most]
        danger = float(scores[-1]) + RATE_SPEAKS * _odds(topics @ model.dangerous) + TWINS_SPEAK * _odds(twins.sum())
        return Guess(tuple((model.classes[place], float(topics[place])) for place in best), danger)


def _odds(share: float) -> float:
    share = min(max(float(share), UNHEARD_OF), 1 - UNHEARD_OF)
    return math.log(share / (1 - share))


def save(model: Model, path: Path) -> None:
    """Write the model so that it appears whole or not at all: the weights beside `path`, and last what names them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    small = {field.name: getattr(model, field.name) for field in fields(model) if field.name != "weights"}
    _write(path.with_suffix(WEIGHTS), lambda file: np.save(file, model.weights))
    _write(path, lambda file: np.savez(file, **small | {"classes": np.array(model.classes)}))


def _write(path: Path, write: Callable[[BinaryIO], None]) -> None:
    fresh = path.with_name(f"{path.name}.part")
    with fresh.open("wb") as file:
        write(file)
    fresh.replace(path)


def load(path: Path) -> Model:
    """Read a model; raises OSError or ValueError if the files are missing or broken.

    The weights stay in their file and are read from there as they are asked for, so workers share them in memory.
    """
    weights = np.load(path.with_suffix(WEIGHTS), mmap_mode="r", allow_pickle=False)
    with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        found = {name: file[name] for name in file.files}
    if len(weights) != len(found["vocabulary"]):
        raise ValueError("the weights are of another model")
    return Model(weights=weights, **found | {"classes": tuple(map(str, found["classes"]))})
