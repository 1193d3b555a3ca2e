"""Files as staff get them: read as they are meant, or refused with a sentence that says what to do."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.errors import ListError
from bot.library.imports import reading
from bot.library.imports.grid import LARGEST_FILE, LARGEST_UNPACKED, MOST_ROWS
from tests.library.imports.pdf_file import pdf

HEAD = ["No", "ឈ្មោះ", "Phone"]
ROWS = [HEAD, ["1", "យូមេន ផៅវ័រ", "012 345 678"], ["2", 'A; B, "C"', "017 345 678"]]


def cells(path: Path) -> list[list[str]]:
    (grid,) = reading.read(path)
    return [list(row.cells) for row in grid.rows]


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def workbook(path: Path, rows: list[list[object]]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return book


def csv_text(separator: str) -> str:
    quoted = '"A; B, ""C"""'
    return f"No{separator}ឈ្មោះ{separator}Phone\r\n1{separator}យូមេន ផៅវ័រ{separator}012 345 678\r\n2{separator}{quoted}{separator}017 345 678\r\n"


CSV = {
    "UTF-8": csv_text(",").encode(),
    "UTF-8 with its mark": csv_text(",").encode("utf-8-sig"),
    "UTF-16": csv_text(",").encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + csv_text(",").encode("utf-16-be"),
    "semicolons": csv_text(";").encode(),
    "tabs, as Excel's 'Unicode text'": csv_text("\t").encode("utf-16"),
    "bars": csv_text("|").encode(),
    "Excel's own first line": ("sep=;\r\n" + csv_text(";")).encode(),
    "empty rows and columns between": ("\n,,,,\n" + csv_text(",").replace("\r\n", ",,\r\n,,,,\r\n")).encode(),
}  # fmt: skip


@pytest.mark.parametrize("data", CSV.values(), ids=CSV)
def test_csv_is_read_whatever_wrote_it(tmp_path: Path, data: bytes) -> None:
    assert cells(save(tmp_path / "list.csv", data)) == ROWS


def test_the_first_line_of_excel_does_not_shift_the_row_numbers(tmp_path: Path) -> None:
    (grid,) = reading.read(save(tmp_path / "list.csv", ("sep=;\n" + csv_text(";")).encode()))
    assert [row.number for row in grid.rows] == [2, 3, 4]


def test_numbers_dates_and_formats_of_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Name", "Phone", "Phone 2", "Licence", "Until", "Share"])
    sheet.append(["A", 12345678.0, 12345678, 7, datetime.datetime(2026, 11, 22, 0, 0), 0.5])
    sheet["C2"].number_format = "000000000"
    sheet["D2"].number_format = "000"
    book.save(tmp_path / "list.xlsx")
    assert cells(tmp_path / "list.xlsx")[1] == ["A", "12345678", "012345678", "007", "2026-11-22", "0.5"]


def test_merged_cells_are_known_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "List"
    book.active.append(["Title", None])
    book.active.merge_cells("A1:B1")
    book.create_sheet("Old").append(["secret"])
    book["Old"].sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    (grid,) = reading.read(tmp_path / "list.xlsx")
    assert grid.merged == ((1, 0, 1, 1),)
    assert grid.notes == ("Hidden sheets were left out: Old.",)


def test_a_formula_gives_its_saved_result_or_is_marked(tmp_path: Path) -> None:
    workbook(tmp_path / "plain.xlsx", [["Name", "Phone"], ["A", "=1+1"], ["B", "=2+2"]])
    (grid,) = reading.read(tmp_path / "plain.xlsx")
    assert grid.unsaved == {(2, 1), (3, 1)}
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(tmp_path / "saved.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name)
                .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
                .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"),
            )
    (grid,) = reading.read(tmp_path / "saved.xlsx")
    assert grid.rows[1].cells == ("A", "2") and grid.unsaved == {(3, 1)}


