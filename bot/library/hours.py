"""Opening hours as `contacts.csv` has them ("Weekdays 09:00-18:00; Sat 10:00-12:00; closed 29 Dec-3 Jan"), and whether a
line is open at a moment. What cannot be read counts as unknown: nobody is sent away for it.

The form, in any capitals: clauses with ";" between. A clause is days and times ("Mon-Fri 08:30-16:30", "Tue and Thu
11:00-19:00", "07:30-21:00" for every day), "24h", or "closed" and dates. What stands in brackets is a remark, and so is
"for ..." at the end. "Weekdays" are Monday to Friday, "weekends" the other two; public holidays are not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
GROUPS = {
    "": range(7), "daily": range(7), "every day": range(7), "weekdays": range(5), "weekends": range(5, 7),
    "weekends and holidays": range(5, 7),
}  # fmt: skip
ALWAYS = re.compile(r"24 ?h(?:ours)?|24/7")
REMARK = re.compile(r"\((?![^)]*number)[^)]*\)|\bfor .*$")
"""What says to which of several numbers the hours belong is no remark: such a cell cannot be read."""
TIMES = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)")
CLOSED = re.compile(r"closed (\d{1,2}) ([a-z]{3})[a-z]*(?:\s*[-–]\s*(\d{1,2}) ([a-z]{3})[a-z]*)?")
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """When a line is answered: `times` are (weekday from Monday 0, first minute of the day, last); `closed` are
    (month, day) pairs, both days included."""

    times: tuple[tuple[int, int, int], ...]
    closed: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    always: bool = False

    def at(self, moment: datetime) -> bool:
        """Whether it is open at a local moment. A time that ends before it begins runs past midnight."""
        if self.always:
            return True
        if _within(moment, self.closed):
            return False
        minute = moment.hour * 60 + moment.minute
        before = (moment - timedelta(days=1)).weekday()
        return any(
            (day == moment.weekday() and begin <= minute < (end if end > begin else DAY))
            or (day == before and end <= begin and minute < end)
            for day, begin, end in self.times
        )


def _within(moment: datetime, spans: tuple[tuple[tuple[int, int], tuple[int, int]], ...]) -> bool:
    today = (moment.month, moment.day)
    return any(first <= today <= last if first <= last else today >= first or today <= last for first, last in spans)


@cache
def parse(text: str) -> Hours | None:
    """The hours a cell means; None for an empty one and for one that cannot be read."""
    times: list[tuple[int, int, int]] = []
    closed: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for clause in filter(None, (REMARK.sub("", part).strip() for part in text.lower().split(";"))):
        if ALWAYS.fullmatch(clause):
            return Hours((), always=True)
        if match := CLOSED.fullmatch(clause):
            first, last = _date(match[1], match[2]), _date(match[3] or match[1], match[4] or match[2])
            if first is None or last is None:
                return None
            closed.append((first, last))
            continue
        span = TIMES.search(clause)
        days = _days(clause[: span.start()].strip(" ,")) if span and span.end() == len(clause) else None
        if span is None or days is None:
            return None
        begin, end = int(span[1]) * 60 + int(span[2]), int(span[3]) * 60 + int(span[4])
        times += [(day, begin, end) for day in days]
    return Hours(tuple(times), tuple(closed)) if times else None


def _date(day: str, month: str) -> tuple[int, int] | None:
    return (MONTHS.index(month) + 1, int(day)) if month in MONTHS and 1 <= int(day) <= 31 else None


def _days(text: str) -> list[int] | None:
    if text in GROUPS:
        return list(GROUPS[text])
    found: list[int] = []
    for part in re.split(r"\s*,\s*|\s+and\s+|\s*&\s*", text):
        ends = [DAYS.index(name[:3]) for name in re.split(r"\s*[-–]\s*|\s+to\s+", part) if name[:3] in DAYS]
        if len(ends) != len(re.split(r"\s*[-–]\s*|\s+to\s+", part)) or len(ends) > 2:
            return None
        first, last = ends[0], ends[-1]
        found += [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
    return found


def closed_now(text: str, country: str, now: datetime) -> bool:
    """Whether a line with these hours is surely closed at `now` (any zone): in every time zone of its country.

    Unknown hours and a country without a known zone are never closed.
    """
    hours = parse(text)
    zones = _zones(country)
    return hours is not None and bool(zones) and not any(hours.at(now.astimezone(zone)) for zone in zones)


@cache
def _zones(country: str) -> tuple[ZoneInfo, ...]:
    territories = get_global("zone_territories")
    return tuple(ZoneInfo(name) for name, territory in sorted(territories.items()) if territory == country)


@cache
def spoken(text: str, language: str) -> str:
    """The hours for a person, short: "Mon-Fri 08:30-16:30", with the names of days in `language`; "" if unknown."""
    hours = parse(text)
    if hours is None or hours.always:
        return ""
    by_times: dict[tuple[int, int], list[int]] = {}
    for day, begin, end in hours.times:
        by_times.setdefault((begin, end), []).append(day)
    return ", ".join(
        f"{_day_names(days, language)} {_clock(begin)}-{_clock(end)}".strip() for (begin, end), days in by_times.items()
    )


def _day_names(days: list[int], language: str) -> str:
    if len(days) == 7:
        return ""
    names = Locale.parse(language).days["stand-alone"]["abbreviated"]
    row = all(later == (earlier + 1) % 7 for earlier, later in pairwise(days))
    if row and len(days) > 2:
        return f"{names[days[0]]}-{names[days[-1]]}"
    return ",".join(names[day] for day in days)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
