"""Examples of nothing: letters at random in every script, so that pocket typing is not taken for a topic or for danger."""

from __future__ import annotations

import string

import numpy as np

KHMER = "".join(map(chr, (*range(0x1780, 0x17A3), *range(0x17B6, 0x17C9), 0x17D2)))
BURMESE = "".join(map(chr, (*range(0x1000, 0x1022), *range(0x102B, 0x1033), *range(0x1036, 0x103F))))
ALPHABETS = (string.ascii_lowercase, KHMER, BURMESE, string.punctuation, string.ascii_lowercase + string.punctuation)

SHARE = 130
"""Examples for each line of nothing, of each alphabet: a small set is not drowned."""
MOST_WORDS, MOST_LETTERS = 5, 10
OFTEN_ONE_LETTER = 0.2
"""Share of lines that hold one letter down."""


def lines(examples: int, seed: int = 1) -> list[str]:
    """Lines to learn beside so many examples, the same for the same seed: one to five words of one to ten letters."""
    random = np.random.default_rng(seed)
    found = []
    for alphabet in ALPHABETS:
        for _ in range(examples // SHARE):
            letters = [alphabet[random.integers(len(alphabet))]] if random.random() < OFTEN_ONE_LETTER else [*alphabet]
            words = (
                "".join(random.choice(letters, random.integers(1, MOST_LETTERS + 1)))
                for _ in range(random.integers(1, MOST_WORDS + 1))
            )
            found.append(" ".join(words))
    return found
