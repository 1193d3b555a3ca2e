"""Every topic, in every language, for every country and nationality: short, sourced, whole."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.answers.conversation import converse
from bot.channels.base import layout
from bot.library.model import Library
from bot.messages import Answer, Incoming, Session, Understanding
from bot.text.segments import encoding, segments

TODAY = date(2026, 11, 22)
COUNTRIES = (None, "TH", "MY", "KR", "JP", "SG", "HK", "TW", "KH", "MM", "SA", "BN")
NATIONALITIES = (None, "KH", "MM")
HELP = ("emergency", "trafficking", "violence", "detained", "complaint", "embassy", "hotline")


SUNDAY_NIGHT = datetime(2026, 11, 22, 19, tzinfo=UTC)
"""When all that has hours is closed, from Riyadh to Tokyo."""


def ask(
    library: Library,
    topic: str,
    language: str,
    country: str | None,
    nationality: str | None,
    now: datetime | None = None,
) -> Answer:
    understood = Understanding(topic=topic, offered=(topic,), language=language, layer="code")
    session = Session(language=language, country=country, nationality=nationality)
    return converse(Incoming("test", "", ""), understood, session, library, TODAY, now)[0]


@pytest.mark.parametrize("now", [None, SUNDAY_NIGHT], ids=["hours left out", "when all is closed"])
@pytest.mark.parametrize("language", ["en", "km", "my"])
def test_every_code_answers_everywhere_in_three_segments_at_once(
    library: Library, language: str, now: datetime | None
) -> None:
    script = {"km": "\u1780", "my": "\u1000"}.get(language)
    for topic in library.codes.values():
        for country in COUNTRIES:
            for nationality in NATIONALITIES:
                answer = ask(library, topic, language, country, nationality, now)
                where = f"{topic} in {language} for {nationality} in {country}"
                outgoing = layout(answer)
                assert outgoing.parts and outgoing.segments <= 3, where
                assert sum(map(segments, outgoing.parts)) == outgoing.segments, where
                assert all(part == part.strip() and part for part in outgoing.parts), where
                assert not re.search(r"[{}\u200b]", answer.text), where
                if script:
                    assert any(ord(script) <= ord(c) < ord(script) + 128 for c in answer.text), where
                else:
                    assert all(encoding(part) == "GSM-7" for part in outgoing.parts), where


@pytest.mark.parametrize("country", ["TH", "MY", "KR", "JP", "SG", "KH", "MM"])
@pytest.mark.parametrize("topic", HELP)
def test_every_help_topic_names_somebody_to_call(library: Library, topic: str, country: str) -> None:
    for language, nationality in (("km", "KH"), ("my", "MM"), ("en", None)):
        if topic == "embassy" and country in ("KH", "MM"):
            continue  # at home nobody's embassy helps
        answer = ask(library, topic, language, country, nationality)
        assert re.search(r"\d{3}", answer.text), f"{topic} in {language} in {country}"


@pytest.mark.parametrize("country", [*COUNTRIES, "FR"])
@pytest.mark.parametrize("language", ["en", "km", "my"])
def test_danger_stands_in_the_first_part(library: Library, language: str, country: str | None) -> None:
    understood = Understanding("violence", ("violence",), danger=True, language=language, layer="phrase")
    answer, _ = converse(Incoming("test", "", ""), understood, Session(country=country), library, TODAY)
    first = layout(answer).parts[0]
    assert first.startswith(library.phrase(language, "emergency"))
    assert re.search(r"\d{3}", first)


def test_every_topic_has_a_text_in_every_language(library: Library) -> None:
    wanted = {topic.id for topic in library.topics.values() if not topic.command}
    for language in library.languages:
        assert {topic for spoken, topic in library.texts if spoken == language} == wanted


def test_every_page_together_is_the_whole_answer(library: Library) -> None:
    for language in library.languages:
        for topic in library.codes.values():
            answer = ask(library, topic, language, "TH", None)
            pages = layout(answer).pages
            shown = "".join("".join(layout(replace(answer, page=page)).parts) for page in range(pages))
            shown = re.sub(r"\s", "", shown).replace(re.sub(r"\s", "", answer.more), "")
            assert re.sub(r"\s", "", answer.text) == shown
