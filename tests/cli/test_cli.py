"""The command `sarika` as staff and outside checks call it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot import settings, transcripts
from bot.cli import main
from bot.messages import Incoming
from bot.service import Service
from tests.library.small import changed, write

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ["id", "topic", "offered", "danger", "country", "language", "layer"]


def lines_of(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def jsonl(tmp_path: Path, *texts: str) -> Path:
    path = tmp_path / "in.jsonl"
    rows = [json.dumps({"id": f"m{n}", "text": text, "style": "x"}, ensure_ascii=False) for n, text in enumerate(texts)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


MESSAGES = (
    "22",
    "២២",
    "boss not pay",
    "លុយខែមិនបើក",
    "လစာမရသေးဘူး",
    "",
    "😀",
    "\u0000",
    "menu",
    "Thailand",
    "x" * 5000,
)


def test_match_answers_every_line_in_order(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(main, ["match", "--jsonl", str(jsonl(tmp_path, *MESSAGES))])
    assert result.exit_code == 0, result.output
    found = lines_of(result.output)
    assert [row["id"] for row in found] == [f"m{n}" for n in range(len(MESSAGES))]
    for row in found:
        assert list(row) == FIELDS
        assert isinstance(row["danger"], bool)
        assert isinstance(row["offered"], list) and len(row["offered"]) <= 3
        assert row["topic"] is None or row["offered"][0] == row["topic"]
        assert row["layer"] in ["code", "command", "phrase", "fuzzy", "example", "agency", "menu", "none"]
    assert [row["topic"] for row in found[:2]] == ["wages", "wages"]
    assert found[9]["country"] == "TH"


def test_match_reads_standard_input_and_adds_the_reply(runner: CliRunner) -> None:
    given = '{"id": 1, "text": "22"}\n\n{"id": 2, "text": "ថៅកែវាយខ្ញុំ ចាក់សោរខ្ញុំក្នុងបន្ទប់"}\n'
    options = ["--reply", "--country", "TH", "--nationality", "KH", "--language", "km"]
    result = runner.invoke(main, ["match", "--jsonl", "-", *options], input=given)
    assert result.exit_code == 0, result.output
    wages, locked = lines_of(result.output)
    assert wages["language"] == "km"
    assert "1506" in "".join(wages["reply"]) and 1 <= wages["segments"] <= 3  # type: ignore[arg-type, operator]
    assert locked["danger"] is True
    assert "191" in locked["reply"][0]  # type: ignore[index]


def test_every_message_is_read_alone(runner: CliRunner) -> None:
    given = '{"id": 1, "text": "I am in Korea"}\n{"id": 2, "text": "22"}\n'
    result = runner.invoke(main, ["match", "--jsonl", "-", "--reply"], input=given)
    assert lines_of(result.output)[1]["country"] is None
    assert "10,320" not in result.output


BAD_LINES = {
    "no JSON": "hello\n",
    "no text": '{"id": 1}\n',
    "a list": "[1]\n",
    "a number as text": '{"text": 1}\n',
}


@pytest.mark.parametrize("given", BAD_LINES.values(), ids=BAD_LINES)
def test_match_says_which_line_it_cannot_read(runner: CliRunner, given: str) -> None:
    result = runner.invoke(main, ["match", "--jsonl", "-"], input='{"id": 0, "text": "22"}\n' + given)
    assert result.exit_code == 1
    assert ":2: not an object with a 'text'." in result.output


def labelled(tmp_path: Path) -> Path:
    rows = [
        {"id": "a", "text": "22", "lang": "en", "accept": ["wages"], "danger": False, "style": "digits"},
        {"id": "b", "text": "qqq zzz", "lang": "en", "accept": ["none"], "danger": False, "style": "plain"},
        {
            "id": "c",
            "text": "they locked me in",
            "lang": "en",
            "accept": ["trafficking"],
            "danger": True,
            "style": "plain",
        },
        {
            "id": "d",
            "text": "23",
            "lang": "km",
            "accept": ["wages"],
            "danger": True,
            "country": "TH",
            "style": "digits",
        },
    ]
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_evaluate_counts_right(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(main, ["evaluate", "--json", str(labelled(tmp_path))])
    assert result.exit_code == 0, result.output
    groups = json.loads(result.output)
    assert groups["all"]["messages"] == 4
    assert groups["en"]["first"] == 1.0 and groups["en"]["none_known"] == 1.0 and groups["en"]["danger"] == 1.0
    assert groups["km"]["first"] == 0.0 and groups["km"]["danger"] == 0.0 and groups["km"]["country"] == 0.0
    assert groups["all"]["wrong"] == 0.25
    assert groups["en digits"]["messages"] == 1


def test_evaluate_prints_a_table_and_misses(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(main, ["evaluate", "--misses", str(labelled(tmp_path))])
    assert "100.0%" in result.output
    assert re.search(r"^d: hours .*right: wages +danger: expected True$", result.output, re.M)


@pytest.mark.skipif(
    not (ROOT.parent / "shared/eval").is_dir(), reason="the labelled messages are not beside the project"
)
def test_evaluate_runs_on_the_labelled_messages(runner: CliRunner) -> None:
    files = [str(path) for path in sorted((ROOT.parent / "shared/eval").glob("*.jsonl"))]
    result = runner.invoke(main, ["evaluate", "--json", *files])
    assert result.exit_code == 0, result.output
    groups = json.loads(result.output)
    assert groups["all"]["messages"] == sum(groups[code]["messages"] for code in ("en", "km", "my"))


def test_check_passes_on_our_content(runner: CliRunner) -> None:
    result = runner.invoke(main, ["check", "--quiet"])
    assert result.exit_code == 0, result.output
    assert "0 error(s)" in result.output


def test_check_fails_with_file_line_and_remedy(runner: CliRunner, tmp_path: Path) -> None:
    write(tmp_path, changed("en/wages.md", "[law]", "[rumour]"))
    result = runner.invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert "error: en/wages.md:1: The source 'rumour' is not in sources.yaml. Add or correct it." in result.output
    rows = lines_of(runner.invoke(main, ["check", "--json", str(tmp_path)]).output)
    assert {"file", "line", "level", "rule", "what", "mend"} == set(rows[0])


def test_a_broken_content_folder_stops_commands_with_a_sentence(runner: CliRunner, tmp_path: Path) -> None:
    write(tmp_path, {"topics.yaml": "nonsense"})
    result = runner.invoke(main, ["match", "22"], env={"SARIKA_CONTENT": str(tmp_path)})
    assert result.exit_code == 1
    assert "topics.yaml:1" in result.output and "Traceback" not in result.output


PARTS = {
    "English": ("Hello", "1. [GSM-7, 5 units, 1 segment(s)] Hello", "1 part(s), 1 segment(s)"),
    "Khmer": ("ប្រាក់ខែ 1200", "1. [UCS-2, 13 units, 1 segment(s)] ប្រាក់ខែ 1200", "1 part(s), 1 segment(s)"),
    "smart quotes": ("don’t", "1. [GSM-7, 5 units, 1 segment(s)] don't", "1 part(s), 1 segment(s)"),
    "nothing": ("", "", "0 part(s), 0 segment(s)"),
}


@pytest.mark.parametrize(("text", "part", "total"), PARTS.values(), ids=PARTS)
def test_parts_shows_parts_units_encoding(runner: CliRunner, text: str, part: str, total: str) -> None:
    output = runner.invoke(main, ["parts", text]).output
    assert part in output and total in output


def test_chat_talks_and_records_a_test(runner: CliRunner, tmp_path: Path) -> None:
    record = tmp_path / "talk.txt"
    arguments = [
        "chat",
        "--country",
        "TH",
        "--language",
        "km",
        "--nationality",
        "KH",
        "--record",
        str(record),
    ]
    result = runner.invoke(main, arguments, input="22\nបន្ត\n\n")
    assert result.exit_code == 0, result.output
    assert "1506" in result.output and "segment(s)" in result.output
    turns = list(transcripts.read(record))
    assert [turn.who.text for turn in turns] == ["22", "បន្ត"]
    assert turns[0].who.country == "TH"


def test_translated_marks_a_translation(runner: CliRunner, tmp_path: Path) -> None:
    folder = write(tmp_path)
    before = runner.invoke(main, ["check", str(folder)]).output
    assert "km/wages.md:1: This translation is not marked" in before
    result = runner.invoke(main, ["translated", str(folder / "km/wages.md")])
    assert result.exit_code == 0, result.output
    after = runner.invoke(main, ["check", str(folder)]).output
    assert "km/wages.md:1: This translation" not in after
    (folder / "en/wages.md").write_text((folder / "en/wages.md").read_text().replace("on time", "in full"))
    assert "km/wages.md:1: This translation is older than" in runner.invoke(main, ["check", str(folder)]).output


def ask(runner: CliRunner, times: int) -> None:
    service = Service(settings.read(runner.env))
    for number in range(times):
        service.answer(Incoming("test", f"person-{number}", "22", f"m{number}"))


def test_the_internal_report_counts_exactly(runner: CliRunner) -> None:
    ask(runner, 12)
    output = runner.invoke(main, ["report", "--internal", "--by", "topic", "--csv"]).output
    assert re.search(r"^wages,12,12,", output, re.M), output


def test_the_published_report_shows_nothing_of_an_unfinished_month(runner: CliRunner) -> None:
    ask(runner, 12)
    for arguments in ([], ["--by", "topic"], ["--by", "topic", "--csv"]):
        result = runner.invoke(main, ["report", *arguments])
        assert result.exit_code == 0, result.output
        assert "12" not in re.sub(r"20\d\d-\d\d(-\d\d)?", "", result.output)


@pytest.mark.parametrize("arguments", [["--since", "2026-01-01"], ["--period", "soon"], ["--period", "2026-13"]])
def test_a_period_that_cannot_be_published_is_refused_in_words(runner: CliRunner, arguments: list[str]) -> None:
    result = runner.invoke(main, ["report", *arguments])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output


def test_purge_runs_on_an_empty_line(runner: CliRunner) -> None:
    result = runner.invoke(main, ["purge"])
    assert result.exit_code == 0
    assert "conversations: 0 deleted" in result.output


def test_every_command_is_in_the_readme_or_docs() -> None:
    assert isinstance(main, click.Group)
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    written += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))
    missing = [name for name in main.commands if f"sarika {name}" not in written]
    assert not missing
