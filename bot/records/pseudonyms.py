"""Turning a person or a message into bytes that mean nothing without a key.

Two keys, two lives. The secret (given, or made once in `secret.key`) names conversations and answered ids,
which live 24 hours and 7 days. The visitor key counts heads in the log; it is overwritten when the day
(UTC) changes, so nobody, we included, can ever tell again who yesterday's visitors were. A number can be
tried against a key in a microsecond: whoever holds a key can test numbers, which is why neither key may lie
in the database or a backup.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Lock

SECRET_FILE = "secret.key"  # noqa: S105 (a file name)
VISITOR_FILE = "visitor.key"
KEY = 32


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    """The file open for reading and writing, to ourselves among all workers, only ours to read."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)  # gives up the lock


def _overwrite(file: int, content: bytes) -> None:
    os.pwrite(file, content, 0)  # in place: the old key's bytes are not left in freed blocks
    os.ftruncate(file, len(content))
    os.fsync(file)


def secret(data: Path, given: str | None) -> bytes:
    """The key of all pseudonyms: from `given`, else from `data/secret.key`, made by the first worker."""
    if given:
        return blake2b(given.encode("utf-8", "surrogatepass"), digest_size=KEY, person=b"sarika-secret").digest()
    path = data / SECRET_FILE
    if path.exists() and len(kept := path.read_bytes()) == KEY:
        return kept
    with _alone(path) as file:
        if len(kept := os.pread(file, KEY + 1, 0)) != KEY:  # new, or left half-written by a crash
            kept = secrets.token_bytes(KEY)
            _overwrite(file, kept)
        return kept


class Pseudonyms:
    """Keyed names for persons, messages and today's visitors. Never keeps what it was asked."""

    def __init__(self, secret: bytes, data: Path | None = None) -> None:
        self._key = secret
        self._data = data
        self._day: date | None = None
        self._day_key = b""
        self._lock = Lock()

    def person(self, channel: str, sender: str) -> bytes:
        """The pseudonym under which a conversation is kept."""
        return _name(self._key, b"person", channel, sender, 16)

    def message(self, channel: str, message_id: str) -> bytes:
        """The pseudonym under which an answered id is kept."""
        return _name(self._key, b"message", channel, message_id, 16)

    def visitor(self, channel: str, sender: str, today: date) -> bytes:
        """A short token for one person on one day: equal all day, not comparable with another day's."""
        self.new_day(today)
        return _name(self._day_key, b"visitor", channel, sender, 8)

    def new_day(self, today: date) -> None:
        """Destroy the visitor key of a day that is over, in memory and in the file."""
        with self._lock:
            if self._day != today:
                self._day_key = _day_key(self._data, today) if self._data else secrets.token_bytes(KEY)
                self._day = today


def _day_key(data: Path, today: date) -> bytes:
    accepted = {f"{day:%Y-%m-%d}".encode() for day in (today, today + timedelta(days=1))}
    with _alone(data / VISITOR_FILE) as file:
        kept = os.pread(file, 10 + KEY + 1, 0)
        # A worker whose midnight comes a moment late takes tomorrow's key, which the others use already.
        if len(kept) == 10 + KEY and kept[:10] in accepted:
            return kept[10:]
        key = secrets.token_bytes(KEY)
        _overwrite(file, f"{today:%Y-%m-%d}".encode() + key)
        return key


def _name(key: bytes, kind: bytes, channel: str, who: str, size: int) -> bytes:
    text = f"{len(channel)}:{channel}{who}".encode("utf-8", "surrogatepass")
    return blake2b(text, key=key, person=b"sarika-" + kind, digest_size=size).digest()
