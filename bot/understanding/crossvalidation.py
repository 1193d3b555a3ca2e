"""Measures learning on writers it has not seen: the only honest figure for people who will write next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.examples import ALARM, Examples, Guess
from bot.understanding.learning import Example, learn

OFFERED = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """What was right on the lines of writers left out: shares from 0 to 1, of `lines` lines after learning `learned`.

    `danger` and `false_alarms` are of the lines whose writer marked danger, by what was learned, without danger words.
    """

    left_out: str
    learned: int
    lines: int
    first: float
    offered: float
    danger: float
    false_alarms: float


def by_writer(found: Sequence[Example], names: Iterable[str] = ()) -> Iterator[Trial]:
    """One trial a writer's letter: that writer's lines in every language are left out, all others learned."""
    for name in names or sorted({_letter(example) for example in found} - {""}):
        kept = [example for example in found if _letter(example) != name]
        yield _trial(name, kept, [example for example in found if _letter(example) == name])


def curve(found: Sequence[Example], left_out: Sequence[str], steps: int = 5, seed: int = 1) -> Iterator[Trial]:
    """The learning curve: the same writers left out, after a random 1/2^(steps-1), ..., 1/2, all of the other lines."""
    kept = [example for example in found if _letter(example) not in left_out]
    asked = [example for example in found if _letter(example) in left_out]
    kept = [kept[place] for place in np.random.default_rng(seed).permutation(len(kept))]
    for step in range(steps - 1, -1, -1):
        yield _trial(", ".join(left_out), kept[: len(kept) >> step], asked)


def _letter(example: Example) -> str:
    return example.writer.split("-", 1)[1]


def _trial(name: str, kept: Sequence[Example], asked: Sequence[Example]) -> Trial:
    model = Examples(learn(kept))
    guesses = [(example, model.guess(example.folded, OFFERED)) for example in asked]
    first = [example.topic == _best(guess) for example, guess in guesses]
    offered = [any(example.topic == topic for topic, _ in guess.topics) for example, guess in guesses]
    alarms = [(bool(example.danger), guess.danger >= ALARM) for example, guess in guesses if example.danger is not None]
    return Trial(
        left_out=name,
        learned=len(kept),
        lines=len(asked),
        first=_share(first),
        offered=_share(offered),
        danger=_share([alarm for expected, alarm in alarms if expected]),
        false_alarms=_share([alarm for expected, alarm in alarms if not expected]),
    )


def _best(guess: Guess) -> str | None:
    return guess.topics[0][0] if guess.topics else None


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0
