"""Rules for contacts.csv beyond its form: numbers that can be dialled, hours that can be read; and for headings.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from bot.errors import Problem
from bot.library import hours, numbers
from bot.library.imports import words
from bot.library.model import Library

FILE = "contacts.csv"


def dialled(library: Library) -> Iterator[Problem]:
    """Every number is one of its country, or a short code of short_codes.csv. Rows nobody sees are only warned about.

    A folder without that table has its short codes unchecked.
    """
    for row in library.contacts:
        shown = row.show != "no" and row.confidence != "low"
        for written in row.phones:
            is_short = len(written.partition(" ext ")[0].replace(" ", "")) <= numbers.LONGEST_SHORT
            if is_short and not library.short_codes:
                continue
            phone = numbers.check(written, row.country, library.short_codes)
            if phone.doubt:
                mend = (
                    "Correct it, or if it is dialled so, add it to short_codes.csv."
                    if is_short
                    else "Compare it with its source and call it."
                )
                level = "error" if phone.impossible and shown else "warning"
                yield Problem(FILE, row.line, f"{row.id}: {phone.doubt}.", mend, "number", level)


def readable_hours(library: Library) -> Iterator[Problem]:
    """Hours that no rule can read count as unknown: the line is then offered at any time."""
    for row in library.contacts:
        if row.hours and hours.parse(row.hours) is None and row.show != "no":
            yield Problem(FILE, row.line, f"{row.id}: the hours '{row.hours}' cannot be read, and count as unknown.",
                          "Write them as 'Mon-Fri 09:00-17:00; Sat 09:00-12:00' or '24h', remarks in brackets.",
                          "hours", "warning")  # fmt: skip


def heading_words(library: Library) -> Iterator[Problem]:
    """The table of heading words can be used."""
    yield from words.problems_of(library).found


RULES = (dialled, readable_hours, heading_words)
