"""Cells in our own form: names by script, countries, ticks, dates, licence numbers."""

from __future__ import annotations

from datetime import date

import pytest

from bot.library.imports import cells, words
from bot.library.model import Library

NAMES = {
    "Latin": ("Human Power Co., Ltd.", ("Human Power Co., Ltd.", "")),
    "Khmer": ("យូមេន ផៅវ័រ", ("", "យូមេន ផៅវ័រ")),
    "a Khmer name with a figure": ("4 ថាយហ្គើរ លេប័រ", ("", "4 ថាយហ្គើរ លេប័រ")),
    "both, on two lines": ("យូមេន ផៅវ័រ\nHUMAN POWER CO., LTD", ("HUMAN POWER CO., LTD", "យូមេន ផៅវ័រ")),
    "both, in brackets": ("Human Power (យូមេន ផៅវ័រ)", ("Human Power", "យូមេន ផៅវ័រ")),
    "both, with nothing between": ("យូមេន ផៅវ័រ HUMAN POWER", ("HUMAN POWER", "យូមេន ផៅវ័រ")),
    "Burmese and Latin": ("ရွှေလွင်လွင် / Shwe Lwin Lwin", ("Shwe Lwin Lwin", "ရွှေလွင်လွင်")),
    "brackets that belong to the name": ("JLS (Cambodia) Co., Ltd.", ("JLS (Cambodia) Co., Ltd.", "")),
    "empty": ("", ("", "")),
    "an emoji": ("😀", ("😀", "")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), NAMES.values(), ids=NAMES)
def test_names_by_script(text: str, found: tuple[str, str]) -> None:
    assert cells.names(text) == found


COUNTRIES = {
    "codes": ("TH;MY", ["TH", "MY"], []),
    "English": ("Thailand, Malaysia & Saudi Arabia", ["TH", "MY", "SA"], []),
    "Khmer": ("ថៃ និង ម៉ាឡេស៊ី", ["TH", "MY"], []),
    "Burmese": ("ထိုင်း၊ မလေးရှား", ["TH", "MY"], []),
    "twice the same": ("TH/Thailand", ["TH"], []),
    "unknown": ("Thailand, Narnia", ["TH"], ["Narnia"]),
    "nothing": (" ", [], []),
}


@pytest.mark.parametrize(("text", "codes", "unknown"), COUNTRIES.values(), ids=COUNTRIES)
def test_countries(library: Library, text: str, codes: list[str], unknown: list[str]) -> None:
    assert cells.countries(text, words.read(library.folder, library)) == (codes, unknown)


TICKS = {
    "✓": True,
    "√": True,
    "Yes": True,
    "12": True,
    "១២": True,
    "មាន": True,
    "-": False,
    "0": False,
    "no": False,
    "?": None,
    "x": None,
}


@pytest.mark.parametrize(("text", "said"), TICKS.items(), ids=TICKS)
def test_ticks(library: Library, text: str, said: bool | None) -> None:
    assert cells.ticked(text, words.read(library.folder, library)) is said


DAYS = {
    "ours": ("2026-11-22", date(2026, 11, 22)),
    "from a workbook with a time": ("2026-11-22 00:00:00", date(2026, 11, 22)),
    "day first": ("22/11/2026", date(2026, 11, 22)),
    "day first, ambiguous": ("3.4.2027", date(2027, 4, 3)),
    "Khmer digits": ("២២-១១-២០២៦", date(2026, 11, 22)),
    "no such day": ("31/02/2026", None),
    "words": ("end of year", None),
    "empty": ("", None),
}


@pytest.mark.parametrize(("text", "day"), DAYS.values(), ids=DAYS)
def test_dates(text: str, day: date | None) -> None:
    assert cells.day(text) == day


LICENCES = {"7": "007", "7.0": "007", "០០៧": "007", "No. 7": "007", "12/2015": "12/2015", "လိုင်စင် ၁၂": "လိုင်စင် 12", "": ""}


@pytest.mark.parametrize(("text", "written"), LICENCES.items(), ids=LICENCES)
def test_licence_numbers(text: str, written: str) -> None:
    assert cells.licence(text) == written
    assert cells.same_licence(text) == cells.same_licence(written)
