"""A list of agencies against ours: who is added, changed, confirmed and gone, and what is asked about."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.errors import ListError
from bot.library.imports import agencies, headings, reading, records, words
from bot.library.imports.agency_entries import Notice
from bot.library.imports.plan import Plan
from bot.library.model import Library
from tests.library.imports.messy import OURS, notice, save

NOTICE = Notice("MoLVT notice", date(2026, 11, 1), "KH")
ROWS = {row["id"]: row for row in csv.DictReader(io.StringIO(OURS))}
HEAD = ["Name", "Licence", "Phone", "Destination", "Status", "Remarks", "Valid until", "Address"]


def plan(library: Library, path: Path, told: Notice = NOTICE, ours: dict[str, dict[str, str]] = ROWS) -> Plan:
    known = words.read(library.folder, library)
    headed = headings.best(reading.read(path), "agencies", known, [f for f in agencies.FIELDS if f != "name"], {})
    body = records.read(headed, agencies.NEEDED)
    found = agencies.plan(body.records, ours, known, library.short_codes, told)
    found.problems += body.problems
    return found


def of(library: Library, tmp_path: Path, *rows: list[object], told: Notice = NOTICE) -> Plan:
    return plan(library, save(tmp_path / "list.xlsx", [list(HEAD), *map(list, rows)]), told)


def test_the_ministrys_list(library: Library, tmp_path: Path) -> None:
    found = plan(library, notice(tmp_path / "list.xlsx"))
    assert not found.problems
    (new,) = found.added
    assert new == {
        "id": "KH-130", "origin": "KH", "name_en": "Dara P. Manpower", "name_local": "ដារា ភី", "licence_no": "130",
        "status": "unknown", "destinations": "TH", "phones": "012 345 678; 023 880 474", "address": "Phnom Penh",
        "source": "MoLVT notice", "source_date": "2026-11-01", "note": "named as licensed on source_date; បើកថ្មី",
    }  # fmt: skip
    (changed,) = found.changed
    assert changed.id == "KH-003"
    assert changed.told == {
        "phones": ("023 6600 123; 012 999 999", "023 660 0123; 012 601 123"),
        "destinations": ("TH;MY;KW;QA", "TH;KW;QA"),
    }
    assert changed.cells["note"][1] == (
        "named as licensed on source_date (registered 2006); KW/QA from the source of 2019-06-28"
    )
    (confirmed,) = found.confirmed
    assert confirmed.id == "KH-001"
    assert confirmed.cells["note"][1] == "named as licensed on source_date (registered 2006)"
    assert confirmed.cells["source_date"] == ("2019-12-30", "2026-11-01")
    assert [change.id for change in found.gone] == ["KH-007"], "KH-115 sends only to countries the list is not about"
    assert found.gone[0].cells["note"][1] == (
        "named as licensed on source_date; not on the list of 2026-11-01: MoLVT notice"
    )


def test_no_list_makes_anybody_licensed(library: Library, tmp_path: Path) -> None:
    found = of(library, tmp_path, ["Human Power", "001", "", "", "Licensed"], ["New One", "200", "", "", "មានសុពលភាព"])
    statuses = [row["status"] for row in found.added] + [c.cells.get("status", ("", ""))[1] for c in found.confirmed]
    assert statuses == ["unknown", ""] and not found.errors


STATES = {
    "in its column": (["Human Power", "001", "", "", "Suspended until May"], "suspended", 0),
    "in Khmer": (["Human Power", "001", "", "", "ដកហូតអាជ្ញាប័ណ្ណ"], "revoked", 0),
    "in Burmese": (["Human Power", "001", "", "", "လိုင်စင်ရုပ်သိမ်း"], "revoked", 0),
    "in a remark": (["Human Power", "001", "", "", "", "ព្យួរអាជ្ញាប័ណ្ណ ៦ខែ"], "suspended", 1),
}


@pytest.mark.parametrize(("row", "status", "warnings"), STATES.values(), ids=STATES)
def test_a_list_may_say_suspended_or_revoked(
    library: Library, tmp_path: Path, row: list[object], status: str, warnings: int
) -> None:
    found = of(library, tmp_path, row)
    assert found.changed[0].told["status"] == ("unknown", status)
    assert found.changed[0].cells["note"][1].startswith(f"licence {status} according to the source")
    assert [problem.level for problem in found.problems if "taken as" in problem.what] == ["warning"] * warnings


def test_a_list_of_revoked_licences(library: Library, tmp_path: Path) -> None:
    found = of(library, tmp_path, ["Top Manpower", "007"], told=replace(NOTICE, state="revoked"))
    assert found.changed[0].told["status"] == ("unknown", "revoked") and not found.gone


PROBLEMS = {
    "another firm's licence number": (
        ["Lucky Star", "007"],
        "Licence number 007 is that of 'Top Manpower Co., Ltd.' (KH-007)",
    ),
    "a firm known as unlicensed": (
        ["Khmer Service Recruitment", "", "", "Japan"],
        "stands in agencies.csv as UNLICENSED (2017-08)",
    ),
    "a country that is none": (["Human Power", "001", "", "Narnia"], "'Narnia' is no country we know"),
    "half a number": (["Human Power", "001", "023 648 2345/46"], "46 is too short"),
    "a number that Excel cut short": (["Human Power", "001", "8.55E+10"], "Excel has cut short"),
    "a state nobody knows": (["Human Power", "001", "", "", "perhaps"], "'perhaps' is no state of a licence"),
    "no date": (["Human Power", "001", "", "", "", "", "soon"], "'soon' is no date"),
    "the same licence number for two new firms": (["Big Boat", "300"], "Licence number 300 is that of 'Small Boat'"),
}


@pytest.mark.parametrize(("row", "what"), PROBLEMS.values(), ids=PROBLEMS)
def test_problems_have_row_column_and_mend(library: Library, tmp_path: Path, row: list[object], what: str) -> None:
    found = of(library, tmp_path, ["Small Boat", "300"], row)
    problem = next(problem for problem in found.errors if what in problem.what)
    assert problem.line == 3 and problem.file == "list.xlsx, sheet 'Sheet'" and len(problem.mend) > 10


def test_all_problems_come_at_once(library: Library, tmp_path: Path) -> None:
    found = of(library, tmp_path, *(row for row, _ in PROBLEMS.values()), ["Small Boat", "300"])
    assert len(found.errors) >= len(PROBLEMS) - 1


def test_a_revoked_agency_on_a_list_of_licensed_ones_is_asked_about(library: Library, tmp_path: Path) -> None:
    found = of(library, tmp_path, ["Lu Kyaw", "", "", "TH"], told=replace(NOTICE, origin="MM"))
    assert "with its licence revoked (2023-07-19)" in found.errors[0].what and not found.changed


def test_a_slip_in_a_name_is_no_new_firm_and_no_new_name(library: Library, tmp_path: Path) -> None:
    rows = (["Human Powr Co Ltd", "1"], ["Top Man Power", "", "", "TH"], ["Philimor Cambodia", "", "", "TH"])
    found = of(library, tmp_path, *rows)
    assert [change.id for change in found.confirmed + found.changed] == ["KH-001", "KH-007"]
    assert [row["name_en"] for row in found.added] == ["Philimor Cambodia"]
    (asked,) = [problem for problem in found.problems if "nearly" in problem.what]
    assert asked.level == "warning" and "KH-003" in asked.what


def test_a_khmer_name_finds_our_row_and_is_enough_for_a_new_one(library: Library, tmp_path: Path) -> None:
    found = of(library, tmp_path, ["យូមេនផៅវ័រ", "", "", "TH"], ["ក្រុមហ៊ុន សុខ សប្បាយ", "៣០១"])
    assert [change.id for change in found.confirmed] == ["KH-001"]
    assert found.added[0]["name_en"] == found.added[0]["name_local"] == "ក្រុមហ៊ុន សុខ សប្បាយ"


def test_an_agency_in_two_rows_is_one(library: Library, tmp_path: Path) -> None:
    found = of(
        library,
        tmp_path,
        ["New One", "200", "012 345 678", "Thailand"],
        ["NEW ONE CO., LTD", 200.0, "017 345 678", "Japan"],
    )
    (row,) = found.added
    assert (row["phones"], row["destinations"]) == ("012 345 678; 017 345 678", "TH;JP")


def test_new_ids_are_free_ones(library: Library, tmp_path: Path) -> None:
    found = of(
        library, tmp_path, ["Alpha", "", "", "TH"], ["Beta", "", "", "TH"], ["Gamma", "999"], ["Delta", "12/2020"]
    )
    assert [row["id"] for row in found.added] == ["KH-x01", "KH-x03", "KH-999", "KH-x04"]


def test_a_newer_source_of_ours_is_left_alone(library: Library, tmp_path: Path) -> None:
    ours = {**ROWS, "KH-001": {**ROWS["KH-001"], "source_date": "2026-11-15"}}
    found = plan(library, save(tmp_path / "list.xlsx", [list(HEAD), ["Human Power", "001", "012 345 678"]]), ours=ours)
    assert found.kept == [("KH-001", "Human Power Co., Ltd.", "its source is newer (2026-11-15)")]
    assert not found.changed and not found.confirmed


def test_a_list_for_one_country_speaks_of_that_country_only(library: Library, tmp_path: Path) -> None:
    found = of(library, tmp_path, ["Philimore Cambodia", "003"], told=replace(NOTICE, destinations=("MY",)))
    (change,) = found.confirmed
    assert "destinations" not in change.cells
    assert change.cells["note"][1].endswith("KW/QA from the source of 2019-06-28; TH from the source of 2019-12-30")
    assert [gone.id for gone in found.gone] == ["KH-001"], "KH-007 sends to Thailand only"


def test_a_partial_list_makes_nobody_gone(library: Library, tmp_path: Path) -> None:
    assert not of(library, tmp_path, ["Alpha", "1000"], told=replace(NOTICE, partial=True)).gone


def test_a_list_that_leaves_out_most_is_asked_about(library: Library, tmp_path: Path) -> None:
    found = of(library, tmp_path, ["Human Power", "001"])
    assert any("does not name 3 of 4 agencies" in problem.what for problem in found.problems)


ORIGINS = {
    "Khmer": ([["Human", "x"], ["យូមេន", "1"]], "KH"),
    "Burmese": ([["ရွှေလွင်လွင်", "1"]], "MM"),
    "Latin, but one of ours": ([["Star Yadanar Co., Ltd.", "1"]], "MM"),
}


@pytest.mark.parametrize(("rows", "origin"), ORIGINS.values(), ids=ORIGINS)
def test_whose_agencies_they_are(library: Library, tmp_path: Path, rows: list[list[object]], origin: str) -> None:
    known = words.read(library.folder, library)
    grids = reading.read(save(tmp_path / "list.xlsx", [["Name", "Licence"], *rows]))
    body = records.read(headings.best(grids, "agencies", known, (), {}), agencies.NEEDED)
    assert agencies.origin(body.records, ROWS, library, known) == origin


def test_where_nothing_tells_whose_agencies_they_are_it_is_asked(library: Library) -> None:
    with pytest.raises(ListError, match="--origin KH"):
        agencies.origin([], ROWS, library, words.read(library.folder, library))
