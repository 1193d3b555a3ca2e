"""The pure conversation: what is remembered, what is forgotten, which section speaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answers.conversation import converse
from bot.answers.filling import section_for
from bot.answers.last_resort import last_resort
from bot.library.model import Library, Section, Text
from bot.messages import Incoming, Session, Understanding
from bot.understanding.reader import Reader

TODAY = date(2026, 11, 22)
NOBODY = Incoming("test", "", "")


def text_with(*headings: tuple[str, str | None]) -> Text:
    sections = tuple(Section(country, nationality, ("x",), 1) for country, nationality in headings)
    return Text("t", "en", "f", "T", (), (), TODAY, TODAY, "draft", "", "", ("general",), sections)


SECTIONS = {
    "the country for the nationality": ([("TH", None), ("TH", "KH")], "TH", "KH", ("TH", "KH")),
    "the country for others": ([("TH", None), ("TH", "KH")], "TH", "MM", ("TH", None)),
    "nobody else's section": ([("TH", "KH")], "TH", "MM", None),
    "home, when the country is not known": ([("TH", None), ("KH", None)], None, "KH", ("KH", None)),
    "home, when nothing is said of the country": ([("KH", None)], "BN", "KH", ("KH", None)),
    "nothing": ([("TH", None)], None, None, None),
    "no sections": ([], "TH", "KH", None),
}  # fmt: skip


@pytest.mark.parametrize(("headings", "country", "nationality", "chosen"), SECTIONS.values(), ids=SECTIONS)
def test_the_most_specific_section_speaks(
    headings: list[tuple[str, str | None]],
    country: str | None,
    nationality: str | None,
    chosen: tuple[str, str | None] | None,
) -> None:
    section = section_for(text_with(*headings), country, nationality)
    assert (section and (section.country, section.nationality)) == chosen


def talk(reader: Reader, *texts: str, session: Session = Session()) -> Session | None:  # noqa: B008 - frozen
    after: Session | None = session
    for text in texts:
        understood = reader.read(text, after or Session())
        after = converse(replace(NOBODY, text=text), understood, after or Session(), reader.library, TODAY)[1]
    return after


def test_stop_forgets(reader: Reader) -> None:
    assert talk(reader, "I am in Thailand", "22", "STOP") is None


def test_country_and_language_last(reader: Reader) -> None:
    after = talk(reader, "Malaysia", "khmer", "22", "អរគុណ", "11")
    assert after is not None
    assert (after.country, after.language, after.topic) == ("MY", "km", "agency-check")


def test_a_session_holds_nothing_of_the_text(reader: Reader) -> None:
    after = talk(reader, "my name is Sok Dara, boss Somchai not pay me, call 0812345678")
    assert after is not None
    assert not any(word in repr(after) for word in ("Sok", "Dara", "Somchai", "0812345678"))


def test_what_is_printed_of_a_message_says_nothing_of_the_person() -> None:
    shown = repr(Incoming("twilio", "+66812345678", "secret words", "SM123"))
    assert not any(word in shown for word in ("66812345678", "secret", "SM123"))


@pytest.mark.parametrize("offered", [("wages", "hours"), ("wages", "hours", "contract")])
def test_unsure_names_the_other_choices(library: Library, offered: tuple[str, ...]) -> None:
    understood = Understanding("wages", offered, language="en", layer="example")
    answer, after = converse(NOBODY, understood, Session(), library, TODAY)
    assert "23 " in answer.under
    assert after is not None and after.about == offered[1:]


def test_very_unsure_only_asks(library: Library) -> None:
    understood = Understanding(None, ("wages", "hours"), language="en", layer="example")
    answer, _ = converse(NOBODY, understood, Session(), library, TODAY)
    assert answer.paragraphs == (
        "Which do you mean? Text the number: 22 Pay and overtime, 23 " + library.title("en", "hours"),
    )


@pytest.mark.parametrize(
    ("text", "calling", "language", "number"),
    [
        ("ជួយផង", "TH", "km", "191"),
        ("ကယ်ပါ", None, "my", "191"),
        ("help", "KR", "en", "112"),
        ("", "MY", "en", "999"),
        ("\ud800" * 9, "FR", "en", "+855 23 997 919"),
    ],
)
def test_the_last_resort_names_emergency_contacts(
    library: Library, text: str, calling: str | None, language: str, number: str
) -> None:
    answer = last_resort(replace(NOBODY, text=text, calling_country=calling), library, TODAY)
    assert answer.language == language
    assert number in answer.text


def test_old_facts_say_their_age(library: Library) -> None:
    understood = Understanding("wages", ("wages",), language="en", layer="code")
    late = date(2027, 6, 30)
    answer, _ = converse(NOBODY, understood, Session(country="TH"), library, late)
    assert "(checked November 2026)" in answer.text
