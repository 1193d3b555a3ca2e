"""The words around agencies' names: which show that an agency is meant, and what stands beside a piece of a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.library.model import Library
from bot.text.clusters import UNIT
from bot.understanding.phrases import Hit, PhraseBook

SHOWS, FORMS, PARTS, AROUND, LICENCE, NUMBER, COUNTED = (
    "shows", "forms", "parts", "around", "licence", "number", "counted",
)  # fmt: skip
"""Lists under `agency_words` in `_language.yaml`; the English file says what each is for."""

LETTER = re.compile(r"\w")


class AgencyWords:
    """The lists of all languages as one book."""

    def __init__(self, library: Library) -> None:
        """Index the words of every language; names of countries and towns may stand around a name too."""
        kinds = (SHOWS, FORMS, PARTS, AROUND, LICENCE, NUMBER, COUNTED)
        speech = library.languages.values()
        self._book = PhraseBook(
            [(word, kind) for language in speech for kind in kinds for word in language.agency_words.get(kind, ())]
            + [(place, AROUND) for language in speech for place in language.country_words]
        )

    def of(self, phrase: str) -> tuple[str, ...]:
        """The lists a folded word or phrase is in; () for any other."""
        return self._book.whole(phrase)

    def cover(self, folded: str) -> Cover:
        """What of a message is made of such words."""
        return Cover(folded, self._book.find(folded))


class Cover:
    """The words of the lists in one message, in order; no two overlap."""

    def __init__(self, folded: str, hits: Sequence[Hit[str]]) -> None:
        """`hits` are those of the book in `folded`."""
        self.folded = folded
        self.hits = hits

    def has(self, kind: str) -> bool:
        """Whether any word of a list stands in the message."""
        return any(kind in hit.meanings for hit in self.hits)

    def before(self, start: int) -> Hit[str] | None:
        """The word that ends where the piece at `start` begins."""
        near = next((hit for hit in reversed(self.hits) if hit.end <= start), None)
        return near if near and not LETTER.search(self.folded, near.end, start) else None

    def after(self, end: int) -> Hit[str] | None:
        """The word that begins where the piece up to `end` is over."""
        near = next((hit for hit in self.hits if hit.start >= end), None)
        return near if near and not LETTER.search(self.folded, end, near.start) else None

    def beside(self, start: int, end: int) -> bool:
        """Whether a word that shows an agency stands in the piece or beside it, with only words of the lists between."""
        if any(SHOWS in hit.meanings for hit in self.hits if start <= hit.start < end):
            return True
        left, right = self.before(start), self.after(end)
        while left and SHOWS not in left.meanings:
            left = self.before(left.start)
        while right and SHOWS not in right.meanings:
            right = self.after(right.end)
        return bool(left or right)

    def stands_free(self, start: int, end: int) -> bool:
        """Whether the piece begins or ends the message, or the words next to it are of the lists.

        "lucky agency" does; "lucky boat agency" and "my lucky agency" do not: that may be a longer name, or no name.
        """
        left = self.before(start) or not LETTER.search(self.folded, 0, start)
        return bool(left and (self.after(end) or not LETTER.search(self.folded, end)))

    def rest(self, taken: Iterable[tuple[int, int]]) -> list[str]:
        """The words and clusters outside the pieces `taken` and outside the words of the lists."""
        spans = [*taken, *((hit.start, hit.end) for hit in self.hits)]
        return [
            unit[0]
            for unit in UNIT.finditer(self.folded)
            if LETTER.match(unit[0]) and not any(start <= unit.start() < end for start, end in spans)
        ]

    def whole(self, taken: Iterable[tuple[int, int]], stray: int = 0) -> bool:
        """Whether the message says nothing besides the pieces `taken`; `stray` clusters of Khmer or Burmese may be over."""
        left = self.rest(taken)
        return len(left) <= stray and not any(unit.isascii() for unit in left)

    def without(self, kinds: tuple[str, ...], but: str) -> str:
        """The message with the words of `kinds` blanked out, except those that are also of the kind `but`."""
        text = self.folded
        for hit in self.hits:
            if but not in hit.meanings and any(kind in hit.meanings for kind in kinds):
                text = text[: hit.start] + " " * (hit.end - hit.start) + text[hit.end :]
        return text
