"""Opening hours: read in the forms that contacts.csv has, asked at a moment in the line's own country."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.library import hours
from bot.library.model import Library

FORMS = {
    "always": ("24h", "Sun 03:00", True),
    "always, with a remark": ("24h (2024 report)", "Sun 03:00", True),
    "weekdays, inside": ("Weekdays 09:00-18:00", "Fri 17:59", True),
    "weekdays, at the end": ("Weekdays 09:00-18:00", "Fri 18:00", False),
    "weekdays, on Saturday": ("Weekdays 09:00-18:00", "Sat 12:00", False),
    "every day": ("07:30-21:00", "Sun 20:00", True),
    "a span of days": ("Sun-Thu 09:00-18:00", "Sun 10:00", True),
    "a span of days, outside": ("Sun-Thu 09:00-18:00", "Fri 10:00", False),
    "single days": ("Tue and Thu 11:00-19:00 (English)", "Wed 12:00", False),
    "single days with commas": ("Mon, Wed 10:00-12:00", "Wed 11:00", True),
    "full names": ("Monday to Friday 08:00-17:00", "Tue 09:00", True),
    "what for is a remark": ("Mon-Fri 08:30-16:30 for foreign languages (2017)", "Mon 16:00", True),
    "two clauses": ("Weekdays 17:00-22:00; weekends and holidays 09:00-21:00; closed 29 Dec-3 Jan", "Sat 10:00", True),
    "two clauses, the other": ("Weekdays 17:00-22:00; weekends and holidays 09:00-21:00", "Mon 10:00", False),
    "past midnight, before": ("Fri 20:00-02:00", "Fri 23:00", True),
    "past midnight, after": ("Fri 20:00-02:00", "Sat 01:59", True),
    "past midnight, the day before": ("Fri 20:00-02:00", "Fri 01:00", False),
    "until midnight": ("09:00-24:00", "Mon 23:59", True),
}  # fmt: skip
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def moment(text: str) -> datetime:
    day, clock = text.split()
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, 23 + DAYS.index(day), hour, minute)  # the 23rd is a Monday


@pytest.mark.parametrize(("text", "when", "is_open"), FORMS.values(), ids=FORMS)
def test_hours_are_read(text: str, when: str, is_open: bool) -> None:
    found = hours.parse(text)
    assert found is not None and found.at(moment(when)) is is_open


@pytest.mark.parametrize("day", [29, 31, 1, 3])
def test_closed_over_the_new_year(day: int) -> None:
    found = hours.parse("07:00-22:00; closed 29 Dec-3 Jan")
    assert found is not None
    assert not found.at(datetime(2026, 12 if day > 20 else 1, day, 12))
    assert found.at(datetime(2026, 1, 4, 12)) and found.at(datetime(2026, 12, 28, 12))


UNREADABLE = ("", "weekdays for the Cambodian language", "Submission 08:30-12:00 (weekdays)", "ask", "9-17", "25:00-26:00",
              "Mon-Fri 09:00-17:00 sometimes", "09:00-16:00 (first number); 16:00-24:00 (second)", "closed 1 Foo",
              "closed 29 Dec", "ម៉ោង ៨ ដល់ ៥", "x" * 5000)  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: text[:30])
def test_what_cannot_be_read_is_unknown_and_never_closed(text: str) -> None:
    assert hours.parse(text) is None
    assert not hours.closed_now(text, "TH", datetime(2026, 11, 22, 3, tzinfo=UTC))


ZONES = {
    "nine in Bangkok": ("TH", datetime(2026, 11, 23, 2, 0, tzinfo=UTC), False),
    "a minute to nine in Bangkok": ("TH", datetime(2026, 11, 23, 1, 59, tzinfo=UTC), True),
    "half past eight in Yangon is not nine": ("MM", datetime(2026, 11, 23, 2, 0, tzinfo=UTC), True),
    "nine in Yangon": ("MM", datetime(2026, 11, 23, 2, 30, tzinfo=UTC), False),
    "nine in Seoul is midnight in London": ("KR", datetime(2026, 11, 23, 0, 0, tzinfo=UTC), False),
    "Sunday there, Monday here": ("KR", datetime(2026, 11, 22, 23, 59, tzinfo=UTC), True),
    "open in one of Indonesia's zones": ("ID", datetime(2026, 11, 23, 0, 30, tzinfo=UTC), False),
    "closed in all of them": ("ID", datetime(2026, 11, 23, 20, 0, tzinfo=UTC), True),
    "a country that is none": ("XX", datetime(2026, 11, 22, 3, 0, tzinfo=UTC), False),
}  # fmt: skip


@pytest.mark.parametrize(("country", "now", "closed"), ZONES.values(), ids=ZONES)
def test_the_clock_is_that_of_the_country(country: str, now: datetime, closed: bool) -> None:
    assert hours.closed_now("Weekdays 09:00-18:00", country, now) is closed


def test_every_country_of_the_contacts_has_a_clock(library: Library) -> None:
    night = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
    for country in {row.country for row in library.contacts}:
        assert hours.closed_now("Weekdays 09:00-09:01", country, night), country


SPOKEN = {
    "English": ("Weekdays 09:00-18:00", "en", "Mon-Fri 09:00-18:00"),
    "Khmer": ("Mon-Fri 08:30-16:30", "km", "ចន្ទ-សុក្រ 08:30-16:30"),
    "Burmese": ("Mon-Fri 08:30-16:30", "my", "တနင်္လာ-သောကြာ 08:30-16:30"),
    "single days": ("Tue and Thu 11:00-19:00", "en", "Tue,Thu 11:00-19:00"),
    "every day": ("07:30-21:00", "en", "07:30-21:00"),
    "two clauses": ("Weekdays 17:00-22:00; weekends 09:00-21:00", "en", "Mon-Fri 17:00-22:00, Sat,Sun 09:00-21:00"),
    "over the week's end": ("Sun-Thu 09:00-18:00", "en", "Sun-Thu 09:00-18:00"),
    "always": ("24h", "en", ""),
    "unknown": ("ask", "en", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language", "said"), SPOKEN.values(), ids=SPOKEN)
def test_hours_are_said_shortly(text: str, language: str, said: str) -> None:
    assert hours.spoken(text, language) == said
