"""`content/headings.yaml`: the words by which lists name their columns, states, kinds and countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.errors import ContentError
from bot.library.model import Library
from bot.library.problems import Problems
from bot.library.yaml_strings import Items, Table
from bot.text import clean

FILE = "headings.yaml"
IGNORE = "ignore"
OWNER = "owner"
NAME = "name"
TABLES = ("agencies", "contacts")
MEANINGS = ("status", "kinds")
LISTS = ("company_words", "yes_words", "no_words")
NOT_A_WORD = re.compile(r"[^\w\u1000-\u109f\u1780-\u17d3\uaa60-\uaa7f]+|_")
LOCAL = "\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9fe\uaa60-\uaa7f"
LONGEST_HEADING = 120
"""Characters; what is longer is a title or a sentence."""


@dataclass(frozen=True, slots=True)
class Words:
    """For each table: folded heading -> column (also "ignore", for columns left out, and "owner"). `status`, `kinds`: folded
    word -> value; `countries`: folded name -> ISO code."""

    headings: Mapping[str, Mapping[str, str]]
    status: Mapping[str, str]
    kinds: Mapping[str, str]
    countries: Mapping[str, str]
    company: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]


def read(folder: Path, library: Library) -> Words:
    """The words of the content folder. Raises ContentError with file and line if the file is broken or missing."""
    problems = Problems(folder)
    words = _read(folder / FILE, library, problems)
    if problems.found:
        raise ContentError(folder, problems.found)
    return words


def problems_of(library: Library) -> Problems:
    """What is wrong in the file, for `sarika check`; nothing where there is no such file."""
    problems = Problems(library.folder)
    if (library.folder / FILE).exists():
        _read(library.folder / FILE, library, problems)
    return problems


def _read(path: Path, library: Library, problems: Problems) -> Words:
    table = problems.table(path) or Table()
    for name in (*TABLES, *MEANINGS, *LISTS):
        if table and name not in table:
            problems.add(path, 1, f"'{name}' is missing.", "Put it back.", "headings")
    headings = {name: _meanings(table.get(name), path, problems) for name in TABLES}
    status, kinds = (_meanings(table.get(name), path, problems) for name in MEANINGS)
    company, yes, no = (_list(table.get(name)) for name in LISTS)
    return Words(headings, status, kinds, _countries(library), company, yes, no)


def _meanings(value: object, path: Path, problems: Problems) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, words in value.items() if isinstance(value, Table) else ():
        if not isinstance(words, Items):
            problems.add(path, getattr(words, "line", 1), f"'{meaning}' is no list.", "Write [word, word].", "headings")
            continue
        for word in words:
            known = found.setdefault(plain(str(word)), meaning)
            if known != meaning:
                problems.add(path, getattr(word, "line", words.line), f"'{word}' already means '{known}'.",
                             "Keep it in one place.", "headings")  # fmt: skip
    return found


def _list(value: object) -> frozenset[str]:
    return frozenset(mark(str(item)) for item in value) if isinstance(value, Items) else frozenset()


def _countries(library: Library) -> dict[str, str]:
    """Every name of a country in every language, and its code. Words that only hint at one (cities, money) are not names."""
    found: dict[str, str] = {}
    for language in library.languages.values():
        for code, name in language.country_names.items():
            found.setdefault(plain(name), code)
            found.setdefault(code.lower(), code)
        for word, code in language.country_words.items():
            found.setdefault(plain(word), code)
    return found


@cache
def plain(text: str) -> str:
    """A heading or word as it is compared: folded, without brackets, dots and other marks."""
    return " ".join(NOT_A_WORD.sub(" ", clean.fold(text)).split())


def mark(text: str) -> str:
    """A short cell as it is compared: its words, or the mark itself where there are none ("✓")."""
    return plain(text) or clean.fold(text)


def longest(text: str, phrases: Mapping[str, str]) -> str | None:
    """What `text` means by the longest phrase that it is or contains as whole words (Khmer and Burmese: anywhere).

    Words of an owner count only where there is nothing else, and mean the name; of two equally long phrases the one that
    is not ignored wins. None if it contains none.
    """
    inside = [phrase for phrase in phrases if phrase and _contains(text, phrase)]
    if not inside:
        return None
    best = max(inside, key=lambda phrase: (phrases[phrase] != OWNER, len(phrase), phrases[phrase] != IGNORE))
    return NAME if phrases[best] == OWNER else phrases[best]


def _contains(text: str, phrase: str) -> bool:
    if phrase not in text:
        return False
    return not phrase[0].isascii() or re.search(rf"(?<![a-z0-9]){re.escape(phrase)}(?![a-z])", text) is not None


def without(text: str, words: Iterable[str]) -> str:
    """A folded name without the words that tell nothing ("co ltd"), wherever they stand."""
    for word in sorted(words, key=len, reverse=True):
        if word[0].isascii():
            text = re.sub(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", " ", text)
        else:
            text = text.replace(word, " ")
    return " ".join(text.split())
