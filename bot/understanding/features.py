"""What the example layer sees of a message: pieces of words, words, and pairs of words."""

from __future__ import annotations

import re
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

LONGEST: Final = 4
"""Letters of the longest piece. Pieces of 1 to 4 inside words and pairs of words did best (docs/understanding.md)."""

HEAD, TAIL = 320, 160
"""Characters read of a long message, from its beginning and its end: a person says the matter there."""

WORD: Final = "\x1f"
"""Marks a whole word, so that "pay" the word and "pay" the piece are told apart."""

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
    return found
