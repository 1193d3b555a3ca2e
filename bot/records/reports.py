"""Questions staff may ask of the log: counts by day, month, language, channel, country, topic or layer.

How counted: *messages* are log rows. *Visitors* are distinct visitor tokens; a token lives one day, so
somebody who writes on two days counts twice, and the sum over topics exceeds the day's visitors. *Unplaced*
are messages whose reply had no topic; *danger* those answered with the emergency block first. Days are UTC.
What leaves the organisation goes through `publishing.publish`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from bot.errors import RecordsError
from bot.records.database import open_database, plain_errors
from bot.records.store import Records

DIMENSIONS = {
    "day": "substr(hour, 1, 10)",
    "month": "substr(hour, 1, 7)",
    "language": "language",
    "channel": "channel",
    "country": "coalesce(country, '')",
    "topic": "coalesce(topic, '')",
    "layer": "layer",
}
MEASURES = {
    "messages": "count(*)",
    "visitors": "count(DISTINCT visitor)",
    "unplaced": "sum(topic IS NULL OR topic = 'none')",
    "danger": "sum(danger)",
    "segments": "sum(segments)",
}


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

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings, in the order of `cells`."""
        return (*self.by, "messages", "visitors", "unplaced %", "danger %", "segments")

    def cells(self, hidden: str = "") -> Iterator[tuple[str, ...]]:
        """The rows as text, with `hidden` for what is not shown."""
        for row in self.rows:
            counts = (row.messages, row.visitors, row.unplaced_share, row.danger_share, row.segments)
            yield (*row.key, *(hidden if count is None else str(count) for count in counts))


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A redacted text we could not place, and how often it came that day."""

    day: str
    language: str
    text: str
    count: int


def report(
    records: Records | Path,
    *,
    by: Sequence[str] = ("day",),
    since: date | None = None,
    until: date | None = None,
) -> Table:
    """Count the log by the given dimensions, from the day `since` to the day `until`, both included."""
    if unknown := set(by) - set(DIMENSIONS):
        raise ValueError(f"Unknown: {', '.join(sorted(unknown))}. Choose from {', '.join(DIMENSIONS)}.")
    keys = [DIMENSIONS[name] for name in by]
    places = ", ".join(str(place + 1) for place in range(len(keys)))
    question = f"SELECT {', '.join([*keys, *MEASURES.values()])} FROM log WHERE hour >= ? AND hour < ?" + (  # noqa: S608
        f" GROUP BY {places} ORDER BY {places}" if keys else " HAVING count(*) > 0"
    )
    with _reading(records) as db:
        span = (since.isoformat() if since else "", f"{until.isoformat()}U" if until else "~")
        found = db.execute(question, span).fetchall()
    rows = (Row(tuple(map(str, row[: len(keys)])), *row[len(keys) :]) for row in found)
    return Table(tuple(by), tuple(rows), since, until)


def unplaced(records: Records | Path, limit: int = 100) -> list[Unplaced]:
    """The newest redacted texts that no topic answered, the most frequent of a day first."""
    with _reading(records) as db:
        question = (
            "SELECT day, language, text, count FROM unplaced ORDER BY day DESC, count DESC, text LIMIT ?"
        )
        return [Unplaced(*row) for row in db.execute(question, (limit,))]


@contextmanager
def _reading(records: Records | Path) -> Iterator[Database]:
    if isinstance(records, Records):
        with records.borrow() as db:
            yield db
        return
    path = records / "sarika.db" if records.is_dir() else records
    if not path.exists():
        raise RecordsError("There are no records here yet.")
    db = open_database(path)
    try:
        with plain_errors():
            db.execute("PRAGMA query_only=ON")
            yield db
    finally:
        db.close()


def _share(part: int | None, whole: int | None) -> int | None:
    return round(100 * part / whole) if part is not None and whole else None
