"""No number, sender, message id or text in any file; and nothing of what was deleted."""

from __future__ import annotations

import base64
import hashlib
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.messages import Incoming, Outgoing, Session
from bot.records import Entry, Records
from bot.records.pseudonyms import Pseudonyms, secret

NUMBER, ACCOUNT, MESSAGE_ID = "+85512345678", "psid-7391028465", "SM90210aabbccddeeff"
TEXT = "my phone 012 345 678, they locked the door in Mahachai"
REPLY = Outgoing(("Call 1300",), 1)
ENTRY = Entry("km", "TH", None, "none", True, 1, 1, 5)


def forms(word: str) -> list[bytes]:
    """One word in the ways somebody may have written it."""
    digits = "".join(filter(str.isdigit, word))
    texts = {word, word.lstrip("+"), digits, digits[-8:], "0" + digits[-8:]} if digits else {word}
    found: list[bytes] = []
    for text in texts - {""}:
        for raw in (text.encode(), text.encode("utf-16-le"), text[::-1].encode()):
            found += [raw, base64.b64encode(raw).rstrip(b"="), raw.hex().encode(), raw.hex().upper().encode()]
        for hashed in (hashlib.sha256, hashlib.sha1, hashlib.md5):
            digest = hashed(text.encode()).digest()
            found += [digest, digest.hex().encode(), base64.b64encode(digest).rstrip(b"="), digest[:8]]
        found.append(int(text).to_bytes(8, "big").lstrip(b"\0") if text.isdigit() else text.encode())
    return [form for form in found if len(form) >= 5]


def all_bytes(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("sender", [NUMBER, ACCOUNT])
def test_no_form_of_sender_id_or_text_is_in_any_file(records: Records, data: Path, sender: str) -> None:
    incoming = Incoming("sms", sender, TEXT, MESSAGE_ID)
    records.keep(incoming, Session("km"), REPLY, ENTRY, TEXT)
    held = all_bytes(data)
    for word in (sender, MESSAGE_ID, TEXT, "012 345 678", "345 678"):
        assert [form for form in forms(word) if form in held] == []


def test_log_cannot_be_joined_with_conversations(records: Records, data: Path) -> None:
    records.keep(Incoming("sms", NUMBER, TEXT, MESSAGE_ID), Session("km"), REPLY, ENTRY)
    with records.borrow() as db:
        person = db.execute("SELECT person FROM conversation").fetchone()[0]
        message = db.execute("SELECT message FROM answered").fetchone()[0]
        (row,) = db.execute("SELECT * FROM log").fetchall()
    assert not {person, message, person[:8], message[:8]} & set(row)
    assert not any(isinstance(value, int) and value > 1e9 for value in row)


@pytest.mark.parametrize("how", ["stop", "forget"])
def test_stop_leaves_no_copy_in_any_file(records: Records, data: Path, clock, how: str) -> None:
    incoming = Incoming("sms", NUMBER, TEXT, MESSAGE_ID)
    names = Pseudonyms(secret(data, None) if records.recall(incoming) else b"", data)
    person, visitor = names.person("sms", NUMBER), names.visitor("sms", NUMBER, clock().date())
    for number in range(50):  # with neighbours, so that pages are full
        records.keep(replace(incoming, sender=f"+855{number}", message_id=f"n{number}"), Session("my"), REPLY, ENTRY)
        records.keep(replace(incoming, message_id=f"m{number}"), Session("km"), REPLY, ENTRY)
    held = all_bytes(data)
    assert person in held and visitor in held
    if how == "stop":
        records.keep(replace(incoming, message_id="stop"), None, REPLY, ENTRY)
    else:
        records.forget("sms", NUMBER)
    held = all_bytes(data)
    assert person not in held and visitor not in held and person.hex().encode() not in held


def test_purge_leaves_nothing_readable(records: Records, data: Path, clock) -> None:
    chance = random.Random(7)
    seen: set[bytes] = set()
    names = Pseudonyms(secret(data, None) if records.recall(Incoming("sms", "1", "")) else b"", data)
    for number in range(600):
        sender = f"+8551{chance.randrange(10**7)}"
        incoming = Incoming("sms", sender, "x", f"id{number}")
        topic = f"topic-{number:04d}" + "x" * chance.randrange(200)
        told = Outgoing((f"reply-{number:04d}" + "y" * chance.randrange(3000),), 1)
        word = chr(97 + number // 26 % 26) + chr(97 + number % 26)
        records.keep(incoming, Session("km", topic=topic), told, ENTRY, f"unplaced-{word}" + "z" * (number % 280))
        if number % 3 == 0:
            records.keep(replace(incoming, message_id=""), Session("km", topic=topic + "-again"), told, ENTRY)
        if number % 7 == 0:
            records.forget("sms", sender)
        seen.add(names.person("sms", sender))
        seen.add(names.message("sms", f"id{number}"))
    clock.move(days=40)
    gone = records.purge()
    assert gone["answered"] == 600 and gone["conversations"] > 500 and gone["unplaced"] == 600
    held = all_bytes(data)
    assert [word for word in (b"topic-", b"reply-", b"unplaced-", b"yyyyyyyy", b"zzzzzzzz") if word in held] == []
    assert not any(name in held for name in seen)


def test_purge_among_rows_that_stay_leaves_nothing_readable(records: Records, data: Path, clock) -> None:
    chance = random.Random(11)
    old: list[str] = []
    for number in range(1500):  # old and new rows mixed in the same pages
        sender = f"+8551{chance.randrange(10**7)}"
        if number % 2:
            clock.move(hours=-30)
            old.append(f"old-{number:05d}-")
        topic = (old[-1] if number % 2 else "new-") + "t" * chance.randrange(120)
        records.keep(Incoming("sms", sender, ""), Session("km", topic=topic), REPLY, ENTRY)
        if number % 2:
            clock.move(hours=30)
    records.purge()
    held = all_bytes(data)
    assert [word for word in old if word.encode() in held] == []


def test_yesterdays_visitor_key_is_in_no_file(records: Records, data: Path, clock) -> None:
    records.keep(Incoming("sms", NUMBER, "x"), Session(), REPLY, ENTRY)
    key = (data / "visitor.key").read_bytes()[10:]
    with records.borrow() as db:
        token = db.execute("SELECT visitor FROM log").fetchone()[0]
    clock.now = datetime(2026, 11, 23, 0, 1, tzinfo=UTC)
    records.ready()  # a health check is enough, no message need come
    assert key not in all_bytes(data)
    names = Pseudonyms(secret(data, None), data)
    for day in (date(2026, 11, 22), date(2026, 11, 23)):
        assert names.visitor("sms", NUMBER, day) != token


def test_files_are_ours_alone(records: Records, data: Path) -> None:
    records.keep(Incoming("sms", NUMBER, "x", "1"), Session(), REPLY, ENTRY)
    assert data.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()} == {
        "sarika.db": 0o600,
        "sarika.db-journal": 0o600,
        "sarika.gate": 0o600,
        "sarika.lock": 0o600,
        "secret.key": 0o600,
        "visitor.key": 0o600,
    }
    assert (data / "sarika.db-journal").stat().st_size == 0
