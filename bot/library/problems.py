"""Collects everything wrong in a content folder, so that staff see all of it at once."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from bot.errors import Problem
from bot.library import yaml_strings
from bot.library.yaml_strings import Items, Table


class Problems:
    """A list of problems, and the readers that add to it instead of raising. Paths are shown relative to `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[Problem] = []

    def add(self, file: Path | str, line: int, what: str, mend: str, rule: str = "content") -> None:
        """Note one problem: what is wrong at `file:line`, and how to mend it."""
        self.found.append(Problem(self.name(file), line, what, mend, rule))

    def name(self, file: Path | str) -> str:
        """The file's name as staff know it: relative to the content folder."""
        path = Path(file)
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else str(file)

    def text(self, path: Path) -> str | None:
        """The file as text, line ends made equal; None (and a problem) if it cannot be read as UTF-8."""
        try:
            data = path.read_bytes()
        except OSError as error:
            self.add(
                path,
                1,
                f"The file cannot be read ({error.strerror}).",
                "Put it back or repair it.",
                "unreadable",
            )
            return None
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self.add(
                path,
                line,
                "The file is not in UTF-8.",
                "Save it again as 'UTF-8' in your editor.",
                "encoding",
            )
            return None

    def table(self, path: Path) -> Table | None:
        """The YAML file as a mapping of texts."""
        value = self._yaml(path)
        if value is not None and not isinstance(value, Table):
            self.add(
                path,
                1,
                "The file must be a list of 'name: value' lines.",
                "Compare it with another language's.",
            )
            return None
        return value

    def items(self, path: Path) -> list[Table]:
        """The YAML file as a list of mappings."""
        value = self._yaml(path)
        if value is None:
            return []
        if not isinstance(value, Items):
            self.add(path, 1, "The file must be a list: every entry begins with '- '.", "Write '- id: ...'.")
            return []
        rows: list[Table] = []
        for item in value:
            if isinstance(item, Table):
                rows.append(item)
            else:
                self.add(path, item.line, f"'{item}' is not an entry.", "Write '- id: ...' with its fields.")
        return rows

    def _yaml(self, path: Path) -> yaml_strings.Value | None:
        text = self.text(path)
        if text is None:
            return None
        try:
            return yaml_strings.read(text)
        except yaml_strings.YamlError as error:
            self.add(path, error.line, f"The YAML is broken: {error}.", "Check colons, quotes and indents.", "yaml")
            return None

    def rows(self, path: Path, needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
        """The CSV file's rows with their line numbers, cells stripped; every column of `needed` must be there."""
        text = self.text(path)
        if text is None:
            return []
        reader = csv.DictReader(io.StringIO(text, newline=""))
        try:
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                columns = ", ".join(missing)
                self.add(path, 1, f"The table has no column {columns}.", "Add it to the first row.", "columns")
                return []
            rows = []
            for row in reader:
                if None in row:
                    self.add(path, reader.line_num, "This row has more cells than the first row.",
                             "Put quotes around a text that has commas.", "cells")  # fmt: skip
                    continue
                rows.append((reader.line_num, {name: (cell or "").strip() for name, cell in row.items()}))
        except csv.Error as error:
            self.add(
                path,
                reader.line_num,
                f"The table is broken: {error}.",
                "Save it again as CSV (UTF-8).",
                "csv",
            )
            return []
        return rows

    def day(self, path: Path, line: int, field: str, text: str) -> date:
        """A date written as 2026-11-22; a problem and a stand-in otherwise."""
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.add(path, line, f"'{field}' is '{text}', which is no date.", "Write it as 2026-11-22.", "date")
            return date.min
