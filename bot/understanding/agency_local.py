"""The names of agencies in Khmer and Burmese letters: compared by consonants, since vowels of names are spelt at will."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

import ahocorasick
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from bot.library.model import Library
from bot.text import khmer
from bot.text.clean import fold
from bot.understanding.agency_names import BURMESE, IN_BRACKETS, Mention
from bot.understanding.agency_words import AROUND, FORMS, PARTS, SHOWS, AgencyWords, Cover
from bot.understanding.commands import SIGNS

KHMER = re.compile("[\u1780-\u17b3]")
LOCAL = re.compile(f"{KHMER.pattern}|{BURMESE.pattern}")
COENG, SILENT = "\u17d2", "\u17cd"
SHORTEST, TELLING, LONG = 3, 6, 4
"""Consonants: of the shortest name, of one that means nothing else, and of a part that may stand for a name."""
ALIKE, ALIKE_IF_MEANT, SHORT_ALIKE = 0.68, 0.5, 0.85
"""Likeness with its vowels of what is like a name by its consonants: in any message, where an agency is surely meant, and
for a name that is not telling."""
NEARLY = 84.0
"""Likeness of the consonants (per cent) of a misspelt name."""
MOST = 30
"""Places looked at in one message: time stays bounded."""


class LocalNames:
    """All names in letters of their country, indexed once."""

    def __init__(self, library: Library, words: AgencyWords) -> None:
        """Take the parts that many names have out of each, unless hardly anything else is left."""
        listed = (language.agency_words.get("ordinary", ()) for language in library.languages.values())
        ordinary = {fold(word) for words_ in listed for word in words_}
        self._ordinary = {_Text(word).loose for word in ordinary if LOCAL.search(word)}
        self._names: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        self._words: dict[str, int] = {}
        self._telling: dict[str, bool] = {}
        for agency in library.agencies:
            cover = words.cover(IN_BRACKETS.sub(" ", fold(agency.local_name)))
            core = cover.without((PARTS, FORMS), "")
            if len(_Text(core).loose) < SHORTEST or core.strip() in ordinary:
                core = cover.without((FORMS,), "")
            loose = _Text(core).loose
            if not LOCAL.search(core) or not loose:
                continue  # "168" is found as a Latin word
            burmese = BURMESE.search(core) is not None  # such names are made of ordinary words
            self._names[agency.id], self._loose[agency.id] = _bare(core), loose
            self._words[agency.id] = len(core.split())
            self._telling[agency.id] = len(loose) >= TELLING and not burmese and ordinary.isdisjoint(core.split())
        self._letters = re.compile(
            "|".join(p.pattern for p in (KHMER, BURMESE) if p.search("".join(self._names.values())))
        )
        self._automaton = ahocorasick.Automaton()
        for loose in set(self._loose.values()):
            self._automaton.add_word(loose, [agency for agency, same in self._loose.items() if same == loose])
        self._automaton.make_automaton()

    def find(self, folded: str, cover: Cover | None) -> Iterator[Mention]:
        """The names in a folded message. With `cover` an agency is surely meant, so misspelt names and parts count too."""
        if not self._names or not self._letters.search(folded):
            return
        text = _Text(IN_BRACKETS.sub(lambda brackets: " " * len(brackets[0]), folded))
        hits = ((agency, end + 1) for end, agencies in self._automaton.iter(text.loose) for agency in agencies)
        exact = [
            mention
            for agency, end in islice(hits, MOST)
            if (mention := self._compared(agency, text, end - len(self._loose[agency]), end, cover is not None))
        ]
        yield from (one for one in exact if not any(_inside(one, other) for other in exact))
        if cover and not exact:
            near = self._misspelt(text, _Text(cover.without((SHOWS, FORMS), PARTS)).loose)
            part = near or self._part(text, _Text(cover.without((SHOWS, FORMS, AROUND), PARTS)).loose)
            yield from (part,) if part else ()

    def _misspelt(self, text: _Text, asked: str) -> Mention | None:
        """The name that is most like a piece of what was `asked`."""
        near = process.extractOne(asked, self._loose, scorer=fuzz.partial_ratio, score_cutoff=NEARLY)
        if near is None or not TELLING <= len(near[0]) <= len(asked) + 1:
            return None
        span = fuzz.partial_ratio_alignment(near[0], text.loose)
        return self._compared(near[2], text, span.dest_start, span.dest_end, True) if span else None

    def _part(self, text: _Text, asked: str) -> Mention | None:
        """The first name that what was `asked` is a part of."""
        if len(asked) < LONG or asked in self._ordinary:
            return None
        agency = next((agency for agency, name in self._loose.items() if asked in name), None)
        span = fuzz.partial_ratio_alignment(asked, text.loose)
        if agency is None or span is None:
            return None
        name = self._loose[agency]
        start, end = text.span(span.dest_start, span.dest_end)
        return Mention(agency, start, end, len(asked) / len(name), 1, False, name.startswith(asked))

    def _compared(self, agency: str, text: _Text, first: int, last: int, meant: bool) -> Mention | None:
        """The name, if what stands there is like it with its vowels too."""
        start, end = text.span(first, last)
        alike, telling = (
            Indel.normalized_similarity(_bare(text.folded[start:end]), self._names[agency]),
            self._telling[agency],
        )
        least = (ALIKE_IF_MEANT if meant else ALIKE) if telling else SHORT_ALIKE
        return Mention(agency, start, end, 1.0, self._words[agency], telling) if alike >= least else None


class _Text:
    """A folded text and its loose form, each letter of which knows where it stood."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self._places = [at for at, char in enumerate(folded) if char.isalnum() and folded[at + 1 : at + 2] != SILENT]
        self.loose = khmer.loose("".join(folded[at] for at in self._places))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the letters `first` to `last` of the loose form stand, in whole clusters."""
        start = self._places[first]
        end = self._places[last] if last < len(self._places) else len(self.folded)
        while self.folded[start - 1 : start] == COENG:
            start -= 2
        return max(start, 0), max(start, 0) + len(self.folded[max(start, 0) : end].rstrip(COENG + SIGNS))


def _inside(one: Mention, other: Mention) -> bool:
    """Whether a name is only a part of another that stands there."""
    return other.start <= one.start and one.end <= other.end and one.end - one.start < other.end - other.start


def _bare(text: str) -> str:
    """Letters with their marks, and digits: without spaces and signs."""
    return "".join(char for char in text if unicodedata.category(char)[0] in "LNM")
