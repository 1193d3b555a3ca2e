"""Sessions and replies as columns of JSON, pure ASCII so that any text comes back byte for byte."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from bot.messages import Outgoing, Session


def to_column(value: Session | Outgoing) -> str:
    """The column that `to_session` or `to_reply` reads back."""
    return json.dumps(asdict(value), separators=(",", ":"))


def to_session(column: str) -> Session:
    """The session a column holds."""
    return Session(**_fields(column, Session))


def to_reply(column: str) -> Outgoing:
    """The reply a column holds."""
    return Outgoing(**_fields(column, Outgoing))


def _fields(column: str, kind: type[Session] | type[Outgoing]) -> dict[str, Any]:
    known = {field.name for field in fields(kind)}  # another version may have written more, or less
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in json.loads(column).items()
        if name in known
    }
