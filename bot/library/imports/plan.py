"""What an import would do: rows added, changed, still there and gone, and everything wrong with the list."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.errors import Problem
from bot.library.csv_file import CsvFile

QUIET = ("source", "source_date", "note", "checked", "review_by", "confidence")
"""Columns that follow from an import by themselves: not told apart for each row."""


@dataclass(slots=True)
class Change:
    """Cells of one row of ours that become others: column -> (before, after)."""

    id: str
    label: str
    cells: dict[str, tuple[str, str]]

    @property
    def told(self) -> dict[str, tuple[str, str]]:
        """What staff want to see of it."""
        return {name: pair for name, pair in self.cells.items() if name not in QUIET}


@dataclass(slots=True)
class Plan:
    """The outcome of comparing a list with our table; `kept` are rows left alone, with the reason."""

    added: list[dict[str, str]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    confirmed: list[Change] = field(default_factory=list)
    gone: list[Change] = field(default_factory=list)
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep the list from being imported."""
        return [problem for problem in self.problems if problem.level == "error"]

    @property
    def empty(self) -> bool:
        """Whether nothing in our table would become different."""
        return not self.added and not any(c.cells for c in (*self.changed, *self.confirmed, *self.gone))

    def settle(self, identity: str, label: str, old: dict[str, str], new: dict[str, str]) -> None:
        """Note what an entry of the list does to the row of ours it stands for."""
        cells = {name: (old.get(name, ""), value) for name, value in new.items() if old.get(name, "") != value}
        change = Change(identity, label, cells)
        (self.changed if change.told else self.confirmed).append(change)

    def apply(self, table: CsvFile) -> None:
        """Put all of it into the table in memory."""
        for change in (*self.changed, *self.confirmed, *self.gone):
            table.change(change.id, {name: after for name, (_, after) in change.cells.items()})
        for row in self.added:
            table.add(row)


def free_id(prefix: str, taken: set[str], first: int = 1, width: int = 3) -> str:
    """The first id `prefix`-number that nobody has; it counts as taken from then on."""
    number = first
    while f"{prefix}{number:0{width}}" in taken:
        number += 1
    taken.add(f"{prefix}{number:0{width}}")
    return f"{prefix}{number:0{width}}"


def add_note(note: str, part: str) -> str:
    """A note with one more part at its end; the same part is not said twice."""
    parts = [piece for piece in note.split("; ") if piece]
    return "; ".join([*parts, part] if part and part not in parts else parts)
