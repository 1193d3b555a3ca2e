"""What staff read of an import and of the call round, line by line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from bot.errors import Problem
from bot.library.call_round import Due
from bot.library.imports.grid import letter
from bot.library.imports.headings import Headed
from bot.library.imports.plan import Plan
from bot.library.imports.records import Body

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Begins a formula in a spreadsheet."""
SHOWN = 300
"""Lines of one kind that are printed."""
NAMES = ("name_en", "name_local", "name_km", "name_my")


def columns(headed: Headed, sheets: list[str]) -> Iterator[str]:
    """Where the headings are, and what each column was recognised as, with an example."""
    rows = [str(row.number) for row in headed.grid.rows[headed.first : headed.last + 1]]
    yield f"{headed.grid.name}: {'headings in row ' + ' and '.join(rows) if headed.score else 'no headings recognised'}"
    yield from headed.grid.notes
    others = [name for name in sheets if name != headed.grid.name]
    if others:
        yield f"Not read: {'; '.join(others)} (choose with --sheet)."
    for column in headed.columns:
        example = " ".join(column.example.split())[:40]
        yield f"  {letter(column.index):3}{column.heading[:40]:42}{column.field or 'not used':22}{example}"


def left_out(body: Body) -> Iterator[str]:
    """The rows that are none of the list."""
    for row, why in body.left_out:
        yield f"left out, {why}: {row.place}:{row.number}: {' | '.join(filter(None, row.cells))[:100]!r}"


def plan(found: Plan, ours: Mapping[str, Mapping[str, str]], source: str) -> Iterator[str]:
    """What is added, changed and gone; `source` where all rows of the list take it over."""
    added = (
        f"{row['id']} {next(filter(None, map(row.get, NAMES)), '')}: {row.get('phones') or 'no number'}"
        for row in found.added
    )
    yield from _several("Added", added)
    changed = (
        f"{change.id} {change.label}: "
        + "; ".join(f"{name}: '{before}' -> '{after}'" for name, (before, after) in change.told.items())
        for change in found.changed
    )
    yield from _several("Changed", changed)
    gone = (f"{change.id} {change.label} (source of {ours[change.id]['source_date']})" for change in found.gone)
    yield from _several("Gone (kept here, with a note)", gone)
    yield from _several("Left as it is", (f"{identity} {label}: {why}" for identity, label, why in found.kept))
    said = f" The source of all that the list names becomes {source}." if source else ""
    yield f"The same as before: {len(found.confirmed)}.{said}"


def problems(found: Iterable[Problem]) -> Iterator[str]:
    """Everything wrong with the list, in the order of its pages and rows."""
    for problem in sorted(found, key=lambda problem: (_natural(problem.file), problem.line)):
        yield f"{problem.level}: {problem}"


def _natural(text: str) -> list[tuple[int, str]]:
    """A text so that "page 10" comes after "page 9"."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]


def _several(what: str, lines: Iterable[str]) -> Iterator[str]:
    rows = list(lines)
    yield f"{what}: {len(rows)}"
    yield from (f"  {line}" for line in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"  ... and {len(rows) - SHOWN} more"


def round_text(found: list[Due]) -> Iterator[str]:
    """The call round for reading."""
    for item in found:
        row = item.contact
        when = f"{item.over} days over" if item.over > 0 else "today" if not item.over else f"in {-item.over} days"
        yield (
            f"{row.id:9}{when + (', WITHHELD' if item.withheld else ''):24}{row.country} {row.kind:16}"
            f"{row.labels['en']}: {'; '.join(row.phones)}  (checked {row.checked})"
        )
    over = sum(item.over > 0 for item in found)
    yield f"{len(found)} to call, {over} overdue, {sum(item.withheld for item in found)} no longer given out"


def round_csv(found: list[Due]) -> str:
    """The call round for a spreadsheet; no cell can start a formula there."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "label", "phones", "country", "kind", "checked", "review_by", "days_over", "withheld"])
    for item in found:
        row = item.contact
        texts = [row.id, row.labels["en"], "; ".join(row.phones), row.country, row.kind]
        dates = [row.checked.isoformat(), row.review_by.isoformat()]
        safe = [f"'{text}" if text.startswith(FORMULA) else text for text in texts]
        writer.writerow([*safe, *dates, item.over, "yes" if item.withheld else "no"])
    return out.getvalue()
