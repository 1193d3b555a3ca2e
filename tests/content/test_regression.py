"""The messages that the line must keep answering; staff add to them."""

from __future__ import annotations

from bot.understanding import regression
from bot.understanding.reader import Reader


def test_the_line_keeps_answering_what_it_must(reader: Reader) -> None:
    messages = regression.rows(reader.library.folder)
    assert len(messages) > 300
    wrong = [row["text"] for row, _ in regression.failing(reader, messages)]
    assert wrong == []
