"""What is known of an agency that was asked about, and when; never that it is licensed today."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.answers.person import Person
from bot.library.checks import COUNTRY_MARK
from bot.library.model import Agency, Library, Text
from bot.messages import UNLISTED, Choice

CHECK = "agency-check"
"""The topic that says how to check an agency today."""

FINDINGS = (
    (r"\w*: UNLICENSED", "agency-unlicensed"),
    (r"revoked:", "agency-revoked"),
    (r"suspended:", "agency-suspended"),
    (r": named as licensed.*not on the list of (?P<later>[\d-]+)", "agency-gone"),
    (r": named as licensed|licensed:", "agency-listed"),
    (r".*revoked", "agency-revoked"),
    (r".*suspended", "agency-suspended"),
    (r".*ordered refunds", "agency-refunds"),
    (r"", "agency-named"),
)
"""How a row's "status: note" begins ("unknown" is left out) -> the sentence that tells it.

The notes are those of the fact sheet and of imports: one that begins with UNLICENSED is a warning, and only "named as
licensed" means a list of the ministry."""

DATED = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]))?(?:-\d\d)?")

FRESH = 12
"""Months for which a list of the ministry is told as one that holds; after that it is history."""


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
    language, told = person.language, f"{agency.status.removeprefix('unknown')}: {agency.note}"
    match, key = next((match, key) for pattern, key in FINDINGS if (match := re.match(pattern, told)))
    later = _month(library, language, match["later"]) if key == "agency-gone" else None
    date = _month(library, language, agency.source_date)
    name = _name(library, agency, language, numbered=key in ("agency-listed", "agency-gone"))
    if date is None:
        return library.phrase(language, "agency-undated", name=name)
    if key == "agency-listed" and _age(agency.source_date, person.today) < FRESH:
        key = "agency-on-list"
    return library.phrase(language, key, name=name, date=date, later=later)


def _month(library: Library, language: str, written: str) -> str | None:
    """A date (2019-12-30, 2019-12 or 2019) as people say it: "December 2019"; None for anything else."""
    found = DATED.fullmatch(written)
    if found is None or found["month"] is None:
        return found and found["year"]
    month = library.languages[language].months[int(found["month"]) - 1]
    return library.phrase(language, "agency-month", month=month, year=found["year"])


def _age(written: str, today: date) -> int:
    """Months since a date; many where only a year is known."""
    found = DATED.fullmatch(written)
    if found is None or found["month"] is None:
        return FRESH
    return (today.year - int(found["year"])) * 12 + today.month - int(found["month"])


def _name(library: Library, agency: Agency, language: str, numbered: bool = False) -> str:
    """The name, in the letters of its country for who writes them; `numbered`: with its number on the ministry's list."""
    own = library.languages[language].nationality == agency.origin
    name = (own and agency.local_name) or agency.name
    if not numbered or not agency.licence_no:
        return name
    return library.phrase(language, "agency-name", name=name, number=agency.licence_no)
