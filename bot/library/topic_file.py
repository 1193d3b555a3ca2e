"""Reads one `content/<language>/<topic>.md`: front matter, general text, sections by country and nationality."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from bot.library import yaml_strings
from bot.library.model import Section, Text
from bot.library.problems import Problems
from bot.library.yaml_strings import Items, Table

FIELDS = ("title", "keywords", "sources", "checked", "review_by", "status")
OPTIONAL = ("translated_from", "reviewer", "read_back")
STATUSES = ("draft", "reviewed")
HEADING = re.compile(r"##\s+([A-Z]{2})(?:\s+for\s+([A-Z]{2}))?\s*")


def read(path: Path, language: str, problems: Problems) -> Text | None:
    """The topic file as a Text; None, with the reasons in `problems`, if it cannot stand for one."""
    content = problems.text(path)
    if content is None:
        return None
    lines = content.split("\n")
    try:
        end = lines.index("---", 1) if lines[0] == "---" else -1
    except ValueError:
        end = -1
    if end < 0:
        problems.add(path, 1, "The file has no head.", "Begin with a line '---', the fields, and '---' again.", "head")
        return None
    try:
        head = yaml_strings.read("\n".join(lines[1:end]), first_line=2)
    except yaml_strings.YamlError as error:
        problems.add(path, error.line, f"The head is broken: {error}.", "Check colons, quotes and indents.", "yaml")
        return None
    if not isinstance(head, Table) or not _fields_fit(head, path, problems):
        return None
    general, sections = _body(lines[end + 1 :], end + 2, path, problems)
    if not general:
        problems.add(path, end + 2, "There is no text before the first '##'.",
                     "Write what is true everywhere first.", "empty")  # fmt: skip
    body = "\n".join(lines[end + 1 :]).strip()
    return Text(
        topic=path.stem,
        language=language,
        file=problems.name(path),
        title=str(head["title"]),
        keywords=_list(head["keywords"]),
        sources=_list(head["sources"]),
        checked=problems.day(path, head["checked"].line, "checked", str(head["checked"])),
        review_by=problems.day(path, head["review_by"].line, "review_by", str(head["review_by"])),
        status=str(head["status"]),
        translated_from=str(head.get("translated_from", "")),
        digest=hashlib.sha256(f"{head['title']}\n{body}".encode()).hexdigest()[:8],
        general=general,
        sections=sections,
        general_line=end + 2,
        keywords_line=head["keywords"].line,
    )


def _list(value: yaml_strings.Value) -> tuple[str, ...]:
    return tuple(str(item).strip() for item in value) if isinstance(value, Items) else ()


def _fields_fit(head: Table, path: Path, problems: Problems) -> bool:
    before = len(problems.found)
    for name in FIELDS:
        if name not in head:
            problems.add(path, head.line, f"The head has no '{name}'.", f"Add a line '{name}: ...'.", "field")
        elif isinstance(head[name], Items) != (name in ("keywords", "sources")):
            shape = "[one, two]" if name in ("keywords", "sources") else "a single value"
            problems.add(path, head[name].line, f"'{name}' has the wrong shape.", f"Write {shape}.", "field")
    for name, value in head.items():
        if name not in FIELDS + OPTIONAL:
            problems.add(path, value.line, f"The head has an unknown field '{name}'.", "Remove or correct it.", "field")
    if str(head.get("status", "draft")) not in STATUSES:
        problems.add(path, head["status"].line, f"The status '{head['status']}' is unknown.",
                     "Write draft or reviewed.", "status")  # fmt: skip
    elif head.get("status") == "reviewed" and not head.get("reviewer"):
        problems.add(path, head["status"].line, "The text is 'reviewed' but nobody signed it.",
                     "Add a line 'reviewer: ...'.", "status")  # fmt: skip
    return len(problems.found) == before


def _body(lines: list[str], first: int, path: Path, problems: Problems) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """Split at headings. A paragraph is what stands between blank lines; its lines are kept."""
    general: tuple[str, ...] = ()
    sections: list[Section] = []
    heading: tuple[str, str | None] | None = None
    begin, block = first, [""]

    def close() -> None:
        nonlocal general
        paragraphs = tuple(p.strip() for p in re.split(r"\n\s*\n", "\n".join(block)) if p.strip())
        if heading is None:
            general = paragraphs
        elif not paragraphs:
            problems.add(path, begin, "This section is empty.", "Write its text or remove the heading.", "empty")
        else:
            sections.append(Section(*heading, paragraphs, begin))

    for number, line in enumerate(lines, first):
        if not line.startswith("#"):
            block.append(line.rstrip())
            continue
        close()
        block, begin = [""], number
        match = HEADING.fullmatch(line)
        if match is None:
            problems.add(path, number, f"'{line.strip()}' is not a heading Sarika knows.",
                         "Write '## TH' or '## TH for KH'.", "heading")  # fmt: skip
            heading = ("??", None)
            continue
        heading = (match[1], match[2])
        if any((s.country, s.nationality) == heading for s in sections):
            problems.add(path, number, f"'{line.strip()}' stands twice.", "Put both texts under one.", "heading")
    close()
    return general, tuple(sections)
