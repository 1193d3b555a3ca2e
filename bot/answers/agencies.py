"""What is known of an agency that was asked about, and when; never that it is licensed today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from bot.answers.person import Person
from bot.library.checks import COUNTRY_MARK
from bot.library.model import Agency, Library, Text
from bot.messages import UNLISTED, Choice

CHECK = "agency-check"
"""The topic that says how to check an agency today."""

FINDINGS = (
    ("unlicensed", "agency-unlicensed"),
    ("revoked", "agency-revoked"),
    ("suspended", "agency-suspended"),
    ("ordered refunds", "agency-refunds"),
    ("named as licensed", "agency-listed"),
)
"""What the status or note of a row holds -> the sentence that tells it; the gravest first.

The notes are those of the fact sheet: UNLICENSED is a warning, and only "named as licensed" means a ministry's list."""

FRESH = timedelta(days=366)
"""How long a ministry's list is told as one that holds, not as history."""


def about(library: Library, ids: Iterable[str]) -> tuple[Agency, ...]:
    """The agencies among `ids`, which may also be topics, or ids of rows that are gone."""
    wanted = dict.fromkeys(ids)
    rows = {agency.id: agency for agency in library.agencies if agency.id in wanted}
    return tuple(rows[identity] for identity in wanted if identity in rows)


def findings(library: Library, person: Person, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs before "how to check": what is known of the one agency, the names of several, or that none is known."""
    found = about(library, ids)
    if len(found) > 1:
        names = "; ".join(_name(library, agency, person.language) for agency in found)
        return (library.phrase(person.language, "agency-choose", names=names),)
    if found:
        return (_finding(library, found[0], person),)
    return (library.phrase(person.language, "agency-not-found"),) if UNLISTED in ids else ()


def choices(library: Library, ids: tuple[str, ...]) -> tuple[Choice, ...]:
    """Several agencies as things to text: the code of the check and the name."""
    found, code = about(library, ids), library.topics[CHECK].code
    return tuple(Choice(f"{code} {agency.name}", agency.name) for agency in found) if len(found) > 1 else ()


def checker(library: Library, person: Person, ids: tuple[str, ...]) -> Person:
    """For whom "how to check" is told: an agency is checked where it was licensed, whoever asks."""
    origins = {agency.origin for agency in about(library, ids)}
    if len(origins) != 1:
        return person
    origin = origins.pop()
    homes = {agency.origin for agency in library.agencies}
    return replace(person, nationality=origin, country=origin if person.country in homes else person.country)


def where_first(text: Text) -> Text:
    """The text with its country's section before what holds everywhere: the finding needs "look there" next."""
    others = tuple(paragraph for paragraph in text.general if paragraph != COUNTRY_MARK)
    return replace(text, general=(COUNTRY_MARK, *others))


def _finding(library: Library, agency: Agency, person: Person) -> str:
    """The sentence about one agency, with the month and year of its source."""
    language, told = person.language, f"{agency.status} {agency.note}".casefold()
    fallback = "agency-listed" if agency.status == "licensed" else "agency-named"
    key = next((key for words, key in FINDINGS if words in told), fallback)
    name = _name(library, agency, language, numbered=key == "agency-listed")
    numbers = [int(part) for part in agency.source_date.split("-") if part.isdecimal()]
    if not numbers:
        return library.phrase(language, "agency-undated", name=name)
    if key == "agency-listed" and len(numbers) == 3 and person.today - date(*numbers) < FRESH:
        key = "agency-on-list"
    return library.phrase(language, key, name=name, date=_month(library, language, *numbers))


def _month(library: Library, language: str, year: int, month: int = 0, *_: int) -> str:
    """A date as people say it: "December 2019"; the year alone where no more is known."""
    if not month:
        return str(year)
    return library.phrase(language, "agency-month", month=library.languages[language].months[month - 1], year=year)


def _name(library: Library, agency: Agency, language: str, numbered: bool = False) -> str:
    """The name, in the letters of its country for who writes them; `numbered`: with its number on the ministry's list."""
    own = library.languages[language].nationality == agency.origin
    name = (own and agency.local_name) or agency.name
    if not numbered or not agency.licence_no:
        return name
    return library.phrase(language, "agency-name", name=name, number=agency.licence_no)
