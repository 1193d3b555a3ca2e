"""The conversation as the chat page's form carries it: written here, read back as a stranger's bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass

KEPT = 20
"""Exchanges that travel along; older ones are dropped."""
HEAVIEST = 16_000
"""Characters of the conversation that travels along: it is sent again with every message."""
LONGEST = 1000
"""Characters of one message taken; the page's field says the same."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One message and its reply as shown: the parts in order and what they cost on SMS."""

    said: str
    parts: tuple[str, ...]
    segments: int


def read(raw: str) -> tuple[Exchange, ...]:
    """Read back what `write` wrote; nothing of it unless all of it is right."""
    if len(raw) > 2 * HEAVIEST:
        return ()
    try:
        rows = json.loads(raw)
        return tuple(_exchange(row) for row in rows[-KEPT:]) if isinstance(rows, list) else ()
    except (ValueError, TypeError, RecursionError):
        return ()


def _exchange(row: object) -> Exchange:
    """One exchange of a transcript; raises ValueError or TypeError if it is not one."""
    if not isinstance(row, list):
        raise TypeError
    said, parts, segments = row
    if type(segments) is not int or not 0 <= segments < 100 or not isinstance(parts, list) or len(parts) > 10:
        raise ValueError
    if not all(isinstance(text, str) and len(text) <= 2 * LONGEST for text in (said, *parts)):
        raise ValueError
    "".join((said, *parts)).encode()  # half a surrogate pair could not be shown
    return Exchange(said, tuple(parts), segments)


def write(so_far: tuple[Exchange, ...]) -> str:
    """The conversation as the form carries it: its newest exchanges."""
    rows = [[exchange.said, exchange.parts, exchange.segments] for exchange in so_far[-KEPT:]]
    while len(raw := json.dumps(rows, ensure_ascii=False)) > HEAVIEST:
        rows = rows[1:]
    return raw
