"""A text with its possible cuts and its running length, so that any piece is measured without reading it
again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Final

from bot.text.clusters import NUMBER, SENTENCE, SPACE, UNIT, WORD, breaks
from bot.text.segments import EXTENSION, GSM, LIMITS, segments, utf16_units

WINDOW: Final = 0.65
"""A page ends at its best break in the last 35% of its room."""

LABELLED: Final = -1
INSIDE_NUMBER: Final = -2
INSIDE_WORD: Final = -3
"""Ranks of cuts taken only where nothing better fits: label from number; a number or address; a word or
cluster."""

LONG: Final = 20
"""Units (clusters, words) longer than this get cuts of rank INSIDE_WORD: the smallest room a page may
have."""

(GSM_SINGLE, GSM_JOINED), (UCS_SINGLE, UCS_JOINED) = LIMITS["GSM-7"], LIMITS["UCS-2"]

_LABEL: Final = re.compile(rf"[:៖]\s*(?={NUMBER.pattern})")
_CLOSES: Final = re.compile(r"(?: ?\()?[^()\n]{0,24}\)")
"""What belongs to a number behind it: "1506 (press 3)"."""

_LINE: Final = re.compile(r"[^\n]+")
_SPACES: Final = re.compile(r"\s*")


@lru_cache(maxsize=64)
def _lengths(tail: str) -> tuple[bool, int, int]:
    """Return whether `tail` has characters outside GSM-7, and its length in septets and in UTF-16 units."""
    return not GSM.issuperset(tail), len(tail) + sum(map(tail.count, EXTENSION)), utf16_units(tail)


class Measured:
    """One stripped text. Offsets are code points; a `tail` is text appended to a piece (line break and
    MORE sentence)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._foreign = list(accumulate((char not in GSM for char in text), initial=0))
        self._septets = list(accumulate((2 if char in EXTENSION else 1 for char in text), initial=0))
        self._utf16 = list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))
        self._ranks = self._cuts()
        self._ends = sorted(self._ranks)

    def after(self, end: int) -> int:
        """Return where the text goes on after a cut at `end`: past the white space."""
        match = _SPACES.match(self.text, end)
        return match.end() if match else end

    def may_fit(self, start: int, budget: int) -> bool:
        """Return whether the rest from `start` could cost at most `budget` segments at all: a quick no for
        long texts."""
        return len(self.text) - start <= GSM_SINGLE * budget

    def pack(self, start: int, end: int, tail: str) -> tuple[str, ...]:
        """Return text[start:end] + tail as parts: separate messages, or one where that costs less or where they would
        be torn inside a phrase."""
        joined = (self.text[start:end] + tail,)
        whole = segments(joined[0])
        separate, worst = self._separate(start, end, tail) if whole > 1 else ((), 0)
        cheaper, as_cheap = len(separate) < whole, len(separate) == whole
        return separate if separate and (cheaper or (as_cheap and worst >= SPACE)) else joined

    def separate(self, start: int, end: int, tail: str) -> tuple[str, ...]:
        """Return text[start:end] + tail as the fewest messages of one segment, best cuts; () where `tail`
        is too long."""
        return self._separate(start, end, tail)[0]

    def _separate(self, start: int, end: int, tail: str) -> tuple[tuple[str, ...], int]:
        """The messages of `separate`, and the rank of the worst cut between them."""
        earliest = self._earliest_cuts(start, end, tail)
        if earliest is None:
            return (), SENTENCE
        parts, worst = [], SENTENCE
        for lowest in earliest:  # any cut from here on leaves room for the rest
            low, high = bisect_left(self._ends, lowest), bisect_right(self._ends, end)
            fitting = []
            for cut in map(self._ends.__getitem__, range(low, high)):
                if not self._fits(start, cut):
                    break
                fitting.append(cut)
            cut = max(fitting, key=lambda offset: (self._ranks[offset], offset))
            worst = min(worst, self._ranks[cut])
            parts.append(self.text[start:cut])
            start = self.after(cut)
        parts.append((self.text[start:end] + tail).strip())
        return tuple(parts), worst

    def _earliest_cuts(self, start: int, end: int, tail: str) -> list[int] | None:
        """Return the earliest cuts between the fewest parts, found from the end; None where `tail` fits no
        message."""
        cuts: list[int] = []
        while not self._fits(start, end, tail):
            low, high = bisect_right(self._ends, start), bisect_left(self._ends, end)
            fitting = []
            for cut in map(self._ends.__getitem__, range(high - 1, low - 1, -1)):
                if not self._fits(self.after(cut), end, tail):
                    break
                fitting.append(cut)
            best = self._farthest(fitting, end)
            if best is None and not tail:
                return None
            end = end if best is None else best
            if best is None and segments(tail.strip()) > 1:
                return None
            tail = ""
            cuts.append(end)
        return cuts[::-1]

    def reach_separate(self, start: int, budget: int, tail: str) -> int:
        """Return the farthest end of a page of `budget` messages of one segment, the last carrying
        `tail`."""
        end = start
        for _ in range(budget - 1):
            end = self._reach(self.after(end)) or end
        return self._reach(self.after(end), tail) or end

    def reach_joined(self, start: int, budget: int, tail: str) -> int:
        """Return the farthest end at which text[start:end] + tail is one message of at most `budget`
        segments."""
        fitting = []
        for cut in self._ends_after(start, budget):
            if not self._fits(start, cut, tail, budget):
                break
            fitting.append(cut)
        while fitting and segments(self.text[start : fitting[-1]] + tail) > budget:  # seams may waste a unit or two
            fitting.pop()
        return self._farthest(fitting, start) or start

    def best_ends(self, start: int, reach: int) -> list[int]:
        """Return the ends a page from `start` may have up to `reach`, best first."""
        window = start + WINDOW * (reach - start)
        ends = self._ends[bisect_right(self._ends, start) : bisect_right(self._ends, reach)]
        return sorted(ends, key=lambda end: (self._ranks[end] < 0, end < window, -self._ranks[end], -end))

    def _reach(self, start: int, tail: str = "") -> int | None:
        fitting = []
        for cut in self._ends_after(start, 1):
            if not self._fits(start, cut, tail):
                break
            fitting.append(cut)
        return self._farthest(fitting, start)

    def _ends_after(self, start: int, budget: int) -> list[int]:
        """Return the cuts after `start` that `budget` segments could reach: a character takes one unit at
        least."""
        return self._ends[bisect_right(self._ends, start) : bisect_right(self._ends, start + GSM_SINGLE * budget)]

    def _farthest(self, fitting: list[int], origin: int) -> int | None:
        """Return the cut farthest from `origin` that breaks no word, unless that wastes half the room."""
        if not fitting:
            return None
        half = max(abs(cut - origin) for cut in fitting) / 2
        for rank in (WORD, 0, LABELLED, INSIDE_NUMBER):
            good = [cut for cut in fitting if self._ranks[cut] >= rank and abs(cut - origin) >= half]
            if good:
                return max(good, key=lambda cut: abs(cut - origin))
        return max(fitting, key=lambda cut: abs(cut - origin))

    def _fits(self, start: int, end: int, tail: str = "", budget: int = 1) -> bool:
        """Return whether text[start:end] + tail costs at most `budget` segments, waste at seams aside."""
        foreign, septets, utf16 = _lengths(tail)
        if foreign or self._foreign[end] > self._foreign[start]:
            return self._utf16[end] - self._utf16[start] + utf16 <= (UCS_JOINED * budget if budget > 1 else UCS_SINGLE)
        return self._septets[end] - self._septets[start] + septets <= (
            GSM_JOINED * budget if budget > 1 else GSM_SINGLE
        )

    def _cuts(self) -> dict[int, int]:
        """Return every offset where the text may be cut, with its rank."""
        ranks = dict(breaks(self.text))
        ranks[len(self.text)] = SENTENCE
        for first, last in self._labelled():
            ranks.update((cut, LABELLED) for cut in range(first + 1, last) if cut in ranks)
        for unit in UNIT.finditer(self.text):
            first, last = unit.span()
            if first and not unit[0].isspace() and not self.text[first - 1].isspace():
                ranks.setdefault(first, INSIDE_NUMBER)
            if last - first > LONG:
                ranks.update((cut, INSIDE_WORD) for cut in range(first + 1, last))
        return ranks

    def _labelled(self) -> list[tuple[int, int]]:
        """Return the spans of "Label: number" lines: the whole line, or as much of it as fits one
        message."""
        spans = []
        for line in _LINE.finditer(self.text):
            label = _LABEL.search(line[0])
            if label is None:
                continue
            numbers = [
                line.start() + (_CLOSES.match(line[0], n.end()) or n).end()
                for n in NUMBER.finditer(line[0], label.end())
            ]
            word = line.start() + line[0].rfind(" ", 0, label.start()) + 1
            tries = [
                (line.start(), numbers[-1]),
                (line.start(), numbers[0]),
                (word, numbers[0]),
            ]
            spans.append(next((span for span in tries if self._fits(*span)), tries[-1]))
        return spans
