"""Writes Unicode Burmese as a Zawgyi phone would: the other direction of bot.text.zawgyi, for tests only."""

from __future__ import annotations

import re

from bot.text import zawgyi

STACKED = dict(zip(zawgyi._STACKED[1::2], zawgyi._STACKED[0::2], strict=True))
MARKS = {"\u103a": "\u1039", "\u103b": "\u103a", "\u103d": "\u103c", "\u103e": "\u103d"}
KINZI = "\u1004\u103a\u1039"
SYLLABLE = re.compile(f"({KINZI})?([\u1000-\u102a\u103f])((?:\u1039[\u1000-\u1021])?)([\u102b-\u103e]*)")


def twin(text: str) -> str:
    """The same text in Zawgyi's order and code points."""
    return SYLLABLE.sub(_syllable, text)


def _syllable(match: re.Match[str]) -> str:
    kinzi, letter, stacked, marks = match.groups()
    under = STACKED.get(stacked[1:], stacked) if stacked else ""
    before = ("\u1031" if "\u1031" in marks else "") + ("\u103b" if "\u103c" in marks else "")
    after = "".join(MARKS.get(mark, mark) for mark in marks if mark not in "\u1031\u103c")
    return before + letter + ("\u1064" if kinzi else "") + under + after
