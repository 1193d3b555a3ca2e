"""Lists of agencies and contacts the way offices send them, for tests to read."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")

NOTICE: list[list[object]] = [
    ["ព្រះរាជាណាចក្រកម្ពុជា"],
    ["ជាតិ សាសនា ព្រះមហាក្សត្រ"],
    [],
    ["បញ្ជីឈ្មោះទីភ្នាក់ងារជ្រើសរើសឯកជនដែលមានអាជ្ញាប័ណ្ណ គិតត្រឹមថ្ងៃទី០១ ខែវិច្ឆិកា ឆ្នាំ២០២៦"],
    [],
    ["ល.រ", "ឈ្មោះក្រុមហ៊ុន", None, "លេខអាជ្ញាប័ណ្ណ", "លេខទូរស័ព្ទ", "អាសយដ្ឋាន", "ប្រទេសគោលដៅ", None, "ផ្សេងៗ"],
    [None, "ជាភាសាខ្មែរ", "English", None, None, None, "ថៃ", "ម៉ាឡេស៊ី", None],
    ["១", "យូមេន ផៅវ័រ", "HUMAN POWER CO.,LTD", "០០១", "០២៣ ៦៤៨ ២៣៤៥/០១៥ ៦៦០ ៥៥៥", "No. 5, St. 371", "✓", "✓", None],
    [2.0, "ហ្វីលីម័រ ខេមបូឌា", "PHILIMORE CAMBODIA CO., LTD.", 3.0, "Tel: 023 6600 123\n012 601 123", None, "✓", None, None],
    ["ខ. ក្រុមហ៊ុនថ្មី"],
    [3, "ដារា ភី", "Dara P. Manpower", 130, 12345678.0, "Phnom Penh", 1, 0, "បើកថ្មី"],
    [None, None, None, None, "+855 23 880 474", None, None, None, None],
    [],
    ["សរុប", None, None, 3],
    ["ចំណាំ៖ បញ្ជីនេះមានសុពលភាពដល់ថ្ងៃទី៣១ ខែធ្នូ"],
]  # fmt: skip
"""Letterhead, title, two rows of headings, merged cells, Khmer digits, numbers as floats, a section, a total, a remark."""
MERGED = ("A1:I1", "A2:I2", "A4:I4", "B6:C6", "G6:H6", "A6:A7", "D6:D7", "E6:E7", "F6:F7", "I6:I7", "A10:I10")

OURS = """id,origin,name_en,name_local,licence_no,status,licence_valid_until,destinations,phones,address,source,source_date,note
KH-001,KH,"Human Power Co., Ltd.",យូមេន ផៅវ័រ,001,unknown,,TH;MY,023 648 2345; 015 660 555,"No. 5, St. 371",Notices of 2019,2019-12-30,named as licensed on source_date (registered 2006); source older than 3 years: re-check with MoLVT before relying on it
KH-003,KH,"Philimore Cambodia Co., Ltd.",ហ្វីលីម័រ ខេមបូឌា,003,unknown,,TH;MY;KW;QA,023 6600 123; 012 999 999,Building 18G,Notices of 2019,2019-12-30,named as licensed on source_date (registered 2006); KW/QA from the 2019-06-28 notices
KH-007,KH,"Top Manpower Co., Ltd.",ថប មេនផៅវ័រ,007,unknown,,TH,097 932 2322,Phnom Penh,Notices of 2019,2019-12-30,named as licensed on source_date
KH-115,KH,"First Care Manpower Co., Ltd.",,115,unknown,,KW;QA,081 686 816,,Notices of 2019,2019-06-28,named as licensed on source_date
KH-x02,KH,Khmer Service Recruitment,,,unknown,,JP,,,Cambodia Daily,2017-08,"UNLICENSED: shut by police"
MM-003,MM,Star Yadanar,,,unknown,,,,,A report,2023-07,licence suspended for 6 months in mid-2023; present status unknown
MM-012,MM,Lu Kyaw,,,revoked,,TH,,,DMG,2023-07-19,licence revoked on 11 July 2023
"""


def save(path: Path, rows: list[list[object]], merged: tuple[str, ...] = ()) -> Path:
    """The rows as a workbook."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def notice(path: Path) -> Path:
    """The ministry's list."""
    return save(path, NOTICE, MERGED)
