"""Examples of nothing: letters at random in every script, and words that are said of everything, so that pocket typing,
"my friend" or "when" is not taken for a topic or for danger."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable

import numpy as np

from bot.text.clusters import words

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
            some = (
                "".join(random.choice(letters, random.integers(1, MOST_LETTERS + 1)))
                for _ in range(random.integers(1, MOST_WORDS + 1))
            )
            found.append(" ".join(some))
    return found


SAID_OF, NO_MORE_THAN = 40, 0.16
"""A word says nothing if it is used in the examples of so many topics, and of none in more than this share of its uses."""

TIMES = 3
"""How often each is learned: it must outweigh the lines it is used in."""


def fragments(examples: Iterable[tuple[str, str]]) -> list[str]:
    """Words that say nothing by themselves, found in (folded text, topic) examples; none that is an example by itself."""
    used: dict[str, Counter[str]] = {}
    alone = set()
    for text, topic in examples:
        alone.add(text)
        for word in set(words(text)):
            used.setdefault(word, Counter())[topic] += 1
    empty = sorted(
        word
        for word, topics in used.items()
        if len(topics) >= SAID_OF and max(topics.values()) <= NO_MORE_THAN * topics.total() and word not in alone
    )
    return empty * TIMES
