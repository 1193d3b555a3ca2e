"""The shapes of the content: topics, texts, contacts, agencies, languages, and the Library that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Topic:
    """A node of the tree. `code` is what a person texts ("" for commands); `parent` is a topic id or "".

    `emergency` holds the kinds of contact that stand first in danger; `at_home`: who asks about it is in the home country.
    """

    id: str
    code: str
    parent: str
    group: bool
    command: bool
    emergency: tuple[str, ...] = ()
    at_home: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    id: str
    title: str
    publisher: str
    date: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is said for one country: paragraphs of text, some of them `{contacts: ...}` placeholders."""

    country: str
    nationality: str | None
    paragraphs: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """One topic in one language: `general` paragraphs and `sections` by country (and nationality)."""

    topic: str
    language: str
    file: str
    title: str
    keywords: tuple[str, ...]
    sources: tuple[str, ...]
    checked: date
    review_by: date
    status: str
    translated_from: str
    digest: str
    general: tuple[str, ...]
    sections: tuple[Section, ...]
    general_line: int = 1
    keywords_line: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """A message as somebody would really write it. `writer` is the heading it stands under ("" without one)."""

    text: str
    writer: str
    danger: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone line. `show`: first, yes, asked (only where a text names its id) or no.

    `phones` begins with the number to dial inside `country`; "1506 ext 3" means dial 1506 and press 3.
    """

    id: str
    country: str
    serves: str
    kind: str
    show: str
    labels: Mapping[str, str]
    phones: tuple[str, ...]
    hours: str
    confidence: str
    checked: date
    review_by: date
    line: int = 1

    @property
    def withheld_from(self) -> date:
        """The day after which the number is no longer given: twice the time between check and review."""
        return self.review_by + max(self.review_by - self.checked, timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Agency:
    """A recruitment agency as a dated source named it; never proof of a licence today."""

    id: str
    origin: str
    name: str
    local_name: str
    licence_no: str
    status: str
    destinations: tuple[str, ...]
    phones: tuple[str, ...]
    source: str
    source_date: str
    note: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language folder: how it is called, who speaks it, its command words, country names and danger words.

    `country_names` maps ISO codes to the name we print; `country_words` maps every name people write (also cities,
    currencies, documents that imply a country) to an ISO code. `agency_words` are the words around names of agencies, by
    kind; `agency_sounds` says how words of such names, given in Latin letters, are written in this language.
    """

    code: str
    name: str
    own_name: str
    script: str
    nationality: str | None
    likely_countries: tuple[str, ...]
    commands: Mapping[str, tuple[str, ...]]
    language_words: Mapping[str, tuple[str, ...]]
    country_names: Mapping[str, str]
    country_words: Mapping[str, str]
    around_places: tuple[str, ...]
    also: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    nationality_words: Mapping[str, str]
    danger: Mapping[str, str]
    harmless: tuple[str, ...]
    calls_for: Mapping[str, tuple[str, ...]]
    agency_words: Mapping[str, tuple[str, ...]]
    agency_sounds: Mapping[str, tuple[str, ...]]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in `content/`, immutable. `version` changes whenever a file does. `short_codes`: by ISO country."""

    folder: Path
    version: str
    topics: Mapping[str, Topic]
    languages: Mapping[str, Language]
    texts: Mapping[tuple[str, str], Text]
    questions: Mapping[tuple[str, str], tuple[Question, ...]]
    contacts: tuple[Contact, ...]
    agencies: tuple[Agency, ...]
    sources: Mapping[str, Source]
    phrases: Mapping[tuple[str, str], str]
    default_language: str = "en"
    codes: Mapping[str, str] = field(default_factory=dict)
    short_codes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def text(self, language: str, topic: str) -> Text:
        """The topic's text in `language`, else in the default language; KeyError for an unknown topic."""
        return self.texts.get((language, topic)) or self.texts[self.default_language, topic]

    def phrase(self, language: str, key: str, /, **values: object) -> str:
        """A fixed sentence of `phrases.po` with its {placeholders} filled; falls back to the default language."""
        sentence = self.phrases.get((language, key)) or self.phrases[self.default_language, key]
        return sentence.format(**values) if values else sentence

    def children(self, topic: str) -> tuple[Topic, ...]:
        """The topics under `topic` ("" for the top of the menu), in the order of the file."""
        return tuple(t for t in self.topics.values() if t.parent == topic and not t.command)

    def title(self, language: str, topic: str) -> str:
        """The menu label of a topic."""
        return self.text(language, topic).title

    def country_name(self, language: str, country: str) -> str:
        """The country's name as people say it in `language`."""
        return self.languages[language].country_names.get(country, country)
