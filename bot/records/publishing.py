"""Making a table safe to give away: the 10-5 rule of the UK's statistics office, and two ways to write it.

Counts under 10 are hidden, others rounded to the nearest 5. A row of a published view is often the total
of rows of another (a day of its topics), so within every such line either nothing is hidden or at least
two counts are, and they are not all zero. There is no total row, shares come from rounded counts only,
and a row whose messages are hidden is left out: even that it exists would be a lower bound. A table
covers one whole, finished month or year: of counts published for every stretch of days, 93 % of the
hidden ones could be had by subtraction in our trial.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.records.tables import MEASURES, Row, Table

ANOTHER_PERIOD = "Choose one whole month or year that is over: no other can be published safely."
SMALLEST = 10
STEP = 5
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def period(name: str) -> tuple[date, date]:
    """The first and last day of a month ("2026-10") or a year ("2026")."""
    year, _, month = name.partition("-")
    last = int(month or 12)
    return date(int(year), int(month or 1), 1), date(int(year), last, monthrange(int(year), last)[1])


def publish(table: Table, today: date | None = None) -> Table:
    """The table with every count that could point at few people hidden, the others rounded to 5.

    Empty, with a note that says why, unless it covers one finished month or year (see `period`).
    """
    if table.published:
        return table
    since, until = table.since, table.until
    whole = since and until and (since, until) in (period(f"{since:%Y-%m}"), period(f"{since:%Y}"))
    if not whole or not until or until >= (today or datetime.now(UTC).date()):
        return replace(table, rows=(), published=True, note=ANOTHER_PERIOD)
    lines = _lines(table)
    counts = {name: [getattr(row, name) or 0 for row in table.rows] for name in MEASURES}
    gone = _hide(counts["messages"], _small(counts["messages"]), lines)
    hidden = {"messages": gone}
    for name in ("visitors", "unplaced", "danger", "segments"):
        small = _small(counts[name])
        if name in ("unplaced", "danger"):  # nearly all is as telling as nearly none
            rest = [whole - part for whole, part in zip(counts["messages"], counts[name], strict=True)]
            small |= {place for place in _small(rest) if rest[place]}
        hidden[name] = _hide(counts[name], small | gone, lines)
    rows = (
        Row(
            row.key,
            **{name: None if place in hidden[name] else _round(counts[name][place]) for name in MEASURES},
        )
        for place, row in enumerate(table.rows)
        if place not in gone
    )
    return replace(table, rows=tuple(rows), published=True)


def _small(counts: Sequence[int]) -> set[int]:
    return {place for place, count in enumerate(counts) if count < SMALLEST}


def _round(count: int) -> int:
    return (2 * count + STEP) // (2 * STEP) * STEP


def _lines(table: Table) -> list[list[int]]:
    """Rows whose sum is a row of another view: equal in all dimensions but one; days also by their month."""
    lines: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(table.rows):
        for free, name in enumerate(table.by):
            fixed = (*row.key[:free], None, *row.key[free + 1 :])
            lines[(free, *fixed)].append(place)
            if name == "day":
                lines[(free, row.key[free][:7], *fixed)].append(place)
    return list(lines.values())


def _hide(counts: Sequence[int], hidden: set[int], lines: Sequence[Sequence[int]]) -> set[int]:
    """Hide further counts, the smallest first, until no line lets a hidden one be had by subtraction."""
    hidden = set(hidden)
    settled = False
    while not settled:
        settled = True
        for line in lines:
            inside = [place for place in line if place in hidden]
            shown = [place for place in line if place not in hidden]
            if inside and shown and (len(inside) < 2 or not any(counts[place] for place in inside)):
                hidden.add(min(shown, key=lambda place: (counts[place], place)))
                settled = False
    return hidden


def to_csv(table: Table) -> str:
    """The table for a spreadsheet; no cell can start a formula there."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for cells in table.cells("hidden"):
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)
    if table.note:
        writer.writerow([table.note])
    return out.getvalue()


def to_text(table: Table) -> str:
    """The table for a terminal, in aligned columns."""
    lines = [table.columns, *table.cells("-")]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    keys = len(table.by)
    text = "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) if place < keys else " " * (width - _width(cell)) + cell
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
    return f"{text}\n{table.note}" if table.note else text


def _width(text: str) -> int:
    """Terminal cells: marks take none, wide letters two."""
    return sum(
        0 if unicodedata.category(letter) in {"Mn", "Me", "Cf"} else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )
