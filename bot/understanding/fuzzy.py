"""The fuzzy layer: a few words that are nearly a keyword, title or command word, a slip of the finger apart."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from bot.text.clusters import units

LONGEST = 24
"""Letters of a text that may be a misspelt phrase; longer ones are sentences, for the examples."""

SHORTEST_LATIN, SHORTEST_OTHER = 5, 4
"""Letters of Latin, or clusters of other scripts, below which a slip makes another word: never guessed."""

CLOSE_LATIN, CLOSE_OTHER = 0.8, 0.75
"""Likeness from which a phrase is taken (1: the same)."""


class Fuzzy:
    """Phrases by script: Latin by letters, Khmer and Burmese by clusters (a wrong vowel mark is one slip, not three)."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """`phrases` are folded."""
        known = [phrase for phrase in phrases if len(phrase) <= LONGEST]
        self._latin = [phrase for phrase in known if phrase.isascii() and len(phrase) >= SHORTEST_LATIN]
        others = [(phrase, units(phrase)) for phrase in known if not phrase.isascii()]
        self._others = {phrase: clusters for phrase, clusters in others if len(clusters) >= SHORTEST_OTHER}

    def closest(self, folded: str) -> str | None:
        """The phrase most like the whole text, if it is close enough."""
        if len(folded) > LONGEST:
            return None
        if folded.isascii():
            if len(folded) < SHORTEST_LATIN:
                return None
            found = process.extractOne(
                folded, self._latin, scorer=Indel.normalized_similarity, score_cutoff=CLOSE_LATIN
            )
            return found[0] if found else None
        clusters = units(folded)
        if len(clusters) < SHORTEST_OTHER:
            return None
        best = process.extractOne(
            clusters, self._others, scorer=Levenshtein.normalized_similarity, score_cutoff=CLOSE_OTHER
        )
        return best[2] if best else None
