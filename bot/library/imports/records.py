"""The rows under the headings as records; what is no row of the list (totals, remarks, repeated headings) is left out."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.errors import Problem
from bot.library.imports.grid import Row, letter
from bot.library.imports.headings import DESTINATION, Headed

SEVERAL = ("name", "phones", "address", "note", "also", "destinations")
"""Fields that may be spread over several columns ("Phone 1", "Phone 2")."""
MORE_LINES = ("phones", "address", "note", "also")
"""Fields that alone make a row the continuation of the one above."""
LOST_LETTERS = "???"
"""What Excel writes for Khmer and Burmese in a plain CSV file."""
FORMULA_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
LONGEST_CELL = 1000


@dataclass(slots=True)
class Record:
    """One entry of the list: its text by field (several columns of a field joined by line breaks) and their columns."""

    row: Row
    values: dict[str, str]
    columns: dict[str, str]

    def problem(self, of: str, what: str, mend: str, level: str = "error") -> Problem:
        """A problem in the column of the field `of` ("" for the row as a whole)."""
        column = self.columns.get(of)
        where = f"column {column} ({of}): " if column else ""
        return Problem(self.row.place, self.row.number, where + what, mend, "import", level)


@dataclass(slots=True)
class Body:
    """The records, the rows left out as (row, why), what is wrong with cells, and what stands above the headings."""

    records: list[Record] = field(default_factory=list)
    left_out: list[tuple[Row, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    title: str = ""


def read(headed: Headed, needed: Collection[str]) -> Body:
    """The records under the headings. A row is one if it has one of the fields `needed`.

    Cells merged downwards count for every row they cover, but for those of `needed`: there they make several rows one.
    """
    body = Body()
    used = {column.index: column.field for column in headed.columns if column.field}
    body.problems += _twice(headed)
    rows = headed.grid.rows
    body.title = "\n".join(cell for row in rows[: headed.first] for cell in row.cells if cell)
    filled = _filled_down(headed, {index for index, name in used.items() if name in needed})
    repeated = {row.cells for row in rows[headed.first : headed.last + 1]}
    for row in rows[headed.last + 1 :]:
        if row.cells in repeated:
            body.left_out.append((row, "the headings again"))
            continue
        record = _record(row, used, filled)
        if any(record.values.get(name) for name in needed) and not _only_one(row, used):
            body.records.append(record)
            body.problems += _unreadable(headed, record)
        elif body.records and row.place == body.records[-1].row.place and _more_lines(row, used):
            _continue(body.records[-1], row, used)
        else:
            body.left_out.append((row, "a single cell" if _only_one(row, used) else "no row of the list"))
    return body


def _more_lines(row: Row, used: dict[int, str]) -> bool:
    """Whether a row says nothing but more telephones, address or remarks."""
    return all(used.get(index) in MORE_LINES for index, cell in enumerate(row.cells) if cell)


def _continue(record: Record, row: Row, used: dict[int, str]) -> None:
    for index, cell in enumerate(row.cells):
        before = record.values.get(used.get(index, ""), "")
        if cell and cell not in before.split("\n"):
            record.values[used[index]] = f"{before}\n{cell}".strip()
            record.columns.setdefault(used[index], letter(index))


def _only_one(row: Row, used: dict[int, str]) -> bool:
    """A single cell in a table of several columns is a title or a remark."""
    return len(used) > 2 and sum(map(bool, row.cells)) == 1


def _record(row: Row, used: dict[int, str], filled: dict[tuple[int, int], str]) -> Record:
    values: dict[str, str] = {}
    columns: dict[str, str] = {}
    for index, name in used.items():
        own = row.cells[index] if index < len(row.cells) else ""
        text = own or filled.get((row.number, index), "")
        if text:
            values[name] = f"{values[name]}\n{text}" if name in values else text
            columns[name] = f"{columns[name]}, {letter(index)}" if name in columns else letter(index)
    return Record(row, values, columns)


def _filled_down(headed: Headed, identity: set[int]) -> dict[tuple[int, int], str]:
    """What merged cells say in the rows they cover below their first."""
    by_number = {row.number: row for row in headed.grid.rows}
    filled = {}
    for top, left, bottom, right in headed.grid.merged:
        text = by_number[top].cells[left] if top in by_number and left < len(by_number[top].cells) else ""
        if text and left == right and left not in identity:
            filled.update({(number, left): text for number in range(top + 1, bottom + 1)})
    return filled


def _twice(headed: Headed) -> list[Problem]:
    found: list[Problem] = []
    first = headed.grid.rows[max(headed.last, 0)]
    owners: dict[str, str] = {}
    for column in headed.columns:
        name, here = column.field, letter(column.index)
        if not name or name in SEVERAL:
            continue
        if name in owners:
            found.append(Problem(first.place, first.number, f"Columns {owners[name]} and {here} both look like {name}.",
                                 f"Say which one is not: --column {here}=ignore.", "import"))  # fmt: skip
        owners.setdefault(name, here)
    return found


def _unreadable(headed: Headed, record: Record) -> list[Problem]:
    found = []
    for name, text in record.values.items():
        if LOST_LETTERS in text or "\ufffd" in text:
            found.append(record.problem(name, f"'{text[:30]}' has lost its letters.",
                                        "The file was saved in an old encoding: import the .xlsx itself."))  # fmt: skip
        elif FORMULA_ERROR.search(text):
            found.append(record.problem(name, f"'{text}' is the error of a formula.", "Mend or empty the cell."))
        elif len(text) > LONGEST_CELL:
            found.append(record.problem(name, f"The cell holds {len(text):,} characters.", "Shorten it."))
    for column in headed.columns:
        if column.field and (record.row.number, column.index) in headed.grid.unsaved:
            name = column.field.removeprefix(DESTINATION)
            found.append(record.problem("", f"column {letter(column.index)} ({name}): the formula has no saved result.",
                                        "Open the file in Excel or LibreOffice and save it again."))  # fmt: skip
    return found
