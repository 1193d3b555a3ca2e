"""Tables changed cell by cell: all else stays byte for byte, and a file is in place whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.library.csv_file import CsvFile
from tests.library.small import write

TEXTS = {
    "plain": b"id,a,b\n1,x,y\n2,,z\n",
    "Windows line ends and a mark": b"\xef\xbb\xbfid,a,b\r\n1,x,y\r\n2,,z\r\n",
    "needless quotes": b'"id",a,b\n"1","x",y\n2,"","z"\n',
    "quotes, commas and line breaks inside": 'id,a,b\n1,"x ""so"", ខ្មែរ\nline two",y\n2,,z\n'.encode(),
    "no line end at the end": b"id,a,b\n1,x,y\n2,,z",
    "spaces and empty rows": b"id,a,b\n\n 1 , x ,y\n2,,z\n\n",
    "rows that are cut short": b"id,a,b\n1\n2,,z\n",
}


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS)
def test_a_file_is_itself_again(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    table = CsvFile(tmp_path / "t.csv")
    assert table.data() == data
    table.change("2", {"b": "z", "a": ""})
    assert table.data() == data, "the same values change nothing"


CHANGES = {
    "plain": b"id,a,b\n1,x,y\n2,new,z\n",
    "Windows line ends and a mark": b"\xef\xbb\xbfid,a,b\r\n1,x,y\r\n2,new,z\r\n",
    "needless quotes": b'"id",a,b\n"1","x",y\n2,new,"z"\n',
    "no line end at the end": b"id,a,b\n1,x,y\n2,new,z",
    "spaces and empty rows": b"id,a,b\n\n 1 , x ,y\n2,new,z\n\n",
    "rows that are cut short": b"id,a,b\n1\n2,new,z\n",
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_cell_becomes_another(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.csv").write_bytes(TEXTS[name])
    table = CsvFile(tmp_path / "t.csv")
    table.change("2", {"a": "new", "nowhere": "ignored"})
    table.save()
    assert (tmp_path / "t.csv").read_bytes() == CHANGES[name]


def test_a_cell_that_needs_quotes_gets_them_and_reads_back(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(TEXTS["plain"])
    table = CsvFile(tmp_path / "t.csv")
    hard = 'a, "b"\nសួស្តី'
    table.change("1", {"a": hard})
    table.add({"id": "3", "b": hard})
    table.save()
    again = CsvFile(tmp_path / "t.csv")
    assert again.row("1") == {"id": "1", "a": hard, "b": "y"}
    assert again.rows()["3"] == {"id": "3", "a": "", "b": hard}
    assert again.row("2") == {"id": "2", "a": "", "b": "z"}


def test_a_row_that_was_cut_short_can_be_filled(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(TEXTS["rows that are cut short"])
    table = CsvFile(tmp_path / "t.csv")
    table.change("1", {"b": "y"})
    assert table.data() == b"id,a,b\n1,,y\n2,,z\n"


def test_a_row_is_added_to_a_file_without_a_last_line_end(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(TEXTS["no line end at the end"])
    table = CsvFile(tmp_path / "t.csv")
    table.add({"id": "3"})
    assert table.data() == b"id,a,b\n1,x,y\n2,,z\n3,,\n"


BROKEN = {
    "no such file": None,
    "not UTF-8": b"id,a\n1,\xff\n",
    "no column id": b"name,a\n1,2\n",
    "empty": b"",
    "a broken quote": b'id,a\n1,"x" y\n',
    "a quote without end": b'id,a\n1,"x\n',
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_table_is_refused_with_file_and_line(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(ContentError) as caught:
        CsvFile(tmp_path / "t.csv")
    assert "t.csv:" in str(caught.value)


def test_the_old_file_is_kept_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "content" / "t.csv"
    path.parent.mkdir()
    path.write_bytes(TEXTS["plain"])
    path.chmod(0o640)
    table = CsvFile(path)
    table.change("1", {"a": "new"})
    copy = table.save(tmp_path / "kept")
    assert copy is not None and copy.parent == tmp_path / "kept" and copy.read_bytes() == TEXTS["plain"]
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_an_edit_by_somebody_else_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(TEXTS["plain"])
    table = CsvFile(path)
    table.change("1", {"a": "mine"})
    path.write_bytes(b"id,a,b\n1,theirs,y\n")
    with pytest.raises(ContentError, match="Somebody has just changed this file"):
        table.save()
    assert path.read_bytes() == b"id,a,b\n1,theirs,y\n" and list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_leaves_the_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(TEXTS["plain"])
    table = CsvFile(path)
    table.change("1", {"a": "new"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.library.csv_file.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        table.save()
    assert path.read_bytes() == TEXTS["plain"] and list(tmp_path.iterdir()) == [path]


def test_only_errors_that_are_new_count(tmp_path: Path) -> None:
    folder = write(tmp_path, {"en/wages.md": "broken"})
    table = CsvFile(folder / "contacts.csv")
    assert table.problems() == []
    table.change("TH-5", {"kind": "dragon"})
    assert [(problem.file, problem.line) for problem in table.problems()] == [("contacts.csv", 6)]
