"""Introduces the rooms to each other: one message in, one reply out, whatever breaks on the way."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from werkzeug.wrappers import Request, Response

from bot.answers.conversation import converse
from bot.answers.last_resort import last_resort
from bot.channels import open_channels
from bot.channels.base import SMS, Channel, Limits, layout
from bot.errors import ChannelOff, RecordsError
from bot.library.model import Library
from bot.library.reload import Shelf
from bot.messages import Answer, Incoming, Outgoing, Session, Understanding
from bot.records import Entry, Recalled, Records
from bot.settings import Settings
from bot.understanding import models
from bot.understanding.reader import Reader

log = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds to wait for a locked database before answering without it: LINE wants its answer within 2."""

OLDEST = timedelta(hours=6)
OLDEST_DANGER = timedelta(hours=24)
"""A message that arrives later than this gets no reply: the phone may be in other hands by now."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One message and what became of it, for the pages and the terminal that show more than the reply."""

    understood: Understanding
    answer: Answer
    outgoing: Outgoing
    session: Session | None


class Service:
    """The whole line: content, understanding, answers, channels, records."""

    def __init__(self, settings: Settings) -> None:
        """Load the content and open the channels; raises ContentError when there is no good content to begin with."""
        self.settings = settings
        self.shelf: Shelf[Reader] = Shelf(settings.content, self._reader, keep=settings.data / "content")
        self.records = Records(settings.data, settings.secret, keep_unplaced=settings.keep_unplaced, patience=PATIENCE)
        self.channels = open_channels(settings.environ, settings.public_url)

    def _reader(self, library: Library) -> Reader:
        return Reader(library, models.ready(self.settings.models, library))

    @property
    def library(self) -> Library:
        """The content that is live now."""
        return self.shelf.current.library

    def handle(self, name: str, request: Request) -> Response:
        """Answer a request to `/webhook/<name>`.

        Raises ChannelError for what is refused (off 404, forged 403, unreadable 400); everything after that is answered.
        """
        channel: Channel | None = self.channels.get(name)
        if channel is None:
            raise ChannelOff(f"{name} is not set up")
        channel.verify(request)
        incoming = channel.read(request)
        return channel.reply(self.answer(incoming, channel.limits(incoming)))

    def answer(self, incoming: Incoming, limits: Limits = SMS) -> Outgoing:
        """The reply to one message; the same bytes again for a message id already answered. Never raises."""
        try:
            return self._answer(incoming, limits)
        except Exception as error:
            log.error("A message on %s got the last resort: %s at %s", incoming.channel, *_where(error))
            return layout(last_resort(incoming, self.library, _today()), limits)

    def exchange(
        self, incoming: Incoming, session: Session, limits: Limits = SMS, now: datetime | None = None
    ) -> Exchange:
        """Understand and answer one message with this session; remembers nothing. Opening hours count only with `now` (a
        moment with its zone), so that a conversation can be tried again and goes the same way."""
        reader = self.shelf.current
        if incoming.language:
            session = replace(session, language=incoming.language)
        understood = reader.read(incoming.text, session, incoming.calling_country)
        if incoming.language and understood.topic != "cmd-language":
            understood = replace(understood, language=incoming.language)
        answer, after = converse(incoming, understood, session, reader.library, _today(), now)
        outgoing = layout(answer, limits)
        if after is not None:
            after = replace(after, page=answer.page + 1 if answer.page + 1 < outgoing.pages else 0)
        return Exchange(understood, answer, outgoing, after)

    def _answer(self, incoming: Incoming, limits: Limits) -> Outgoing:
        began = time.perf_counter()
        known = self._recall(incoming)
        if known.reply is not None:
            return known.reply
        done = self.exchange(incoming, known.session, limits, datetime.now(UTC))
        if _too_old(incoming, done.understood.danger):
            done = replace(done, outgoing=Outgoing((), 0), session=known.session)
        entry = Entry(
            language=done.answer.language,
            country=done.session.country if done.session else None,
            topic=done.understood.topic,
            layer=done.understood.layer,
            danger=done.understood.danger,
            parts=len(done.outgoing.parts),
            segments=done.outgoing.segments,
            milliseconds=round((time.perf_counter() - began) * 1000),
        )
        unplaced = incoming.text if done.understood.topic in (None, "none") and incoming.text.strip() else None
        try:
            return self.records.keep(incoming, done.session, done.outgoing, entry, unplaced)
        except RecordsError as error:
            log.error("A message on %s was answered but not counted: %s", incoming.channel, error)
            return done.outgoing

    def _recall(self, incoming: Incoming) -> Recalled:
        try:
            self.records.purge_if_due()
            return self.records.recall(incoming)
        except RecordsError as error:
            log.error("The records do not answer: %s", error)
            return Recalled(Session(), None)

    def ready(self) -> dict[str, str]:
        """What keeps the line from being fully ready, by part; empty when all is well."""
        reasons: dict[str, str] = {}
        if self.shelf.refused is not None:
            count = len(self.shelf.refused.problems)
            reasons["content"] = f"an edit has {count} problem(s) and is not live; the last good content answers"
        try:
            self.records.ready()
        except RecordsError as error:
            reasons["records"] = str(error)
        return reasons


def _today() -> date:
    return datetime.now(UTC).date()


def _too_old(incoming: Incoming, danger: bool) -> bool:
    if incoming.sent_at is None:
        return False
    return datetime.now(UTC) - incoming.sent_at > (OLDEST_DANGER if danger else OLDEST)


def _where(error: BaseException) -> tuple[str, str]:
    """An error's kind and place: its message could hold a person's words."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    code = place.tb_frame.f_code if place is not None else None
    return type(error).__name__, f"{code.co_qualname}:{place.tb_lineno}" if code and place else "an unknown place"
