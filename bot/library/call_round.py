"""The call round: which numbers are to be tried again, and what a call writes into contacts.csv."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.library import contacts as filling
from bot.library.model import Contact, Library

MONTHS = {"high": 6, "medium": 3, "low": 1}
"""Months until a number is called again, by confidence: medium ones every three, by the rules of the survey of contacts."""
OUTCOMES = ("works", "wrong", "no-answer")


@dataclass(frozen=True, slots=True)
class Due:
    """A contact to call. `over`: days past its day, below 0 while there is time; `withheld`: no longer given out."""

    contact: Contact
    over: int
    withheld: bool


def due(contacts: Iterable[Contact], today: date, within: int | None) -> list[Due]:
    """The contacts in use whose day is past or comes in `within` days (None: all), those longest overdue first.

    Rows that are not shown to anybody (`show: no`, low confidence, no number) are not called.
    """
    found = [
        Due(contact, (today - contact.review_by).days, today > contact.withheld_from)
        for contact in contacts
        if contact.show != "no" and contact.confidence != "low" and contact.phones
    ]
    asked = [item for item in found if within is None or -item.over <= within]
    return sorted(asked, key=lambda item: (item.contact.review_by, item.contact.id))


def review_by(checked: date, confidence: str) -> date:
    """When a number checked on that day is to be called again."""
    month = checked.month - 1 + MONTHS.get(confidence, MONTHS["low"])
    year, month = checked.year + month // 12, month % 12 + 1
    return date(year, month, min(checked.day, calendar.monthrange(year, month)[1]))


def stamp(row: Mapping[str, str], outcome: str, today: date, said: str = "") -> dict[str, str]:
    """The cells of contacts.csv that a call changes, by `outcome` (one of OUTCOMES); `said`: what the caller adds.

    A number that works is checked today. A wrong one is not shown any more. Without an answer only the note tells.
    """
    changed: dict[str, str] = {}
    notes = {"wrong": f"Wrong number on {today} (show was '{row['show']}')", "no-answer": f"No answer on {today}"}
    if outcome == "works":
        changed = {"checked": today.isoformat(), "review_by": review_by(today, row["confidence"]).isoformat()}
    elif outcome == "wrong":
        changed = {"show": "no"}
    note = ": ".join(filter(None, (notes.get(outcome, f"Called {today}" if said else ""), said.strip())))
    if note:
        changed["note"] = f"{row.get('note', '')} {note.rstrip('.')}.".strip()
    return changed


def named_in(library: Library, identity: str) -> list[str]:
    """The files of the texts that name this very row in a placeholder."""
    return [
        text.file
        for text in library.texts.values()
        for paragraph in (*text.general, *(line for section in text.sections for line in section.paragraphs))
        if identity in filling.names(paragraph)
    ]
