"""Questions staff may ask of the log: counts by day, month, language, channel, country, topic or layer.

How counted: *messages* are log rows. *Visitors* are distinct visitor tokens; a token lives one day, so
somebody who writes on two days counts twice, and the sum over topics exceeds the day's visitors. *Unplaced*
are messages whose reply had no topic; *danger* those answered with the emergency block first. Days are UTC.
What leaves the organisation goes through `publish`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from bot.errors import RecordsError
from bot.records.connections import Connections
from bot.records.publishing import period, publish, to_csv, to_text
from bot.records.store import Records
from bot.records.tables import Row, Table

__all__ = [
    "DIMENSIONS",
    "Row",
    "Table",
    "Unplaced",
    "period",
    "publish",
    "report",
    "to_csv",
    "to_text",
    "unplaced",
]

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
        question = "SELECT day, language, text, count FROM unplaced ORDER BY day DESC, count DESC, text LIMIT ?"
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
    connections = Connections(path)
    try:
        with connections.borrow() as db:
            yield db
    finally:
        connections.close()
