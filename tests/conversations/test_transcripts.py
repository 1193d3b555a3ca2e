"""Runs every transcript in this folder: conversations that staff read, write and record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import transcripts
from bot.messages import Incoming, Outgoing, Session
from bot.service import Service

HERE = Path(__file__).parent


def session_of(incoming: Incoming) -> Session:
    return Session(language=incoming.language, country=incoming.country, nationality=incoming.nationality)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(service: Service, path: Path) -> None:
    wrong: list[str] = []
    session: Session | None = None
    for turn in transcripts.read(path):
        who = turn.who
        if session is None:
            session = session_of(who)
        done = service.exchange(replace(who, language=None, country=None, nationality=None), session)
        assert done.outgoing.segments <= 3
        session = done.session or Session()
        wrong += transcripts.differences(turn, done.outgoing)
    assert not wrong, "\n".join([path.name, *wrong])


UNREADABLE = {
    "a reply first": ("hello\n> 22\n", "bad.txt:1: a reply before any message."),
    "an unknown word": ("# x\n@ colour=red\n> 22\n", "bad.txt:2: 'colour' is unknown."),
}


@pytest.mark.parametrize(("text", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_transcript_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.txt") as caught:
        list(transcripts.read(path))
    assert said in str(caught.value)


def test_what_is_recorded_can_be_run(tmp_path: Path) -> None:
    path = tmp_path / "recorded.txt"
    said = Outgoing(("ប៉ូលិស: 191\nសូមហៅ", "More here"), 2)
    who = Incoming("terminal", "", "", country="TH", calling_country="TH")
    transcripts.write(path, who, [("ជួយ", said), ("22", Outgoing(("ok",), 1))])
    turns = list(transcripts.read(path))
    assert [turn.who.text for turn in turns] == ["ជួយ", "22"]
    assert turns[0].who.country == "TH"
    assert transcripts.differences(turns[0], said) == []
    missing = transcripts.differences(turns[0], Outgoing(("More here",), 1))
    assert missing == [f"line {turns[0].line}: missing, or in another order: ប៉ូលិស: 191"]


def test_words_and_forbidden_words_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("> 22\n- 191\n! 911\n", encoding="utf-8")
    (turn,) = transcripts.read(path)
    assert transcripts.differences(turn, Outgoing(("Call 191",), 1)) == []
    assert len(transcripts.differences(turn, Outgoing(("Call 911",), 1))) == 2
