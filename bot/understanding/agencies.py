"""The agency layer: which agencies of our table a message names, and whether it asks about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice

from bot.library.model import Library
from bot.messages import UNLISTED, Session, Understanding
from bot.understanding.agency_local import LocalNames
from bot.understanding.agency_names import BURMESE, FULLY, PARTLY, Mention, Names, split
from bot.understanding.agency_numbers import Numbers
from bot.understanding.agency_words import COUNTED, PARTS, SHOWS, AgencyWords, Cover

CHECK = "agency-check"
"""The topic that answers for agencies."""
UNCLEAR = (None, "none", "agency")
"""What the rest of a message means when it says no more than that an agency is meant."""
SPOKEN = 2
"""Latin words beside a name from which they tell the language of a message."""
MOST = 3
"""Agencies named in one answer."""
MOST_MENTIONS = 30
"""Names looked at in one message: nobody asks about more, and time stays bounded."""
STRAY = 2
"""Clusters of Khmer or Burmese that may be over when a message only asks about an agency: no list of particles is whole."""
SURELY_ELSE, PERHAPS_ELSE = 0.6, 0.4
"""Shares from which another topic keeps a message that begins with the code: one that names an agency or holds a word never
seen, and one of ordinary words."""
LONGEST_NAME = 8
"""Words (or clusters, doubled) after the code that may be the name of an agency that we do not know."""


@dataclass(frozen=True, slots=True)
class Named:
    """The agencies of a message. `told` is the message without their names, `rest` has "agency" in their place (but not in
    place of names that may be ordinary words: "company advance is cut from my salary").

    `whole`: it says nothing else; `coded`: the code of the agency check stands in front; `shown`: its other words (or the
    strangeness of a name we do not know) show that an agency is meant.
    """

    agencies: tuple[str, ...]
    told: str
    rest: str
    whole: bool
    coded: bool
    shown: bool
    reason: str

    def asked(self, rest: Understanding, share: float) -> bool:
        """Whether the agency is what the message is about, by what its rest means and how surely (0 to 1)."""
        if self.whole or rest.topic == CHECK:
            return True
        unclear = rest.topic in UNCLEAR
        if self.agencies == (UNLISTED,):
            return unclear or share < (SURELY_ELSE if self.shown else PERHAPS_ELSE)
        return (self.coded and share < SURELY_ELSE) or (unclear and (self.coded or self.shown))


class Agencies:
    """Everything needed to find agencies, indexed once from one Library."""

    def __init__(self, library: Library, seen: Mapping[str, int]) -> None:
        """`seen` counts the Latin words of the example messages."""
        self._library = library
        self._words = AgencyWords(library)
        self._names = Names(library, self._words, seen)
        self._local = LocalNames(library, self._words)
        self._numbers = Numbers(library)
        self._origins = {agency.id: agency.origin for agency in library.agencies}
        code = library.topics[CHECK].code if CHECK in library.topics else ""
        self._code = (
            re.compile(rf"\W{{0,4}}{code}(?:\W{{0,4}}\s\W{{0,4}}|[.:,#-](?=\D)|(?=[^\W\d_a-z]))") if code else None
        )

    def read(
        self,
        folded: str,
        session: Session,
        base: Understanding,
        language_of: Callable[[str], str],
        topic_of: Callable[[str, Understanding], tuple[float, Understanding]],
    ) -> tuple[float, Understanding] | None:
        """What a folded message that asks about an agency means, and how sure that is; None for all others.

        `language_of` and `topic_of` read the message without the name: "Lu Kyaw company legal?" is English, and "Fatina keep
        my passport" is about the passport.
        """
        named = self.find(folded, session, base.language)
        if named is None:
            return None
        if len(split(named.told)) >= SPOKEN:
            base = replace(base, language=language_of(named.told))
        elif folded.isascii() and session.language:
            base = replace(base, language=session.language)  # Latin names are typed by everybody
        share, rest = topic_of(named.rest, base)
        if not named.asked(rest, share):
            return None
        danger = rest.danger and not named.whole  # nothing is told but a name
        sure = share if named.agencies == (UNLISTED,) else 1.0  # letters read wrongly look like an unknown name
        found = replace(base, country=rest.country, nationality=rest.nationality, danger=danger)
        return sure, replace(
            found, topic=CHECK, offered=(CHECK,), about=named.agencies, layer="agency", reason=named.reason
        )

    def find(self, folded: str, session: Session, language: str) -> Named | None:
        """The agencies that a folded message names, None for most messages.

        `session` tells whether one of several agencies is being chosen; `language` is that of the message.
        """
        front = self._code.match(folded) if self._code else None
        body = folded[front.end() :] if front else folded
        choosing = len(session.about) > 1 and session.about[0] in self._origins
        loosely = bool(front) or choosing
        cover = self._words.cover(body) if loosely or not body.isascii() else None
        loosely = loosely or bool(cover and cover.has(SHOWS))
        names = chain(self._names.find(body, loosely), self._local.find(body, cover if loosely else None))
        found = list(islice(names, MOST_MENTIONS))
        digits = any(char.isdigit() for char in body)
        phones = [*self._numbers.phones(body)] if digits else []
        if not (found or digits or front):
            return None
        found += phones
        cover = cover or self._words.cover(body)
        if digits and not phones:
            licences = self._of_language(self._numbers.licences(body, cover, bool(front)), language)
            found += [one for one in licences if not any(other.start <= one.start < other.end for other in found)]
        meant = [mention for mention in found if self._meant(mention, cover, bool(front), choosing)]
        if meant:
            return self._named(_best(meant), cover, bool(front), bool(phones) or cover.has(SHOWS), language)
        return self._unlisted(cover) if front else None

    def _of_language(self, mentions: Iterable[Mention], language: str) -> list[Mention]:
        """Licence numbers are a country's own: who writes Burmese means one of Myanmar."""
        home = self._library.languages[language].nationality
        return [mention for mention in mentions if home in (None, self._origins[mention.agency])]

    def _meant(self, mention: Mention, cover: Cover, coded: bool, choosing: bool) -> bool:
        """Whether the name is meant as one, or is only made of the same words."""
        span = (mention.start, mention.end)
        if mention.share >= FULLY and mention.telling:
            return True
        written = cover.folded[mention.start : mention.end]
        if mention.share < FULLY and (BURMESE.search(written) or not (mention.begun or coded or choosing)):
            return False  # in part Burmese names are like too many others
        before = cover.before(mention.start)
        named_next = SHOWS in before.meanings if before else not any(map(str.isalnum, cover.folded[: mention.start]))
        if mention.share < PARTLY:
            return coded and named_next and mention.begun and cover.whole([span])
        if written.isascii() and not cover.stands_free(*span):
            return False
        if choosing or cover.beside(*span) or (coded and cover.whole([span])):
            return True
        if coded:
            return named_next or before is not None
        return (mention.words > 1 or cover.has(PARTS)) and cover.whole([span])

    def _named(self, best: list[Mention], cover: Cover, coded: bool, shown: bool, language: str) -> Named:
        spans = sorted({(mention.start, mention.end) for mention in best})
        word = next(iter(self._library.languages[language].agency_words.get(SHOWS, ())), "")
        told, at = [], 0
        for start, end in spans:
            if start >= at:
                told.append(cover.folded[at:start].strip())
            at = max(at, end)
        told.append(cover.folded[at:].strip())
        agencies = tuple(dict.fromkeys(mention.agency for mention in best))[:MOST]
        whole = cover.whole(spans, STRAY)
        surely = whole or coded or all(mention.telling for mention in best)
        return Named(
            agencies=agencies,
            told=" ".join(told).strip(),
            rest=f" {word} ".join(told).strip() if surely else cover.folded,
            whole=whole,
            coded=coded,
            shown=shown,
            reason=", ".join(agencies),
        )

    def _unlisted(self, cover: Cover) -> Named | None:
        """An agency that only the code in front shows to be one: "11 Golden Bridge", not "11 months"."""
        left = cover.rest([])
        counted = any(hit.start == 0 and COUNTED in hit.meanings for hit in cover.hits)
        size = sum(2 if unit.isascii() else 1 for unit in left)
        if counted or not left or size > 2 * LONGEST_NAME or not cover.folded[0].isalpha():
            return None
        if any(map(self._names.everyday, left)) and not cover.has(SHOWS):
            return None  # "11 my boss"
        strange = any(unit.isascii() and not self._names.known(unit) for unit in left)
        return Named((UNLISTED,), "", cover.folded, False, True, strange, "a name of no list after the code")


def _best(meant: list[Mention]) -> list[Mention]:
    """The agencies that more of the message belongs to than to others; those written in full before those in part."""
    most = max(mention.words for mention in meant)
    best = sorted((m for m in meant if m.words == most), key=lambda m: (not m.begun, -m.share, m.start))
    full = [mention for mention in best if mention.share >= FULLY]
    return full if full and most > 1 else best
