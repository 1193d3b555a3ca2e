"""Lines of example files are added and taken out whole, under the heading of staff."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library import question_files

TEXTS = {
    "English": "boss not pay",
    "Khmer": "ថៅកែមិនបើកលុយ",
    "Burmese": "လစာမရသေးဘူး",
    "emoji": "no money 😭",
    "spaces and lines": " boss \n not\tpay ",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_line_added_and_taken_out_leaves_the_file_as_it_was(tmp_path: Path, text: str) -> None:
    path = question_files.path_of(tmp_path, "en", "wages")
    path.parent.mkdir(parents=True)
    path.write_text("# a\npay late\n! he beat me for pay\n", encoding="utf-8")
    before = path.read_bytes()
    question_files.add(path, text)
    assert path.read_text(encoding="utf-8").endswith(f"# staff\n{' '.join(text.split())}\n")
    assert question_files.remove(path, {" ".join(text.split())}) == 1
    assert path.read_bytes() == before


def test_staff_lines_share_one_heading_and_danger_is_marked(tmp_path: Path) -> None:
    path = question_files.path_of(tmp_path, "my", "violence")
    question_files.add(path, "one")
    question_files.add(path, "two", danger=True)
    assert path.read_text(encoding="utf-8") == "# staff\none\n! two\n"
    assert question_files.remove(path, {"two", "three"}) == 1
    assert path.read_text(encoding="utf-8") == "# staff\none\n"


def test_nothing_to_take_out_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "wages.txt"
    assert question_files.remove(path, {"x"}) == 0
    assert not path.exists()
