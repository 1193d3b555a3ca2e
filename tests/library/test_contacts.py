"""Whom to call: by country, nationality, confidence and age, following the rules for showing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.library import contacts
from bot.library.load import load
from bot.library.model import Library
from tests.library.small import CONTACTS, changed, write

TODAY = date(2026, 11, 22)


@pytest.fixture
def small(tmp_path: Path) -> Library:
    return load(write(tmp_path))


CASES = {
    "the safest first": (("labour",), "en", "TH", None, ["Labour office: 1506 (press 3)"]),
    "in Khmer": (("labour",), "km", "TH", None, ["ការងារ៖ 1506 (ចុច 3)"]),
    "one line a kind": (("labour", "police"), "en", "TH", None, ["Labour office: 1506 (press 3)", "Police: 191"]),
    "a kind twice is said once": (("police", "police"), "en", "TH", None, ["Police: 191"]),
    "nationality unknown, nobody serves all: one for each": (("embassy",), "en", "TH", None, ["Khmer embassy: 02 333 3333"]),
    "the embassy of the own country": (("embassy",), "en", "TH", "KH", ["Khmer embassy: 02 333 3333"]),
    "not the embassy of another country": (("embassy",), "en", "TH", "MM", []),
    "a row by its id": (("TH-2",), "en", "TH", "KH", ["Khmer helpers: 02 111 1111"]),
    "immigration only by its id": (("TH-3",), "en", "TH", None, ["Immigration: 1178"]),
    "never immigration by its kind": (("immigration",), "en", "TH", None, []),
    "a kind that stands in": (("trafficking",), "en", "TH", None, ["Police: 191"]),
    "a country where we know nobody": (("police",), "en", "BN", None, ["No number for Brunei."]),
    "abroad with the country and the international number": (("TH-1",), "en", "KH", None,
                                                             ["Thailand: Labour office: +66 2 000 0000"]),
    "no country: the likeliest two": (("police",), "en", None, None, ["Thailand: Police: 191", "Cambodia: Police: 117"]),
}  # fmt: skip


@pytest.mark.parametrize(("wanted", "language", "country", "nationality", "lines"), CASES.values(), ids=CASES)
def test_lines(
    small: Library,
    wanted: tuple[str, ...],
    language: str,
    country: str | None,
    nationality: str | None,
    lines: list[str],
) -> None:
    assert list(contacts.fill(small, wanted, language, country, nationality, TODAY)) == lines


AGES = {
    "on the day of review": (date(2027, 5, 20), "Labour office: 1506 (press 3)"),
    "a day later, the next best in date is none": (date(2027, 5, 21), "Labour office: 1506 (press 3) (checked November 2026)"),
    "on the last day": (date(2027, 11, 17), "Labour office: 1506 (press 3) (checked November 2026)"),
    "after twice the time it is withheld": (date(2027, 11, 18), None),
}  # fmt: skip


@pytest.mark.parametrize(("today", "line"), AGES.values(), ids=AGES)
def test_an_old_number_says_its_age_and_then_is_withheld(small: Library, today: date, line: str | None) -> None:
    lines = contacts.fill(small, ("labour",), "en", "TH", "MM", today)
    assert lines == ((line,) if line else ("No number for Thailand.",))


def test_a_number_in_date_stands_before_an_overdue_one(tmp_path: Path) -> None:
    rows = CONTACTS.replace("TH-2,TH,KH,labour,yes", "TH-2,TH,all,labour,first").replace(
        "medium,2026-11-20,2027-02-20", "medium,2026-11-20,2028-02-20", 1
    )
    library = load(write(tmp_path, {"contacts.csv": rows}))
    assert contacts.fill(library, ("labour",), "en", "TH", None, date(2027, 6, 1)) == ("Khmer helpers: 02 111 1111",)


def test_a_row_of_low_confidence_is_never_shown(tmp_path: Path) -> None:
    library = load(write(tmp_path, changed("contacts.csv", "TH-1,TH,all,labour,first", "TH-1,TH,all,labour,no")))
    assert contacts.fill(library, ("labour",), "en", "TH", "MM", TODAY) == ()


def test_shown_rows_are_not_repeated_in_one_answer(small: Library) -> None:
    shown: set[str] = set()
    first = contacts.fill(small, ("police",), "en", "TH", None, TODAY, shown)
    assert first and not contacts.fill(small, ("police",), "en", "TH", None, TODAY, shown)


def test_real_contacts_of_low_confidence_have_no_way_out(library: Library) -> None:
    low = {row.id for row in library.contacts if row.confidence == "low" or row.show == "no"}
    assert low and not any(contacts.usable(row, TODAY) for row in library.contacts if row.id in low)
