"""A list of telephone lines against ours: nothing new is shown, nothing called since is overwritten."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.library.imports import contacts, headings, reading, records, words
from bot.library.imports.contacts import Notice
from bot.library.imports.plan import Plan
from bot.library.model import Library
from tests.library.imports.messy import save

NOTICE = Notice("Directory of lines", date(2026, 11, 21))
OURS = """id,country,serves,kind,show,label_en,label_km,label_my,phones,also,hours,languages,free_call,confidence,checked,review_by,name_en,name_km,name_my,source,source_date,note
KH-001,KH,all,police,first,Police,ប៉ូលិស,ရဲ,117,,24h,,yes,high,2026-11-20,2027-05-20,National Police hotline,,,A page,2024,Free.
KH-010,KH,all,ngo,yes,Migrant help,IOM,IOM,023 216 532; +855 23 216 532,https://iom.int,,,unknown,high,2026-11-20,2027-05-20,IOM Cambodia,អង្គការអន្តរជាតិទេសន្តរប្រវេសន៍,,Directory of lines ; A page,2023-11-02,
KR-002,KR,all,ambulance,first,Ambulance,ឡានពេទ្យ,လူနာတင်ကား,119,,24h,,yes,high,2026-11-20,2027-05-20,Ambulance,,,A page,2024,
KR-003,KR,all,fire,yes,Fire,អគ្គិភ័យ,မီးသတ်,119,,24h,,yes,high,2026-11-20,2027-05-20,Fire service,,,A page,2024,
TH-037,TH,KH,embassy,asked,Khmer embassy,ស្ថានទូត,ကမ္ဘောဒီးယားသံရုံး,02 957 5851; +66 2 957 5851,,,,unknown,medium,2026-11-20,2027-02-20,Embassy of Cambodia,ស្ថានទូតកម្ពុជា,,A page,2023,
"""
ROWS = {row["id"]: row for row in csv.DictReader(io.StringIO(OURS))}
HEAD = ["Organisation", "Country", "Type", "Phone", "Hours", "Nationality", "Remarks", "Facebook"]


def plan(library: Library, path: Path, told: Notice = NOTICE) -> Plan:
    known = words.read(library.folder, library)
    fields = [name for name in next(iter(ROWS.values())) if name not in contacts.STAMPED]
    body = records.read(headings.best(reading.read(path), "contacts", known, fields, {}), contacts.NEEDED)
    return contacts.plan(body.records, ROWS, known, library.short_codes, told)


def of(library: Library, tmp_path: Path, *rows: list[object], told: Notice = NOTICE) -> Plan:
    return plan(library, save(tmp_path / "list.xlsx", [list(HEAD), *map(list, rows)]), told)


def test_a_new_line_is_shown_to_nobody_until_it_is_called(library: Library, tmp_path: Path) -> None:
    row = [
        "Legal Aid of Cambodia / ជំនួយផ្លូវច្បាប់",
        "កម្ពុជា",
        "មេធាវី",
        "០២៣ ៧២២ ៥០៨ (Ms. Sok)",
        "Mon-Fri 08:00-17:00",
        "Cambodia",
        "ask for Sok",
        "fb.com/lac",
    ]
    (new,) = of(library, tmp_path, row).added
    assert new == {
        "id": "KH-011", "country": "KH", "serves": "KH", "kind": "legal-aid", "show": "no", "phones": "023 722 508; +855 23 722 508",
        "hours": "Mon-Fri 08:00-17:00", "also": "fb.com/lac", "note": "ask for Sok", "name_en": "Legal Aid of Cambodia",
        "name_km": "ជំនួយផ្លូវច្បាប់", "free_call": "unknown", "confidence": "medium", "checked": "2026-11-21",
        "review_by": "2027-02-21", "source": "Directory of lines", "source_date": "2026-11-21",
    }  # fmt: skip


def test_a_number_that_changed_is_of_medium_confidence_until_it_is_called(library: Library, tmp_path: Path) -> None:
    (change,) = of(library, tmp_path, ["IOM Cambodia", "KH", "NGO", "023 216 999 / 071 858 9782"]).changed
    assert change.id == "KH-010"
    assert change.told == {
        "phones": ("023 216 532; +855 23 216 532", "023 216 999; 071 858 9782; +855 23 216 999; +855 71 858 9782")
    }
    after = {name: pair[1] for name, pair in change.cells.items()}
    assert (after["confidence"], after["checked"], after["review_by"]) == ("medium", "2026-11-21", "2027-02-21")
    assert after["source"] == "Directory of lines"


SAME = {
    "the same number written otherwise": ["Migration", "Cambodia", "ngo", "+855 (0)23-216532"],
    "a short code and the kind": ["112 and 119", "Korea", "Ambulance", "119"],
    "the name, without a number": ["អង្គការអន្តរជាតិទេសន្តរប្រវេសន៍", "KH", "", ""],
}


@pytest.mark.parametrize("row", SAME.values(), ids=SAME)
def test_what_is_the_same_stays_untouched(library: Library, tmp_path: Path, row: list[object]) -> None:
    found = of(library, tmp_path, row)
    assert not found.added and not found.changed and not found.errors
    assert found.confirmed and not found.confirmed[0].cells


def test_hours_notes_and_pages_are_added_to_what_is_there(library: Library, tmp_path: Path) -> None:
    (change,) = of(
        library, tmp_path, ["IOM", "KH", "NGO", "023 216 532", "24h", "", "Khmer spoken", "fb.com/iom"]
    ).changed
    assert change.told == {"hours": ("", "24h"), "also": ("https://iom.int", "https://iom.int ; fb.com/iom")}
    assert change.cells["note"][1] == "Khmer spoken"


def test_a_number_called_after_the_day_of_the_list_stays(library: Library, tmp_path: Path) -> None:
    found = of(
        library, tmp_path, ["IOM Cambodia", "KH", "", "023 216 999"], told=replace(NOTICE, day=date(2026, 11, 1))
    )
    assert [(identity, why) for identity, _, why in found.kept] == [
        ("KH-010", "it was checked on 2026-11-20, after the day of the list")
    ]
    assert not found.changed


def test_a_line_that_its_own_source_no_longer_names_gets_a_note(library: Library, tmp_path: Path) -> None:
    row = ["National Police hotline", "KH", "police", "117"]
    (gone,) = of(library, tmp_path, row).gone
    assert (gone.id, gone.cells) == ("KH-010", {"note": ("", "not on the list of 2026-11-21: Directory of lines")})
    assert not of(library, tmp_path, row, told=replace(NOTICE, partial=True)).gone


def test_what_is_the_same_for_all_is_told_once(library: Library, tmp_path: Path) -> None:
    path = save(tmp_path / "list.xlsx", [["Name", "Phone"], ["Consulate in Songkhla", "074 311 111"]])
    told = replace(NOTICE, country="TH", kind="consulate", serves="MM")
    (new,) = plan(library, path, told).added
    assert (new["id"], new["country"], new["kind"], new["serves"]) == ("TH-038", "TH", "consulate", "MM")


def test_our_own_table_comes_back_from_a_spreadsheet(library: Library, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(OURS.replace("02 957 5851; +66 2 957 5851", "02 957 5852; 02 957 5851"))))
    path = tmp_path / "contacts.csv"
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    found = plan(library, path)
    assert [change.id for change in found.changed] == ["TH-037"] and len(found.confirmed) == 4
    assert not found.problems and not any(change.cells for change in found.confirmed)


PROBLEMS = {
    "no country": (["A", "", "ngo", "023 722 508"], "Nothing says where this line is"),
    "a country that is none": (["A", "Atlantis", "ngo", "023 722 508"], "'Atlantis' is no country we know"),
    "no kind": (["A", "KH", "", "023 722 508"], "Nothing says what kind"),
    "a kind that is none": (["A", "KH", "dragon", "023 722 508"], "'dragon' is no kind of contact"),
    "no number": (["A", "KH", "ngo", ""], "There is no number"),
    "half a number": (["A", "KH", "ngo", "023 722 508/9"], "9 is too short"),
    "an unknown short code": (["A", "KH", "ngo", "1999"], "no short code known in KH"),
    "whose people": (["A", "KH", "ngo", "023 722 508", "", "Elves"], "'Elves' is no country we know"),
    "two rows it may be": (["Emergency", "KR", "", "119"], "This may be KR-002 or KR-003"),
    "one of ours twice": (["IOM", "KH", "", "023 216 532"], "KH-010 stands twice, before in row 2"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "what"), PROBLEMS.values(), ids=PROBLEMS)
def test_problems_have_row_and_mend(library: Library, tmp_path: Path, row: list[object], what: str) -> None:
    found = of(library, tmp_path, ["IOM Cambodia", "KH", "", "023 216 532"], row)
    (problem,) = found.errors
    assert what in problem.what and problem.line == 3 and len(problem.mend) > 10
