"""`sarika agencies import`, `sarika contacts import`, `due` and `called`, as staff type them."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.library.load import load
from tests.library.imports.messy import NOTICE, OURS, notice, save
from tests.library.imports.pdf_file import pdf
from tests.library.small import CONTACTS, FILES, write

HEADINGS = (Path(__file__).resolve().parents[2] / "content/headings.yaml").read_text(encoding="utf-8")
SHORT = "country,code,whose\nTH,1506,Labour\nTH,1178,Immigration\nTH,191,Police\nKH,117,Police\n"
NOTED = "".join(f"{line},{'' if n else 'note'}\n" for n, line in enumerate(CONTACTS.splitlines()))
LIST = ["--source", "MoLVT notice", "--date", "2026-11-01"]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write(
        tmp_path / "content",
        {"contacts.csv": NOTED, "headings.yaml": HEADINGS, "short_codes.csv": SHORT, "agencies.csv": OURS},
    )


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.upkeep._today", lambda: date(2027, 3, 1))


@pytest.fixture
def sarika(runner: CliRunner, content: Path) -> CliRunner:
    runner.env["SARIKA_CONTENT"] = str(content)  # type: ignore[index]
    return runner


def run(runner: CliRunner, *arguments: str | Path, status: int = 0) -> Result:
    result = runner.invoke(main, list(map(str, arguments)))
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
    return result


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_shows_columns_and_changes_and_writes_nothing(
    sarika: CliRunner, content: Path, tmp_path: Path
) -> None:
    before = snapshot(content)
    output = run(sarika, "agencies", "import", notice(tmp_path / "list.xlsx"), *LIST).output
    assert "list.xlsx, sheet 'Sheet': headings in row 6 and 7" in output
    assert re.search(r"^  B  +ឈ្មោះក្រុមហ៊ុន / ជាភាសាខ្មែរ +name_local +យូមេន ផៅវ័រ$", output, re.M)
    assert re.search(r"^  A  +ល\.រ +not used", output, re.M)
    assert "left out, a single cell: list.xlsx, sheet 'Sheet':10: 'ខ. ក្រុមហ៊ុនថ្មី'" in output
    assert "Added: 1\n  KH-130 Dara P. Manpower: 012 345 678; 023 880 474" in output
    assert (
        "Changed: 1\n  KH-003 Philimore Cambodia Co., Ltd.: destinations: 'TH;MY;KW;QA' -> 'TH;KW;QA'; phones: "
        in output
    )
    assert "Gone (kept here, with a note): 1\n  KH-007 Top Manpower Co., Ltd. (source of 2019-12-30)" in output
    assert "The same as before: 1. The source of all that the list names becomes 'MoLVT notice', 2026-11-01." in output
    assert output.endswith("Nothing was written. With --write it is done.\n")
    assert snapshot(content) == before and not (tmp_path / "data").exists()


def test_writing_takes_it_over_keeps_the_old_file_and_a_second_time_changes_nothing(
    sarika: CliRunner, content: Path, tmp_path: Path
) -> None:
    before = snapshot(content)
    output = run(sarika, "agencies", "import", notice(tmp_path / "list.xlsx"), *LIST, "--write").output
    after = snapshot(content)
    assert {name for name in after if after[name] != before.get(name)} == {"agencies.csv"}
    lines = after["agencies.csv"].decode().splitlines()
    assert lines[0] == OURS.splitlines()[0] and lines[4:8] == OURS.splitlines()[4:8], "other rows stay byte for byte"
    assert {agency.status for agency in load(content).agencies} == {"unknown", "revoked"}
    (kept,) = (tmp_path / "data/replaced").iterdir()
    assert kept.read_text(encoding="utf-8") == OURS and re.fullmatch(r"agencies-\d{4}-\d\d-\d\d-\d{6}\.csv", kept.name)
    assert str(kept) in output
    again = run(sarika, "agencies", "import", tmp_path / "list.xlsx", *LIST, "--write").output
    assert again.endswith("Nothing changes.\n") and snapshot(content) == after
    assert len(list((tmp_path / "data/replaced").iterdir())) == 1


def test_with_one_error_nothing_is_imported_and_all_are_told(sarika: CliRunner, content: Path, tmp_path: Path) -> None:
    before = snapshot(content)
    rows = [
        *NOTICE[:9],
        [4, "ឡាក់គី", "LUCKY STAR", "៧", "12/13", None, "perhaps"],
        [5, None, "New", 400, "8.5E+10"],
        *NOTICE[10:],
    ]
    output = run(sarika, "agencies", "import", save(tmp_path / "list.xlsx", rows), *LIST, "--write", status=1).output
    place = "error: list.xlsx, sheet 'Sheet':10: column"
    assert f"{place} D (licence_no): Licence number 007 is that of 'Top Manpower Co., Ltd.' (KH-007)" in output
    assert f"{place} E (phones): 12 is too short" in output
    assert f"{place} G (destination:TH): 'perhaps' is neither yes nor no. Write yes or no." in output
    assert "sheet 'Sheet':11: column E (phones): '8.5E+10' is a number that Excel has cut short" in output
    assert output.endswith("5 error(s): nothing is imported until they are mended.\n")
    assert snapshot(content) == before and not (tmp_path / "data").exists()


def test_what_would_break_the_content_is_not_written(sarika: CliRunner, content: Path, tmp_path: Path) -> None:
    before = snapshot(content)
    path = save(tmp_path / "list.xlsx", [["id", "show"], ["TH-5", "maybe"]])
    output = run(sarika, "contacts", "import", path, *LIST, "--write", status=1).output
    assert "contacts.csv:6: 'show' is 'maybe'. Write one of: first, yes, asked, no." in output
    assert snapshot(content) == before


def test_what_was_broken_before_does_not_keep_a_number_from_being_mended(
    sarika: CliRunner, content: Path, tmp_path: Path
) -> None:
    (content / "en/wages.md").write_text("no head", encoding="utf-8")
    path = save(tmp_path / "list.xlsx", [["id", "show"], ["TH-5", "yes"]])
    run(sarika, "contacts", "import", path, *LIST, "--write")
    assert "TH-5,TH,all,police,yes," in (content / "contacts.csv").read_text(encoding="utf-8")


TITLES = {
    "in English": ("List of agencies whose licence was REVOKED, 2026", "revoked"),
    "in Khmer": ("បញ្ជីក្រុមហ៊ុនដែលត្រូវព្យួរអាជ្ញាប័ណ្ណ", "suspended"),
    "in Burmese": ("လိုင်စင်ပယ်ဖျက်ခံရသော အေဂျင်စီများ", "revoked"),
}


@pytest.mark.parametrize(("title", "state"), TITLES.values(), ids=TITLES)
def test_a_list_of_revoked_licences_is_not_taken_for_one_of_licensed_agencies(
    sarika: CliRunner, content: Path, tmp_path: Path, title: str, state: str
) -> None:
    path = save(tmp_path / "list.xlsx", [[title], ["Name", "Licence"], ["Top Manpower", "007"]])
    arguments = ["agencies", "import", path, *LIST, "--origin", "KH", "--write"]
    assert f"Add --state {state}, or --state licensed." in run(sarika, *arguments, status=2).output
    run(sarika, *arguments, "--state", state)
    assert next(agency for agency in load(content).agencies if agency.id == "KH-007").status == state


PDF = [[["No", "Name of agency", "Licence", "Phone"], ["1", "Human Power Co., Ltd.", "001", "023 648 2345\n015 660 555"]],
       [["No", "Name of agency", "Licence", "Phone"], ["2", "New Boat Co., Ltd.", "200", "012 345 678"]]]  # fmt: skip


def test_a_table_in_a_pdf(sarika: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(pdf(PDF))
    output = run(sarika, "agencies", "import", tmp_path / "list.pdf", *LIST, "--partial").output
    assert "left out, the headings again: list.pdf, page 2:1" in output
    assert "Added: 1\n  KH-200 New Boat Co., Ltd.: 012 345 678" in output and "The same as before: 1." in output


def test_a_scrambled_pdf_is_read_by_what_staff_say_of_its_columns(sarika: CliRunner, tmp_path: Path) -> None:
    rows = [["ល រ", "េ   ះ កម ហ៊ុន", "េលខអាជា"], ["១", "យូេមន េ វរ័\nHUMAN POWER", "០០១"], ["២", "េដរា NEW BOAT", "២០០"]]
    (tmp_path / "list.pdf").write_bytes(pdf([rows]))
    run(sarika, "agencies", "import", tmp_path / "list.pdf", *LIST, status=1)
    columns = ["--column", "B=name", "--column", "c=licence_no", "--origin", "KH"]
    output = run(sarika, "agencies", "import", tmp_path / "list.pdf", *LIST, *columns, "--partial").output
    assert "out with letters lost" in output
    assert "Added: 1\n  KH-200 NEW BOAT" in output and "The same as before: 1." in output


REFUSED = {
    "no such sheet": (["--sheet", "Other"], 2, "There is no visible sheet 'Other'"),
    "a column that is none": (["--column", "3=name"], 2, "write LETTER=FIELD"),
    "a field that is none": (["--column", "B=colour"], 2, "with one of address, destinations"),
    "a destination that is none": (["--destination", "XX"], 2, "'XX' is no country code"),
    "a day to come": (["--date", "2030-01-01"], 2, "--date lies in the future"),
    "no day": (["--date", "1 November"], 2, "does not match the format"),
    "no source": (["--source", " "], 2, "--source must say"),
    "a state that is none": (["--state", "good"], 2, "'good' is not one of"),
}


@pytest.mark.parametrize(("options", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_options_that_cannot_be_meant(
    sarika: CliRunner, tmp_path: Path, options: list[str], status: int, said: str
) -> None:
    arguments = ["agencies", "import", notice(tmp_path / "list.xlsx"), *LIST, *options]
    assert said in run(sarika, *arguments, status=status).output


FILES_REFUSED = {
    "not a list": (b"hello", "no row looks like headings"),
    "headings without rows": ("ល.រ,ឈ្មោះ,ទូរស័ព្ទ\n".encode(), "no rows of a list under them"),
    "no names": (b"No,Telephone\n1,023 648 2345\n", "no column holds a name or number"),
    "an old encoding": ("No;Name\n1;Caf\xe9\n".encode("cp1252"), "'CSV UTF-8'"),
}


@pytest.mark.parametrize(("data", "said"), FILES_REFUSED.values(), ids=FILES_REFUSED)
def test_files_that_are_no_list(sarika: CliRunner, tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "list.csv").write_bytes(data)
    assert said in run(sarika, "agencies", "import", tmp_path / "list.csv", *LIST, status=1).output


def test_without_heading_words_the_import_says_so(sarika: CliRunner, content: Path, tmp_path: Path) -> None:
    (content / "headings.yaml").unlink()
    output = run(sarika, "agencies", "import", notice(tmp_path / "list.xlsx"), *LIST, status=1).output
    assert "headings.yaml:1: The file cannot be read" in output


def test_contacts_are_imported_in_khmer_headings_and_not_shown(
    sarika: CliRunner, content: Path, tmp_path: Path
) -> None:
    rows = [
        ["បញ្ជីលេខ"],
        ["ល.រ", "ស្ថាប័ន", "ប្រទេស", "ប្រភេទ", "លេខទូរស័ព្ទ"],
        [1, "Legal Aid", "កម្ពុជា", "មេធាវី", "០២៣ ៧២២ ៥០៨"],
    ]
    path = save(tmp_path / "list.xlsx", rows)
    output = run(sarika, "contacts", "import", path, "--source", "Directory", "--date", "2027-02-28", "--write").output
    assert "Added: 1\n  KH-002 Legal Aid: 023 722 508; +855 23 722 508" in output
    (row,) = (contact for contact in load(content).contacts if contact.id == "KH-002")
    assert (row.show, row.kind, row.confidence) == ("no", "legal-aid", "medium")
    assert (content / "contacts.csv").read_text(encoding="utf-8").startswith(NOTED)


def test_the_call_round(sarika: CliRunner) -> None:
    output = run(sarika, "contacts", "due").output
    assert output == (
        "TH-2     9 days over             TH labour          Khmer helpers: 02 111 1111  (checked 2026-11-20)\n"
        "TH-3     9 days over             TH immigration     Immigration: 1178  (checked 2026-11-20)\n"
        "2 to call, 2 overdue, 0 no longer given out\n"
    )
    assert "in 80 days              KH police" in run(sarika, "contacts", "due", "--within", "90").output
    assert "6 to call" in run(sarika, "contacts", "due", "--all").output


def test_the_call_round_says_what_is_withheld(sarika: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.upkeep._today", lambda: date(2027, 6, 1))
    output = run(sarika, "contacts", "due").output
    assert "TH-2     101 days over, WITHHELD TH labour" in output
    assert "6 to call, 6 overdue, 2 no longer given out" in output


def test_a_row_that_is_broken_is_told_instead_of_left_out_in_silence(sarika: CliRunner, content: Path) -> None:
    (content / "contacts.csv").write_text(
        NOTED.replace("TH-2,TH,KH,labour,yes", "TH-2,TH,KH,labour,maybe"), encoding="utf-8"
    )
    output = run(sarika, "contacts", "due").output
    assert "Some rows of contacts.csv are broken and not listed here: see `sarika check`." in output


def test_the_call_round_for_a_spreadsheet(sarika: CliRunner, content: Path) -> None:
    (content / "contacts.csv").write_text(NOTED.replace("Khmer helpers", "=HYPERLINK()"), encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run(sarika, "contacts", "due", "--csv").output)))
    assert rows[0] == {
        "id": "TH-2", "label": "'=HYPERLINK()", "phones": "02 111 1111", "country": "TH", "kind": "labour",
        "checked": "2026-11-20", "review_by": "2027-02-20", "days_over": "9", "withheld": "no",
    }  # fmt: skip


CALLED = {
    "works": (["TH-2", "--works"], "TH-2: checked 2027-03-01, call again by 2027-06-01.",
              ("medium,2026-11-20,2027-02-20,A page,2026,\nTH-3", "medium,2027-03-01,2027-06-01,A page,2026,\nTH-3")),
    "wrong": (["TH-2", "--wrong"], "TH-2: not shown any more.",
              ("yes,Khmer helpers,ខ្មែរ,02 111 1111,,medium,2026-11-20,2027-02-20,A page,2026,",
               "no,Khmer helpers,ខ្មែរ,02 111 1111,,medium,2026-11-20,2027-02-20,A page,2026,"
               "Wrong number on 2027-03-01 (show was 'yes').")),
    "no answer": (["TH-2", "--no-answer"], "TH-2: noted; it stays due on 2027-02-20.",
                  ("2027-02-20,A page,2026,\nTH-3", "2027-02-20,A page,2026,No answer on 2027-03-01.\nTH-3")),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "said", "change"), CALLED.values(), ids=CALLED)
def test_what_came_of_a_call_changes_those_cells_and_no_other_byte(
    sarika: CliRunner, content: Path, arguments: list[str], said: str, change: tuple[str, str]
) -> None:
    assert run(sarika, "contacts", "called", *arguments).output == f"{said}\n"
    assert (content / "contacts.csv").read_text(encoding="utf-8") == NOTED.replace(*change)


def test_the_note_of_a_call_is_kept(sarika: CliRunner, content: Path) -> None:
    noted = NOTED.replace("\n", "\r\n")
    (content / "contacts.csv").write_bytes(b"\xef\xbb\xbf" + noted.encode())
    run(sarika, "contacts", "called", "TH-2", "TH-5", "--no-answer", "--note", "  rang\nlong ")
    said = "No answer on 2027-03-01: rang long."
    expected = noted.replace("2027-02-20,A page,2026,\r\nTH-3", f"2027-02-20,A page,2026,{said}\r\nTH-3")
    expected = expected.replace("2027-05-20,A page,2026,\r\nTH-6", f"2027-05-20,A page,2026,{said}\r\nTH-6")
    assert (content / "contacts.csv").read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_without_a_column_for_notes_nothing_is_lost_in_silence(sarika: CliRunner, content: Path) -> None:
    (content / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    output = run(sarika, "contacts", "called", "TH-2", "--no-answer", status=1).output
    assert "contacts.csv has no column 'note': add it to its first row." in output
    run(sarika, "contacts", "called", "TH-2", "--works")


def test_a_list_without_headings_is_read_by_what_staff_say(sarika: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("1,Human Power,001,023 648 2345\n2,Boat,200,012 345 678\n", encoding="utf-8")
    columns = ["--column", "B=name", "--column", "C=licence_no", "--column", "D=phones"]
    output = run(sarika, "agencies", "import", tmp_path / "list.csv", *LIST, "--partial", *columns).output
    assert "no headings recognised" in output
    assert "Added: 1\n  KH-200 Boat" in output and "Changed: 1\n  KH-001 Human Power" in output


def test_a_wrong_number_that_a_text_names_goes_at_once(sarika: CliRunner, content: Path) -> None:
    text = FILES["en/wages.md"].replace("{contacts: labour}", "{contacts: TH-5, TH-1}")
    (content / "en/wages.md").write_text(text, encoding="utf-8")
    output = run(sarika, "contacts", "called", "TH-5", "--wrong").output
    assert output == "TH-5: not shown any more. Named in en/wages.md: another stands in there; name one.\n"
    assert next(row for row in load(content).contacts if row.id == "TH-5").show == "no", "the content can go live"


MISTAKES = {
    "an unknown id": (["TH-2", "TH-99", "--works"], "There is no contact TH-99 in contacts.csv. Nothing was written."),
    "nothing said": (["TH-2"], "Say what came of it"),
    "no id": (["--works"], "Missing argument"),
}


@pytest.mark.parametrize(("arguments", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_writes_nothing(sarika: CliRunner, content: Path, arguments: list[str], said: str) -> None:
    before = snapshot(content)
    assert said in run(sarika, "contacts", "called", *arguments, status=2).output
    assert snapshot(content) == before
