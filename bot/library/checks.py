"""The rules for content, each a small function in one list: it gets a Library and yields Problems.

An "error" keeps content from going live; a "warning" is shown by `sarika check` and on the staff pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from bot.errors import Problem
from bot.library import contact_checks, contacts
from bot.library.model import Library, Text
from bot.library.tables import KINDS
from bot.text import clean, segments

TITLE_LIMIT = 24
COUNTRY_MARK = "{country}"
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
NUMBER = re.compile(r"(?<![\d,.])\+?\d(?:[ -]?\d)*(?![\d,.]*\d)")
LONG_NUMBER = 7
"""Digits from which a number in prose can only be a telephone number: prices have commas, dates are shorter."""
SHORT_NUMBER = 3

Rule = Callable[[Library], Iterator[Problem]]


def run(library: Library, today: date | None = None) -> list[Problem]:
    """All problems of all rules, sorted by file and line. `today` (default: now) is what dates are measured against."""
    found = [problem for rule in RULES for problem in rule(library)]
    found += [problem for rule in DATED_RULES for problem in rule(library, today or date.today())]
    return sorted(found)


def _problem(rule: str, text: Text, line: int, what: str, mend: str, level: str = "error") -> Problem:
    return Problem(text.file, line, what, mend, rule, level)


def _paragraphs(text: Text) -> Iterator[tuple[int, str]]:
    """Every paragraph with the line its part of the file begins on."""
    for _, line, paragraph in _placed_paragraphs(text):
        yield line, paragraph


def _placed_paragraphs(text: Text) -> Iterator[tuple[str | None, int, str]]:
    """Every paragraph with its section's country (None: the general text) and line."""
    for paragraph in text.general:
        yield None, text.general_line, paragraph
    for section in text.sections:
        for paragraph in section.paragraphs:
            yield section.country, section.line, paragraph


def missing_texts(library: Library) -> Iterator[Problem]:
    """Every topic that can be answered has a text in every language."""
    for topic in library.topics.values():
        for language in library.languages if not topic.command else ():
            if (language, topic.id) not in library.texts:
                level = "error" if language == library.default_language else "warning"
                yield Problem(f"{language}/{topic.id}.md", 1, f"The topic '{topic.id}' has no text here.",
                              "Write the file.", "missing", level)  # fmt: skip


def missing_phrases(library: Library) -> Iterator[Problem]:
    """Every fixed sentence stands in every language."""
    keys = {key for language, key in library.phrases if language == library.default_language}
    for language in library.languages:
        for key in sorted(keys - {k for spoken, k in library.phrases if spoken == language}):
            yield Problem(f"{language}/phrases.po", 1, f"The sentence '{key}' is missing.", "Translate it.",
                          "phrase", "warning")  # fmt: skip


def titles(library: Library) -> Iterator[Problem]:
    """A title fits a menu line."""
    for text in library.texts.values():
        if not 1 <= len(text.title) <= TITLE_LIMIT:
            yield _problem("title", text, 2, f"The title has {len(text.title)} characters.",
                           f"Shorten it to {TITLE_LIMIT}.")  # fmt: skip


def known_sources(library: Library) -> Iterator[Problem]:
    """Every text names sources, and they exist."""
    for text in library.texts.values():
        if not text.sources and not library.topics[text.topic].group:
            yield _problem("source", text, 1, "The text names no source.", "Fill in 'sources'.")
        for source in text.sources:
            if source not in library.sources:
                yield _problem(
                    "source", text, 1, f"The source '{source}' is not in sources.yaml.", "Add or correct it."
                )


def placeholders(library: Library) -> Iterator[Problem]:
    """Braces hold only what is filled in: contacts of kinds and rows that exist, and the country mark."""
    rows = {row.id: row for row in library.contacts}
    for text in library.texts.values():
        for line, paragraph in _paragraphs(text):
            wanted = contacts.names(paragraph)
            if not wanted and re.search(r"[{}]", paragraph.replace(COUNTRY_MARK, "")):
                yield _problem("placeholder", text, line, f"'{paragraph[:40]}' cannot be filled in.",
                               "Write {contacts: labour} as a paragraph of its own.")  # fmt: skip
            for name in wanted:
                if name not in KINDS and name not in rows:
                    yield _problem("placeholder", text, line, f"'{name}' is no kind of contact and no id of a row.",
                                   f"Use an id of contacts.csv or one of {', '.join(KINDS)}.")  # fmt: skip
                elif name in rows and (rows[name].show == "no" or rows[name].confidence == "low"):
                    wrong = (
                        rows[name].confidence != "low"
                    )  # a call found it wrong: that must go live, another stands in
                    yield _problem("placeholder", text, line, f"The contact {name} may not be shown.",
                                   "Name another, or confirm the number first.",
                                   "warning" if wrong else "error")  # fmt: skip


def numbers_in_prose(library: Library) -> Iterator[Problem]:
    """Telephone numbers stand in contacts.csv alone, where they have a source and a date.

    A number of three digits may be a count of days: it is refused only where it is dialled, in the country's own section
    or, in the general text, if it is dialled in one of the likeliest countries.
    """
    likely = {country for language in library.languages.values() for country in language.likely_countries}
    dialled: dict[str, set[str]] = {}
    for row in library.contacts:
        for phone in row.phones if row.confidence != "low" else ():
            dialled.setdefault(re.sub(r"\D", "", phone.partition(" ext ")[0]), set()).add(row.country)
    for text in library.texts.values():
        for country, line, paragraph in _placed_paragraphs(text):
            for match in NUMBER.finditer(clean.digits(paragraph)):
                number = re.sub(r"\D", "", match[0])
                places = dialled.get(number, set()) if len(number) > 2 else set()
                here = {country} if country else likely
                if len(number) >= LONG_NUMBER or (places and len(number) > SHORT_NUMBER) or places & here:
                    yield _problem("number", text, line, f"The number {match[0]} stands in the text.",
                                   "Use {contacts: ...} and keep numbers in contacts.csv.")  # fmt: skip


