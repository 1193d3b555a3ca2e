"""Which country a message names, and which nationality its writer says to have."""

from __future__ import annotations

from bot.library.model import Library
from bot.text.clean import fold
from bot.understanding.commands import SIGNS
from bot.understanding.phrases import Hit, PhraseBook
from bot.understanding.place_sounds import PlaceSounds


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
        listed = _listed(library)
        self._misspelt = PlaceSounds(
            ((word, code) for language in speech for word, code in language.country_words.items() if code in listed),
            (question.text for questions in library.questions.values() for question in questions),
        )
        self._not_before = tuple(fold(word) for language in speech for word in language.not_before)
        self._not_after = tuple(fold(word) for language in speech for word in language.not_after)
        self._around = PhraseBook((words, True) for language in speech for words in language.around_places)
        self._nationalities = PhraseBook(
            (word, code) for language in speech for word, code in language.nationality_words.items()
        )
        self._codes = {code.lower(): code for code in common & listed}
        self._homes = {language.nationality for language in speech if language.nationality}

    def only(self, folded: str) -> str | None:
        """The country if the message says nothing but a place: its name or ISO code, perhaps with "I am in" around it."""
        bare = folded.strip(SIGNS)
        if bare in self._codes:
            return self._codes[bare]
        hits = self._countries.find(folded)
        if len(hits) != 1:
            return None
        around = (folded[: hits[0].start].strip(SIGNS), folded[hits[0].end :].strip(SIGNS))
        if all(not words or self._around.whole(words) for words in around):
            return hits[0].meanings[0]
        return None

    def country(self, folded: str) -> str | None:
        """The country where the writer is or goes to: the first one abroad, else the first named at all."""
        codes = [hit.meanings[0] for hit in self._countries.find(folded) if not self._denied(folded, hit)]
        if all(code in self._homes for code in codes):
            codes += self._misspelt.find(folded)
        return next((code for code in codes if code not in self._homes), codes[0] if codes else None)

    def home(self, folded: str, nationality: str | None) -> str | None:
        """The home country: of the nationality, else the first home country that the message names."""
        named = (hit.meanings[0] for hit in self._countries.find(folded))
        return nationality or next((code for code in named if code in self._homes), None)

    def _denied(self, folded: str, hit: Hit[str]) -> bool:
        """Whether the words beside a place say that it is not the one: "not Thailand"."""
        before, after = folded[: hit.start].rstrip(SIGNS), folded[hit.end :].lstrip(SIGNS)
        return any(
            before.endswith(words) and not _latin(before[-len(words) - 1 : -len(words)]) for words in self._not_before
        ) or any(
            after.startswith(words) and not _latin(after[len(words) : len(words) + 1]) for words in self._not_after
        )

    def nationality(self, folded: str) -> str | None:
        """The nationality the writer names."""
        return next((hit.meanings[0] for hit in self._nationalities.find(folded)), None)


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _listed(library: Library) -> set[str]:
    """Countries whose two-letter code people may text: where they go (in the tables), not all of the world (NO, IT)."""
    return {row.country for row in library.contacts} | {s.country for t in library.texts.values() for s in t.sections}
