"""Whether somebody is in danger now: words of danger over the whole message, less the harmless uses."""

from __future__ import annotations

from bot.library.model import Library
from bot.understanding.phrases import PhraseBook

SAFE = "safe"
HEALTH = "health"
"""The kind of the words of somebody who thinks of dying."""
GRAVEST_FIRST = ("trafficking", "police", "ambulance", "health")
"""Of several kinds of danger in one message the first of these decides: who is locked in cannot go for help."""


class Danger:
    """The danger words of all languages; harmless phrases are longer and swallow the words inside them."""

    def __init__(self, library: Library) -> None:
        """Index `danger` and `harmless` of every language."""
        speech = library.languages.values()
        self._book = PhraseBook(
            [(word, kind) for language in speech for word, kind in language.danger.items()]
            + [(word, SAFE) for language in speech for word in language.harmless]
        )

        self._calls = PhraseBook(
            [(word, kind) for language in speech for kind, words in language.calls_for.items() for word in words]
            + [(word, HEALTH) for language in speech for word, kind in language.danger.items() if kind == HEALTH]
        )

    def calls_for(self, folded: str) -> tuple[str, ...]:
        """The kinds of contact that the words call for if there is danger: a child's helpline, mental health."""
        return tuple(dict.fromkeys(kind for hit in self._calls.find(folded) for kind in hit.meanings))

    def kind(self, folded: str) -> str | None:
        """The gravest kind of danger named (the keys of `danger` in `_language.yaml`), SAFE where only harmless phrases
        with such words are found, None without either."""
        kinds = {kind for hit in self._book.find(folded) for kind in hit.meanings}
        return next((kind for kind in (*GRAVEST_FIRST, SAFE) if kind in kinds), None)
