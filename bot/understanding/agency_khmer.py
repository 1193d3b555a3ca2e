"""The names of agencies in Khmer letters: compared by consonants, since vowels of foreign words are spelt at will."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import ahocorasick
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from bot.library.model import Library
from bot.text import khmer
from bot.text.clean import fold
from bot.understanding.agency_names import IN_BRACKETS, Mention
from bot.understanding.agency_words import AROUND, FORMS, PARTS, SHOWS, AgencyWords, Cover
from bot.understanding.commands import SIGNS

KHMER = re.compile("[\u1780-\u17b3]")
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


class KhmerNames:
    """All names in Khmer, indexed once."""

    def __init__(self, library: Library, words: AgencyWords) -> None:
        """Take the parts that many names have out of each, unless hardly anything else is left."""
        listed = (language.agency_words.get("ordinary", ()) for language in library.languages.values())
        ordinary = {fold(word) for words_ in listed for word in words_}
        self._ordinary = {khmer.loose(word) for word in ordinary if KHMER.search(word)}
        self._names: dict[str, str] = {}
        self._words: dict[str, int] = {}
        self._telling: dict[str, bool] = {}
        for agency in library.agencies:
            text = IN_BRACKETS.sub(" ", fold(agency.local_name))
            if KHMER.search(text):
                cover = words.cover(text)
                core = cover.without((PARTS, FORMS), "")
                if len(khmer.loose(_bare(core))) < SHORTEST or core.strip() in ordinary:
                    core = cover.without((FORMS,), "")
                if not KHMER.search(core):
                    continue  # "168": the Latin name is found by it
                self._names[agency.id] = _bare(core)
                self._words[agency.id] = len(core.split())
                self._telling[agency.id] = len(khmer.loose(_bare(core))) >= TELLING and ordinary.isdisjoint(
                    core.split()
                )
        self._loose = {agency: khmer.loose(name) for agency, name in self._names.items()}
        self._automaton = ahocorasick.Automaton()
        for loose in set(self._loose.values()):
            self._automaton.add_word(loose, [agency for agency, same in self._loose.items() if same == loose])
        self._automaton.make_automaton()

    def find(self, folded: str, cover: Cover | None) -> Iterator[Mention]:
        """The names in a folded message. With `cover` an agency is surely meant, so misspelt names and parts count too."""
        if not self._names or not KHMER.search(folded):
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
            near = self._nearly(text, _Text(cover.without((AROUND, SHOWS, FORMS), PARTS)).loose)
            yield from (near,) if near else ()

    def _nearly(self, text: _Text, asked: str) -> Mention | None:
        """The name that is most like what was `asked`, as a whole or in part."""
        if len(asked) < LONG or asked in self._ordinary:
            return None
        near = process.extractOne(asked, self._loose, scorer=fuzz.partial_ratio, score_cutoff=NEARLY)
        if near is None:
            return None
        name, _, agency = near
        if asked in name:
            span = fuzz.partial_ratio_alignment(asked, text.loose)
            start, end = text.span(span.dest_start, span.dest_end) if span else (0, len(text.folded))
            return Mention(agency, start, end, len(asked) / len(name), 1, False, name.startswith(asked))
        if len(asked) < len(name) - 1 or len(name) < TELLING:
            return None
        span = fuzz.partial_ratio_alignment(name, text.loose)
        return self._compared(agency, text, span.dest_start, span.dest_end, True) if span else None

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
    """Without spaces and signs."""
    return "".join(char for char in text if char.isalnum() or "\u17b4" <= char < "\u17d4" or char == "\u17dd")