def test_a_sheet_may_claim_to_be_huge_and_be_small(tmp_path: Path) -> None:
    workbook(tmp_path / "list.xlsx", [["Name", "Phone"], ["A", "012 345 678"]])
    with zipfile.ZipFile(tmp_path / "list.xlsx") as old, zipfile.ZipFile(tmp_path / "claims.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert cells(tmp_path / "claims.xlsx") == [["Name", "Phone"], ["A", "012 345 678"]]


def test_zawgyi_is_turned_into_unicode_and_told(tmp_path: Path) -> None:
    zawgyi = "အမည္,ဖုန္းနံပါတ္\nျမန္မာ့အလုပ္အကိုင္ ကုမၸဏီ,09 789 122 649\n"
    (grid,) = reading.read(save(tmp_path / "list.csv", zawgyi.encode()))
    assert grid.rows[0].cells == ("အမည်", "ဖုန်းနံပါတ်")
    assert "Zawgyi" in grid.notes[0]


def test_tables_of_a_pdf_follow_each_other_page_by_page(tmp_path: Path) -> None:
    data = pdf([[["Name", "Phone"], ["Lucky", "012 345 678\n017 345 678"]], [["ល្អ", "016 345 678"]]])
    (grid,) = reading.read(save(tmp_path / "list.pdf", data))
    assert [row.cells for row in grid.rows] == [
        ("Name", "Phone"),
        ("Lucky", "012 345 678\n017 345 678"),
        ("ល្អ", "016 345 678"),
    ]
    assert [(row.place, row.number) for row in grid.rows] == [
        ("list.pdf, page 1", 1),
        ("list.pdf, page 1", 2),
        ("list.pdf, page 2", 1),
    ]


def test_khmer_that_a_pdf_scrambles_is_left_out_and_told(tmp_path: Path) -> None:
    """What a browser's and an office program's PDF give for "ឈ្មោះ" and "លេខ": vowels first, letters below lost."""
    data = pdf([[["េ   ះ កម", "េលខទូរស័ព"], ["យូេមន េ វរ័ HUMAN", "០១២ 345 678"]]])
    (grid,) = reading.read(save(tmp_path / "list.pdf", data))
    assert [row.cells for row in grid.rows] == [("HUMAN", "០១២ 345 678")]
    assert "out with letters lost" in grid.notes[0] and "--column" in grid.notes[0]


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def wide(columns: int) -> bytes:
    return ("Name," + "," * columns + "end\n").encode()


REFUSED = {
    "empty": (b"", "is empty"),
    "only spaces": (b" \n\n", "is empty"),
    "Windows-1252": ("Name;Phone\nCafé René;012\n".encode("cp1252"), "line 2: the letters cannot be read"),
    "UTF-16 without its mark": ("Name,Phone\nA,012\n".encode("utf-16-le"), "perhaps UTF-16"),
    "broken UTF-16": (b"\xff\xfeN\x00a\x00\x00\xd8", "not in UTF-16"),
    "a web page called xls": (b"<html><table><tr><td>Name</td></tr></table></html>", "is a web page"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old kind, or locked by a password"),
    "a broken workbook": (b"PK\x03\x04 no more", "cannot be read as an Excel workbook"),
    "another archive": (zipped("list.txt", b"Name"), "is an archive, not an Excel workbook"),
    "an archive that says it is a workbook": (zipped("[Content_Types].xml", b"<Types/>"), "cannot be read as an Excel"),
    "a zip bomb": (zipped("[Content_Types].xml", b"\0" * (LARGEST_UNPACKED + 1)), "MB when unpacked"),
    "a million columns": (wide(1_000_000), "more than 200 columns are no list"),
    "too many rows": (b"Name,Phone\n" + b"A,1\n" * (MOST_ROWS + 1), "more than 20,000 rows"),
    "a quote that never ends": (b'Name,Phone\nA,"012\n', "line 2: the table is broken"),
    "a cell without end": (b"Name,Phone\n" + b"A" * 200_000, "line 2: the table is broken"),
    "too large": (b"A" * (LARGEST_FILE + 1), "is larger than 20 MB"),
    "a broken PDF": (b"%PDF-1.7 nothing", "cannot be read as a PDF"),
    "a scan": (pdf([[["x"]]], letters=False), "holds pictures of pages"),
    "a PDF without lines": (pdf([[["Name", "Phone"], ["Lucky", "012"]]], lines=False), "no table with lines"),
    "a PDF with unknown letters": (pdf([[["Name", "\ue000\ue001"], ["Lucky", "012"]]]), "come out as nonsense"),
    "a PDF bomb": (pdf([[["Name"]]], bomb=LARGEST_UNPACKED + 1), "MB when unpacked"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(ListError) as caught:
        reading.read(save(tmp_path / "list", data))
    assert said in str(caught.value)
    assert "Traceback" not in str(caught.value) and len(str(caught.value)) < 400


def far(path: Path, column: int, row: int = 1) -> None:
    book = Workbook()
    book.active.append(["Name", "Phone"])
    book.active.cell(row, column, "far away")
    book.save(path)


def test_a_workbook_with_too_many_columns_or_rows_is_refused(tmp_path: Path) -> None:
    far(tmp_path / "wide.xlsx", 16_384)
    with pytest.raises(ListError, match="reaches to column XFD"):
        reading.read(tmp_path / "wide.xlsx")
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(MOST_ROWS + 1):
        sheet.append(["A"])
    book.save(tmp_path / "long.xlsx")
    with pytest.raises(ListError, match="more than 20,000 rows"):
        reading.read(tmp_path / "long.xlsx")


def test_a_cell_at_the_far_end_of_the_rows_is_no_burden(tmp_path: Path) -> None:
    far(tmp_path / "deep.xlsx", 1, 1_048_576)
    (grid,) = reading.read(tmp_path / "deep.xlsx")
    assert [row.number for row in grid.rows] == [1, 1_048_576]


def test_without_pdfplumber_the_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(ListError, match=r"pip install 'sarika\[pdf\]'"):
        reading.read(save(tmp_path / "list.pdf", pdf([[["Name"]]])))


def test_a_file_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="cannot be opened"):
        reading.read(tmp_path / "nothing.xlsx")
