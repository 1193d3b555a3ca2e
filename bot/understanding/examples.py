"""The example layer: which topic a message is most like, how sure that is, and whether it sounds dangerous."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding.features import features
from bot.understanding.learning import Model


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest topics with their shares (0 to 1), best first, and the odds of danger as a share."""

    topics: tuple[tuple[str, float], ...]
    danger: float


class Examples:
    """A learned model, ready to be asked; safe to share between threads."""

    def __init__(self, model: Model) -> None:
        self._places = {name: place for place, name in enumerate(model.vocabulary)}
        self._model = model

    def guess(self, folded: str, most: int = 3) -> Guess:
        """The `most` likeliest topics of a folded text; no topics for a text without any known feature."""
        model = self._model
        known = [place for name in features(folded) if (place := self._places.get(name)) is not None]
        if not known:
            return Guess((), 0.0)
        weights = model.idf[known]
        weights = weights / np.sqrt(weights @ weights)
        scores = weights @ model.weights[known] + model.bias
        topics = scores[:-1]
        shares = np.exp(topics - topics.max())
        shares /= shares.sum()
        best = np.argsort(-shares)[:most]
        return Guess(
            tuple((model.classes[place], float(shares[place])) for place in best),
            float(1 / (1 + np.exp(-scores[-1]))),
        )


def save(model: Model, path: Path) -> None:
    """Write the model so that it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".part")
    with fresh.open("wb") as file:
        np.savez(
            file,
            vocabulary=np.frombuffer("\n".join(model.vocabulary).encode("utf-8", "surrogatepass"), dtype=np.uint8),
            classes=np.array(model.classes),
            weights=model.weights.astype(np.float16),
            bias=model.bias,
            idf=model.idf,
        )
    fresh.replace(path)


def load(path: Path) -> Model:
    """Read a model; raises OSError or ValueError if the file is missing or broken."""
    with np.load(path, allow_pickle=False) as file:
        words = file["vocabulary"].tobytes().decode("utf-8", "surrogatepass")
        return Model(
            vocabulary=tuple(words.split("\n")),
            classes=tuple(map(str, file["classes"])),
            weights=file["weights"].astype(np.float32),
            bias=file["bias"],
            idf=file["idf"],
        )
