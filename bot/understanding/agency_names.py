"""The names of agencies in Latin letters as people write them: with slips, joined, in part; and in Burmese by sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.library.model import Agency, Library
from bot.text.clean import fold
from bot.understanding.agency_words import FORMS, PARTS, SHOWS, AgencyWords
from bot.understanding.phrases import PhraseBook

KNOWN, COMMON, EVERYDAY = 1e-5, 1e-4, 2e-3
"""Shares of all words of the example messages from which a word is one of ordinary messages (no misspelt name, and no sign
of a name by itself), is too common to name an agency without its next word, and is in so many that it shows a sentence."""
TELLING = 5
"""Letters of a word from which it may be misspelt, and cannot be taken for something else."""
SHORTEST = 3
"""Letters of a name below which its next word belongs to it: "B.P Manpower"."""
CLOSE, CLOSE_FROM = 0.8, 4
"""Likeness of a misspelt word, and the letters from which one is looked for."""
TELLING_MISSPELT = 8
"""Letters from which a misspelt word is a name by itself: "forms" is not Formis."""
HARDLY, PARTLY, FULLY = 0.25, 0.5, 0.85
"""Shares of a name's letters from which it may be offered after the code, is perhaps, and is surely the one written."""
INCOMPLETE = 0.8
"""The greatest share of a name of which a word is missing, be it short: "First Manpower" is not "La First Manpower"."""

