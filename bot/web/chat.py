"""The chat page at `/`: a phone to talk to, with or without JavaScript, without cookies.

Nothing is kept here between two messages: the visit's token and the conversation so far travel in the form.
What comes back is read as a stranger's bytes: whatever is not just what we wrote becomes an empty
conversation, never an error.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import Counter
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from bot.library.model import Library
from bot.messages import Incoming, Session, Understanding
from bot.service import Service
from bot.text.segments import plain
from bot.web import showing, transcript
from bot.web.transcript import LONGEST, Exchange

EXAMPLES = 5
ELSEWHERE = "https://www.google.com/"
"""Where the leave button goes: a page that says nothing about anybody."""

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
FOREVER = "public, max-age=31536000, immutable"
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
STATIC = Path(__file__).with_name("static")


@dataclass(frozen=True, slots=True)
class Picks:
    """What the visitor chose above the chat; None: not said."""

    language: str | None = None
    country: str | None = None
    nationality: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as the form carries it.

    `language` is that of the page, where the address or the switch says it. `begun`: the line has a session
    that knows a language.
    """

    visit: str
    language: str | None = None
    picks: Picks = Picks()
    so_far: tuple[Exchange, ...] = ()
    begun: bool = False
    draft: str = ""
    forgotten: bool = False


