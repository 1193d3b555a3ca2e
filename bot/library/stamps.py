"""Marks a translation as saying the same as today's English text (`translated_from` in its head)."""

from __future__ import annotations

import re
from pathlib import Path

from bot.errors import ContentError
from bot.library import topic_file
from bot.library.problems import Problems


def mark_translated(path: Path) -> str:
    """Write the hash of the English text into the translation's head, nothing else is touched; returns the hash.

    Raises ContentError if either file is broken.
    """
    folder = path.resolve().parent.parent
    problems = Problems(folder)
    english = topic_file.read(folder / "en" / path.name, "en", problems)
    own = topic_file.read(path.resolve(), path.resolve().parent.name, problems)
    if english is None or own is None:
        raise ContentError(folder, problems.found)
    text = path.read_text(encoding="utf-8")
    head, mark, body = text.partition("\n---\n")
    line = f"translated_from: {english.digest}"
    head, count = re.subn(r"^translated_from:.*$", line, head, count=1, flags=re.M)
    if not count:
        head = re.sub(r"^(status:)", rf"{line}\n\1", head, count=1, flags=re.M)
    path.write_text(head + mark + body, encoding="utf-8")
    return english.digest
