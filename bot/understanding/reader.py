"""Reads one message: asks the layers in their order and says which decided and why."""

from __future__ import annotations

from dataclasses import replace

from bot.library.model import Library
from bot.messages import Session, Understanding
from bot.text.clean import readings
from bot.understanding.commands import Commands
from bot.understanding.danger import Danger
from bot.understanding.phrases import PhraseBook
from bot.understanding.places import Places
from bot.understanding.speech import Speech

MOST_OFFERED = 3


class Reader:
    """Everything the layers need, indexed once from one Library; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        """Build the indexes (tens of milliseconds for three languages)."""
        self.library = library
        self._commands = Commands(library)
        self._places = Places(library)
        self._speech = Speech(library)
        self._danger = Danger(library)
        self._topics = PhraseBook(
            (keyword, (text.topic, language))
            for (language, _), text in library.texts.items()
            for keyword in (*text.keywords, text.title)
        )

    def read(self, text: str, session: Session, calling_country: str | None = None) -> Understanding:
        """What `text` means. `calling_country` is the ISO code of the sender's telephone prefix.

        Any string at all gives an Understanding; of two readings (Zawgyi or Unicode) the one that is understood wins.
        """
        found = [self._read(text, folded, session, calling_country) for folded in readings(text)]
        return next((u for u in found if u.layer != "none"), found[0])

    def _read(self, raw: str, folded: str, session: Session, calling_country: str | None) -> Understanding:
        language = self._speech.language(raw, folded, session, calling_country)
        base = Understanding(topic="none", offered=("none",), language=language)
        if not folded:
            return replace(base, choice="empty", reason="an empty message")
        return self._short(raw, folded, session, base) or self._long(folded, base)

    def _short(self, raw: str, folded: str, session: Session, base: Understanding) -> Understanding | None:
        """A message that is only a code, a command, a language or a country."""
        if raw.isascii() and session.language:
            base = replace(base, language=session.language)  # MORE, STOP, Thailand are typed in Latin by everybody
        code = self._commands.code(folded)
        if code is not None:
            digits, topic = code
            if topic is None:
                return replace(base, topic="none", layer="code", choice=digits[:4], reason="a number that is no code")
            return replace(base, topic=topic, offered=(topic,), layer="code", reason=f"the code {digits}")
        country = self._places.only(folded)
        if country is not None and session.asked != "language":
            return replace(base, topic="cmd-country", offered=("cmd-country",), country=country, choice=country,
                           layer="command", reason=f"the country {country}")  # fmt: skip
        chosen = self._commands.language(folded)
        if chosen is not None:
            return replace(base, topic="cmd-language", offered=("cmd-language",), language=chosen, choice=chosen,
                           layer="command", reason=f"the language {chosen}")  # fmt: skip
        command = self._commands.command(folded)
        if command is not None:
            topic, reason = command
            return replace(base, topic=topic, offered=(topic,), layer="command", reason=reason)
        return None

    def _long(self, folded: str, base: Understanding) -> Understanding:
        """A message in words: danger, place and topic."""
        danger = self._danger.kind(folded)
        base = replace(
            base,
            danger=danger is not None,
            country=self._places.country(folded),
            nationality=self._places.nationality(folded),
        )
        scores: dict[str, float] = {}
        words: dict[str, str] = {}
        for hit in self._topics.find(folded):
            own = [topic for topic, language in hit.meanings if language == base.language]
            for topic in own or [hit.meanings[0][0]]:
                scores[topic] = scores.get(topic, 0.0) + len(hit.phrase)
                words.setdefault(topic, hit.phrase)
        if danger is not None:
            topic = DANGER_TOPIC[danger]
            scores[topic] = scores.get(topic, 0.0) + 100
            words.setdefault(topic, "a word of danger")
        if not scores:
            return base
        offered = tuple(sorted(scores, key=lambda topic: -scores[topic])[:MOST_OFFERED])
        reason = ", ".join(f"{topic}: '{words[topic]}'" for topic in offered)
        return replace(base, topic=offered[0], offered=offered, layer="phrase", reason=reason)


DANGER_TOPIC = {
    "trafficking": "trafficking",
    "police": "violence",
    "ambulance": "injury",
    "health": "violence",
}
"""The topic that answers a kind of danger when nothing else in the message says more."""
