"""A table as it stands on a sheet or page: rows of text, and the limits it must keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.errors import ListError
from bot.text import zawgyi

LARGEST_FILE = 20_000_000
"""Bytes of a file. The longest list seen (all agencies of a country) has some hundred kilobytes."""
LARGEST_UNPACKED = 150_000_000
"""Bytes that a file may become when unpacked: a workbook of 20,000 full rows has about 40 million."""
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000

SURELY_ZAWGYI = 0.99
INVISIBLE = dict.fromkeys([*range(9), *range(11, 13), *range(14, 32), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF])
"""Control characters (but for tabs and line breaks, which part words) and what only a program sees."""
SPACES = re.compile(r"[^\S\n]+")

Range = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column; rows as they are numbered, columns from 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number it has in the file (of its page, in a PDF), where that is, and its cells ("" for empty)."""

    place: str
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet or of a PDF that are not empty. `notes` tells what was left out or mended while reading."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Range, ...] = ()
    notes: tuple[str, ...] = ()
    unsaved: frozenset[tuple[int, int]] = frozenset()
    """Cells (row number, column) with a formula whose result is not in the file."""


def letter(column: int) -> str:
    """The name of a column in a spreadsheet: 0 -> "A", 27 -> "AB"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def row(place: str, number: int, cells: list[str]) -> Row | None:
    """A row with its cells cleaned; None if it is empty. Raises ListError for more columns than any list has."""
    cleaned = [clean(cell) for cell in cells]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    if len(cleaned) > MOST_COLUMNS:
        raise ListError(
            f"{place}: row {number} reaches to column {letter(len(cleaned) - 1)}; more than {MOST_COLUMNS} columns are"
            " no list. Delete what stands to the right of the table, and save the file again."
        )
    return Row(place, number, tuple(cleaned)) if cleaned else None


def clean(cell: str) -> str:
    """A cell without invisible characters and needless spaces; line breaks stay, they often part two numbers."""
    if not cell:
        return ""
    text = SPACES.sub(" ", cell.replace("\r\n", "\n").replace("\r", "\n").translate(INVISIBLE))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def refuse_too_many(place: str, rows: int) -> None:
    """Raises ListError when a table has more rows than any list."""
    if rows > MOST_ROWS:
        raise ListError(f"{place} has more than {MOST_ROWS:,} rows. Keep only the list, and save the file again.")


def in_unicode(grid: Grid) -> Grid:
    """The grid with Zawgyi turned into Unicode, judged by all its Burmese together."""
    burmese = "\n".join(cell for line in grid.rows for cell in line.cells if not cell.isascii())
    if zawgyi.probability(burmese[:20_000]) < SURELY_ZAWGYI:
        return grid
    rows = tuple(replace(line, cells=tuple(map(_unicode, line.cells))) for line in grid.rows)
    return replace(
        grid, rows=rows, notes=(*grid.notes, "The Burmese was written in Zawgyi and was turned into Unicode.")
    )


def _unicode(cell: str) -> str:
    return cell if cell.isascii() else zawgyi.to_unicode(cell)
