"""Holds the floor plan: imports point down only, each room keeps to its trade."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted([*ROOT.glob("bot/**/*.py"), ROOT / "app.py"])

MAY_IMPORT = {
    "bot": set(),
    "text": set(),
    "messages": set(),
    "errors": set(),
    "settings": {"errors"},
    "library": {"text", "messages", "errors"},
    "understanding": {"library", "text", "messages", "errors"},
    "answers": {"library", "text", "messages", "errors"},
    "channels": {"text", "messages", "errors"},
    "records": {"text", "messages", "errors"},
    "service": {"channels", "answers", "understanding", "records", "library", "text", "messages", "errors", "settings"},
    "web": {"service", "records", "library", "text", "messages", "errors", "settings", "channels"},
    "staff": {"service", "records", "library", "text", "messages", "errors", "settings"},
    "transcripts": {"messages"},
    "terminal": {"service", "transcripts", "text", "messages", "errors"},
    "server": set(),
    "teaching": {"records", "library", "understanding", "text", "messages", "errors", "settings", "bot"},
    "upkeep": {"library", "text", "errors", "settings"},
    "cli": {"teaching", "upkeep", "terminal", "transcripts", "server", "service", "records", "library", "understanding", "text", "messages", "errors",
            "settings", "bot"},
    "app": {"web"},
}  # fmt: skip
"""Room -> rooms it may import besides itself. The rooms on one level are not in each other's lists."""


def room(path: Path) -> str:
    if path.name == "app.py":
        return "app"
    inside = path.relative_to(ROOT / "bot")
    return "bot" if inside.name == "__init__.py" and len(inside.parts) == 1 else inside.parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the import in full"
            module = node.module or ""
            if module == "bot":
                yield from ((node.lineno, f"bot.{a.name}" if not a.name.startswith("_") else "bot") for a in node.names)
            else:
                yield node.lineno, module


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    assert here in MAY_IMPORT, f"{here} has no place on the floor plan"
    for line, module in imports(path):
        parts = module.split(".")
        if parts[0] == "bot":
            target = parts[1] if len(parts) > 1 else "bot"
            assert target == here or target in MAY_IMPORT[here], f"{path}:{line}: {here} must not import {target}"


TRADES = [
    ("only records speaks SQL", {"records"}, r"\bsqlite|sqlite_utils|\bSELECT\b.+\bFROM\b|INSERT INTO"),
    ("only settings reads the environment", {"settings"}, r"os\.environ|os\.getenv"),
    ("only channels verify signatures", {"channels"}, r"RequestValidator"),
    ("no message text, number or id is logged", set(),
     r"log\.\w+\([^)]*(incoming\.(text|sender|message_id)|form|\.get_data)"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rooms", "pattern"), TRADES, ids=[what for what, _, _ in TRADES])
def test_each_room_keeps_to_its_trade(what: str, rooms: set[str], pattern: str) -> None:
    for path in FILES:
        if room(path) not in rooms:
            code = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines())
            tree = ast.parse(code)
            docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree)
                    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)}  # fmt: skip
            for doc in filter(None, docs):
                code = code.replace(doc, "")
            assert not re.search(pattern, code), f"{path}: {what}"


def test_every_package_says_what_it_is() -> None:
    for path in FILES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path} has no docstring"


def test_every_channel_file_is_listed_once() -> None:
    from bot.channels import CHANNELS

    listed = {channel.__module__.rpartition(".")[2] for channel in CHANNELS}
    files = {path.stem for path in (ROOT / "bot/channels").glob("*.py")} - {"__init__", "base"}
    assert listed == files
    names = [channel.name for channel in CHANNELS]
    assert len(names) == len(set(names))
