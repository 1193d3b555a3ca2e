"""Where a Khmer cluster, a Burmese syllable or a Latin word begins, and where a line may be cut.

The patterns are those of the study (section 3). The well-known Burmese pattern without `\\u1037?` makes
991 wrong cuts in 30,207 on NFC text. ICU alone breaks inside stacks of unknown words, so its word edges
count only where a cluster begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

try:
    from icu4py import breakers as icu
except ImportError:  # no wheel for this machine: syllable edges alone
    icu = None  # type: ignore[assignment]

SENTENCE: Final = 3
SPACE: Final = 2
WORD: Final = 1
SYLLABLE: Final = 0

_KHMER: Final = "[\u1780-\u17b3](?:[\u17b4-\u17d1\u17d3\u17dd\u200c\u200d]|\u17d2[\u1780-\u17b3]?)*"
_BURMESE_START: Final = "[\u1000-\u102a\u103f\u104c-\u104f](?!\u1037?\u103a|\u1039)"
_BURMESE: Final = (
    "[\u1000-\u102a\u103f\u104c-\u104f]"
    f"(?:(?<=\u1039)[\u1000-\u102a]|(?!{_BURMESE_START})[\u1000-\u103f\u104c-\u108f\u109a-\u109f])*"
)
_MARK: Final = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u17dd\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_LATIN: Final = f"(?:[0-9A-Za-zªµºÀ-ÖØ-öø-ɏḀ-ỿ]{_MARK}*)+"
_OTHER: Final = (  # flags; emoji joined to emoji
    f"[\U0001f1e6-\U0001f1ff]{{2}}|\r\n|.{_MARK}*(?:(?<=\u200d)[\u2190-\u2bff\U0001f000-\U0001faff]{_MARK}*)*"
)
UNIT: Final = re.compile(f"{_KHMER}|{_BURMESE}|{_LATIN}|{_OTHER}", re.DOTALL)
"""One cluster, syllable, word of Latin letters and digits, or other character with its marks."""

GRAPHEME: Final = re.compile(_OTHER, re.DOTALL)
"""A character with the marks on it; emoji of several code points whole."""

NUMBER: Final = re.compile(r"[+(]?\d+(?:(?:[ \u00a0\u2011\u2013.,:/+-]|\) ?| ?\()\d+)*")
"""A number as printed, groups included: 02 354 9999, +66 2-354, (02) 354, 1,200.50."""

_LINE_CUT: Final = re.compile(r"\s+")
_SENTENCE_END: Final = re.compile("[។៕။](?!ល។)|[!?…។៕။.][\"')\\]”’]*(?=\\s)")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def units(text: str) -> list[str]:
    """The clusters, syllables, Latin words and other characters of `text`, in order; joined they give it back."""
    return [match.group() for match in UNIT.finditer(text)]


def words(text: str) -> list[str]:
    """The words of `text` in order, without spaces: those between spaces in Latin letters, of the dictionary in others."""
    if text.isascii() or icu is None:
        return text.split()
    ends = [*_word_edges(text), len(text)]
    pieces = (text[start:end] for start, end in pairwise(ends))
    return [word for piece in pieces for word in piece.split()]


def edges(text: str) -> set[int]:
    """Return the offsets where a unit of `text` begins, 0 and len(text) included: where a keyword hit may
    start or end."""
    found = {match.start() for match in UNIT.finditer(text)}
    found.update((0, len(text)))
    return found


def breaks(text: str) -> list[tuple[int, int]]:
    """Return (offset, rank) in order for every place strictly inside `text` where a line may be cut.

    Rank 3 after a sentence or line, 2 at a space (the offset before it), 1 at the edge of a word, 0 of a
    syllable. Never inside a cluster, a number with its groups, or a run of ASCII characters (an address, a
    Latin word).
    """
    ranks = dict.fromkeys(_unit_edges(text), SYLLABLE)
    ranks.update((offset, WORD) for offset in _word_edges(text) if offset in ranks)
    for space in _LINE_CUT.finditer(text):
        for inside in range(space.start() + 1, space.end() + 1):
            ranks.pop(inside, None)
        ranks[space.start()] = SENTENCE if "\n" in space[0] else SPACE
    for sentence in _SENTENCE_END.finditer(text):
        if sentence.end() in ranks:
            ranks[sentence.end()] = SENTENCE
    for number in NUMBER.finditer(text):
        for inside in range(number.start() + 1, number.end()):
            ranks.pop(inside, None)
    ranks.pop(0, None)
    ranks.pop(len(text), None)
    return sorted(ranks.items())


def _unit_edges(text: str) -> Iterator[int]:
    for match in UNIT.finditer(text):
        offset = match.start()
        if offset and not (" " < text[offset] < "\x7f" and " " < text[offset - 1] < "\x7f"):
            yield offset


def _word_edges(text: str) -> Iterator[int]:
    if icu is None or text.isascii():
        return iter(())
    return (start for start, _ in icu.WordBreaker(_SURROGATE.sub("\ufffd", text), "en").segments())
