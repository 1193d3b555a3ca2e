"""What the example layer sees of a message: pieces of words, words, pairs of words, how Latin words sound, and
Burmese words without what is often misspelt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bot.text.burmese import loose

LONGEST: Final = 4
"""Letters of the longest piece. Pieces of 1 to 4 inside words and pairs of words did best (docs/understanding.md)."""

HEAD, TAIL = 320, 160
"""Characters read of a long message, from its beginning and its end: a person says the matter there."""

WORD: Final = "\x1f"
"""Marks a whole word, so that "pay" the word and "pay" the piece are told apart."""

SOUND: Final = "\x1e"
"""Marks a word by its consonants: romanised Khmer and Burmese, and English by ear, change their vowels at will."""

LOOSE: Final = "\x1d"
"""Marks a piece of a word whose tone marks, asat and letters of one sound were made one (`burmese.loose`)."""

_LATIN: Final = re.compile("[a-z]+")
_SAME_SOUND: Final = (("ph", "f"), ("ck", "k"), ("gh", "g"), ("kn", "n"))
_ONE_LETTER: Final = str.maketrans({"c": "k", "z": "s", "q": "k", "x": "ks", "j": "g"})
_SILENT: Final = re.compile("[aeiouyhw]")
_TWICE: Final = re.compile(r"(.)\1+")

_NUMBERS: Final = re.compile(r"\d+")


def hashed(folded: str) -> npt.NDArray[np.uint32]:
    """The features of a folded text as sorted numbers, each once: what a model is asked with.

    CRC-32, so that a vocabulary is a few megabytes of numbers; among 300,000 features about ten share a number.
    """
    numbers = {crc32(name.encode()) for name in features(folded)}
    return np.array(sorted(numbers), dtype=np.uint32)


def features(folded: str) -> set[str]:
    """The features of a folded text. Runs of digits count as one digit: "2 months" and "12 months" are alike."""
    text = _NUMBERS.sub("0", folded)
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]} {text[-TAIL:]}"
    found: set[str] = set()
    before = ""
    for word in text.split():
        padded = f" {word} "
        length = len(padded)
        for size in range(1, min(LONGEST, length) + 1):
            found.update([padded[start : start + size] for start in range(length - size + 1)])
        found.add(WORD + word)
        found.add(f"{WORD}{before} {word}")
        before = word
    found.discard(" ")
    before = ""
    for word in _LATIN.findall(text):
        heard = sound(word)
        found.add(SOUND + heard)
        found.add(f"{SOUND}{before} {heard}")
        before = heard
    roughly = loose(text)
    for word in roughly.split() if roughly != text else ():
        padded = f" {word} "
        for size in range(2, LONGEST + 1):
            found.update([LOOSE + padded[start : start + size] for start in range(len(padded) - size + 1)])
    return found


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The first letter and the consonants of a Latin word, letters that sound alike made one: "company" and "cumpany"
    are "kmpn". Words of one or two letters stay."""
    if len(word) < 3:
        return word
    for letters, same in _SAME_SOUND if len(word) > 3 else ():
        word = word.replace(letters, same)
    word = _TWICE.sub(r"\1", word.translate(_ONE_LETTER))
    return word[0] + _SILENT.sub("", word[1:])