WORD = re.compile("[a-z0-9]+")
IN_BRACKETS = re.compile(r"\([^)]*\)")
BURMESE = re.compile("[\u1000-\u1021]")


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency's name found at `start:end` of a folded message.

    `share` is how much of the name's letters was written, `words` how many words of its full name stand there;
    `telling`: the name means nothing else; `begun`: its first words were written, with none left out between.
    """

    agency: str
    start: int
    end: int
    share: float
    words: int
    telling: bool
    begun: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a name: the words that tell it from others, and all its words."""

    agency: str
    core: tuple[str, ...]
    full: frozenset[str]
    telling: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `start:end`; Burmese ones may sound like several Latin words."""

    start: int
    end: int
    forms: tuple[str, ...]


class Names:
    """All names, indexed once."""

    def __init__(self, library: Library, words: AgencyWords, seen: Mapping[str, int]) -> None:
        """`seen` counts the Latin words of the example messages: that tells ordinary words from names."""
        speech = library.languages.values()
        self._words, self._seen = words, seen
        self._all = max(sum(seen.values()), 1)
        self._ordinary = {fold(word) for language in speech for word in language.agency_words.get("ordinary", ())}
        sounds = ((sound, latin) for language in speech for latin, s in language.agency_sounds.items() for sound in s)
        self._sounds = PhraseBook(sounds)
        self._by_key: dict[str, list[Name]] = {}
        self._by_word: dict[str, list[Name]] = {}
        self._joined: dict[str, list[Name]] = {}
        for name in (name for agency in library.agencies for name in self._names(agency)):
            rare = [word for word in name.core if self._share(word) < COMMON and not words.of(word)]
            for word in set(rare or [min(name.core, key=self._share)]):
                self._by_key.setdefault(word, []).append(name)
            for word in set(name.core):
                self._by_word.setdefault(word, []).append(name)
            joined = "".join(name.core)
            if len(name.core) > 1 and len(joined) >= TELLING:
                self._joined.setdefault(joined, []).append(name)
        self._spelt = [word for word in self._by_key if len(word) >= TELLING and not word.isdigit()]

    def find(self, folded: str, loosely: bool) -> Iterator[Mention]:
        """The names in a folded message, some perhaps more than once.

        `loosely`: an agency is surely meant, so names are looked for by their common words too.
        """
        words = split_words(folded)
        if BURMESE.search(folded):
            words += [Word(hit.start, hit.end, hit.meanings) for hit in self._sounds.find(folded)]
            words.sort(key=lambda word: word.start)
        index = self._by_word if loosely else self._by_key
        for place, word in enumerate(words):
            for name in self._with(word, index):
                if mention := self._lay(name, words, place):
                    yield mention
            for last in words[place : place + 2]:
                joined = word.forms[0] if last is word else word.forms[0] + last.forms[0]
                for name in self._joined.get(joined, ()):
                    yield Mention(name.agency, word.start, last.end, 1.0, len(name.core), name.telling)

    def _names(self, agency: Agency) -> Iterator[Name]:
        """The spellings of one agency: its name, and an abbreviation in brackets."""
        name = fold(agency.name)
        full = frozenset(word for word in split(name) if FORMS not in self._words.of(word))
        core = self._core(IN_BRACKETS.sub(" ", name)) or tuple(split(name))
        if core:
            yield Name(agency.id, core, full, self._is_telling(core))
        for brackets in IN_BRACKETS.findall(name):
            short = tuple(split(brackets))
            if short and not self._words.of(brackets.strip("()")):
                yield Name(agency.id, short, full, False)

    def _core(self, text: str) -> tuple[str, ...]:
        """The words that tell a name from others: without the parts that many names have, unless little else is left."""
        hits = [hit for hit in self._words.cover(text).hits if PARTS in hit.meanings or FORMS in hit.meanings]
        words = [word for word in split_words(text) if FORMS not in self._words.of(word.forms[0])]
        own = [word for word in words if not any(hit.start <= word.start < hit.end for hit in hits)]
        if not own:
            return tuple(word.forms[0] for word in words)
        core = [word.forms[0] for word in own]
        if sum(map(len, core)) < SHORTEST or all(self._share(word) >= COMMON for word in core):
            for word in words:
                if word.start > own[-1].start:
                    core.append(word.forms[0])
                    if SHOWS in self._words.of(word.forms[0]):
                        break
        return tuple(core)

    def _share(self, word: str) -> float:
        return self._seen.get(word, 0) / self._all

    def known(self, word: str) -> bool:
        """Whether it is a word of ordinary messages."""
        return word in self._ordinary or self._share(word) >= KNOWN or bool(self._words.of(word))

    def everyday(self, word: str) -> bool:
        """Whether it is a word that most sentences have: "my", "not", "boss"."""
        return self._share(word) >= EVERYDAY

    def _is_telling(self, core: tuple[str, ...]) -> bool:
        return any(len(word) >= TELLING and not self.known(word) for word in core)

    def _with(self, word: Word, index: Mapping[str, list[Name]]) -> list[Name]:
        """The names that have this word, or one it may be a misspelling of."""
        exact = [name for form in word.forms for name in index.get(form, ())]
        form = word.forms[0]
        if exact or len(form) < CLOSE_FROM or self.known(form):
            return exact
        near = process.extractOne(form, self._spelt, scorer=Indel.normalized_similarity, score_cutoff=CLOSE)
        return self._by_word[near[0]] if near else []

    def _lay(self, name: Name, words: list[Word], place: int) -> Mention | None:
        """The name laid on the words around `place`; None if too little of it stands together there."""
        reach = range(max(0, place - len(name.core)), min(len(words), place + len(name.core) + 1))
        used: dict[int, float] = {}
        begun = True
        for place, wanted in enumerate(name.core):
            alike, at = max(((self._alike(wanted, words[at]), -at) for at in reach if at not in used), default=(0.0, 0))
            if alike:
                begun = begun and len(used) == place
                used[-at] = alike * len(wanted)
        if not used or max(used) - min(used) > len(used):
            return None
        share = sum(used.values()) / sum(map(len, name.core))
        if len(used) < len(name.core):
            share = min(share, INCOMPLETE)
        if share < HARDLY:
            return None
        first, last = min(used), max(used)
        long_enough = words[last].end - words[first].start >= TELLING_MISSPELT
        telling = name.telling and (share == 1 or len(used) > 1 or long_enough)
        size = len(used)
        while last + 1 < len(words) and size < len(name.full) and self._of_name(name, words[last + 1]):
            last, size = last + 1, size + 1
        while first and size < len(name.full) and self._of_name(name, words[first - 1]):
            first, size = first - 1, size + 1
        return Mention(name.agency, words[first].start, words[last].end, share, size, telling, begun)

    def _of_name(self, name: Name, word: Word) -> bool:
        return any(self._alike(wanted, word) for wanted in name.full)

    def _alike(self, wanted: str, word: Word) -> float:
        if wanted in word.forms:
            return 1.0
        form = word.forms[0]
        if len(wanted) < TELLING or len(form) < CLOSE_FROM or self.known(form):
            return 0.0
        return Indel.normalized_similarity(wanted, form, score_cutoff=CLOSE)


def split(text: str) -> list[str]:
    """The words of a folded text as `split_words` finds them."""
    return [word.forms[0] for word in split_words(text)]


def split_words(text: str) -> list[Word]:
    """The Latin words and numbers of a folded text; letters that stand alone are one word (C P S), so is "man power"."""
    words: list[Word] = []
    for match in WORD.finditer(text):
        word, before = match[0], words[-1] if words else None
        if before and _spelt_out(before, word):
            words[-1] = Word(before.start, match.end(), (before.forms[0] + word,))
        elif before and before.forms == ("man",) and word == "power":
            words[-1] = Word(before.start, match.end(), ("manpower",))
        else:
            words.append(Word(match.start(), match.end(), (word,)))
    return words


def _spelt_out(before: Word, word: str) -> bool:
    """Whether a single letter goes on a run of such letters with one sign between each."""
    run = before.forms[0]
    return len(word) == 1 and (run + word).isalpha() and before.end - before.start == 2 * len(run) - 1
