"""Cuts a message into the things it may ask for: sentences, and what follows "also" or "one more thing"."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.library.model import Library
from bot.understanding.phrases import PhraseBook

ENDS = re.compile(r"[.?!;។៕၊။]+(?=\s|[^\x00-\x7f]|$)|\s[-/+&]\s|\s\d[.)]\s")
"""Where a sentence ends; a full stop inside a number or an address is none."""

SHORTEST = 8
"""Characters below which a piece says too little to be a need of its own."""

MOST = 5
"""Pieces looked at: the time for one message stays bounded."""


class Needs:
    """The words of all languages that begin another need (`also` in `_language.yaml`)."""

    def __init__(self, library: Library) -> None:
        self._also = PhraseBook((word, True) for language in library.languages.values() for word in language.also)

    def pieces(self, folded: str) -> list[str]:
        """The pieces of a folded text in order, at most MOST; one piece or none where there is nothing to cut."""
        cuts = [(0, 0), *((sign.start(), sign.end()) for sign in ENDS.finditer(folded))]
        cuts += [(hit.start, hit.end) for hit in self._also.find(folded)]
        cuts.append((len(folded), len(folded)))
        cuts.sort()
        pieces = (folded[end:start].strip() for (_, end), (start, _) in pairwise(cuts))
        return [piece for piece in pieces if len(piece) >= SHORTEST][:MOST]
