"""A CSV file of ours that is changed cell by cell: what is not changed stays byte for byte as somebody wrote it."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.errors import ContentError, Problem
from bot.library import checks, load
from bot.library.problems import Problems

CELL = re.compile(r'("(?:[^"]|"")*"|[^,"\r\n][^,\r\n]*|)(,|\r\n|\n|\r|\Z)')
"""A cell as written, and what ends it."""


class CsvFile:
    """The table at `path`, found by its column "id". Changes are kept in memory until `save`."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises ContentError if it is not a table with a column "id" in UTF-8."""
        self.path = path
        self._problems = Problems(path.parent)
        text = self._problems.text(path)
        try:
            self._before = path.read_bytes()
        except OSError:
            self._refuse()
        if text is None:
            self._refuse()
        self._mark = b"\xef\xbb\xbf" if self._before.startswith(b"\xef\xbb\xbf") else b""
        self._rows = list(self._cells(self._before.removeprefix(self._mark).decode("utf-8")))
        self.columns = [_read(cell) for cell, _ in self._rows[0]] if self._rows else []
        if "id" not in self.columns:
            self._problems.add(path, 1, "The table has no column id.", "Add it to the first row.", "columns")
            self._refuse()
        place = self.columns.index("id")
        self._by_id = {_read(row[place][0]).strip(): row for row in self._rows[1:] if len(row) > place}

    def _refuse(self) -> None:
        raise ContentError(self.path.parent, self._problems.found)

    def _cells(self, text: str) -> Iterator[list[tuple[str, str]]]:
        """Every row as (cell as written, what ends it). Together they are the file again, to the byte."""
        row: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            match = CELL.match(text, at)
            if match is None:
                line = text.count("\n", 0, at) + 1
                self._problems.add(self.path, line, "The table is broken here.", "Mend the quotes in this row.", "csv")
                self._refuse()
                return
            row.append((match[1], match[2]))
            at = match.end()
            if match[2] != ",":
                yield row
                row = []
        if row:
            yield [*row, ("", "")]

    def __contains__(self, identity: str) -> bool:
        return identity in self._by_id

    def rows(self) -> dict[str, dict[str, str]]:
        """All rows by id, every cell as it reads, stripped."""
        return {identity: self.row(identity) for identity in self._by_id if identity}

    def row(self, identity: str) -> dict[str, str]:
        """One row by column; KeyError for an id that is not there."""
        cells = (_read(cell).strip() for cell, _ in self._by_id[identity])
        return {**dict.fromkeys(self.columns, ""), **dict(zip(self.columns, cells, strict=False))}

    def change(self, identity: str, values: Mapping[str, str]) -> None:
        """Set cells of a row; those that read the same already are not touched. Columns that are not there are ignored."""
        row = self._by_id[identity]
        for name, value in values.items():
            if name in self.columns:
                place = self.columns.index(name)
                while len(row) <= place:  # a row that was cut short
                    cell, end = row[-1]
                    row[-1] = (cell, ",")
                    row.append(("", end))
                if _read(row[place][0]).strip() != value:
                    row[place] = (_write(value), row[place][1])

    def add(self, values: Mapping[str, str]) -> None:
        """A new row at the end."""
        end = next((row[-1][1] for row in self._rows if row[-1][1]), "\n")
        if self._rows[-1][-1][1] == "":
            self._rows[-1][-1] = (self._rows[-1][-1][0], end)
        row = [(_write(values.get(name, "")), ",") for name in self.columns]
        row[-1] = (row[-1][0], end)
        self._rows.append(row)
        self._by_id[values["id"]] = row

    def data(self) -> bytes:
        """The file as it would be written."""
        return self._mark + "".join(cell + end for row in self._rows for cell, end in row).encode("utf-8")

    def problems(self) -> list[Problem]:
        """The errors that the content folder would have with this file and has not now."""
        with tempfile.TemporaryDirectory() as name:
            trial = Path(name)
            for file in load.files(self.path.parent):
                target = trial / file.relative_to(self.path.parent)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
            before = _errors(trial)
            (trial / self.path.name).write_bytes(self.data())
            known = {(error.file, error.what) for error in before}
            return [error for error in _errors(trial) if (error.file, error.what) not in known]

    def save(self, keep: Path | None = None) -> Path | None:
        """Put the file in place, whole or not at all. With `keep`, the old one is copied into that folder first.

        Gives the path of the copy. Raises ContentError if somebody else has changed the file meanwhile.
        """
        copy = None
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            copy = keep / f"{self.path.stem}-{datetime.now():%Y-%m-%d-%H%M%S}{self.path.suffix}"
            copy.write_bytes(self._before)
        handle, fresh = tempfile.mkstemp(prefix=".", suffix=".new", dir=self.path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self.data())
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(self.path, fresh)
            if self.path.read_bytes() != self._before:
                self._problems.add(self.path, 1, "Somebody has just changed this file.", "Run the command again.")
                self._refuse()
            Path(fresh).replace(self.path)
        except BaseException:
            with suppress(OSError):
                Path(fresh).unlink()
            raise
        return copy


def _errors(folder: Path) -> list[Problem]:
    library, problems = load.read(folder)
    found = problems.found + (checks.run(library) if library is not None else [])
    return [problem for problem in found if problem.level == "error"]


def _read(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def _write(value: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([value])
    return out.getvalue() if value else ""
