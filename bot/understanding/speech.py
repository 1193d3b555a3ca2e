"""Which language to answer in: by script, else by the words, else by what the session or the telephone prefix says."""

from __future__ import annotations

import math
import re
from collections import Counter

from bot.library.model import Library
from bot.messages import Session
from bot.text.clean import fold
from bot.text.scripts import script

WORD = re.compile(r"[a-z]+")
DIGITS = {"khmer": re.compile("[\u17e0-\u17e9]"), "myanmar": re.compile("[\u1040-\u1049\u1090-\u1099]")}
UNSEEN = 0.5
"""Count given to a word never seen in a language (additive smoothing)."""
SURE = 1.5
"""Log-odds from which Latin words decide alone; below it the session's language or the prefix does."""


class Speech:
    """Guesses the language of a message; Latin words are weighed by how often each language's questions use them."""

    def __init__(self, library: Library) -> None:
        """Count the Latin words of every language's questions, keywords and command words."""
        self._library = library
        self._default = library.default_language
        self._scripts = {
            language.script: code for code, language in library.languages.items() if language.script != "latin"
        }
        self._by_country = {
            language.nationality: code for code, language in library.languages.items() if language.nationality
        }
        counts: dict[str, Counter[str]] = {code: Counter() for code in library.languages}
        for (code, _), questions in library.questions.items():
            for question in questions:
                counts[code].update(WORD.findall(question.text.casefold()))
        for (code, _), text in library.texts.items():
            for keyword in text.keywords:
                counts[code].update(WORD.findall(fold(keyword)))
        for code, language in library.languages.items():
            for words in language.commands.values():
                for word in words:
                    counts[code].update(WORD.findall(fold(word)))
        self.seen = sum(counts.values(), Counter[str]())
        """How often each Latin word stands in the questions, keywords and command words of all languages."""
        totals = {code: sum(counter.values()) + 1 for code, counter in counts.items()}
        self._weights: dict[str, dict[str, float]] = {}
        for word in set().union(*counts.values()):
            self._weights[word] = {
                code: math.log((counts[code][word] + UNSEEN) / (totals[code] + UNSEEN)) for code in counts
            }

    def language(self, raw: str, folded: str, session: Session, calling_country: str | None) -> str:
        """The code of the language to answer in. `raw` still has the digits as written: ២២ is Khmer, ၂၂ Burmese."""
        written = script(folded)
        if written == "none":
            written = next((name for name, digit in DIGITS.items() if digit.search(raw)), written)
        if written in self._scripts:
            return self._scripts[written]
        before = session.language or self._by_country.get(calling_country or "") or self._default
        if written != "latin" or (session.chose_language and session.language):
            return before
        scores = dict.fromkeys(self._library.languages, 0.0)
        for word in WORD.findall(folded):
            for code, weight in self._weights.get(word, {}).items():
                scores[code] += weight
        ranked = sorted(scores, key=lambda code: -scores[code])
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] >= SURE:
            return ranked[0]
        return before if scores[before] >= scores[ranked[0]] - SURE else ranked[0]

    def nationality(self, language: str, calling_country: str | None) -> str | None:
        """The nationality a language or a home prefix suggests; only ever used where nothing was said."""
        if calling_country in self._by_country:
            return calling_country
        return self._library.languages[language].nationality
