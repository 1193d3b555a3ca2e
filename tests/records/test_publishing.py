from __future__ import annotations

import csv
import io
import itertools
import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from bot.records.publishing import period, publish, to_csv, to_text
from bot.records.tables import Row, Table

YEAR = period("2025")


def table(by: tuple[str, ...], counts: dict[tuple[str, ...], int]) -> Table:
    """A table of messages only; the other measures large enough to be shown."""
    return Table(by, tuple(Row(key, n, n, n // 2, n // 2, n) for key, n in sorted(counts.items()) if n), *YEAR)


def shown(one: Table) -> dict[tuple[str, ...], int | None]:
    return {row.key: row.messages for row in publish(one).rows}


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ([], []),
        ([9], []),
        ([10], [10]),
        ([11, 12, 13, 17, 18, 22, 23], [10, 10, 15, 15, 20, 20, 25]),
        ([9, 40, 30], [40]),  # 30 goes too: otherwise 9 is the total less the others
        ([9, 8, 40, 30], [40, 30]),
        ([1, 1, 40], [40]),
    ],
)
def test_small_counts_are_hidden_and_others_rounded(counts: list[int], published: list[int]) -> None:
    one = table(("topic",), {(f"t{place:02}",): count for place, count in enumerate(counts)})
    assert list(shown(one).values()) == published


def test_second_cell_is_hidden_in_row_and_column() -> None:
    counts = {
        ("km", "a"): 5,
        ("km", "b"): 50,
        ("km", "c"): 60,
        ("my", "a"): 70,
        ("my", "b"): 80,
        ("my", "c"): 90,
    }
    assert set(shown(table(("language", "topic"), counts))) == {("km", "c"), ("my", "c")}


def test_a_day_is_not_the_rest_of_its_month() -> None:
    counts = {
        ("2026-10-30",): 4,
        ("2026-10-31",): 30,
        ("2026-11-01",): 6,
        ("2026-11-02",): 40,
        ("2026-11-03",): 50,
    }
    assert set(shown(table(("day",), counts))) == {("2026-11-03",)}


def test_counts_within_a_row_are_hidden_one_by_one() -> None:
    rows = (
        Row(("a",), 100, 9, 3, 97, 204),
        Row(("b",), 200, 150, 50, 60, 401),
        Row(("c",), 300, 7, 40, 30, 600),
    )
    one, two, three = publish(Table(("topic",), rows, *YEAR)).rows
    assert one == Row(("a",), 100, None, None, None, 205)  # 97 of 100 in danger tells of the 3 who are not
    assert two == Row(("b",), 200, 150, 50, 60, 400)
    assert (three.visitors, three.unplaced, three.danger) == (
        None,
        None,
        None,
    )  # 40, 30: else 3 and 97 by subtraction
    assert (two.unplaced_share, two.danger_share, one.danger_share) == (25, 30, None)


def test_publishing_twice_is_publishing_once() -> None:
    once = publish(table(("topic",), {("a",): 12, ("b",): 31, ("c",): 4}))
    assert publish(once) == once


@pytest.mark.parametrize(
    ("since", "until", "allowed"),
    [
        (date(2025, 2, 1), date(2025, 2, 28), True),
        (date(2024, 2, 1), date(2024, 2, 29), True),
        (date(2025, 1, 1), date(2025, 12, 31), True),
        (date(2025, 2, 1), date(2025, 2, 27), False),
        (date(2025, 2, 2), date(2025, 2, 28), False),
        (date(2025, 2, 1), date(2025, 3, 31), False),
        (date(2026, 3, 1), date(2026, 3, 31), False),  # not over yet
        (None, date(2025, 2, 28), False),
        (date(2025, 2, 1), None, False),
        (None, None, False),
    ],
)
def test_windows_that_could_slide_are_refused(since: date | None, until: date | None, allowed: bool) -> None:
    one = replace(table(("topic",), {("a",): 100}), since=since, until=until)
    if allowed:
        assert len(publish(one, date(2026, 3, 31)).rows) == 1
    else:
        refused = publish(one, date(2026, 3, 31))
        assert refused.rows == () and "100" not in to_csv(refused) + to_text(refused)
        assert refused.note in to_csv(refused) and to_text(refused).endswith(refused.note)


DIMENSIONS = ("language", "topic")


def views(cells: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], dict[tuple[str, ...], int | None]]:
    """Every table that can be published of the same messages."""
    found = {}
    for size in range(len(DIMENSIONS) + 1):
        for by in itertools.combinations(range(len(DIMENSIONS)), size):
            sums: Counter[tuple[str, ...]] = Counter()
            for key, count in cells.items():
                sums[tuple(key[place] for place in by)] += count
            found[by] = shown(table(tuple(DIMENSIONS[place] for place in by), sums))
    return found


def recovered(cells: dict[tuple[str, ...], int]) -> list[tuple[str, ...]]:
    """Hidden cells under 10 which the attacker, who adds and subtracts all views, knows exactly."""
    keys = list(cells)
    limits: list[tuple[list[tuple[str, ...]], int, int]] = []
    for by, published in views(cells).items():
        for group, count in published.items():
            members = [key for key in keys if tuple(key[place] for place in by) == group]
            if count is not None:
                limits.append((members, max(count - 2, 10), count + 2))
    low, high = dict.fromkeys(keys, 0), dict.fromkeys(keys, 10**6)
    changed = True
    while changed:
        changed = False
        for members, least, most in limits:
            for key in members:
                others = [other for other in members if other != key]
                down = max(low[key], least - sum(high[other] for other in others))
                up = min(high[key], most - sum(low[other] for other in others))
                changed = changed or (down, up) != (low[key], high[key])
                low[key], high[key] = down, up
    assert all(low[key] <= cells[key] <= high[key] for key in keys)
    return [key for key in keys if 0 < cells[key] < 10 and low[key] == high[key]]


@pytest.mark.parametrize("seed", range(300))
def test_attacker_who_subtracts_all_views_recovers_no_small_cell(seed: int) -> None:
    chance = random.Random(seed)
    size = chance.choice([3, 15, 40, 300])
    keys = itertools.product(("en", "km", "my"), "abcdefgh"[: chance.randrange(2, 9)])
    assert recovered({key: chance.randrange(size) for key in keys}) == []


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+855",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        '=HYPERLINK("http://x")',
        "a,b",
        'say "hi"',
        "ខ្មែរ\nx",
    ],
)
def test_csv_cell_never_starts_a_formula(cell: str) -> None:
    one = Table(("topic",), (Row((cell,), 10, 10, None, 10, 10),))
    header, row = csv.reader(io.StringIO(to_csv(one), newline=""))
    assert header[0] == "topic" and row[1:] == ["10", "10", "hidden", "100", "10"]
    assert row[0].lstrip("'") == cell and row[0][0] not in "=+-@\t\r"


def test_text_is_aligned() -> None:
    rows = (Row(("en", "a"), 5, 5, 0, 0, 5), Row(("ខ្មែរ", "bbbb"), 12345, 10, 0, None, 5))
    assert to_text(Table(("language", "topic"), rows)).splitlines() == [
        "language  topic  messages  visitors  unplaced %  danger %  segments",
        "en        a             5         5           0         0         5",
        "ខ្មែរ      bbbb      12345        10           0         -         5",
    ]
    assert to_text(Table((), ())) == "messages  visitors  unplaced %  danger %  segments"
