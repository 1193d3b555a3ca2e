"""Which row is the headings, what each column is, and which rows are none of the list."""

from __future__ import annotations

import pytest

from bot.errors import ListError
from bot.library.imports import agencies, contacts, headings, records, words
from bot.library.imports.grid import Grid, Row
from bot.library.imports.headings import Headed
from bot.library.imports.words import Words
from bot.library.model import Library


@pytest.fixture(scope="module")
def known(library: Library) -> Words:
    return words.read(library.folder, library)


def grid(*rows: list[str], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Grid:
    """Rows numbered from 1; empty ones are left out, as reading does."""
    return Grid("list", tuple(Row("list", n, tuple(row)) for n, row in enumerate(rows, 1) if any(row)), merged)


def find(
    known: Words, *rows: list[str], table: str = "agencies", merged: tuple[tuple[int, int, int, int], ...] = ()
) -> Headed:
    fields = agencies.FIELDS if table == "agencies" else (*contacts.NEEDED, "country", "kind")
    headed = headings.find(grid(*rows, merged=merged), table, known, [name for name in fields if name != "name"])
    assert headed is not None
    return headed


DATA = ["1", "Human Power", "001", "023 648 2345", "x"]
HEADINGS = {
    "English": (["No", "Name of agency", "Licence No.", "Telephone", "x"], [None, "name", "licence_no", "phones", None]),
    "English in capitals with brackets": (["S/N", "COMPANY'S NAME (ENGLISH)", "LICENSE NUMBER", "TEL/FAX", "EMAIL"],
                                          [None, "name_en", "licence_no", "phones", None]),
    "Khmer": (["ល.រ", "ឈ្មោះក្រុមហ៊ុន", "លេខអាជ្ញាប័ណ្ណ", "លេខទូរស័ព្ទ", "ផ្សេងៗ"], [None, "name", "licence_no", "phones", "note"]),
    "Khmer, spelled otherwise and with invisible spaces": (["ល.រ", "ឈ្មោះ\u200bទីភ្នាក់ងារ\u200bជ្រើសរើស", "លេខអាជ្ញាបណ្ណ", "លេខទូរសព្ទ", "អាសយដ្ឋាន"],
                                      [None, "name", "licence_no", "phones", "address"]),
    "Burmese": (["စဉ်", "ကုမ္ပဏီအမည်", "လိုင်စင်အမှတ်", "ဖုန်းနံပါတ်", "လိပ်စာ"], [None, "name", "licence_no", "phones", "address"]),
    "Burmese with more around": (["စဉ်", "အကျိုးဆောင်လုပ်ငန်း (အေဂျင်စီ)", "လိုင်စင်အမှတ် နှင့် ရက်စွဲ", "ဖုန်း", "မှတ်ချက်"],
                                 [None, "name", "licence_no", "phones", "note"]),
    "both languages in one": (["No.\nល.រ", "Company Name\nឈ្មោះក្រុមហ៊ុន", "Licence\nអាជ្ញាប័ណ្ណ", "Phone\nទូរស័ព្ទ", "Remarks"],
                              [None, "name", "licence_no", "phones", "note"]),
    "our own columns": (["id", "name_en", "licence_no", "phones", "address"], ["id", "name_en", "licence_no", "phones", "address"]),
    "people are no agencies": (["No", "Agency", "Name of Director", "Phone of agency", "Company address"],
                               [None, "name", None, "phones", "address"]),
}  # fmt: skip


@pytest.mark.parametrize(("heads", "fields"), HEADINGS.values(), ids=HEADINGS)
def test_headings_are_recognised(known: Words, heads: list[str], fields: list[str | None]) -> None:
    headed = find(known, ["List of licensed recruitment agencies, Ministry of Labour"], [], heads, DATA)
    assert headed.grid.rows[headed.first].number == 3
    assert [column.field for column in headed.columns] == fields


TWO_ROWS = {
    "merged above": (["No", "Name", "", "Countries", "", "Contact"], ["", "Khmer name", "English name", "Thailand", "Japan", "Phone"],
                     ((1, 1, 1, 2), (1, 3, 1, 4)), [None, "name_local", "name_en", "destination:TH", "destination:JP", "phones"]),
    "nothing known of merging (CSV)": (["No", "Name of agency", "", "Licence", "", "Contact"], ["", "Khmer", "English", "Number", "Valid until", "Phone"],
                                       (), [None, "name", "name", "licence_no", "licence_valid_until", "phones"]),
    "Khmer with countries": (["ល.រ", "ឈ្មោះ", "ប្រទេសគោលដៅ", "", "", "ទូរស័ព្ទ"], ["", "", "ថៃ", "ម៉ាឡេស៊ី", "ជប៉ុន", ""],
                             ((1, 2, 1, 4),), [None, "name", "destination:TH", "destination:MY", "destination:JP", "phones"]),
}  # fmt: skip


@pytest.mark.parametrize(("upper", "lower", "merged", "fields"), TWO_ROWS.values(), ids=TWO_ROWS)
def test_headings_in_two_rows(
    known: Words,
    upper: list[str],
    lower: list[str],
    merged: tuple[tuple[int, int, int, int], ...],
    fields: list[str | None],
) -> None:
    headed = find(known, upper, lower, ["1", "a", "b", "c", "d", "023 648 2345"], merged=merged)
    assert (headed.first, headed.last) == (0, 1)
    assert [column.field for column in headed.columns] == fields


def test_a_row_of_data_is_no_second_row_of_headings(known: Words) -> None:
    headed = find(known, ["Name", "Country"], ["Human Power", "Thailand"], ["Top Manpower", "Japan"])
    assert (headed.first, headed.last) == (0, 0)


def test_what_staff_say_of_a_column_wins(known: Words) -> None:
    table = grid(["No", "Code", "Phone"], ["1", "Human Power", "023 648 2345"])
    headed = headings.best([table], "agencies", known, agencies.FIELDS, {"B": "name", "C": "ignore"})
    assert [column.field for column in headed.columns] == [None, "name", None]


def test_of_several_sheets_the_best_is_taken(known: Words) -> None:
    notes, table = grid(["Name of the file", "x"]), grid(["Name", "Phone", "Licence"], ["A", "1", "2"])
    assert headings.best([notes, table], "agencies", known, agencies.FIELDS, {}).grid is table


def test_without_headings_the_sentence_shows_the_columns(known: Words) -> None:
    with pytest.raises(ListError) as caught:
        headings.best([grid(["1", "Human\nPower", "023 648 2345"])], "agencies", known, agencies.FIELDS, {})
    assert "no row looks like headings" in str(caught.value) and "B  Human Power" in str(caught.value)


def body(known: Words, *rows: list[str], merged: tuple[tuple[int, int, int, int], ...] = ()) -> records.Body:
    return records.read(find(known, *rows, merged=merged), agencies.NEEDED)


HEAD = ["No", "Name", "Licence", "Phone", "Address"]


def test_totals_titles_remarks_and_repeated_headings_are_left_out(known: Words) -> None:
    found = body(
        known, HEAD, ["", "II. MALAYSIA"], ["1", "A", "001", "023 648 2345"], HEAD, ["2", "B", "002", ""],
        ["Total", "", "", "", "2"], ["Note: valid until the end of the year"],
    )  # fmt: skip
    assert [record.values["name"] for record in found.records] == ["A", "B"]
    assert [row.number for row, _ in found.left_out] == [2, 4, 6, 7]
    assert "address" not in found.records[1].values


def test_a_row_with_only_more_phones_continues_the_one_above(known: Words) -> None:
    found = body(known, HEAD, ["1", "A", "001", "023 648 2345", "Street"], ["", "", "", "015 660 555", "City"])
    (record,) = found.records
    assert record.values["phones"] == "023 648 2345\n015 660 555" and record.values["address"] == "Street\nCity"


def test_cells_merged_downwards_count_for_all_their_rows_but_names_do_not(known: Words) -> None:
    head = ["Name", "Licence", "Phone", "Destination"]
    found = body(
        known, head, ["A", "001", "023 648 2345", "TH"], ["", "", "015 660 555", ""], ["B", "002", "016 660 555", ""],
        merged=((2, 0, 3, 0), (2, 1, 3, 1), (2, 3, 4, 3)),
    )  # fmt: skip
    assert [record.values.get("name") for record in found.records] == ["A", "B"]
    assert [record.values["destinations"] for record in found.records] == ["TH", "TH"]
    assert found.records[0].values["phones"] == "023 648 2345\n015 660 555" and not found.left_out


def test_several_columns_of_phones_are_one_cell(known: Words) -> None:
    (record,) = body(known, ["Name", "Phone 1", "Mobile"], ["A", "023 648 2345", "015 660 555"]).records
    assert record.values["phones"] == "023 648 2345\n015 660 555" and record.columns["phones"] == "B, C"


WRONG = {
    "letters lost in an old encoding": (["A", "001", "????? ????", ""], "has lost its letters"),
    "a character that could not be read": (["A \ufffd", "001", "", ""], "has lost its letters"),
    "the error of a formula": (["A", "#N/A", "", ""], "'#N/A' is the error of a formula"),
    "a novel": (["A" * 1001, "001", "", ""], "holds 1,001 characters"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "what"), WRONG.values(), ids=WRONG)
def test_cells_that_cannot_be_right(known: Words, row: list[str], what: str) -> None:
    (problem,) = body(known, ["Name", "Licence", "Address", "Phone"], row).problems
    assert what in problem.what and problem.line == 2 and "column" in problem.what and problem.mend


def test_two_columns_of_one_meaning_are_asked_about(known: Words) -> None:
    (problem,) = body(known, ["Name", "Licence", "Registration"], ["A", "1", "2"]).problems
    assert problem.what == "Columns B and C both look like licence_no." and "--column C=ignore" in problem.mend


def test_a_contact_list_in_khmer(known: Words) -> None:
    heads = ["ល.រ", "ស្ថាប័ន", "ប្រទេស", "ប្រភេទ", "លេខទូរស័ព្ទ"]
    headed = find(known, heads, ["1", "IOM", "ថៃ", "NGO", "02 000 0000"], table="contacts")
    assert [column.field for column in headed.columns] == [None, "name", "country", "kind", "phones"]
