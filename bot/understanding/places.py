"""Which country a message names, and which nationality its writer says to have."""

from __future__ import annotations

from bot.library.model import Library
from bot.understanding.phrases import Hit, PhraseBook


class Places:
    """Country and nationality words of all languages."""

    def __init__(self, library: Library) -> None:
        """Index every name in every language; a language's printed names, and the words under `countries`."""
        speech = library.languages.values()
        common = {code for language in speech for code in language.country_words.values()}
        self._countries = PhraseBook(
            (word, code)
            for language in speech
            for word, code in language.country_words.items()
            if len(word) > 2 or not word.isascii()
        )
        self._nationalities = PhraseBook(
            (word, code) for language in speech for word, code in language.nationality_words.items()
        )
        self._codes = {code.lower(): code for code in common & _listed(library)}
        self._homes = {language.nationality for language in speech if language.nationality}

    def only(self, folded: str) -> str | None:
        """The country if the whole message is just its name, its ISO code, or "in" and its name."""
        for words in (
            folded,
            folded.removeprefix("in "),
            folded.removeprefix("to "),
            folded.removeprefix("i am in "),
        ):
            if words in self._codes:
                return self._codes[words]
            for code in self._countries.whole(words):
                return code
        return None

    def country(self, folded: str) -> str | None:
        """The country where the writer is or goes to: the first one abroad, else the first named at all."""
        codes = [hit.meanings[0] for hit in self._hits(folded)]
        return next((code for code in codes if code not in self._homes), codes[0] if codes else None)

    def nationality(self, folded: str) -> str | None:
        """The nationality the writer names."""
        return next((hit.meanings[0] for hit in self._nationalities.find(folded)), None)

    def _hits(self, folded: str) -> list[Hit[str]]:
        return self._countries.find(folded)


def _listed(library: Library) -> set[str]:
    """Countries whose two-letter code people may text: where they go (in the tables), not all of the world (NO, IT)."""
    return {row.country for row in library.contacts} | {s.country for t in library.texts.values() for s in t.sections}
