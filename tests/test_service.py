"""The whole path when parts of it break: there is always a reply, and nothing is counted twice."""

from __future__ import annotations

import gc
import logging
import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import ChannelOff, ContentError
from bot.library.reload import Shelf
from bot.messages import Incoming, Session
from bot.service import Service
from bot.settings import CONTENT_IN_REPO, read
from bot.understanding.reader import Reader
from tests.library.small import FILES, write

ASK = Incoming("test", "+66812345678", "boss not pay", "id-1", calling_country="TH")


def test_an_answer_is_counted_and_remembered(service: Service) -> None:
    reply = service.answer(ASK)
    assert "1506" in "\n".join(reply.parts)
    known = service.records.recall(ASK)
    assert known.reply == reply
    assert known.session.topic == "wages"


def test_a_message_is_answered_for_the_hour_and_a_trial_is_not(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.library.hours.closed_now", lambda text, *_: "-" in text)
    ask = Incoming("test", "+821012345678", "45", "id-2", language="en", country="KR")
    assert "(closed now, open " in "\n".join(service.answer(ask).parts)
    assert "closed now" not in "\n".join(service.exchange(ask, Session()).outgoing.parts)


def break_database(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    (data / "sarika.db").write_bytes(b"this is no database at all" * 100)


def test_a_broken_database_does_not_stop_the_answer(environ: dict[str, str], data: Path) -> None:
    break_database(data)
    service = Service(read(environ))
    reply = service.answer(ASK)
    assert "1506" in "\n".join(reply.parts)
    assert "records" in service.ready()


def test_a_data_folder_that_cannot_be_made_does_not_stop_the_answer(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    service = Service(read(environ))
    assert "1506" in "\n".join(service.answer(ASK).parts)
    assert "records" in service.ready()


def test_when_understanding_fails_the_last_resort_answers(
    environ: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    class Fails(Reader):
        def read(self, text: str, session: Session, calling_country: str | None = None):  # type: ignore[no-untyped-def]
            raise RuntimeError(f"cannot read {text}")

    service = Service(read(environ))
    service.shelf = Shelf(CONTENT_IN_REPO, Fails)
    with caplog.at_level(logging.DEBUG):
        reply = service.answer(ASK)
    assert "191" in "\n".join(reply.parts)
    assert "RuntimeError" in caplog.text
    assert "boss" not in caplog.text and "812345678" not in caplog.text


AGES = {
    "five hours": (5, "boss not pay", True),
    "seven hours": (7, "boss not pay", False),
    "seven hours, danger": (7, "they locked me in a room", True),
    "a day and more, danger": (25, "they locked me in a room", False),
}


@pytest.mark.parametrize(("hours", "text", "answered"), AGES.values(), ids=AGES)
def test_an_old_message_gets_no_reply_out_of_the_blue(service: Service, hours: int, text: str, answered: bool) -> None:
    sent = datetime.now(UTC) - timedelta(hours=hours)
    reply = service.answer(Incoming("test", "x", text, "m", calling_country="TH", sent_at=sent))
    assert bool(reply.parts) is answered


def test_a_channel_that_is_off_is_no_door(service: Service) -> None:
    from werkzeug.test import EnvironBuilder
    from werkzeug.wrappers import Request

    with pytest.raises(ChannelOff):
        service.handle("telegram", Request(EnvironBuilder(method="POST").get_environ()))


def test_an_edit_goes_live_and_a_broken_one_does_not(tmp_path: Path) -> None:
    folder = write(tmp_path)
    shelf = Shelf(folder, Reader)
    old = shelf.current.library
    (folder / "en/wages.md").write_text(FILES["en/wages.md"].replace("on time.", "in full."), encoding="utf-8")
    assert shelf.refresh()
    assert shelf.current.library.text("en", "wages").general[0] == "Pay must come in full."
    assert old.text("en", "wages").general[0] == "Pay must come on time."
    (folder / "en/wages.md").write_text("half-saved", encoding="utf-8")
    assert not shelf.refresh()
    assert shelf.current.library.text("en", "wages").general[0] == "Pay must come in full."
    assert shelf.refused is not None and "en/wages.md:1" in str(shelf.refused)
    (folder / "en/wages.md").write_text(FILES["en/wages.md"], encoding="utf-8")
    assert shelf.refresh()
    assert shelf.refused is None


def test_an_edit_is_seen_by_itself(tmp_path: Path) -> None:
    folder = write(tmp_path)
    shelf = Shelf(folder, Reader)
    shelf.watch(every=0.01)
    (folder / "en/wages.md").write_text(FILES["en/wages.md"].replace("on time.", "in full."), encoding="utf-8")
    deadline = datetime.now() + timedelta(seconds=20)
    while "in full" not in shelf.current.library.text("en", "wages").general[0]:
        assert datetime.now() < deadline
    assert re.fullmatch(r"[0-9a-f]{12}", shelf.current.library.version)


def test_the_watching_thread_ends_with_the_shelf(tmp_path: Path) -> None:
    shelf = Shelf(write(tmp_path), Reader)
    shelf.watch(every=0.01)
    watching = [thread for thread in threading.enumerate() if thread.name == "content-watch"]
    del shelf
    gc.collect()
    watching[-1].join(timeout=20)
    assert not watching[-1].is_alive()


def test_after_a_restart_with_broken_content_the_last_good_copy_answers(tmp_path: Path) -> None:
    folder, keep = write(tmp_path / "content"), tmp_path / "data" / "content"
    Shelf(folder, Reader, keep)
    (folder / "en/wages.md").write_text("half-saved", encoding="utf-8")
    again = Shelf(folder, Reader, keep)
    assert again.current.library.text("en", "wages").title == "Pay"
    assert again.refused is not None and "en/wages.md:1" in str(again.refused)
    (folder / "en/wages.md").write_text(FILES["en/wages.md"], encoding="utf-8")
    assert again.refresh() and again.refused is None


def test_without_any_good_content_there_is_no_start(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        Shelf(write(tmp_path / "content", {"topics.yaml": "x"}), Reader, tmp_path / "data" / "content")
