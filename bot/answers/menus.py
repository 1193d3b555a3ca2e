"""Menus drawn from the tree, and the choices named under an answer."""

from __future__ import annotations

from collections.abc import Iterable

from bot.library.model import Library, Topic
from bot.messages import Choice


def choices(library: Library, language: str, topics: Iterable[str]) -> tuple[Choice, ...]:
    """Topic ids as things to text; commands and unknown ids have no code and are left out."""
    nodes = (library.topics.get(topic) for topic in topics)
    return tuple(Choice(node.code, library.title(language, node.id)) for node in nodes if node and node.code)


def inline(library: Library, language: str, offered: tuple[Choice, ...]) -> str:
    """The choices in one line: "45 Complaint, 63 Debt"."""
    return ", ".join(library.phrase(language, "choice", code=c.send, title=c.label) for c in offered)


def lines(library: Library, language: str, topics: Iterable[Topic]) -> tuple[str, ...]:
    """The topics as menu lines."""
    return tuple(
        library.phrase(language, "menu-line", code=topic.code, title=library.title(language, topic.id))
        for topic in topics
    )
