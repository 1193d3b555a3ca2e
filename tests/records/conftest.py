"""A data folder, a clock that tests can move, and records on real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.records import Records


class Clock:
    """A clock that stands still until moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def opened(data: Path, clock: Clock) -> Iterator[Callable[..., Records]]:
    made: list[Records] = []

    def make(**options: object) -> Records:
        made.append(Records(data, **{"clock": clock, **options}))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for records in made:
        records.close()


@pytest.fixture
def records(opened: Callable[..., Records]) -> Records:
    return opened()
