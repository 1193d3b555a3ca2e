"""Adds and removes lines of `content/<language>/questions/<topic>.txt`, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

STAFF = "staff"
"""The writer under whose heading taught lines stand."""


def path_of(folder: Path, language: str, topic: str) -> Path:
    """The file of a topic's examples in a language."""
    return folder / language / "questions" / f"{topic}.txt"


def add(path: Path, text: str, danger: bool = False) -> None:
    """Put a line at the end of the file, under the heading of staff."""
    lines = _lines(path)
    headings = [line for line in lines if line.startswith("# ")]
    if not headings or headings[-1] != f"# {STAFF}":
        lines.append(f"# {STAFF}")
    lines.append(("! " if danger else "") + " ".join(text.split()))
    _write(path, lines)


def remove(path: Path, texts: Collection[str]) -> int:
    """Take out every line that says one of `texts` (as written, without "! "); returns how many went."""
    lines = _lines(path)
    kept = [line for line in lines if line.startswith("# ") or line.strip().removeprefix("! ") not in texts]
    if len(kept) < len(lines):
        _write(path, [line for line, after in zip(kept, [*kept[1:], "# "], strict=True) if not _empty(line, after)])
    return len(lines) - len(kept)


def _empty(line: str, after: str) -> bool:
    """A heading with nothing under it."""
    return line.startswith("# ") and after.startswith("# ")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.part")
    with fresh.open("w", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
