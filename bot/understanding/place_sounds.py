"""Names of places written by ear in Latin letters: "samut sakon", "koala lumpor"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Indel

from bot.text.clean import fold

SHORTEST = 6
"""Letters of a name, spaces left out, below which it must be spelt right."""

FEWEST = 3
"""Sounds (see `_sounds`) below which names are too alike."""

CLOSE, CLOSE_LONG, LONG = 0.85, 0.8, 9
"""Likeness of the letters that names of the same sound must also have (1: the same); less from LONG letters on."""

WORDS = 2
"""Words a name may be written in."""

COMMON = 4
"""Times a word is used in the examples from which it is an ordinary word, no misspelt name."""

_LETTERS = re.compile("[a-z]+")
_ALIKE = str.maketrans({"c": "k", "q": "k", "g": "k", "j": "k", "z": "s", "d": "t", "b": "p", "f": "p", "v": "p"})
_SILENT = re.compile("[aeiouyhw]")
_TWICE = re.compile(r"(.)\1+")


class PlaceSounds:
    """Latin names of places by their consonants."""

    def __init__(self, names: Iterable[tuple[str, str]], texts: Iterable[str]) -> None:
        """`names` are (name as written, country code); `texts` are messages whose words are ordinary words."""
        used = Counter(word for text in texts for word in set(_LETTERS.findall(text.casefold())))
        self._common = frozenset(word for word, times in used.items() if times >= COMMON)
        self._known: dict[str, list[tuple[str, str]]] = {}
        for name, code in names:
            letters = "".join(_LETTERS.findall(fold(name))) if name.isascii() else ""
            if len(letters) >= SHORTEST and len(sounds := _sounds(letters)) >= FEWEST:
                self._known.setdefault(sounds, []).append((letters, code))

    def find(self, folded: str) -> list[str]:
        """The country codes of the names heard in a folded text, in its order."""
        words = _LETTERS.findall(folded)[:100]
        found = []
        for start in range(len(words)):
            for count in range(WORDS, 0, -1):
                window = words[start : start + count]
                letters = "".join(window)
                if len(letters) < SHORTEST or not self._common.isdisjoint(window):
                    continue
                code = self._code(letters)
                if code:
                    found.append(code)
                    break
        return found

    def _code(self, letters: str) -> str | None:
        close = [
            (Indel.normalized_similarity(letters, name), code) for name, code in self._known.get(_sounds(letters), ())
        ]
        best = max(close, default=(0.0, ""))
        return best[1] if best[0] >= (CLOSE_LONG if len(letters) >= LONG else CLOSE) else None


@lru_cache(maxsize=50_000)
def _sounds(letters: str) -> str:
    """The consonants, letters that sound alike made one, in the ears of Khmer and Burmese writers too."""
    heard = _TWICE.sub(r"\1", _SILENT.sub("", letters[1:].translate(_ALIKE)))
    return letters[0].translate(_ALIKE) + heard
