"""The fuzzy layer: a few words that are nearly a keyword, title or command word, a slip of the finger apart."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from bot.text.clusters import units
from bot.text.roman import fold_burmese, fold_khmer

LONGEST = 24
"""Letters of a text that may be a misspelt phrase; longer ones are sentences, for the examples."""

SHORTEST_LATIN, SHORTEST_OTHER = 5, 4
"""Letters of Latin, or clusters of other scripts, below which a slip makes another word: never guessed."""

CLOSE_LATIN, CLOSE_OTHER = 0.86, 0.78
"""Likeness from which a phrase is taken (1: the same)."""


SHORTEST_KEY = 4
"""Letters of a romanised key below which it says too little."""

KEYS = {"km": fold_khmer, "my": fold_burmese}
"""Language -> the fold that makes its romanised spellings one."""


class Fuzzy:
    """Phrases by script: Latin by letters, Khmer and Burmese by clusters (a wrong vowel mark is one slip, not three);
    romanised Khmer and Burmese also by their sound."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases` are (folded phrase, language)."""
        known = [(phrase, language) for phrase, language in phrases if len(phrase) <= LONGEST]
        self._latin = [phrase for phrase, _ in known if phrase.isascii() and len(phrase) >= SHORTEST_LATIN]
        others = [(phrase, units(phrase)) for phrase, _ in known if not phrase.isascii()]
        self._others = {phrase: clusters for phrase, clusters in others if len(clusters) >= SHORTEST_OTHER}
        self._heard: dict[tuple[str, str], str] = {}
        for phrase, language in known:
            if phrase.isascii() and language in KEYS:
                self._heard.setdefault((language, KEYS[language](phrase)), phrase)
        english = {phrase for phrase, language in known if language not in KEYS}
        for language, fold in KEYS.items():
            for phrase in english:
                self._heard.pop((language, fold(phrase)), None)

    def closest(self, folded: str, language: str = "") -> str | None:
        """The phrase most like the whole text, if it is close enough; `language` is the one it is written in."""
        if len(folded) > LONGEST:
            return None
        if folded.isascii():
            return self._closest_latin(folded, language) if len(folded) >= SHORTEST_LATIN else None
        clusters = units(folded)
        if len(clusters) < SHORTEST_OTHER:
            return None
        best = process.extractOne(
            clusters, self._others, scorer=Levenshtein.normalized_similarity, score_cutoff=CLOSE_OTHER
        )
        return best[2] if best else None

    def _closest_latin(self, folded: str, language: str) -> str | None:
        key = KEYS[language](folded) if language in KEYS else ""
        if len(key) >= SHORTEST_KEY and (language, key) in self._heard:
            return self._heard[language, key]
        found = process.extractOne(folded, self._latin, scorer=Indel.normalized_similarity, score_cutoff=CLOSE_LATIN)
        return found[0] if found else None
