"""The conversation: what to say to one message, and what to remember of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from bot.answers import agencies, filling, menus
from bot.answers.person import Person, known
from bot.library import contacts
from bot.library.model import Library
from bot.messages import Answer, Choice, Incoming, Session, Understanding

SAYS_DELETE = ("trafficking", "violence", "passport-kept", "debt")
"""Topics whose own text reminds that others may read the phone; other answers to danger get the line added."""


def converse(
    incoming: Incoming,
    understood: Understanding,
    session: Session,
    library: Library,
    today: date,
    now: datetime | None = None,
) -> tuple[Answer, Session | None]:
    """The answer to one message, and the session after it (None: forget this person). With `now` (a moment with its
    zone), lines that are closed then stand after open ones.

    Every command works at every point; no state exists in which a code or a word means something else.
    """
    person = known(incoming, understood, session, library, today, now)
    after = Session(
        language=person.language,
        country=understood.country or incoming.country or session.country,
        nationality=understood.nationality or incoming.nationality or session.nationality,
        topic=session.topic,
        page=session.page,
        about=session.about,
        danger=session.danger,
        also=session.also,
        calls_for=person.calls_for,
        chose_language=session.chose_language or (understood.topic == "cmd-language" and bool(understood.choice)),
    )
    if understood.topic == "cmd-stop":
        return _plain(library, person, "cmd-stop", "stopped"), None
    if understood.topic == "cmd-more":
        return _more(library, person, session), after
    last = library.topics.get(session.topic or "")
    chosen = understood.topic in ("cmd-country", "cmd-language") and understood.choice
    if chosen and last and not last.command:
        return _topic(library, person, last.id, session.about, session.danger, session.also), replace(after, page=0)
    answer = _answer(library, person, understood, incoming)
    asked = {"cmd-language": "language", "cmd-country": "country"}.get(understood.topic or "")
    return answer, replace(
        after,
        topic=understood.topic,
        page=0,
        about=understood.about or understood.offered[1:],
        danger=understood.danger,
        also=understood.also,
        asked=None if understood.choice else asked,
    )


def _answer(library: Library, person: Person, understood: Understanding, incoming: Incoming) -> Answer:
    topic = understood.topic
    if topic is None:
        return _did_you_mean(library, person, understood)
    if topic == "none":
        return _not_understood(library, person, understood, incoming)
    command = COMMANDS.get(topic)
    if command is not None:
        answer = command(library, person, understood)
        return _with_emergency(library, person, "emergency", answer) if understood.danger else answer
    others = understood.about or understood.offered[1:]
    return _topic(library, person, topic, others, understood.danger, understood.also)


def _topic(
    library: Library, person: Person, topic: str, others: tuple[str, ...], danger: bool, also: str | None
) -> Answer:
    """A topic's text, a group's menu under it, and the second need, or else what else was perhaps meant.

    `others` are the topics that were perhaps meant, or the agencies that were asked about: those are told of first.
    """
    language = person.language
    written = library.text(language, topic)
    shown: set[str] = set()
    first = filling.emergency(library, topic, person, shown) if danger else ()
    named = agencies.findings(library, person, others)
    asked = agencies.checker(library, person, others)
    text = filling.paragraphs(library, agencies.where_first(written) if named else written, asked, shown)
    menu: tuple[str, ...] = ()
    if library.topics[topic].group:
        menu = menus.lines(library, language, library.children(topic))
    hint = (library.phrase(language, "delete"),) if danger and topic not in SAYS_DELETE else ()
    offered = menus.choices(library, language, others)
    under = ""
    second = menus.choices(library, language, (also,)) if also else ()
    if second:
        under = library.phrase(language, "also", choices=menus.inline(library, language, second))
    elif offered:
        under = library.phrase(language, "not-this", choices=menus.inline(library, language, offered))
    elif filling.needs_country(written, asked) and not danger:
        under = library.phrase(language, "where")
    return Answer(
        topic=topic,
        language=language,
        paragraphs=(*first, *named, *text, *menu, *hint),
        under=under,
        under_stays=bool(second) and not danger,
        more=library.phrase(language, "more"),
        choices=menus.choices(library, language, (t.id for t in library.children(topic)))
        if menu
        else offered or agencies.choices(library, others),
        danger=danger,
    )


def _more(library: Library, person: Person, session: Session) -> Answer:
    """The next page of the last answer, made again from the same content."""
    if not session.page or session.topic is None:
        return _plain(library, person, "cmd-more", "no-more")
    again = Understanding(
        topic=session.topic,
        offered=(session.topic, *session.about),
        about=session.about,
        danger=session.danger,
        also=session.also,
        language=person.language,
    )
    answer = _answer(library, person, again, Incoming("", "", ""))
    return replace(answer, page=session.page)


def _did_you_mean(library: Library, person: Person, understood: Understanding) -> Answer:
    offered = menus.choices(library, person.language, understood.offered)
    names = menus.inline(library, person.language, offered)
    asked = library.phrase(person.language, "did-you-mean", choices=names)
    answer = Answer(None, person.language, (asked,), choices=offered)
    return _with_emergency(library, person, "emergency", answer) if understood.danger else answer


def _not_understood(library: Library, person: Person, understood: Understanding, incoming: Incoming) -> Answer:
    """An honest sentence, a hotline, and the menu."""
    language = person.language
    if understood.layer == "code" and understood.choice:
        said = library.phrase(language, "no-such-code", code=understood.choice)
        menu = _menu(library, person, understood)
        return replace(menu, topic="none", paragraphs=(said, *menu.paragraphs[1:]))
    key = "not-understood"
    if understood.choice == "empty":
        key = "media" if incoming.media else "empty"
    place, home = person.country, person.nationality
    lines = contacts.fill(library, ("ngo", "labour"), language, place, home, person.today, now=person.now)
    perhaps = menus.choices(library, language, understood.offered)
    under = (
        library.phrase(language, "did-you-mean", choices=menus.inline(library, language, perhaps)) if perhaps else ""
    )
    answer = Answer(
        "none", language, (library.phrase(language, key), *lines), under, choices=perhaps or _top(library, language)
    )
    return _with_emergency(library, person, "emergency", answer) if understood.danger else answer


def _with_emergency(library: Library, person: Person, topic: str, answer: Answer) -> Answer:
    block = filling.emergency(library, topic, person, set())
    return replace(answer, paragraphs=(*block, *answer.paragraphs), danger=True)


def _plain(library: Library, person: Person, topic: str, key: str, **values: object) -> Answer:
    language = person.language
    more = library.phrase(language, "more")
    return Answer(topic, language, (library.phrase(language, key, **values),), more=more)


def _top(library: Library, language: str) -> tuple[Choice, ...]:
    return menus.choices(library, language, (topic.id for topic in library.children("")))


def _menu(library: Library, person: Person, understood: Understanding) -> Answer:
    language = person.language
    return Answer(
        topic="cmd-menu",
        language=language,
        paragraphs=(
            library.phrase(language, "welcome"),
            library.phrase(language, "menu"),
            *menus.lines(library, language, library.children("")),
        ),
        more=library.phrase(language, "more"),
        choices=_top(library, language),
    )


def _language(library: Library, person: Person, understood: Understanding) -> Answer:
    if understood.choice:
        return _plain(library, person, "cmd-language", "language-set")
    names = [speech.own_name for speech in library.languages.values()]
    answer = _plain(library, person, "cmd-language", "ask-language", names=", ".join(names))
    return replace(answer, choices=tuple(Choice(name, name) for name in names))


def _country(library: Library, person: Person, understood: Understanding) -> Answer:
    if understood.country:
        name = library.country_name(person.language, understood.country)
        return _plain(library, person, "cmd-country", "country-set", country=name)
    answer = _plain(library, person, "cmd-country", "ask-country")
    names = [library.country_name(person.language, code) for code in _asked_countries(library)]
    return replace(answer, choices=tuple(Choice(name, name) for name in names))


def _asked_countries(library: Library) -> tuple[str, ...]:
    """Countries with the most contacts first: those are where people go."""
    counts: dict[str, int] = {}
    for row in library.contacts:
        counts[row.country] = counts.get(row.country, 0) + 1
    return tuple(sorted(counts, key=lambda code: -counts[code])[:8])


COMMANDS: dict[str, Callable[[Library, Person, Understanding], Answer]] = {
    "cmd-menu": _menu,
    "cmd-language": _language,
    "cmd-country": _country,
    "cmd-privacy": lambda library, person, _: _plain(library, person, "cmd-privacy", "privacy"),
    "cmd-thanks": lambda library, person, _: _plain(library, person, "cmd-thanks", "thanks"),
    "cmd-stop": lambda library, person, _: _plain(library, person, "cmd-stop", "stopped"),
    "cmd-more": lambda library, person, _: _plain(library, person, "cmd-more", "no-more"),
}
"""What answers each command that needs no session."""
