from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.errors import RecordsError
from bot.messages import Incoming, Outgoing, Session
from bot.records import Entry, Records
from bot.records.reports import Row, report, unplaced

ENTRY = Entry("km", "TH", "wages", "code", False, 1, 2, 5)


def say(records: Records, sender: str, times: int = 1, text: str | None = None, **told: object) -> None:
    for _ in range(times):
        entry = replace(ENTRY, **told)  # type: ignore[arg-type]
        records.keep(Incoming("sms", sender, ""), Session(), Outgoing(("x",), 1), entry, text)


@pytest.fixture
def busy(records: Records, clock) -> Records:
    """Two days: three people on the first, of whom two come back on the second."""
    say(records, "+1", 2)
    say(records, "+2", danger=True, topic="violence")
    say(records, "+3", topic=None, country=None, language="my")
    clock.move(days=1)
    records.purge()
    say(records, "+1", topic="none", layer="none")
    say(records, "+2")
    return records


def test_by_day(busy: Records) -> None:
    table = report(busy)
    assert table.columns == ("day", "messages", "visitors", "unplaced %", "danger %", "segments")
    assert table.rows == (Row(("2026-11-22",), 4, 3, 1, 1, 8), Row(("2026-11-23",), 2, 2, 1, 0, 4))
    assert list(table.cells()) == [
        ("2026-11-22", "4", "3", "25", "25", "8"),
        ("2026-11-23", "2", "2", "50", "0", "4"),
    ]


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (("month",), [("2026-11",)]),
        (("language",), [("km",), ("my",)]),
        (("channel",), [("sms",)]),
        (("country",), [("",), ("TH",)]),
        (("topic",), [("",), ("none",), ("violence",), ("wages",)]),
        (("layer",), [("code",), ("none",)]),
        (("language", "country"), [("km", "TH"), ("my", "")]),
        ((), [()]),
    ],
)
def test_every_dimension(busy: Records, by: tuple[str, ...], keys: list[tuple[str, ...]]) -> None:
    table = report(busy, by=by)
    assert [row.key for row in table.rows] == keys
    assert sum(row.messages or 0 for row in table.rows) == 6


@pytest.mark.parametrize(
    ("since", "until", "messages"),
    [
        (None, None, 6),
        (date(2026, 11, 23), None, 2),
        (None, date(2026, 11, 22), 4),
        (date(2026, 11, 24), None, 0),
        (date(2026, 11, 22), date(2026, 11, 23), 6),
        (date(2026, 11, 23), date(2026, 11, 22), 0),
    ],
)
def test_days_are_both_included(busy: Records, since: date | None, until: date | None, messages: int) -> None:
    assert sum(row.messages or 0 for row in report(busy, by=(), since=since, until=until).rows) == messages


def test_path_of_folder_or_file_will_do(busy: Records, data: Path) -> None:
    assert report(data) == report(data / "sarika.db") == report(busy)


def test_no_records_yet(tmp_path: Path, records: Records) -> None:
    assert report(records).rows == ()
    with pytest.raises(RecordsError):
        report(tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("by", [("hour",), ("visitor",), ("day; DROP TABLE log",)])
def test_only_known_dimensions(records: Records, by: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="Choose from"):
        report(records, by=by)


def test_unplaced_newest_and_most_frequent_first(records: Records, clock) -> None:
    say(records, "+1", text="visa run 1")
    say(records, "+2", 2, text="football 5-0")
    clock.move(days=1)
    say(records, "+3", text="ជួយ ០១២៣៤៥៦៧", language="km")
    found = [(one.day, one.language, one.text, one.count) for one in unplaced(records)]
    assert found == [
        ("2026-11-23", "km", "ជួយ #", 1),
        ("2026-11-22", "km", "football #", 2),
        ("2026-11-22", "km", "visa run #", 1),
    ]
    assert len(unplaced(records, limit=1)) == 1
