"""Excel workbooks (.xlsx) as grids, one for each visible sheet.

A first pass streams the rows, so that a sheet that is a bomb is refused before it is held in memory; a second one reads
what streaming does not show: merged cells and the saved results of formulas.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell

from bot.errors import ListError
from bot.library.imports.grid import LARGEST_UNPACKED, MOST_CELLS, Grid, Row, refuse_too_many, row

ZEROS = re.compile(r"0{2,}")
"""A number format such as 000: the sheet shows 7 as 007."""


def read(name: str, data: bytes) -> list[Grid]:
    """The visible sheets that have rows. Raises ListError with a sentence for what is no workbook or too large."""
    try:
        _refuse_bomb(name, data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and validations it does not keep
            return list(_sheets(name, data))
    except ListError:
        raise
    except Exception as error:  # what openpyxl raises for a broken file is of every kind
        raise ListError(
            f"{name} cannot be read as an Excel workbook ({type(error).__name__})."
            " Open it in Excel or LibreOffice and save it again as .xlsx."
        ) from None


def _refuse_bomb(name: str, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    if not any(member.filename == "[Content_Types].xml" for member in members):
        raise ListError(f"{name} is an archive, not an Excel workbook. Unpack it and import the list inside.")
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise ListError(
            f"{name} becomes larger than {LARGEST_UNPACKED // 1_000_000} MB when unpacked; no list is that large."
            " Copy the rows of the list into a new workbook."
        )


def _sheets(name: str, data: bytes) -> Iterator[Grid]:
    streamed = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    hidden = [sheet.title for sheet in streamed.worksheets if sheet.sheet_state != "visible"]
    notes = (f"Hidden sheets were left out: {', '.join(hidden)}.",) if hidden else ()
    found: list[tuple[str, list[Row], list[tuple[Row, int]]]] = []
    for sheet in streamed.worksheets:
        if sheet.title not in hidden:
            rows, formulas = _stream(f"{name}, sheet '{sheet.title}'", sheet)
            if rows:
                found.append((sheet.title, rows, formulas))
    streamed.close()
    if not found:
        raise ListError(
            f"{name} has no visible sheet with rows in it (or was saved as 'Strict Open XML': choose 'Excel Workbook')."
        )
    whole = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for title, rows, formulas in found:
        sheet = whole[title]
        results = {(line.number, column): _text(sheet.cell(line.number, column + 1)) for line, column in formulas}
        merged = tuple(
            (area.min_row, area.min_col - 1, area.max_row, area.max_col - 1) for area in sheet.merged_cells.ranges
        )
        finished = tuple(_with_results(line, results) for line in rows)
        unsaved = frozenset(place for place, text in results.items() if not text)
        yield Grid(f"{name}, sheet '{title}'", finished, merged, notes, unsaved)


def _stream(place: str, sheet: Any) -> tuple[list[Row], list[tuple[Row, int]]]:
    """The rows that are not empty, and where formulas stand. The size a sheet claims to have is not believed."""
    sheet.reset_dimensions()
    rows: list[Row] = []
    formulas: list[tuple[Row, int]] = []
    cells_seen = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        cells_seen += len(cells)
        if cells_seen > MOST_CELLS:
            raise ListError(f"{place} has more than {MOST_CELLS:,} cells. Copy the list into a new workbook.")
        found = row(place, number, [_text(cell) for cell in cells]) if cells else None
        if found is not None:
            rows.append(found)
            refuse_too_many(place, len(rows))
            formulas += [(found, column) for column, cell in enumerate(cells) if _is_formula(cell)]
    return rows, formulas


def _is_formula(cell: Any) -> bool:
    return isinstance(cell, ReadOnlyCell) and cell.data_type == "f"


def _text(cell: Any) -> str:
    """A cell as the sheet shows it: whole numbers without ".0" and with the zeros of their format, dates as 2026-11-22."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and ZEROS.fullmatch(cell.number_format or ""):
        return f"{value:0{len(cell.number_format)}}"
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _with_results(line: Row, results: dict[tuple[int, int], str]) -> Row:
    cells = tuple(results.get((line.number, column), cell) for column, cell in enumerate(line.cells))
    return Row(line.place, line.number, cells)
