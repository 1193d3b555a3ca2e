"""`sarika check` for contacts: numbers, short codes, hours and heading words, with file, line and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library import checks, load
from tests.library.small import CONTACTS, FILES, write

SHORT = "country,code,whose\nTH,1506,Labour\nTH,1178,Immigration\nTH,191,Police\nKH,117,Police\n"
ROW = "TH-1,TH,all,labour,first,Labour office,ការងារ,1506 ext 3; +66 2 000 0000,24h"
HEADINGS = (Path(__file__).resolve().parents[2] / "content/headings.yaml").read_text(encoding="utf-8")
NOTE = next(line for line in HEADINGS.splitlines() if line.startswith("  note: "))
NOTE_LINE = HEADINGS.splitlines().index(NOTE) + 1

FOUND = {
    "a short code that is not in the table": (
        {"contacts.csv": CONTACTS.replace("191,24h", "199,24h")}, 6, "error", "199 is too short, and no short code known in TH"),
    "too many digits": (
        {"contacts.csv": CONTACTS.replace("02 333 3333", "02 333 33333 333333")}, 7, "error", "too few or too many digits for TH"),
    "a digit too few": (
        {"contacts.csv": CONTACTS.replace("02 333 3333", "02 333 333")}, 7, "warning", "TH-6: 02 333 333 is not in the numbering plan of TH"),
    "the number of another country": (
        {"contacts.csv": CONTACTS.replace("02 333 3333", "+855 23 648 2345")}, 7, "warning", "a number of another country"),
    "a wrong number that nobody sees": (
        {"contacts.csv": CONTACTS.replace("02 222 2222", "02 222")}, 5, "warning", "TH-4: 02222 is too short"),
    "hours that cannot be read": (
        {"contacts.csv": CONTACTS.replace("ext 3; +66 2 000 0000,24h", "ext 3; +66 2 000 0000,mornings")}, 2, "warning",
        "TH-1: the hours 'mornings' cannot be read"),
    "a short code without an owner": (
        {"short_codes.csv": SHORT + "TH,1300,\n"}, 6, "error", "A short code needs a country, digits and whose it is"),
    "a short code that is none": (
        {"short_codes.csv": SHORT + "TH,13x,Somebody\n"}, 6, "error", "A short code needs a country"),
    "a table of short codes without columns": (
        {"short_codes.csv": "code\n191\n"}, 1, "error", "The table has no column country, whose"),
    "a heading with two meanings": (
        {"headings.yaml": HEADINGS.replace(NOTE, NOTE.replace("[", "[telephone, "), 1)}, NOTE_LINE, "error", "'telephone' already means 'phones'"),
    "heading words missing": ({"headings.yaml": "agencies: {name: [name]}\n"}, 1, "error", "'contacts' is missing"),
    "heading words that are no list": (
        {"headings.yaml": HEADINGS.replace(NOTE, "  note: note", 1)}, NOTE_LINE, "error", "'note' is no list"),
    "broken YAML": ({"headings.yaml": "agencies: [\n"}, 2, "error", "The YAML is broken"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "line", "level", "what"), FOUND.values(), ids=FOUND)
def test_the_check_finds_it(
    tmp_path: Path, changes: dict[str, str | bytes | None], line: int, level: str, what: str
) -> None:
    library, problems = load.read(write(tmp_path, {"short_codes.csv": SHORT, **changes}))
    assert library is not None
    found = [p for p in problems.found + checks.run(library) if p.file in changes]
    assert any((p.line, p.level) == (line, level) and what in p.what and p.mend for p in found), found


def test_a_folder_without_tables_of_codes_and_headings_is_not_judged_by_them(tmp_path: Path) -> None:
    library, problems = load.read(write(tmp_path))
    assert library is not None and not problems.found
    assert not [p for p in checks.run(library) if p.rule in ("short-code", "headings") or p.level == "error"]
    assert "short_codes.csv" not in FILES


def test_a_text_that_names_a_number_found_wrong_still_goes_live(tmp_path: Path) -> None:
    """A wrong number must leave the line at once, whatever text names it; low confidence is another matter."""
    text = FILES["en/wages.md"].replace("{contacts: labour}", "{contacts: TH-5}")
    wrong = CONTACTS.replace("TH-5,TH,all,police,first", "TH-5,TH,all,police,no")
    library = load.load(write(tmp_path, {"en/wages.md": text, "contacts.csv": wrong}))
    warned = [p for p in checks.run(library) if "TH-5 may not be shown" in p.what]
    assert warned and all(p.level == "warning" for p in warned)
