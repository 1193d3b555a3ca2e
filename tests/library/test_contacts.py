"""Whom to call: by country, nationality, confidence and age, following the rules for showing."""

from __future__ import annotations

from datetime import UTC, date, datetime
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


HOURS = """id,country,serves,kind,show,label_en,label_km,phones,hours,confidence,checked,review_by,source,source_date
TH-1,TH,all,labour,first,Office,ការងារ,1506,Weekdays 09:00-18:00,high,2026-11-20,2027-05-20,A page,2026
TH-2,TH,all,labour,yes,Evening line,យប់,1546,18:00-24:00,medium,2026-11-20,2027-02-20,A page,2026
TH-3,TH,all,ngo,first,Helpers,ជំនួយ,1300,,medium,2026-11-20,2027-02-20,A page,2026
TH-4,TH,all,police,first,Police,ប៉ូលិស,191,Weekdays 09:00-10:00,high,2026-11-20,2027-05-20,A page,2026
TH-5,TH,all,embassy,first,Embassy,ទូត,02 333 3333,Mon-Fri 08:30-12:00 (visas),high,2026-11-20,2027-05-20,A page,2026
TH-6,TH,all,women,first,Women,ស្ត្រី,1301,whenever,high,2026-11-20,2027-05-20,A page,2026
KH-1,KH,all,labour,first,At home,ផ្ទះ,1297,Weekdays 09:00-17:00,high,2026-11-20,2027-05-20,A page,2026
"""
NOON, EVENING, NIGHT = (datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (5, 12, 20))  # 12, 19 and 3 in Bangkok

OPEN = {
    "at noon the best is open": (("labour",), "en", "TH", NOON, ["Office: 1506"]),
    "in the evening an open one stands before it": (("labour",), "en", "TH", EVENING, [
        "Evening line: 1546", "Office: 1506 (closed now, open Mon-Fri 09:00-18:00)"]),
    "at night nobody is there, the best stays": (("labour",), "en", "TH", NIGHT, [
        "Office: 1506 (closed now, open Mon-Fri 09:00-18:00)"]),
    "in Khmer": (("labour",), "km", "TH", NIGHT, ["ការងារ៖ 1506 (បិទ ចន្ទ-សុក្រ 09:00-18:00)"]),
    "unknown hours stand before closed ones": (("embassy", "ngo"), "en", "TH", NIGHT, [
        "Helpers: 1300", "Embassy: 02 333 3333 (closed now, open Mon-Fri 08:30-12:00)"]),
    "hours that cannot be read are unknown": (("women",), "en", "TH", NIGHT, ["Women: 1301"]),
    "emergency numbers stand first at any hour": (("police", "embassy", "labour"), "en", "TH", NIGHT, [
        "Police: 191", "Embassy: 02 333 3333 (closed now, open Mon-Fri 08:30-12:00)",
        "Office: 1506 (closed now, open Mon-Fri 09:00-18:00)"]),
    "what was displaced comes besides the three": (("embassy", "labour", "ngo"), "en", "TH", EVENING, [
        "Evening line: 1546", "Helpers: 1300", "Embassy: 02 333 3333 (closed now, open Mon-Fri 08:30-12:00)",
        "Office: 1506 (closed now, open Mon-Fri 09:00-18:00)"]),
    "a row by its id says its hours too": (("TH-1", "ngo"), "en", "TH", NIGHT, [
        "Helpers: 1300", "Office: 1506 (closed now, open Mon-Fri 09:00-18:00)"]),
    "no country: each by its own clock": (("labour",), "en", None, EVENING, [
        "Thailand: Evening line: 1546", "Cambodia: At home: 1297 (closed now, open Mon-Fri 09:00-17:00)",
        "Thailand: Office: 1506 (closed now, open Mon-Fri 09:00-18:00)"]),
}  # fmt: skip


@pytest.mark.parametrize(("wanted", "language", "country", "now", "lines"), OPEN.values(), ids=OPEN)
def test_a_closed_line_stands_after_an_open_one_with_its_hours(
    tmp_path: Path, wanted: tuple[str, ...], language: str, country: str | None, now: datetime, lines: list[str]
) -> None:
    library = load(write(tmp_path, {"contacts.csv": HOURS}))
    found = contacts.fill(library, wanted, language, country, None, TODAY, now=now)
    assert list(found) == lines
    assert not any("closed" in line for line in contacts.fill(library, wanted, language, country, None, TODAY))


def test_what_was_given_is_not_given_again(tmp_path: Path) -> None:
    library = load(write(tmp_path, {"contacts.csv": HOURS}))
    shown: set[str] = set()
    assert len(contacts.fill(library, ("embassy", "labour", "ngo"), "en", "TH", None, TODAY, shown, EVENING)) == 4
    assert shown == {"TH-1", "TH-2", "TH-3", "TH-5"}
    assert contacts.fill(library, ("labour", "ngo"), "en", "TH", None, TODAY, shown, EVENING) == ()


STANDS_IN = {
    "overdue: with its age": (date(2027, 6, 1), ("TH-1",), ["Labour office: 1506 (press 3) (checked November 2026)"]),
    "twice overdue: the next best of its kind": (date(2027, 11, 18), ("labour",), ["Second: 1546"]),
    "twice overdue, named by its id: the next best": (date(2027, 11, 18), ("TH-1",), ["Second: 1546"]),
    "found wrong, named by its id: the next best": (TODAY, ("TH-4",), ["Labour office: 1506 (press 3)"]),
}  # fmt: skip


@pytest.mark.parametrize(("today", "wanted", "lines"), STANDS_IN.values(), ids=STANDS_IN)
def test_the_next_best_stands_in(tmp_path: Path, today: date, wanted: tuple[str, ...], lines: list[str]) -> None:
    second = "TH-7,TH,all,labour,yes,Second,ទីពីរ,1546,,medium,2026-11-20,2028-11-20,A page,2026\n"
    library = load(write(tmp_path, {"contacts.csv": CONTACTS + second}))
    assert list(contacts.fill(library, wanted, "en", "TH", "MM", today)) == lines
