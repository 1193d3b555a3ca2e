"""Finds the headings of a table: in which row or two rows they stand, and what each column is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.errors import ListError
from bot.library.imports import words
from bot.library.imports.grid import Grid, Row, letter
from bot.library.imports.words import IGNORE, LONGEST_HEADING, Words

DESTINATION = "destination:"
"""Begins the field of a column headed by a country: "destination:TH"."""
LOOKED_AT = 40
"""Rows from the top among which headings are looked for: titles and ministries' letterheads stand above them."""
DIGITS_OF_DATA = 5
"""A cell with so many digits is data, not a heading."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that has something in it: its heading as written, the field it holds (None: not used) and an example."""

    index: int
    heading: str
    field: str | None
    example: str


@dataclass(frozen=True, slots=True)
class Headed:
    """A grid with its headings: `first` and `last` are places in `grid.rows`."""

    grid: Grid
    columns: tuple[Column, ...]
    first: int
    last: int
    score: int


def find(
    grid: Grid, table: str, known: Words, fields: Iterable[str], forced: Mapping[str, str] | None = None
) -> Headed | None:
    """The headings of `grid` for `table` ("agencies" or "contacts"), or None where no row looks like headings.

    `fields`: the columns of our own table, recognised by their names too. `forced`: column letter -> field, what staff
    said themselves; it wins over the words, but makes no row the headings.
    """
    phrases = {**known.headings[table], **{words.plain(name): name for name in fields}}
    countries = known.countries if table == "agencies" else {}
    best: Headed | None = None
    for place, row in enumerate(grid.rows[:LOOKED_AT]):
        if _is_data(row):
            continue
        found = [_headed(grid, place, place, phrases, countries, forced or {})]
        if place + 1 < len(grid.rows) and _second_row(row, grid.rows[place + 1], phrases, countries):
            found.append(_headed(grid, place, place + 1, phrases, countries, forced or {}))
        for candidate in found:
            if candidate.score > (best.score if best else 0):
                best = candidate
    return best


def without_headings(grid: Grid, forced: Mapping[str, str]) -> Headed:
    """The grid with the columns that staff named, where no row is recognised. Rows above the first digit are no data."""
    first = next((place for place, row in enumerate(grid.rows) if re.search(r"\d", "".join(row.cells))), 0)
    width = max(len(row.cells) for row in grid.rows)
    columns = []
    for index in range(width):
        example = next((_cell(row, index) for row in grid.rows[first:] if _cell(row, index)), "")
        field = forced.get(letter(index))
        if field or example:
            columns.append(Column(index, "", None if field == IGNORE else field, example))
    return Headed(grid, tuple(columns), 0, first - 1, 0)


def best(grids: list[Grid], table: str, known: Words, fields: Iterable[str], forced: Mapping[str, str]) -> Headed:
    """The sheet whose headings are recognised best. Raises ListError if there is none."""
    names = tuple(fields)
    found = [headed for grid in grids if (headed := find(grid, table, known, names, forced)) is not None]
    if not found and forced:
        return without_headings(max(grids, key=lambda grid: len(grid.rows)), forced)
    if not found:
        grid = grids[0]
        widest = max(grid.rows[:LOOKED_AT], key=lambda row: sum(map(bool, row.cells)))
        cells = "\n".join(f"  {letter(i):3}{' '.join(c.split())[:60]}" for i, c in enumerate(widest.cells) if c)
        said = (
            f"{grid.name}: no row looks like headings.",
            *grid.notes,
            "Put one row of headings above the table (Name, Licence No, Phone), add the list's own words to"
            " content/headings.yaml, or say what the columns are (--column B=name).",
            f"The fullest row is {widest.number}:",
            cells,
        )
        raise ListError("\n".join(said))
    return max(found, key=lambda headed: headed.score)


def _headed(
    grid: Grid, first: int, last: int, phrases: Mapping[str, str], countries: Mapping[str, str],
    forced: Mapping[str, str],
) -> Headed:  # fmt: skip
    below = grid.rows[last + 1 :]
    width = max((len(row.cells) for row in grid.rows[first:]), default=0)
    upper = _carried(grid, grid.rows[first], width) if last > first else [""] * width
    columns = []
    fields: set[str] = set()
    score = 0
    for index in range(width):
        lower = _cell(grid.rows[last], index)
        example = next((_cell(row, index) for row in below if _cell(row, index)), "")
        heading = " / ".join(dict.fromkeys(filter(None, (upper[index], lower))))
        if not heading and not example:
            continue
        field = _field(upper[index], lower, phrases, countries)
        said = forced.get(letter(index), field)
        columns.append(Column(index, heading.replace("\n", " "), None if said == IGNORE else said, example))
        score += field is not None
        if field and field != IGNORE and field not in fields:
            fields.add(field)
            score += 3
    return Headed(grid, tuple(columns), first, last, score if fields else 0)


def _field(upper: str, lower: str, phrases: Mapping[str, str], countries: Mapping[str, str]) -> str | None:
    """What a column is: by its own heading, else with the heading above it, else by that alone."""
    low, both = words.plain(lower), words.plain(f"{upper} {lower}")
    if low in phrases:
        exact = words.longest(low, {low: phrases[low]})
        longer = words.longest(both, phrases) if upper else None
        return longer if longer and longer.startswith(f"{exact}_") else exact
    if low and (code := countries.get(low) or countries.get(lower.strip().lower())):
        return DESTINATION + code
    for text in filter(None, (low if not upper else both, low, words.plain(upper))):
        if len(text) <= LONGEST_HEADING and (found := words.longest(text, phrases)):
            return found
    return None


def _carried(grid: Grid, row: Row, width: int) -> list[str]:
    """The cells of an upper row of headings, each carried to the right as far as it is merged, or else to the next one."""
    cells = [_cell(row, index) for index in range(width)]
    areas = [area for area in grid.merged if area[0] <= row.number <= area[2]]
    for left, right in pairwise([*(i for i, cell in enumerate(cells) if cell), width]):
        end = next((area[3] + 1 for area in areas if area[1] == left), left + 1 if areas else right)
        for index in range(left + 1, min(end, right)):
            cells[index] = cells[left]
    return cells


def _second_row(upper: Row, lower: Row, phrases: Mapping[str, str], countries: Mapping[str, str]) -> bool:
    """Whether `lower` continues the headings: nothing in it is data, and most of it are headings; or some of it is, and
    it stands under the gaps of the upper row, where merged cells were."""
    if _is_data(lower) or len(list(filter(None, upper.cells))) < 2:
        return False
    names = [words.plain(cell) for cell in lower.cells if cell]
    if sum(name in phrases or name in countries for name in names) * 2 >= len(names):
        return True
    width = max(len(upper.cells), len(lower.cells))
    pairs = {(bool(_cell(upper, index)), bool(_cell(lower, index))) for index in range(width)}
    return any(name in phrases for name in names) and {(True, False), (False, True)} <= pairs


def _is_data(row: Row) -> bool:
    return any(sum(c.isdigit() for c in cell) >= DIGITS_OF_DATA for cell in row.cells)


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""
