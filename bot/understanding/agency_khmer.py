"""The names of agencies in Khmer letters: compared by consonants, since vowels of foreign words are spelt at will."""

from __future__ import annotations

import re
from collections.abc import Iterator

import ahocorasick
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from bot.library.model import Library
from bot.text import khmer
from bot.text.clean import fold
from bot.understanding.agency_names import IN_BRACKETS, Mention
from bot.understanding.agency_words import AROUND, FORMS, PARTS, SHOWS, AgencyWords, Cover

KHMER = re.compile("[\u1780-\u17b3]")
COENG = "\u17d2"
SHORTEST, TELLING, LONG = 3, 6, 4
"""Consonants: of the shortest name, of one that means nothing else, and of a part that may stand for a name."""
ALIKE, ALIKE_IF_MEANT, SHORT_ALIKE = 0.68, 0.5, 0.85
"""Likeness with its vowels of what is like a name by its consonants: in any message, where an agency is surely meant, and
for a name that is not telling."""
NEARLY = 84.0
"""Likeness of the consonants (per cent) of a misspelt name."""


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
        folded = IN_BRACKETS.sub(lambda brackets: " " * len(brackets[0]), folded)
        loose = khmer.loose(_bare(folded))
        exact = [
            mention
            for end, agencies in self._automaton.iter(loose)
            for agency in agencies
            for mention in self._compared(
                agency, folded, end + 1 - len(self._loose[agency]), end + 1, cover is not None
            )
        ]
        yield from (one for one in exact if not any(_inside(one, other) for other in exact))
        if cover and not exact:
            blanked = cover.without((AROUND, SHOWS, FORMS), PARTS)
            yield from self._nearly(folded, khmer.loose(_bare(blanked)), loose)

    def _nearly(self, folded: str, asked: str, loose: str) -> Iterator[Mention]:
        """The name that is most like what was `asked`, as a whole or in part."""
        if len(asked) < LONG or asked in self._ordinary:
            return
        near = process.extractOne(asked, self._loose, scorer=fuzz.partial_ratio, score_cutoff=NEARLY)
        if near is None:
            return
        name, _, agency = near
        if asked in name:
            start, end = _span(folded, asked, loose)
            yield Mention(agency, start, end, len(asked) / len(name), 1, False, name.startswith(asked))
        elif (
            len(asked) >= len(name) - 1 and len(name) >= TELLING and (span := fuzz.partial_ratio_alignment(name, loose))
        ):
            yield from self._compared(agency, folded, span.dest_start, span.dest_end, True)

    def _compared(self, agency: str, folded: str, first: int, last: int, meant: bool) -> Iterator[Mention]:
        """The name, if what stands there is like it with its vowels too."""
        places = _places(folded)
        start, end = places[first], places[last] if last < len(places) else len(folded)
        while folded[start - 1 : start] == COENG:
            start -= 2
        while end > start and not (folded[end - 1].isalnum() or "\u17b4" <= folded[end - 1] < COENG):
            end -= 1
        written, name = _bare(folded[start:end]), self._names[agency]
        alike, telling = Indel.normalized_similarity(written, name), self._telling[agency]
        least = (ALIKE_IF_MEANT if meant else ALIKE) if telling else SHORT_ALIKE
        if alike >= least:
            yield Mention(agency, start, end, 1.0, self._words[agency], telling)


def _inside(one: Mention, other: Mention) -> bool:
    """Whether a name is only a part of another that stands there."""
    return other.start <= one.start and one.end <= other.end and one.end - one.start < other.end - other.start


def _bare(text: str) -> str:
    """Without spaces and signs."""
    return "".join(char for char in text if char.isalnum() or "\u17b4" <= char < "\u17d4" or char == "\u17dd")


def _places(folded: str) -> list[int]:
    """Where each character of the loose form of a folded text stands in it."""
    return [at for at, char in enumerate(folded) if char.isalnum() and folded[at + 1 : at + 2] != "\u17cd"]


def _span(folded: str, asked: str, loose: str) -> tuple[int, int]:
    """Where the letters `asked` stand, spaces and other words between them included."""
    places, found = _places(folded), fuzz.partial_ratio_alignment(asked, loose)
    if not found or found.dest_end > len(places):
        return 0, len(folded)
    return places[found.dest_start], places[found.dest_end] if found.dest_end < len(places) else len(folded)
