"""What simpler lines do, to compare with: keyword rules as other platforms have them, and the nearest example."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz, process

from bot.library.model import Library
from bot.text.clean import fold
from bot.understanding.phrases import PhraseBook

Baseline = Callable[[str], tuple[str, ...]]
"""A folded message -> topics, best first; () where it has no answer."""

OFFERED = 3


def first_word(library: Library) -> Baseline:
    """The first word decides if it is a keyword: RapidPro's keyword triggers."""
    known = {fold(word): topic for word, topic in _keywords(library) if " " not in fold(word)}

    def ask(folded: str) -> tuple[str, ...]:
        words = folded.split()
        return (known[words[0]],) if words and words[0] in known else ()

    return ask


def contains_keyword(library: Library) -> Baseline:
    """Any keyword anywhere in the message, the longest first."""
    book = PhraseBook(_keywords(library))

    def ask(folded: str) -> tuple[str, ...]:
        hits = sorted(book.find(folded), key=lambda hit: -len(hit.phrase))
        return tuple(dict.fromkeys(topic for hit in hits for topic in hit.meanings))[:OFFERED]

    return ask


def nearest_example(library: Library) -> Baseline:
    """The topics of the example messages with the fewest different letters (rapidfuzz ratio over all of them)."""
    lines = [(fold(q.text), topic) for (_, topic), questions in library.questions.items() for q in questions]
    texts = [text for text, _ in lines]

    def ask(folded: str) -> tuple[str, ...]:
        found = process.extract(folded, texts, scorer=fuzz.ratio, limit=10)
        return tuple(dict.fromkeys(lines[place][1] for _, _, place in found))[:OFFERED]

    return ask


def _keywords(library: Library) -> list[tuple[str, str]]:
    topics = [(word, text.topic) for text in library.texts.values() for word in (*text.keywords, text.title)]
    commands = [
        (word, command)
        for language in library.languages.values()
        for command, words in language.commands.items()
        for word in words
    ]
    return topics + commands


ALL: dict[str, Callable[[Library], Baseline]] = {
    "first-word keyword (RapidPro's rule)": first_word,
    "contains keyword": contains_keyword,
    "nearest example (rapidfuzz)": nearest_example,
}
