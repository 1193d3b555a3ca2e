"""The messages that the line must keep answering (`content/regression.jsonl`), and what a change does to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.errors import ContentError
from bot.library.model import Library, Question
from bot.library.problems import Problems
from bot.messages import Session, Understanding
from bot.understanding.reader import Reader

FILE = "regression.jsonl"


@dataclass(frozen=True, slots=True)
class Change:
    """A message that was answered differently before: `kept` says whether it is right now."""

    text: str
    before: str | None
    after: str | None
    kept: bool


def rows(folder: Path) -> list[dict[str, Any]]:
    """The messages of a content folder; none where the file is missing.

    Fields: `text`; `accept`, the topics any of which is a right first answer; `danger` and `country` where they matter.
    Raises ContentError with file and line if one is broken.
    """
    path = folder / FILE
    problems = Problems(folder)
    found: list[dict[str, Any]] = []
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            right = isinstance(row, dict) and isinstance(row.get("text"), str) and isinstance(row.get("accept"), list)
        except ValueError:
            right = False
        if right:
            found.append(row)
        else:
            problems.add(path, number, "This line is no message with 'text' and a list 'accept'.",
                         'Write it like {"text": "boss not pay", "accept": ["wages"]}.', "regression")  # fmt: skip
    if problems.found:
        raise ContentError(folder, problems.found)
    return found


def right(row: Mapping[str, Any], understood: Understanding) -> bool:
    """Whether a message is answered as its row demands."""
    return (
        understood.topic in row["accept"]
        and row.get("danger", understood.danger) == understood.danger
        and row.get("country", understood.country) == understood.country
    )


def failing(reader: Reader, messages: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Understanding]]:
    """The messages that are not answered as demanded, with what was understood."""
    read = ((row, reader.read(row["text"], Session())) for row in messages)
    return [(row, understood) for row, understood in read if not right(row, understood)]


def with_question(library: Library, language: str, topic: str, question: Question) -> Library:
    """The same library with one more example."""
    questions = dict(library.questions)
    questions[language, topic] = (*questions.get((language, topic), ()), question)
    return replace(library, questions=MappingProxyType(questions))


def changes(before: Reader, after: Reader, messages: Sequence[Mapping[str, Any]]) -> list[Change]:
    """The messages that two readers answer differently in topic, danger or country."""
    found = []
    for row in messages:
        old, new = (reader.read(row["text"], Session()) for reader in (before, after))
        if (old.topic, old.danger, old.country) != (new.topic, new.danger, new.country):
            found.append(Change(row["text"], _said(old), _said(new), right(row, new)))
    return found


def _said(understood: Understanding) -> str:
    return (understood.topic or "asked which") + (" (danger)" if understood.danger else "")
