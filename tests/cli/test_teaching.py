"""Staff teach the line from the command line: what was not understood, what a new line changes, undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.messages import Incoming, Outgoing, Session
from bot.records import Entry, Records
from tests.library.small import write

ENTRY = Entry(
    language="en", country=None, topic="none", layer="none", danger=False, parts=1, segments=1, milliseconds=1
)
WAGES = (
    "# a\nboss not pay me\nno salary 2 month\nsalary late again\n# b\nmoney not come this month\nno salary 2 months\n"
)
EMERGENCY = "# a\n! fire in the room\n! man with knife at door\n# b\n! send police now\nnumber of ambulance\n"
NONE = "# a\nwho win the football\nlottery number tonight\n# b\nsell my motorbike\nlucky number\n"
KEPT = [
    {"text": "boss not pay", "accept": ["wages"]},
    {"text": "fire in room", "accept": ["emergency"], "danger": True},
    {"text": "football tonight", "accept": ["none"]},
]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    rows = "".join(json.dumps(row) + "\n" for row in KEPT)
    files = {"wages": WAGES, "emergency": EMERGENCY, "none": NONE}
    changes: dict[str, str | bytes | None] = {f"en/questions/{name}.txt": text for name, text in files.items()}
    return write(tmp_path / "content", {**changes, "regression.jsonl": rows})


@pytest.fixture
def staff(content: Path, tmp_path: Path) -> CliRunner:
    return CliRunner(env={"SARIKA_CONTENT": str(content), "SARIKA_DATA": str(tmp_path / "data"), "SARIKA_MODELS": ""})


def wages(content: Path) -> str:
    return (content / "en/questions/wages.txt").read_text(encoding="utf-8")


def test_examples_are_counted_and_short_topics_marked(staff: CliRunner) -> None:
    result = staff.invoke(main, ["examples", "count"])
    assert result.exit_code == 0, result.output
    assert "5 lines   2 writers" in result.output and "fewer than 120" in result.output
    assert "3 in danger" in result.output and "fewer than 160" in result.output


def test_near_duplicates_are_listed_and_taken_out_on_request(staff: CliRunner, content: Path) -> None:
    listed = staff.invoke(main, ["examples", "duplicates", "--least", "0.7"])
    assert "no salary 2 months  =  wages: no salary 2 month" in listed.output
    assert "no salary 2 months" in wages(content)
    assert (
        "1 line(s) of the same topic removed"
        in staff.invoke(main, ["examples", "duplicates", "--least", "0.7", "--remove"]).output
    )
    assert wages(content).endswith("# b\nmoney not come this month\n")


def test_writers_are_left_out_and_the_curve_is_drawn(staff: CliRunner) -> None:
    left_out = staff.invoke(main, ["examples", "writers"])
    assert left_out.exit_code == 0, left_out.output
    assert [line.split()[0] for line in left_out.output.splitlines()[1:]] == ["a", "b"]
    curve = staff.invoke(main, ["examples", "curve", "b", "--steps", "2"])
    assert curve.exit_code == 0, curve.output
    assert len(curve.output.splitlines()) == 3


def test_a_line_taught_shows_what_changes_and_can_be_taken_back(staff: CliRunner, content: Path) -> None:
    before = wages(content)
    asked = staff.invoke(main, ["teach", "wages", "hand still empty", "-l", "en"], input="n\n")
    assert asked.exit_code == 0, asked.output
    assert "better: hand still empty" in asked.output
    assert wages(content) == before
    done = staff.invoke(main, ["teach", "wages", "hand still empty", "--yes", "-l", "en"])
    assert done.exit_code == 0, done.output
    assert wages(content) == before + "# staff\nhand still empty\n"
    again = staff.invoke(main, ["teach", "emergency", "Hand still EMPTY", "--yes", "-l", "en"])
    assert again.exit_code == 1 and "already an example of 'wages'" in again.output
    assert staff.invoke(main, ["teach", "wages", "hand still empty", "--undo", "-l", "en"]).exit_code == 0
    assert wages(content) == before
    assert staff.invoke(main, ["teach", "wages", "hand still empty", "--undo", "-l", "en"]).exit_code == 1


def test_what_a_line_makes_worse_is_said(staff: CliRunner) -> None:
    shown = staff.invoke(main, ["teach", "none", "boss not pay", "--language", "en"], input="n\n")
    assert shown.exit_code == 0, shown.output
    assert "WORSE: boss not pay" in shown.output


REFUSED = {
    "an unknown topic": (["nosuch", "hello world"], "There is no topic 'nosuch'"),
    "an unknown language": (["wages", "hello world", "-l", "xx"], "There is no language 'xx'"),
    "no words": (["wages", "\u200b"], "There are no words"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taught_is_said(staff: CliRunner, arguments: list[str], said: str) -> None:
    result = staff.invoke(main, ["teach", *arguments, "--yes"])
    assert result.exit_code == 2
    assert said in result.output


def test_regression_messages_are_asked(staff: CliRunner, content: Path) -> None:
    fine = staff.invoke(main, ["regression"])
    assert fine.exit_code == 0, fine.output
    assert "3 of 3 as they must be" in fine.output
    with (content / "regression.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"text": "football tonight", "accept": ["wages"]}\n')
    wrong = staff.invoke(main, ["regression"])
    assert wrong.exit_code == 1
    assert "football tonight: none" in wrong.output and "right: wages" in wrong.output


@pytest.mark.parametrize("line", ['{"text": 3, "accept": []}', '["x"]', "{", '{"text": "x"}', "\x00"])
def test_a_broken_regression_line_is_named(staff: CliRunner, content: Path, line: str) -> None:
    with (content / "regression.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    result = staff.invoke(main, ["regression"])
    assert result.exit_code == 1
    assert "regression.jsonl:4" in result.output and "accept" in result.output


def test_unanswered_texts_are_grouped(staff: CliRunner) -> None:
    records = Records(Path(str(staff.env["SARIKA_DATA"])), "a secret")
    texts = ["football tonight who win", "who win football tonight", "lottery lucky number", "ទិញម៉ូតូ +66812345678"]
    for number, text in enumerate(texts):
        incoming = Incoming("twilio", f"+6681234567{number}", text, f"SM{number}")
        records.keep(incoming, Session("en"), Outgoing(("?",), 1), ENTRY, text)
    records.close()
    result = staff.invoke(main, ["unanswered"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("2 x")
    assert "4 different" in result.output and "sarika teach" in result.output
    assert "812345" not in result.output