def plain_characters(library: Library) -> Iterator[Problem]:
    """English costs 160 characters a segment only in GSM-7; invisible characters cost and help nobody."""
    for text in library.texts.values():
        for line, paragraph in (*_paragraphs(text), (2, text.title)):
            if INVISIBLE.search(paragraph):
                yield _problem("invisible", text, line, f"There are invisible characters in '{paragraph[:30]}'.",
                               "Remove them (zero-width spaces).")  # fmt: skip
            if text.language == "en":
                dear = sorted({c for c in paragraph if segments.encoding(c) != "GSM-7"})
                if dear:
                    yield _problem("gsm", text, line, f"{' '.join(dear)} makes this SMS cost twice as much.",
                                   "Write it with plain letters.")  # fmt: skip


def keyword_clashes(library: Library) -> Iterator[Problem]:
    """A phrase means one topic in a language, after normalising."""
    for language in library.languages:
        owners: dict[str, Text] = {}
        for text in (t for (spoken, _), t in library.texts.items() if spoken == language):
            for keyword in text.keywords:
                folded = clean.fold(keyword)
                if not folded:
                    yield _problem(
                        "keyword",
                        text,
                        text.keywords_line,
                        f"The keyword '{keyword}' is empty.",
                        "Remove it.",
                    )
                elif owners.setdefault(folded, text) is not text:
                    yield _problem("keyword", text, text.keywords_line,
                                   f"'{keyword}' is also a keyword of '{owners[folded].topic}'.",
                                   "Keep it where it fits best.")  # fmt: skip


def sections(library: Library) -> Iterator[Problem]:
    """Sections are for countries that exist, and the same in every language."""
    for (language, topic), text in library.texts.items():
        names = library.languages[language].country_names
        for section in text.sections:
            for code in filter(None, (section.country, section.nationality)):
                if code not in names and code != "??":
                    yield _problem(
                        "section", text, section.line, f"'{code}' is no country.", "Use ISO codes such as TH."
                    )
        english = library.texts.get((library.default_language, topic))
        if english is not None and english is not text:
            here = {(s.country, s.nationality) for s in text.sections}
            for section in english.sections:
                if (section.country, section.nationality) not in here:
                    of = f" for {section.nationality}" if section.nationality else ""
                    yield _problem("section", text, 1, f"The section '## {section.country}{of}' is missing here.",
                                   "Write it as in English.", "warning")  # fmt: skip


def translations(library: Library) -> Iterator[Problem]:
    """A translation says which English it says the same as."""
    for (language, topic), text in library.texts.items():
        english = library.texts.get((library.default_language, topic))
        if language != library.default_language and english and text.translated_from != english.digest:
            state = "older than" if text.translated_from else "not marked as the same as"
            yield _problem("translation", text, 1, f"This translation is {state} the English text.",
                           f"Compare both, then write 'translated_from: {english.digest}'.", "warning")  # fmt: skip


def commands(library: Library) -> Iterator[Problem]:
    """Every command has words in every language, and a word means one command."""
    owners: dict[str, str] = {}
    for language in library.languages.values():
        for topic in library.topics.values():
            if topic.command and topic.id != "none" and not language.commands.get(topic.id):
                yield Problem(f"{language.code}/_language.yaml", 1, f"The command '{topic.id}' has no words.",
                              "Add some under 'commands'.", "command")  # fmt: skip
        for identity, words in language.commands.items():
            if identity not in library.topics:
                yield Problem(f"{language.code}/_language.yaml", 1, f"'{identity}' is no command.",
                              "Name it as in topics.yaml.", "command")  # fmt: skip
            for word in words:
                folded = clean.fold(word)
                if owners.setdefault(folded, identity) != identity:
                    yield Problem(f"{language.code}/_language.yaml", 1,
                                  f"'{word}' already means '{owners[folded]}'.", "Keep one of them.",
                                  "command")  # fmt: skip


def overdue(library: Library, today: date) -> Iterator[Problem]:
    """What nobody has compared with its source for too long."""
    for text in library.texts.values():
        if text.review_by <= text.checked:
            yield _problem("date", text, 1, "'review_by' is not after 'checked'.", "Set a later date.")
        elif text.review_by < today:
            yield _problem("overdue", text, 1, f"The text was to be reviewed by {text.review_by}.",
                           "Compare it with its sources and set 'checked' and 'review_by'.", "warning")  # fmt: skip
    for row in library.contacts:
        if row.review_by < today and row.show != "no" and row.confidence != "low":
            yield Problem("contacts.csv", 1, f"The contact {row.id} was to be called again by {row.review_by}.",
                          "Call it, then set 'checked' and 'review_by'.", "overdue", "warning")  # fmt: skip


RULES: tuple[Rule, ...] = (
    missing_texts, missing_phrases, titles, known_sources, placeholders, numbers_in_prose, plain_characters,
    keyword_clashes, sections, translations, commands,
    *contact_checks.RULES,
)  # fmt: skip
DATED_RULES: tuple[Callable[[Library, date], Iterator[Problem]], ...] = (overdue,)
