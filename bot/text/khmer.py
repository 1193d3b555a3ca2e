"""Khmer spelled one way, for matching: order of marks, look-alikes, the common variant spellings.

Order and look-alikes are the rules of pheasa (Unicode Technical Note 61, checked on SIL's tests). It is an
alpha release, so it stays behind `normalise`. It works cluster by cluster; remembering clusters makes it
ten times faster.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import pheasa

_KHMER: Final = re.compile("[\u1780-\u17ff]")
_CLUSTER: Final = re.compile("[\u1780-\u17a2\u17a5-\u17b3](?:[\u17b6-\u17d1\u17d3\u17dd]|\u17d2[\u1780-\u17b3]?){2,}")
_REPEATED_MARK: Final = re.compile("([\u17b6-\u17d3\u17dd])\\1+")
_VARIANTS: Final = str.maketrans(
    {
        "\u17a3": "អ",  # deprecated letter, looks like អ
        "\u17a4": "អា",  # deprecated
        "ឥ": "អិ",  # independent vowels are typed as អ + vowel, or រ/ល + vowel, by sound
        "ឦ": "អី",
        "ឧ": "អុ",
        "ឩ": "អូ",
        "ឪ": "អៅ",  # ឪពុក is also written ឳពុក
        "ឳ": "អៅ",
        "ឫ": "រឹ",
        "ឬ": "រឺ",
        "ឭ": "លឹ",
        "ឮ": "លឺ",
        "ឯ": "អែ",
        "ឰ": "អៃ",
        "ឱ": "អោ",
        "ឲ": "អោ",
        "\u17d8": "។ល។",  # the discouraged sign for "etc."
    }
)


def normalise(text: str) -> str:
    """Return `text` with its Khmer spelled one way; everything else is left untouched.

    In: NFC text without invisible characters. Out: for comparing only, since variant letters are merged
    (coeng ដ/ត, independent vowels) and repeated marks become one.
    """
    if not _KHMER.search(text):
        return text
    text = _REPEATED_MARK.sub(r"\1", text).translate(_VARIANTS)
    text = text.replace("\u17d2\u178a", "\u17d2\u178f")  # coeng ដ and coeng ត look the same
    return _CLUSTER.sub(_cluster, text).replace("អ\u17d2យោ", "អោយ")  # ឱ្យ ឲ្យ អោយ: "give", "let"


def _cluster(match: re.Match[str]) -> str:
    return _normal_cluster(match[0])


@lru_cache(maxsize=4096)
def _normal_cluster(cluster: str) -> str:
    # Sorting can bring equal marks together; repeat until nothing changes (twice at most in practice).
    for _ in range(4):
        result = _REPEATED_MARK.sub(r"\1", str(pheasa.normalize(cluster)))
        if result == cluster:
            break
        cluster = result
    return cluster


_SILENT: Final = re.compile("[\u1780-\u17a2]\u17cd")
_LOOSE: Final = dict.fromkeys((*range(0x17B4, 0x17D4), 0x17DD)) | str.maketrans("គឃជឈឌឍទធណភឡព", "កខចឆដឋតថនផលប")


def loose(text: str) -> str:
    """Return a stronger fold of a folded text, for misspellings of foreign names: its consonants alone.

    Vowels, signs and silent letters are dropped, the two series of consonants become one (ភ as ផ). Different words
    do meet: compare what was found with the original before taking it.
    """
    return _SILENT.sub("", text).translate(_LOOSE)
