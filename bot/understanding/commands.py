"""Messages that are just a code or a command word, in any language, at any moment."""

from __future__ import annotations

import string

from rapidfuzz.distance import DamerauLevenshtein

from bot.library.model import Library
from bot.understanding.phrases import PhraseBook

SIGNS = string.punctuation + string.whitespace + "។៕៖ៗ၊။…·•"
"""Signs around a command that do not matter. (Khmer and Burmese vowel marks are no word characters for `re`.)"""
AS_SPACES = dict.fromkeys(map(ord, SIGNS), " ")
WITHOUT_SIGNS = dict.fromkeys(map(ord, SIGNS))
FUZZY_FROM = 5
"""Letters from which one typing mistake in a Latin command word is forgiven ("menuu" is folded before)."""


class Commands:
    """Codes, command words and language names."""

    def __init__(self, library: Library) -> None:
        """Index the command words and language names of all languages."""
        speech = library.languages.values()
        self._codes = library.codes
        self._commands = PhraseBook(
            (_bare(word), topic) for language in speech for topic, words in language.commands.items() for word in words
        )
        self._languages = PhraseBook(
            [(word, code) for language in speech for code, words in language.language_words.items() for word in words]
            + [(language.own_name, language.code) for language in speech]
        )
        self._latin = [word for word in self._commands.phrases() if word.isascii() and len(word) >= FUZZY_FROM]

    def code(self, folded: str) -> tuple[str, str | None] | None:
        """(digits, topic id or None) if the message is digits only, perhaps with signs around: "22.", "#2 2"."""
        digits = folded.translate(WITHOUT_SIGNS)
        if not (digits.isascii() and digits.isdigit()):
            return None
        return digits, self._codes.get(digits)

    def codes(self, folded: str) -> tuple[str, ...]:
        """The topics of a message that is only several codes of two digits: "22, 43"; () if it is not."""
        parts = folded.translate(AS_SPACES).split()
        if len(parts) < 2 or any(len(part) != 2 or part not in self._codes for part in parts):
            return ()
        return tuple(dict.fromkeys(self._codes[part] for part in parts))

    def command(self, folded: str) -> tuple[str, str] | None:
        """(topic id, reason) if the whole message is a command word, with one typo forgiven in longer Latin words."""
        bare = _bare(folded)
        for topic in self._commands.whole(bare):
            return topic, f"the command word '{bare}'"
        if bare.isascii() and len(bare) >= FUZZY_FROM:
            for word in self._latin:
                if word[0] == bare[0] and DamerauLevenshtein.distance(word, bare, score_cutoff=1) <= 1:
                    return self._commands.whole(word)[0], f"close to the command word '{word}'"
        return None

    def language(self, folded: str) -> str | None:
        """The language code if the whole message names a language."""
        return next(iter(self._languages.whole(_bare(folded))), None)


def _bare(text: str) -> str:
    """Without signs around; a text that is only signs ("?", "*") is left as it is."""
    return text.strip(SIGNS) or text.strip()
