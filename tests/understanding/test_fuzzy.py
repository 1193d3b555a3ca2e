"""A few words that are nearly a phrase: slips are forgiven, other words are not."""

from __future__ import annotations

import pytest

from bot.messages import Session
from bot.text.clean import fold
from bot.understanding.fuzzy import Fuzzy
from bot.understanding.reader import Reader

PHRASES = {
    "overtime": "en", "work permit": "en", "minimum wage": "en", "visa": "en", "prak khae": "km", "ប្រាក់ខែ": "km",
    "លិខិតឆ្លងដែន": "km", "la kha ma ya": "my", "အလုပ်သမားကတ်": "my", "ပတ်စပို့": "my", "နိုင်ငံကူးလက်မှတ်": "my",
}  # fmt: skip

NEAR = {
    "a letter too many": ("overtimee", "overtime"),
    "two letters swapped": ("ovretime", "overtime"),
    "a letter missing": ("minimun wge", "minimum wage"),
    "the phrase itself": ("work permit", "work permit"),
    "Khmer, a cluster wrong": ("លិខិតឆ្លងដេន", "លិខិតឆ្លងដែន"),
    "Burmese, a syllable wrong": ("နိုင်ငံကူးလက်မှက်", "နိုင်ငံကူးလက်မှတ်"),
}
FAR = {
    "too short for a guess": "vis",
    "another word": "overhead",
    "a sentence": "they never pay for overtime since january",
    "Khmer, another word": "ប្រាសាទ",
    "nothing": "",
    "emoji": "😀😀😀😀😀",
    "huge": "a" * 100_000,
}


@pytest.fixture(scope="module")
def fuzzy() -> Fuzzy:
    return Fuzzy((fold(phrase), language) for phrase, language in PHRASES.items())


@pytest.mark.parametrize(("text", "phrase"), NEAR.values(), ids=NEAR)
def test_a_slip_is_forgiven(fuzzy: Fuzzy, text: str, phrase: str) -> None:
    assert fuzzy.closest(fold(text)) == fold(phrase)


HEARD = {
    "romanised Khmer": ("brak khae", "km", "prak khae"),
    "romanised Burmese, other letters": ("la hka ma ya", "my", "la kha ma ya"),
    "Burmese by its sound is nothing in English": ("lahka maya", "en", None),
}


@pytest.mark.parametrize(("text", "language", "phrase"), HEARD.values(), ids=HEARD)
def test_romanised_words_are_known_by_their_sound(fuzzy: Fuzzy, text: str, language: str, phrase: str | None) -> None:
    assert fuzzy.closest(fold(text), language) == phrase


@pytest.mark.parametrize("text", FAR.values(), ids=FAR)
def test_other_words_are_not_taken(fuzzy: Fuzzy, text: str) -> None:
    assert fuzzy.closest(fold(text)) is None


def test_without_examples_a_misspelt_keyword_is_understood(reader: Reader) -> None:
    unlearned = Reader(reader.library)
    understood = unlearned.read("overtimee pai", Session())
    assert (understood.topic, understood.layer) == ("wages", "fuzzy")
    assert Reader(reader.library, without=("fuzzy",)).read("overtimee pai", Session()).layer != "fuzzy"
