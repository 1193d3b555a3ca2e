"""Reads one message: asks the layers in their order and says which decided and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from bot.library.model import Library
from bot.messages import Session, Understanding
from bot.text.clean import readings
from bot.text.scripts import script
from bot.understanding.agencies import Agencies
from bot.understanding.commands import Commands
from bot.understanding.danger import SAFE, Danger
from bot.understanding.examples import ALARM, NO_DANGER, Examples, Guess
from bot.understanding.fuzzy import Fuzzy
from bot.understanding.needs import Needs
from bot.understanding.phrases import Hit, PhraseBook
from bot.understanding.places import Places
from bot.understanding.speech import Speech

NONE = "none"
LAYERS = ("code", "command", "agency", "phrase", "fuzzy", "example", "danger words")
"""What can be left out to see what it adds (`sarika evaluate --compare`)."""
MOST_OFFERED = 3
CLEARLY = 0.3
"""How much surer a less likely reading of the letters must be to win."""
SURE_FROM = 0.97
"""Share from which the best topic stands alone; below it two others are named under it."""
ASK_BELOW = 0.1
"""Share below which only "did you mean" is asked."""
UNLIKE_FROM = 0.2
"""Share of "none of ours" from which no unsure topic (below one half) is given."""
COMMAND_FROM, COMMAND_SURELY = 0.4, 0.6
"""Share from which a sentence is taken for a command, if it holds no phrase of a topic and even if it does."""
ALSO_FROM = 0.7
"""Share from which a piece of the message is taken for a second need."""
NOTHING_FROM, NOTHING_SPEAKS = 0.6, 2.0
"""Share of "none of ours" from which more must speak for danger, and how much more (log-odds)."""
WORDS_SPEAK = {None: 0.0, SAFE: -1.0}
DANGER_WORDS_SPEAK = 2.0
"""What words of danger, and harmless phrases with such words, add to the learned log-odds of danger."""


class Reader:
    """Everything the layers need, indexed once from one Library; safe to share between threads."""

    def __init__(self, library: Library, examples: Examples | None = None, without: Iterable[str] = ()) -> None:
        """Build the indexes (tens of milliseconds for three languages). `examples` is what was learned, if anything;
        `without` names LAYERS that are not asked.
        """
        self.library = library
        self._without = frozenset(without)
        self._examples = None if "example" in self._without else examples
        self._commands = Commands(library)
        self._places = Places(library)
        self._phones = {phone.replace(" ", "") for row in library.contacts for phone in row.phones}
        self._speech = Speech(library)
        self._danger = Danger(library)
        self._topics = PhraseBook(
            (keyword, (text.topic, language))
            for (language, _), text in library.texts.items()
            for keyword in (*text.keywords, text.title)
        )
        self._fuzzy = Fuzzy(
            (phrase, language) for phrase in self._topics.phrases() for _, language in self._topics.whole(phrase)
        )
        self._needs = Needs(library)
        self._agencies = None if "agency" in self._without else Agencies(library, self._speech.seen)

    def read(self, text: str, session: Session, calling_country: str | None = None) -> Understanding:
        """What `text` means. `calling_country` is the ISO code of the sender's telephone prefix.

        Any string at all gives an Understanding; of two readings (Zawgyi or Unicode) the one that is understood wins.
        """
        found = [(folded, *self._read(text, folded, session, calling_country)) for folded in readings(text)]
        best = max(sure for _, sure, _ in found)
        folded, _, understood = next(reading for reading in found if reading[1] > best - CLEARLY)
        topic = self.library.topics.get(understood.topic or "")
        if topic is None or not topic.at_home or understood.layer == "code":
            return understood
        nationality = understood.nationality or session.nationality
        home = nationality or self._speech.nationality(understood.language, calling_country)
        return replace(understood, country=self._places.home(folded, home))

    def _read(
        self, raw: str, folded: str, session: Session, calling_country: str | None
    ) -> tuple[float, Understanding]:
        """One reading of the text, and how sure it is (0 to 1)."""
        language = self._speech.language(raw, folded, session, calling_country)
        base = Understanding(topic=NONE, offered=(NONE,), language=language)
        if not folded:
            return 0.0, replace(base, choice="empty", reason="an empty message")
        short = self._short(raw, folded, session, base)
        if short and short.topic != NONE:
            return 1.0, short
        if self._agencies:
            speak = partial(self._speech.language, raw, session=session, calling_country=calling_country)
            about = self._agencies.read(folded, session, base, speak, self._long)
            if about:
                return about
        if short:
            return 1.0, short
        if script(folded) == NONE and not any(letter.isdigit() for letter in folded):
            return 0.0, replace(base, reason="no words")
        return self._long(folded, base)

    def _short(self, raw: str, folded: str, session: Session, base: Understanding) -> Understanding | None:
        """A message that is only a code, a command, a language or a country."""
        if raw.isascii() and session.language:
            base = replace(base, language=session.language)  # MORE, STOP, Thailand are typed in Latin by everybody
        several = self._commands.codes(folded)
        if several and "code" not in self._without:
            return replace(base, topic=several[0], offered=several[:MOST_OFFERED], layer="code", reason="several codes")
        code = None if "code" in self._without else self._commands.code(folded)
        if code is not None:
            digits, topic = code
            if topic is None and digits in self._phones:
                topic = "emergency"
            if topic is None:
                return replace(base, topic="none", layer="code", choice=digits[:4], reason="a number that is no code")
            return replace(base, topic=topic, offered=(topic,), layer="code", reason=f"the code {digits}")
        if "command" in self._without:
            return None
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

    def _long(self, folded: str, base: Understanding) -> tuple[float, Understanding]:
        """A message in words: danger, place and topic; and how sure the topic is."""
        guess = self._examples.guess(folded, most=MOST_OFFERED + 2) if self._examples else Guess((), NO_DANGER)
        hits = [] if "phrase" in self._without else self._topics.find(folded)
        kind = None if "danger words" in self._without else self._danger.kind(folded)
        base = replace(
            base,
            danger=self._alarming(kind, guess),
            calls_for=self._danger.calls_for(folded),
            country=self._places.country(folded),
            nationality=self._places.nationality(folded),
        )
        phrase = self._whole_phrase(folded, base)
        if phrase and "phrase" not in self._without:
            return 1.0, phrase
        general = not guess.topics or guess.topics[0][0] in GENERAL
        if base.danger and (kind == "health" or (kind == "ambulance" and general)):
            topic = DANGER_TOPIC["health"]
            return 1.0, replace(base, topic=topic, offered=(topic,), layer="phrase", reason="a word of danger")
        if guess.topics:
            found = self._likely(guess, bool(hits), base)
            if guess.topics[0][1] < SURE_FROM:
                found = self._nearly(folded, found)
            return guess.topics[0][1] * (found.topic != NONE), self._second(folded, found)
        found = self._phrases(hits, kind, base)
        if found.topic == NONE:
            found = self._nearly(folded, found)
        return float(found.topic != NONE), found

    def _nearly(self, folded: str, found: Understanding) -> Understanding:
        """A few words that are a phrase of a topic but for a slip."""
        phrase = None if "fuzzy" in self._without else self._fuzzy.closest(folded, found.language)
        if phrase is None:
            return found
        topics = self._own(self._topics.whole(phrase), found.language)
        offered = tuple(dict.fromkeys((*topics, *(topic for topic in found.offered if topic != NONE))))
        return replace(
            found, topic=topics[0], offered=offered[:MOST_OFFERED], layer="fuzzy", reason=f"nearly '{phrase}'"
        )

    def _second(self, folded: str, found: Understanding) -> Understanding:
        """The same with the second need that a part of the message surely tells, if any: the first is answered."""
        pieces = self._needs.pieces(folded)
        if len(pieces) < 2 or not self._examples or not found.topic or not self.library.topics[found.topic].code:
            return found
        guesses = [guess.topics[0] for piece in pieces if (guess := self._examples.guess(piece, most=1)).topics]
        sure = [topic for topic, share in guesses if share >= ALSO_FROM and self._ordinary(topic)]
        first = sure[0] if found.topic in sure and not found.danger else found.topic
        also = next((topic for topic in sure if topic != first), None)
        if also is None:
            return found
        offered = tuple(dict.fromkeys((first, also, *found.offered)))
        return replace(found, topic=first, also=also, offered=offered[:MOST_OFFERED])

    def _ordinary(self, topic: str) -> bool:
        node = self.library.topics.get(topic)
        return node is not None and bool(node.code) and not node.group

    def _alarming(self, kind: str | None, guess: Guess) -> bool:
        """Whether somebody is in danger; without anything learned the words alone decide."""
        if not guess.topics:
            return kind in DANGER_TOPIC
        nothing = guess.topics[0][0] == NONE and guess.topics[0][1] >= NOTHING_FROM
        alarm = ALARM + NOTHING_SPEAKS * nothing
        return guess.danger + WORDS_SPEAK.get(kind, DANGER_WORDS_SPEAK) >= alarm

    def _whole_phrase(self, folded: str, base: Understanding) -> Understanding | None:
        """A message that is just one phrase of a topic."""
        topics = self._own(self._topics.whole(folded), base.language)
        if not topics:
            return None
        return replace(base, topic=topics[0], offered=topics[:MOST_OFFERED], layer="phrase", reason=f"'{folded}'")

    def _likely(self, guess: Guess, has_phrase: bool, base: Understanding) -> Understanding:
        """The topic whose examples the message is most like, with others beside it where that is not sure.

        A sentence that holds a phrase of a topic must be a command the more surely: "thanks, but he keeps my pay".
        """
        topics = [(topic, share) for topic, share in guess.topics if topic in self.library.topics]
        reason = ", ".join(f"{topic} {share:.0%}" for topic, share in topics[:MOST_OFFERED])
        found = replace(base, layer="example", reason=reason)
        real = [topic for topic, _ in topics if self.library.topics[topic].code]
        best, share = topics[0]
        if not base.danger:
            if best.startswith("cmd-") and share >= (COMMAND_SURELY if has_phrase else COMMAND_FROM):
                return replace(found, topic=best, offered=(best,))
            nothing_likely = share < 0.5 and dict(topics).get(NONE, 0.0) >= UNLIKE_FROM
            if best == NONE or nothing_likely or not real:
                perhaps = real[: MOST_OFFERED - 1] if share < SURE_FROM else []
                return replace(found, offered=(NONE, *perhaps))
            if share < ASK_BELOW:
                return replace(found, topic=None, offered=tuple(real[:MOST_OFFERED]), layer="menu")
        if not real:
            return found
        return replace(found, topic=real[0], offered=tuple(real[: 1 if share >= SURE_FROM else MOST_OFFERED]))

    def _phrases(self, hits: list[Hit[tuple[str, str]]], kind: str | None, base: Understanding) -> Understanding:
        """Without a model: the topics whose phrases the message holds, the most letters first."""
        scores: dict[str, int] = {}
        words: dict[str, str] = {}
        for hit in hits:
            for topic in self._own(hit.meanings, base.language):
                scores[topic] = scores.get(topic, 0) + len(hit.phrase)
                words.setdefault(topic, hit.phrase)
        if kind in DANGER_TOPIC:
            topic = DANGER_TOPIC[kind]
            scores[topic] = scores.get(topic, 0) + 100
            words.setdefault(topic, "a word of danger")
        if not scores:
            return base
        offered = tuple(sorted(scores, key=lambda topic: -scores[topic])[:MOST_OFFERED])
        reason = ", ".join(f"{topic}: '{words[topic]}'" for topic in offered)
        return replace(base, topic=offered[0], offered=offered, layer="phrase", reason=reason)

    def _own(self, meanings: tuple[tuple[str, str], ...], language: str) -> tuple[str, ...]:
        """The topics of a phrase, those of the message's language where it has any."""
        own = tuple(topic for topic, spoken in meanings if spoken == language)
        return own or tuple(dict.fromkeys(topic for topic, _ in meanings))


GENERAL = frozenset(("violence", "trafficking", "help", NONE))
"""Topics that give way to health care when words of a medical emergency are found."""
DANGER_TOPIC = {"trafficking": "trafficking", "police": "violence", "ambulance": "injury", "health": "health-care"}
"""The topic that answers a kind of danger when nothing else in the message says more."""
