"""What travels between the rooms: an inbound message, what a session knows, what we understood, what we say.

Everything here is frozen and free of behaviour. Fields that could identify a person are left out of `repr`,
so that no log line, traceback or test failure can show them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

UNLISTED = "unlisted"
"""Stands in `about` for an agency that was asked for by its name and is in no source of ours."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One inbound message as a channel read it.

    `sender` is what the provider calls the person (a number in E.164 form, an account id); it is only ever turned into
    a keyed pseudonym. `message_id` is the provider's id, equal in a redelivery; "" where there is none.
    `calling_country` is the ISO 3166 code of the sender's telephone prefix, None where there is no number.
    `language`, `country` and `nationality` are what the person chose outside the conversation (the chat page's pickers).
    `media` names attachments: "image", "audio", "video", "document", "sticker", "location", "contact".
    """

    channel: str
    sender: str = field(repr=False)
    text: str = field(repr=False)
    message_id: str = field(default="", repr=False)
    calling_country: str | None = None
    language: str | None = None
    country: str | None = None
    nationality: str | None = None
    media: tuple[str, ...] = ()
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """What we remember of a conversation for 24 hours, all of it chosen from short lists, none of it text.

    `topic`, `page` and `about` are the place in the last answer: its topic id, the page that MORE would send (0: none),
    and the ids of agencies it was about or of topics offered beside it. `danger` keeps the emergency block on that
    answer. `also` is the topic of a second need named under it. `calls_for`
    holds kinds of contact that the danger called for.
    `asked` is "language" or "country" when our last message asked for one, so that "Myanmar" can be read as the
    answer. `chose_language`: the language was asked for by name, so words in Latin letters do not change it.
    """

    language: str | None = None
    country: str | None = None
    nationality: str | None = None
    topic: str | None = None
    page: int = 0
    about: tuple[str, ...] = ()
    danger: bool = False
    also: str | None = None
    calls_for: tuple[str, ...] = ()
    asked: str | None = None
    chose_language: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one message asks.

    `topic` is a topic id, group id, `cmd-*` or "none"; None where we can only ask "did you mean". `offered` holds at most
    three ids, best first, and begins with `topic` where there is one. `layer` names who decided: code, command, phrase,
    fuzzy, example, agency, menu or none; `reason` says why in words for staff (never text of the message beyond
    words of our own content). `country` and `nationality` are what the message itself says or implies.
    `language` is the language to answer in. `choice` is what a command chose (a language or country code).
    `about` holds ids of agencies named, or UNLISTED. `also` is the topic of a second need in the same message.
    `calls_for` holds kinds of contact that the words call for if there is danger (a child, thoughts of dying).
    """

    topic: str | None
    offered: tuple[str, ...] = ()
    danger: bool = False
    country: str | None = None
    nationality: str | None = None
    language: str = "en"
    layer: str = "none"
    reason: str = ""
    choice: str | None = None
    about: tuple[str, ...] = ()
    also: str | None = None
    calls_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the person may text next: the word or code to send and its label."""

    send: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole reply before a channel cuts it to its limits.

    `paragraphs` in order of importance: the first part of a cut answer is their beginning. `page` is the page to send
    (0 at first, counted up by MORE). `under` is a line at the end of the first page ("Not this? 45 Complaint"); it gives
    way to telephone numbers unless `under_stays` is set;
    `more` is the sentence that ends every page but the last. `choices` are offered as buttons where a channel
    has them; their words already stand in the text.
    """

    topic: str | None
    language: str
    paragraphs: tuple[str, ...]
    under: str = ""
    under_stays: bool = False
    more: str = ""
    page: int = 0
    choices: tuple[Choice, ...] = ()
    danger: bool = False

    @property
    def text(self) -> str:
        """The whole text, paragraphs separated by one line break."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a channel sends for one answer: message parts in order, and what they cost on SMS.

    `pages` is how many pages the whole answer has, so that the session knows whether MORE has something to give.
    """

    parts: tuple[str, ...]
    segments: int
    pages: int = 1
