"""A table of counts, as a question of the log gives it and as it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MEASURES = ("messages", "visitors", "unplaced", "danger", "segments")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the values of its dimensions, and its counts; None where a count is hidden."""

    key: tuple[str, ...]
    messages: int | None
    visitors: int | None
    unplaced: int | None
    danger: int | None
    segments: int | None

    @property
    def unplaced_share(self) -> int | None:
        """Messages we could not place, in per cent of the messages shown."""
        return _share(self.unplaced, self.messages)

    @property
    def danger_share(self) -> int | None:
        """Messages in danger, in per cent of the messages shown."""
        return _share(self.danger, self.messages)


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a question: rows in the order of their keys."""

    by: tuple[str, ...]
    rows: tuple[Row, ...]
    since: date | None = None
    until: date | None = None
    published: bool = False
    note: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings, in the order of `cells`."""
        return (*self.by, "messages", "visitors", "unplaced %", "danger %", "segments")

    def cells(self, hidden: str = "") -> Iterator[tuple[str, ...]]:
        """The rows as text, with `hidden` for what is not shown."""
        for row in self.rows:
            counts = (row.messages, row.visitors, row.unplaced_share, row.danger_share, row.segments)
            yield (*row.key, *(hidden if count is None else str(count) for count in counts))


def _share(part: int | None, whole: int | None) -> int | None:
    return round(100 * part / whole) if part is not None and whole else None
