"""Which writing a text is in."""

from __future__ import annotations

import re
from typing import Final

from bot.text import zawgyi

_LETTERS: Final = (
    ("khmer", re.compile("[\u1780-\u17b3]")),
    (
        "myanmar",
        re.compile(
            "[\u1000-\u102a\u103f\u104c-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1081\u108e\ua9e0-\ua9ef\uaa60-\uaa7a]"
        ),
    ),
    ("latin", re.compile("[A-Za-zª-ɏḀ-ỿ]")),
    ("other", re.compile("[^\\W\\d_A-Za-zª-ɏḀ-ỿ\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")),
)
SURELY_UNICODE: Final = 0.05
_MINORITY: Final = re.compile("[\u1022\u1028\u1033-\u1035\u1050-\u1099\u109a-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f]")


def script(text: str) -> str:
    """Return "khmer", "myanmar", "latin", "other" or "none": the writing most letters of `text` are in.

    Marks and digits do not count; on equal counts Khmer and Myanmar win over Latin.
    """
    if text.isascii():
        return "latin" if _LETTERS[2][1].search(text) else "none"
    counts = {name: len(pattern.findall(text)) for name, pattern in _LETTERS}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else "none"


def is_minority(text: str) -> bool:
    """Return whether `text` holds letters of Shan, Mon or Karen, in Unicode.

    Zawgyi puts other letters on the same code points, so their presence proves nothing by itself: the text
    must also score as Unicode (study, section 1: 1 of 1,833 Shan and Mon texts scored above .5).
    """
    return _MINORITY.search(text) is not None and zawgyi.probability(text) < SURELY_UNICODE
