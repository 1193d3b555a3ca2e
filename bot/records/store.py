"""The records of the line: what we know of a conversation, what we answered, and the anonymous log.

Nothing here can say who wrote: persons, messages and visitors are keyed pseudonyms. Constructing `Records`
touches no file, so a broken disk never keeps the line from answering; every trouble is a RecordsError of
the call it stops.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlite_utils import Database

from bot.messages import Incoming, Outgoing, Session
from bot.records.connections import Connections
from bot.records.database import PATIENCE, plain_errors, private_folder
from bot.records.forgetting import CONVERSATION, HOUR, answered_until, claim_purge, forget, purge
from bot.records.pseudonyms import Pseudonyms, secret
from bot.records.redact import redact
from bot.records.rows import to_column, to_reply, to_session


@dataclass(frozen=True, slots=True)
class Recalled:
    """What we know before answering: the session, and the reply if this very message was answered already."""

    session: Session
    reply: Outgoing | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the log keeps of one message besides hour, channel and visitor token."""

    language: str
    country: str | None
    topic: str | None
    layer: str
    danger: bool
    parts: int
    segments: int
    milliseconds: int


def utc_now() -> datetime:
    """The time by the server's clock."""
    return datetime.now(UTC)


class Records:
    """Conversations, answered ids and the log in one SQLite file; for any number of threads and processes."""

    def __init__(
        self,
        data: Path,
        secret: str | None = None,
        *,
        keep_unplaced: bool = True,
        clock: Callable[[], datetime] = utc_now,
        patience: float = PATIENCE,
    ) -> None:
        self.path = data / "sarika.db"
        self._given = secret
        self._keep_unplaced = keep_unplaced
        self._clock = clock
        self._connections = Connections(self.path, patience)
        self._purged = 0

    def recall(self, incoming: Incoming) -> Recalled:
        """The session of this person, and what was answered already to this message id."""
        now = int(self._now().timestamp())
        person, message = self._keys(incoming)

        def read(db: Database) -> Recalled:
            known = db.execute(
                "SELECT session FROM conversation WHERE person = ? AND seen BETWEEN ? AND ?",
                (person, now - CONVERSATION, now + HOUR),
            ).fetchone()
            return Recalled(to_session(known[0]) if known else Session(), _answered(db, message))

        return self._connections.run(read)

    def keep(
        self,
        incoming: Incoming,
        session: Session | None,
        reply: Outgoing,
        entry: Entry,
        unplaced: str | None = None,
    ) -> Outgoing:
        """Write all that follows from one message in one transaction; gives back the reply that stands.

        Where another worker answered this message id meanwhile, that is its reply and nothing is written.
        `session` None forgets the person.
        """
        now = self._now()
        seconds = int(now.timestamp())
        hour = f"{now:%Y-%m-%dT%H}"
        text = redact(unplaced) if self._keep_unplaced and unplaced else ""
        person, message = self._keys(incoming)
        visitor = self._visitor(incoming.channel, incoming.sender, now) if person else None
        stranger = secrets.token_bytes(8)
        row = (
            hour, secrets.token_bytes(8), incoming.channel, entry.language, entry.country, entry.topic,
            entry.layer, int(entry.danger), entry.parts, entry.segments, entry.milliseconds,
            visitor if session else stranger,
        )  # fmt: skip

        def write(db: Database) -> Outgoing:
            if earlier := _answered(db, message):
                return earlier
            if message:
                db.execute(
                    "INSERT INTO answered VALUES (?, ?, ?)",
                    (message, to_column(reply), answered_until(seconds)),
                )
            if person and visitor and session:
                db.execute("REPLACE INTO conversation VALUES (?, ?, ?)", (person, to_column(session), seconds))
            elif person and visitor:
                forget(db, person, visitor, stranger)
            db.execute("INSERT INTO today VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            if text:
                db.execute(
                    "INSERT INTO unplaced VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                    (hour[:10], entry.language, text),
                )
            return reply

        return self._connections.run(write)

    def forget(self, channel: str, sender: str) -> None:
        """Leave nothing that leads to this person: the conversation goes, and the token in today's log."""
        now = self._now()
        person = self._names.person(channel, sender)
        visitor = self._visitor(channel, sender, now)
        stranger = secrets.token_bytes(8)
        self._connections.run(lambda db: forget(db, person, visitor, stranger))

    def purge(self, now: datetime | None = None) -> dict[str, int]:
        """Delete what has had its time, yesterday's visitor key too; how many rows of each kind went."""
        moment = (now or self._now()).astimezone(UTC)
        with plain_errors():
            self._names.new_day(moment.date())
        return self._connections.run(lambda db: purge(db, moment))

    def purge_if_due(self) -> dict[str, int]:
        """Purge if no worker has done so for an hour; otherwise next to nothing."""
        now = self._now()
        seconds = int(now.timestamp())
        with plain_errors():
            self._names.new_day(now.date())
        if 0 <= seconds - self._purged < HOUR:
            return {}
        gone = self._connections.run(lambda db: purge(db, now) if claim_purge(db, seconds) else {})
        self._purged = seconds
        return gone

    def ready(self) -> None:
        """Prove by a small commit that records can be written, else RecordsError says why; purges if due."""
        self.purge_if_due()
        now = int(self._now().timestamp())
        self._connections.run(lambda db: db.execute("UPDATE house SET value = ? WHERE name = 'probed'", (now,)))

    def borrow(self) -> AbstractContextManager[Database]:
        """A connection for the calling thread, for reading; only this room may use it."""
        return self._connections.borrow()

    def close(self) -> None:
        """Close the idle connections; a later call opens new ones."""
        self._connections.close()

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def _keys(self, incoming: Incoming) -> tuple[bytes | None, bytes | None]:
        """The pseudonyms of person and message; None for what the provider did not tell."""
        channel, sender, message_id = incoming.channel, incoming.sender, incoming.message_id
        person = self._names.person(channel, sender) if sender else None
        return person, self._names.message(channel, message_id) if message_id else None

    def _visitor(self, channel: str, sender: str, now: datetime) -> bytes:
        with plain_errors():
            return self._names.visitor(channel, sender, now.date())

    @cached_property
    def _names(self) -> Pseudonyms:
        data = self.path.parent
        with plain_errors():
            private_folder(data)
            return Pseudonyms(secret(data, self._given), data)


def _answered(db: Database, message: bytes | None) -> Outgoing | None:
    row = db.execute("SELECT reply FROM answered WHERE message = ?", (message,)).fetchone()
    return to_reply(row[0]) if row else None
