"""Fills `{contacts: kind[, kind]}`: whom to call, for a person's country and nationality, best confidence first.

The rules for showing are those of the sources' survey: only rows of high or medium confidence, the safest first, no line
of immigration police and no unconfirmed embassy unless a text names the row itself (`show: asked`). Past its review date a
number carries its age; past twice that it is withheld and the next best stands in. A line that is closed just now stands
after one that is open, with its hours; those of police, ambulance and fire brigade never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from bot.library import hours
from bot.library.model import Contact, Library

PLACEHOLDER = re.compile(r"\{contacts:\s*([^}]*)\}")
MOST = 3
"""Lines one placeholder may become: more would push the text out of the first three segments. The best line of a kind comes
besides, where it is closed just now and another stands in its place."""

NEVER_CLOSED = ("police", "ambulance", "fire")
"""Kinds that stand first at any hour."""

INSTEAD = {
    "trafficking": ("women", "ngo", "police"),
    "women": ("trafficking", "ngo", "police"),
    "child": ("women", "trafficking", "police"),
    "shelter": ("women", "trafficking", "ngo"),
    "labour": ("mrc", "union", "ngo", "embassy"),
    "mrc": ("ngo", "labour"),
    "union": ("mrc", "ngo"),
    "legal-aid": ("ngo", "labour"),
    "ngo": ("mrc", "women", "embassy"),
    "social-security": ("labour",),
    "consulate": ("embassy",),
    "embassy": ("consulate", "ngo"),
    "health": ("ngo",),
    "fire": ("police",),
    "ambulance": ("police",),
}
"""Which kinds stand in, best first, where a country has no contact of the kind asked for."""


def names(placeholder: str) -> tuple[str, ...]:
    """The kinds or row ids inside a placeholder: "{contacts: labour, ngo}" -> ("labour", "ngo")."""
    match = PLACEHOLDER.fullmatch(placeholder.strip())
    return tuple(name.strip() for name in match[1].split(",")) if match else ()


def usable(contact: Contact, today: date) -> bool:
    """Whether the row may be shown at all."""
    return (
        contact.confidence != "low" and contact.show != "no" and bool(contact.phones) and today <= contact.withheld_from
    )


def served(
    library: Library, country: str | None, nationality: str | None, today: date, kinds: tuple[str, ...] = ()
) -> bool:
    """Whether we know anybody to call in `country` (of `kinds`, if given) for this nationality (None: any)."""
    return any(
        row.country == country
        and (not kinds or row.kind in kinds)
        and row.show != "asked"
        and (nationality is None or row.serves in ("all", nationality))
        and usable(row, today)
        for row in library.contacts
    )


def closed(row: Contact, now: datetime | None) -> bool:
    """Whether nobody answers there at `now` (a moment with its zone; None: hours are left out of account)."""
    return now is not None and row.kind not in NEVER_CLOSED and hours.closed_now(row.hours, row.country, now)


def best(
    library: Library,
    kind: str,
    country: str,
    nationality: str | None,
    today: date,
    abroad: bool = False,
    now: datetime | None = None,
) -> Contact | None:
    """The best usable row of `kind`, or of a kind that stands in for it, in `country`; `abroad`: callable from there.

    With `now`, one that is open then before one that is closed.
    """
    for wanted in (kind, *INSTEAD.get(kind, ())):
        rows = [
            contact
            for contact in library.contacts
            if contact.kind == wanted
            and contact.country == country
            and contact.serves in ("all", nationality)
            and contact.show in ("first", "yes")
            and usable(contact, today)
            and (not abroad or _international(contact) is not None)
        ]
        if rows:
            return min(rows, key=lambda row: (closed(row, now), _rank(row, nationality, today)))
    return None


def _rank(row: Contact, nationality: str | None, today: date) -> tuple[bool, bool, bool, bool]:
    return row.show != "first", today > row.review_by, row.serves != nationality, row.confidence != "high"


def fill(
    library: Library,
    wanted: tuple[str, ...],
    language: str,
    country: str | None,
    nationality: str | None,
    today: date,
    shown: set[str] | None = None,
    now: datetime | None = None,
) -> tuple[str, ...]:
    """The lines for a placeholder. Without a country: the likeliest two countries' best, with the country's name. In a
    country where we know nobody: who can be called at home from abroad, and a sentence that says why.

    `shown` collects the ids used, so that one answer does not repeat a number. `now` (with its zone) is the moment for
    which opening hours count; without it they do not.
    """
    seen = set() if shown is None else shown
    rows: list[Contact] = []
    behind: list[Contact] = []
    said: list[str] = []
    if country is None:
        for place in _likely(library, language, nationality):
            rows += _rows(library, wanted[:1], place, nationality, today, seen, now, behind)
    elif served(library, country, nationality, today):
        rows += _rows(library, wanted, country, nationality, today, seen, now, behind)
    elif country not in seen:
        seen.add(country)
        name = library.country_name(language, country)
        for place in (*([nationality] if nationality else _homes(library)), *_likely(library, language, nationality)):
            far = best(library, "trafficking", place, nationality, today, abroad=True, now=now)
            if far is not None and far.id not in seen and far not in rows and len(rows) < MOST - 1:
                rows.append(far)
        said.append(library.phrase(language, "no-contact", country=name))
    rows = sorted(rows, key=lambda row: closed(row, now))[: MOST - len(said)]
    rows += [row for row in behind if row not in rows and closed(row, now)]
    seen.update(row.id for row in rows)
    return (*(_line(library, row, language, today, now, here=country) for row in rows), *said)


def _homes(library: Library) -> list[str]:
    return [speech.nationality for speech in library.languages.values() if speech.nationality]


def _likely(library: Library, language: str, nationality: str | None) -> tuple[str, ...]:
    for speech in library.languages.values():
        if nationality and speech.nationality == nationality:
            return speech.likely_countries
    return library.languages[language].likely_countries


def _rows(
    library: Library,
    wanted: tuple[str, ...],
    country: str,
    nationality: str | None,
    today: date,
    seen: set[str],
    now: datetime | None,
    behind: list[Contact],
) -> list[Contact]:
    """One row for each name. To `behind` go those that would be the best, but are closed, and an open one stands before."""
    found: list[Contact] = []
    for name in wanted:
        for row in _best_of(library, name, country, nationality, today, now):
            if row.id not in seen and row not in found:
                found.append(row)
        for row in _best_of(library, name, country, nationality, today, None) if now is not None else ():
            if row.id not in seen and row not in behind:
                behind.append(row)
    return found


def _best_of(
    library: Library, name: str, country: str, nationality: str | None, today: date, now: datetime | None
) -> list[Contact]:
    """The row with this id, or the best of this kind; for a row that may not be shown now, the best of its kind."""
    row = next((row for row in library.contacts if row.id == name), None)
    if row is not None and usable(row, today):
        return [row]
    kind = row.kind if row is not None else name
    found = best(library, kind, country, nationality, today, now=now)
    each = _of_each_nationality(library, kind, country, today, now) if found is None and nationality is None else ()
    return [contact for contact in (found, *each) if contact is not None]


def _of_each_nationality(
    library: Library, kind: str, country: str, today: date, now: datetime | None
) -> Iterator[Contact | None]:
    """For somebody whose nationality nothing tells, where no row serves everybody (embassies)."""
    for language in library.languages.values():
        if language.nationality and language.nationality != country:
            yield best(library, kind, country, language.nationality, today, now=now)


def _line(library: Library, row: Contact, language: str, today: date, now: datetime | None, here: str | None) -> str:
    """ "Label: number", with the country's name where the person is not known to be there, the hours of a line that is
    closed now, and the age of an old one."""
    label = row.labels.get(language) or row.labels[library.default_language]
    phone = _phone(library, row, language, abroad=here not in (None, row.country))
    line = library.phrase(language, "contact", label=label, phone=phone)
    if row.country != here:
        line = f"{library.country_name(language, row.country)}: {line}"
    if closed(row, now):
        line += " " + library.phrase(language, "closed", hours=hours.spoken(row.hours, language))
    if today > row.review_by:
        month = library.languages[language].months[row.checked.month - 1]
        line += " " + library.phrase(language, "checked", month=month, year=row.checked.year)
    return line


def _phone(library: Library, row: Contact, language: str, abroad: bool) -> str:
    """The number to dial, with the key to press where there is one; from abroad the international form if known."""
    international = _international(row) if abroad else None
    number, _, key = (international or row.phones[0]).partition(" ext ")
    return library.phrase(language, "press", phone=number, key=key) if key else number


def _international(row: Contact) -> str | None:
    return next((phone for phone in row.phones if phone.startswith("+")), None)
