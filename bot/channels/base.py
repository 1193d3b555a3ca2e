"""What every channel is: verify a request, read it into an Incoming, lay an Answer out, reply.

Adding a channel is one file that subclasses Channel and one line in `bot.channels.CHANNELS`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from werkzeug.wrappers import Request, Response

from bot.messages import Answer, Incoming, Outgoing
from bot.text import parts
from bot.text.segments import encoding, plain


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reply may be: on SMS `segments` at once in UCS-2 (201 units in one message) and `plain_segments` in GSM-7
    (306 septets); on chat (`segments` 0) `characters` a message.
    """

    segments: int = 3
    plain_segments: int = 2
    characters: int = 1600


SMS = Limits()


class Channel(ABC):
    """One way messages travel. Instances are made once and shared by threads."""

    name: ClassVar[str]
    """The channel's name in the address `/webhook/<name>` and in the log."""

    @classmethod
    @abstractmethod
    def open(cls, environ: Mapping[str, str], public_url: str) -> Self | None:
        """The channel if `environ` holds its secret, else None: the channel is off."""

    @abstractmethod
    def verify(self, request: Request) -> None:
        """Return if the provider sent this request; raise NotFromProvider otherwise."""

    @abstractmethod
    def read(self, request: Request) -> Incoming:
        """The inbound message of a verified request; raise BadRequest if it holds none."""

    def limits(self, incoming: Incoming) -> Limits:
        """What a reply to this message may be."""
        return SMS

    @abstractmethod
    def reply(self, outgoing: Outgoing) -> Response:
        """The response that makes the provider deliver the parts; no part: nothing is to be sent."""


def layout(answer: Answer, limits: Limits = SMS) -> Outgoing:
    """Cut an answer to a channel's limits: the page that is due, and how many there are."""
    if not limits.segments:
        return _chat(answer, limits.characters)
    text, under, more = plain(answer.text), plain(answer.under), plain(answer.more)
    whole = f"{text}\n{under}" if under else text
    budget = limits.plain_segments if encoding(f"{whole}{more}") == "GSM-7" else limits.segments
    laid = parts.pages(whole, more, budget)
    if len(laid) > 1 and under:
        at_the_end, laid = laid, parts.pages(text, f"{under}\n{more}", budget)
        before, left = _numbers(at_the_end[0]), _numbers(laid[0])
        if left < (min(before, 1) if answer.under_stays else before):
            laid = at_the_end  # the line would push somebody to call off the first page
    page = laid[min(answer.page, len(laid) - 1)]
    return Outgoing(parts=page, segments=parts.cost(page), pages=len(laid))


def _numbers(page: tuple[str, ...]) -> int:
    """How many telephone numbers stand on a page, roughly: runs of three digits behind a colon."""
    return len(re.findall(r": [+\d][\d ]{2,}", "\n".join(page)))


def _chat(answer: Answer, characters: int) -> Outgoing:
    """The whole answer at once, in as few messages as the platform allows, cut between paragraphs; no SMS is charged."""
    messages: list[str] = []
    for paragraph in filter(None, (*answer.paragraphs, answer.under)):
        together = f"{messages[-1]}\n{paragraph}" if messages else paragraph
        if messages and len(together) <= characters:
            messages[-1] = together
        else:
            messages.append(paragraph)
    return Outgoing(parts=tuple(messages), segments=0)
