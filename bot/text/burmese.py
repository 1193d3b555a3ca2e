"""Burmese spelled one way, for matching: order of marks, doubled marks, letters mistaken for each other.

No library does this (study, section 2). The order of marks is that of Unicode Technical Note 11, after NFC,
which puts dot below (U+1037) before asat (U+103A).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_MYANMAR: Final = re.compile("[\u1000-\u109f]")
_MARK: Final = "[\u102b-\u1032\u1036-\u1038\u103a-\u103e]"
_DIGIT: Final = "[0-9\u1040-\u1049]"
_CLOSING: Final = "[\u1000-\u1021\u1025]\u1037?\u103a"
"""A consonant with asat closes a syllable: the character before it, whatever it looks like, is a letter."""

_WA: Final = f"\u101d(?!{_MARK}|\u1039|{_CLOSING})"
_WA_IN_NUMBER: Final = re.compile(
    f"(?<![\u1000-\u103f])\u101d{{0,9}}{_DIGIT}(?:{_DIGIT}|{_WA})*|{_DIGIT}(?:{_DIGIT}|{_WA})+"
)
_DIGIT_IN_WORD: Final = re.compile(
    f"(?<!{_DIGIT})[\u1040\u1044\u1047\u1048](?={_MARK}|{_CLOSING})|(?<=[\u1000-\u103f])\u1040(?!{_DIGIT})"
)
_LETTERS: Final = {"\u1040": "ဝ", "\u1044": "၎", "\u1047": "ရ", "\u1048": "ဂ"}


def letters(text: str) -> str:
    """Return `text` with letters and digits that look alike put right.

    ဝ inside a number is zero; ၀ ၄ ၇ ၈ inside a word are ဝ ၎ ရ ဂ. In: NFC text with its Myanmar digits still
    in place, for once they are ASCII, ၇ can no longer be told from a 7.
    """
    if not _MYANMAR.search(text):
        return text
    text = _WA_IN_NUMBER.sub(lambda run: run[0].replace("ဝ", "\u1040"), text)
    return _DIGIT_IN_WORD.sub(lambda digit: _LETTERS[digit[0]], text)


_PLACES: Final = ("ျ", "ြ", "ွ", "ှ", "ေ", "ိီဲ", "ုူ", "ါာ", "ံ", "့", "်", "း")
_ORDER: Final = {mark: place for place, marks in enumerate(_PLACES) for mark in marks}
_RUN: Final = re.compile(f"(?!\u103a){_MARK}{{2,}}")
_SPELLINGS: Final = (
    (re.compile("\u1025(?=\u1037?\u103a|[\u102b\u102c])"), "ဉ"),  # ဥ် for ဉ်, ဥာဏ် for ဉာဏ်
    (re.compile("\u1009(?!\u1037?\u103a|\u1039|[\u102b\u102c])"), "ဥ"),  # ဉပဒေ for ဥပဒေ
    (re.compile("ဥ\u102e"), "ဦ"),
    (re.compile("\u102b"), "\u102c"),  # tall and short aa differ by the letter before, not in meaning
    (re.compile("ဩ"), "သြ"),
    (re.compile("ဪ"), "သြော\u103a"),
    (re.compile("ဿ"), "သ္သ"),
    (re.compile("စ\u103b"), "ဈ"),
    (re.compile("\u103a\u103b\u102c"), "\u103b\u102c\u103a"),  # ယောက်ျား for ယောကျာ်း
)


def normalise(text: str) -> str:
    """Return `text` with its Burmese spelled one way; text without Myanmar letters is left untouched.

    In: NFC text without invisible characters. Out: for comparing only.
    """
    if not _MYANMAR.search(text):
        return text
    text = _RUN.sub(lambda run: _sorted_marks(run[0]), text)
    for wrong, right in _SPELLINGS:
        text = wrong.sub(right, text)
    return _RUN.sub(lambda run: _sorted_marks(run[0]), text)  # a new spelling may have brought marks together


@lru_cache(maxsize=4096)
def _sorted_marks(run: str) -> str:
    return "".join(dict.fromkeys(sorted(run, key=_ORDER.__getitem__)))


_LOOSE: Final = (
    (re.compile("မ(?:\u1037?\u103a|\u1039)|\u1036"), "န"),  # closing မ် and ံ as န်
    (re.compile("\u1032"), "ယ"),  # ဲ as ယ်
    (re.compile("[\u1037-\u103a]"), ""),  # tone marks, asat, stacking
    (re.compile("\u103c"), "\u103b"),
)
_SAME_SOUND: Final = str.maketrans("ဃဓဎဍဘဏဠဌဋ", "ဂဒဒဒဗနလထတ")


def loose(text: str) -> str:
    """Return a stronger fold of a folded text, for misspellings: a second try, never the first.

    ြ and ျ are one, ံ န် မ် are one, ယ် ဲ are one, letters of one sound are one; tone marks (း ့), asat and
    stacking are dropped. Different words do meet: accept a hit only where it is the sole one.
    """
    if not _MYANMAR.search(text):
        return text
    text = text.translate(_SAME_SOUND)
    for wrong, right in _LOOSE:
        text = wrong.sub(right, text)
    return text
