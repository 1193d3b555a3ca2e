"""Finds known phrases inside text, also text without spaces: on cluster edges only, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

from bot.text.clean import fold
from bot.text.clusters import edges

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """A phrase found at `start:end` of the folded text, and what it means."""

    start: int
    end: int
    phrase: str
    meanings: tuple[Meaning, ...]


class PhraseBook(Generic[Meaning]):
    """An immutable index of phrases; one phrase may have several meanings (in several languages)."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        """`entries` are (phrase as written, meaning); phrases are folded here with the function used on messages."""
        found: dict[str, list[Meaning]] = {}
        for phrase, meaning in entries:
            folded = fold(phrase)
            if folded and meaning not in found.setdefault(folded, []):
                found[folded].append(meaning)
        self._whole = {phrase: tuple(meanings) for phrase, meanings in found.items()}
        self._automaton = ahocorasick.Automaton()
        for phrase, meanings in self._whole.items():
            self._automaton.add_word(phrase, (phrase, meanings))
        if self._whole:
            self._automaton.make_automaton()

    def whole(self, folded: str) -> tuple[Meaning, ...]:
        """What the whole folded text means if it is just one phrase; () if it is not."""
        return self._whole.get(folded, ())

    def phrases(self) -> Iterable[str]:
        """All phrases, folded."""
        return self._whole.keys()

    def find(self, folded: str) -> list[Hit[Meaning]]:
        """The phrases in a folded text, from left to right, no two overlapping; of overlapping ones the longest."""
        if not self._whole or not folded:
            return []
        hits = [
            Hit(end - len(phrase) + 1, end + 1, phrase, meanings)
            for end, (phrase, meanings) in self._automaton.iter(folded)
        ]
        if not hits:
            return []
        allowed = edges(folded)
        hits = [hit for hit in hits if hit.start in allowed and hit.end in allowed]
        taken: list[Hit[Meaning]] = []
        for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
            if all(hit.end <= other.start or hit.start >= other.end for other in taken):
                taken.append(hit)
        return sorted(taken, key=lambda hit: hit.start)
