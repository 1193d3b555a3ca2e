"""What is known of the person while one answer is made: language, country, nationality, and the day and moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.library.model import Library
from bot.messages import Incoming, Session, Understanding


@dataclass(frozen=True, slots=True)
class Person:
    """For whom an answer is written. `country` and `nationality` are ISO codes, None where nothing tells; `now` is the
    moment (with its zone) for which opening hours count, None where they do not; `calls_for` holds kinds of contact that
    danger calls for."""

    language: str
    country: str | None
    nationality: str | None
    today: date
    calls_for: tuple[str, ...] = ()
    now: datetime | None = None


def known(
    incoming: Incoming, understood: Understanding, session: Session, library: Library, today: date,
    now: datetime | None = None,
) -> Person:  # fmt: skip
    """Put together what the message says, what the session remembers, what was picked, and what the prefix suggests.

    A language suggests a nationality only where nothing else does.
    """
    homes = {language.nationality for language in library.languages.values() if language.nationality}
    calling = incoming.calling_country
    return Person(
        language=understood.language,
        country=understood.country or incoming.country or session.country or calling,
        nationality=understood.nationality
        or incoming.nationality
        or session.nationality
        or (calling if calling in homes else None)
        or library.languages[understood.language].nationality,
        today=today,
        calls_for=session.calls_for if goes_on(understood) else understood.calls_for,
        now=now,
    )


def goes_on(understood: Understanding) -> bool:
    """Whether the message goes on with the last answer: the rest of it, or the same for another country or language."""
    return understood.topic in ("cmd-more", "cmd-country", "cmd-language")
