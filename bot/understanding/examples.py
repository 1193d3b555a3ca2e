"""The example layer: which topic a message is most like, how sure that is, and whether it sounds dangerous."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding.features import hashed
from bot.understanding.learning import Model

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
    """Write the model so that it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".part")
    with fresh.open("wb") as file:
        np.savez(
            file,
            vocabulary=model.vocabulary,
            classes=np.array(model.classes),
            twins=model.twins,
            weights=model.weights,
            scale=model.scale,
            bias=model.bias,
            idf=model.idf,
            dangerous=model.dangerous,
        )
    fresh.replace(path)


def load(path: Path) -> Model:
    """Read a model; raises OSError or ValueError if the file is missing or broken."""
    with np.load(path, allow_pickle=False) as file:
        return Model(
            vocabulary=file["vocabulary"],
            classes=tuple(map(str, file["classes"])),
            twins=file["twins"],
            weights=file["weights"],
            scale=file["scale"],
            bias=file["bias"],
            idf=file["idf"],
            dangerous=file["dangerous"],
        )
