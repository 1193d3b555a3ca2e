"""Fills a topic's text in for one person: the section of their country, contacts, the age of old facts."""

from __future__ import annotations

from bot.answers.person import Person
from bot.library import contacts
from bot.library.checks import COUNTRY_MARK
from bot.library.model import Library, Section, Text

URGENT = ("police", "ambulance")
INTRODUCES = (":", "៖", " -")
"""How a line ends that announces contacts; without contacts after it, it is left out."""


def section_for(text: Text, country: str | None, nationality: str | None) -> Section | None:
    """The most specific section: the country for the nationality, the country, and else home."""
    by_heading = {(section.country, section.nationality): section for section in text.sections}
    wanted = [(country, nationality), (country, None)] if country else []
    wanted += [(nationality, nationality), (nationality, None)] if nationality else []
    return next((by_heading[place] for place in wanted if place in by_heading), None)


def needs_country(text: Text, person: Person) -> bool:
    """Whether the answer would say more if we knew the country."""
    nowhere = person.country is None and section_for(text, None, person.nationality) is None
    return nowhere and bool(text.sections)


def paragraphs(library: Library, text: Text, person: Person, shown: set[str]) -> tuple[str, ...]:
    """The topic's paragraphs in order, filled in. `shown` holds ids of contacts already given in this answer."""
    section = section_for(text, person.country, person.nationality)
    inserted = _section(library, section, person) if section else ()
    parts: list[str] = []
    for paragraph in text.general:
        parts += inserted if paragraph == COUNTRY_MARK else (paragraph,)
    if COUNTRY_MARK not in text.general:
        parts += inserted
    filled: list[str] = []
    for paragraph in parts:
        wanted = contacts.names(paragraph)
        if not wanted:
            filled.append(paragraph)
            continue
        lines = contacts.fill(
            library, wanted, person.language, person.country, person.nationality, person.today, shown, person.now
        )
        if not lines and filled and filled[-1].endswith(INTRODUCES):
            filled.pop()
        filled += lines
    if person.today > text.review_by:
        month = library.languages[person.language].months[text.checked.month - 1]
        filled.append(library.phrase(person.language, "checked", month=month, year=text.checked.year))
    return tuple(filled)


def _section(library: Library, section: Section, person: Person) -> tuple[str, ...]:
    if section.country == person.country or person.country is None:
        return section.paragraphs
    name = library.country_name(person.language, section.country)
    first = library.phrase(person.language, "about-country", country=name, text=section.paragraphs[0])
    return (first, *section.paragraphs[1:])


def emergency(library: Library, topic: str, person: Person, shown: set[str]) -> tuple[str, ...]:
    """The block that stands before everything when somebody is in danger; never empty while any contact is usable."""
    node = library.topics.get(topic)
    kinds = (node.emergency if node else ()) or library.topics["emergency"].emergency
    kinds = tuple(dict.fromkeys((*kinds[:1], *person.calls_for, *kinds[1:])))
    header = library.phrase(person.language, "emergency")
    place, home, today = person.country, person.nationality, person.today
    lines = contacts.fill(library, kinds, person.language, place, home, today, shown, person.now)
    if place is None:
        return (header, *lines, library.phrase(person.language, "where-danger"))
    if contacts.served(library, place, home, today) and not contacts.served(library, place, home, today, URGENT):
        name = library.country_name(person.language, place)
        return (header, *lines, library.phrase(person.language, "no-contact", country=name))
    return (header, *lines)