def doors(service: Service) -> Blueprint:
    """The page, by GET empty and by POST with one more exchange."""
    blueprint = Blueprint("chat", __name__)
    stamps = {name: _stamp(name) for name in ("chat.css", "chat.js", "icon.svg", "sarika.svg")}

    @blueprint.get("/")
    def page() -> Response:
        library = service.library
        return show(library, Talk(_token(), _asked(library), _picks(request.args, library)))

    @blueprint.post("/")
    def talk() -> Response:
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            # Another site's form must not put words into our mouth.
            return redirect(url_for("chat.page"), 303)
        library, form = service.library, request.form
        given = _read(form, library)
        text = form.get("say") or given.draft
        if "switch" in form or not text.strip():
            return show(library, given)
        given = replace(given, draft=given.draft if "say" in form else "")
        text = _cut(text)
        understood = _understand(service, text, given.picks.language or page_language(library, given))
        incoming = Incoming(
            channel="web",
            sender=given.visit,
            text=text,
            message_id=_token(form.get("message", "")),
            language=given.picks.language or (None if given.begun else understood.language),
            country=given.picks.country,
            nationality=given.picks.nationality,
        )
        reply = service.answer(incoming)
        return show(library, _after(given, Exchange(text, reply.parts, reply.segments), understood, library))

    @blueprint.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Response:
        response = show(service.library, Talk(_token()))
        response.status_code = 413
        return response

    @blueprint.after_request
    def guard(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    @blueprint.after_app_request
    def keep_static(response: Response) -> Response:
        if request.endpoint == "static":
            response.headers["X-Content-Type-Options"] = "nosniff"
            if "v" in request.args:
                response.headers["Cache-Control"] = FOREVER
        return response

    def show(library: Library, talk: Talk) -> Response:
        language = page_language(library, talk)
        phones = showing.phones(library)

        def say(key: str, **values: object) -> str:
            return library.phrase(language, key, **values)

        def cost(exchange: Exchange) -> str:
            if exchange.segments == 1:
                return say("page-cost-one")
            return say("page-cost", parts=len(exchange.parts), segments=exchange.segments)

        html = render_template(
            "chat.html",
            say=say,
            cost=cost,
            tongue=lambda *texts: showing.tongue(library, " ".join(texts)),
            readable=showing.readable,
            pieces=lambda text: showing.pieces(phones, text),
            static=lambda name: url_for("static", filename=name, v=stamps[name]),
            talk=talk,
            language=language,
            languages=tuple(library.languages.values()),
            countries=_countries(library),
            homes=tuple(home for speech in library.languages.values() if (home := speech.nationality)),
            country_name=lambda code: library.country_name(language, code),
            examples=[say(f"page-example-{number}") for number in range(1, EXAMPLES + 1)],
            more=_more(library, talk.so_far[-1]) if talk.so_far else None,
            message=_token(),
            transcript=transcript.write(talk.so_far),
            longest=LONGEST,
            elsewhere=ELSEWHERE,
        )
        return make_response(html)

    return blueprint


def page_language(library: Library, talk: Talk) -> str:
    """The language of the page itself: asked for, picked, preferred by the browser, else English."""
    preferred = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    known = next((code for code in preferred if code in library.languages), library.default_language)
    return talk.language or talk.picks.language or known


def _asked(library: Library, switch: str | None = None) -> str | None:
    """The language of the switch just pressed or of the address (`?lang=km`)."""
    return next((code for code in (switch, request.args.get("lang")) if code in library.languages), None)


def _read(form: MultiDict[str, str], library: Library) -> Talk:
    """The conversation that the form carries."""
    picks = _picks(form, library)
    before = form.get("picked", "").split(",")
    # "Not said" again: the session would still know, so from here on this is somebody new.
    same = not any(was and not now for was, now in zip(before, astuple(picks), strict=False))
    return Talk(
        visit=_token(form.get("visit", "") if same else ""),
        language=_asked(library, form.get("switch")),
        picks=picks,
        so_far=transcript.read(form.get("transcript", "")),
        begun=same and bool(form.get("begun")),
        draft=_cut(form.get("text", "")),
    )


def _understand(service: Service, text: str, language: str) -> Understanding:
    """What a message says of language and country, and in which language it wants its answer."""
    try:
        return service.shelf.current.read(text, Session(language=language))
    except Exception:  # the line answers whatever happens and logs why; then nothing is known here
        return Understanding(topic=None, language=language)


def _after(given: Talk, exchange: Exchange, understood: Understanding, library: Library) -> Talk:
    """The conversation with one more exchange; a language or country chosen in words moves the picks."""
    if understood.topic == "cmd-stop":
        return Talk(_token(), given.language, given.picks, (exchange,), forgotten=True)
    picks = given.picks
    if picks.language and understood.topic == "cmd-language" and understood.choice:
        picks = replace(picks, language=understood.choice)
    if picks.country and understood.topic == "cmd-country" and understood.country:
        offered = understood.country in _countries(library)
        picks = replace(picks, country=understood.country if offered else None)
    return replace(given, picks=picks, so_far=(*given.so_far, exchange), begun=True)


def _picks(values: MultiDict[str, str], library: Library) -> Picks:
    language, country, nationality = (values.get(name) for name in ("language", "country", "nationality"))
    homes = {speech.nationality for speech in library.languages.values()}
    return Picks(
        language if language in library.languages else None,
        country if country in _countries(library) else None,
        nationality if nationality and nationality in homes else None,
    )


def _countries(library: Library) -> tuple[str, ...]:
    """The countries we have contacts in, most first: those are where people go."""
    rows = Counter(row.country for row in library.contacts if row.show != "no" and row.confidence != "low")
    return tuple(country for country, _ in rows.most_common())


def _token(given: str = "") -> str:
    """The token given if it looks like one of ours, else a new one."""
    return given if TOKEN.fullmatch(given) else secrets.token_urlsafe(16)


def _cut(text: str) -> str:
    return text.replace("\r\n", "\n").strip()[:LONGEST]


def _more(library: Library, last: Exchange) -> str | None:
    """The word that brings the next page if the last reply ends by offering one, in that reply's language."""
    end = last.parts[-1] if last.parts else ""
    for speech in library.languages.values():
        if end.endswith(plain(library.phrase(speech.code, "more"))):
            return speech.commands.get("cmd-more", ("more",))[0].upper()
    return None


def _stamp(name: str) -> str:
    """Changes with the file, so that a browser may keep what it has for ever."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]
