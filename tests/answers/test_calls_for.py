"""Whom danger calls for: a child's helpline for a child, mental health for thoughts of dying, and the same on MORE."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.answers.conversation import converse
from bot.messages import Answer, Incoming, Session
from bot.understanding.reader import Reader

CHILD = {
    "English": ("my stepfather hits my little sister every night she is 8", "1387"),
    "Khmer": ("ឪពុកចុងវាយកូនស្រីខ្ញុំអាយុ៧ឆ្នាំរាល់យប់", "1387"),
    "Burmese": ("ပထွေးက ညီမလေးကို ညတိုင်း ရိုက်တယ်", "1387"),
    "thoughts of dying": ("i want to die", "1323"),
}


@pytest.fixture
def say(reader: Reader) -> Callable[[str, Session], tuple[Answer, Session | None]]:
    def answer(text: str, session: Session) -> tuple[Answer, Session | None]:
        understood = reader.read(text, session)
        return converse(Incoming("t", "", text), understood, session, reader.library, date(2026, 11, 22))

    return answer


@pytest.mark.parametrize(("text", "phone"), CHILD.values(), ids=CHILD)
def test_the_contact_that_danger_calls_for_stands_in_the_block(say: Callable, text: str, phone: str) -> None:  # type: ignore[type-arg]
    answer, after = say(text, Session(country="TH"))
    assert answer.danger
    assert phone in "\n".join(answer.paragraphs[:4])
    assert after is not None
    again, _ = say("more", replace(after, page=1))
    assert again.paragraphs == answer.paragraphs


def test_an_adult_in_danger_gets_no_childrens_line(say: Callable) -> None:  # type: ignore[type-arg]
    answer, _ = say("my husband beats me with a belt", Session(country="TH"))
    assert answer.danger
    assert "1387" not in "\n".join(answer.paragraphs[:4])


def test_a_child_without_danger_calls_for_nobody(say: Callable) -> None:  # type: ignore[type-arg]
    answer, _ = say("which school takes my daughter", Session(country="TH"))
    assert not answer.danger
    assert "191" not in answer.text
