"""Cutting an answer into pages and message parts.

A page is what is sent at once and may cost `budget` segments; MORE brings the next. Separate messages of
one segment each cost the same as one long concatenated message (study, section 4) and need no handset that
reassembles, so that is how a page is sent unless it costs more.
"""

from __future__ import annotations

from bot.text.measured import Measured
from bot.text.segments import segments


def cost(parts: tuple[str, ...]) -> int:
    """Return the segments that `parts`, each sent as one message, cost together."""
    return sum(map(segments, parts))


def split(text: str, limit_segments: int | None = None) -> tuple[str, ...]:
    """Return the whole of `text` as message parts, for a channel without pages.

    `limit_segments` is the most one message may cost; None: no limit. Messages of one segment are
    preferred where they cost no more than longer ones.
    """
    text = text.strip()
    if not text:
        return ()
    measured, longer, start = Measured(text), [], 0
    while start < len(text):
        end = len(text) if limit_segments is None else measured.reach_joined(start, max(1, limit_segments), "")
        longer.append(text[start:end])
        start = measured.after(end)
    separate = measured.separate(0, len(text), "")
    return separate if separate and len(separate) <= cost(tuple(longer)) else tuple(longer)


def pages(text: str, more: str, budget: int = 3) -> tuple[tuple[str, ...], ...]:
    """Return `text` as pages, each a tuple of message parts that cost at most `budget` segments together.

    Every page but the last ends with the sentence `more` on a line of its own. Nothing of the text is
    lost: joined, the parts without those lines are `text` up to white space. What fits without `more` is
    not paged. If `more` leaves no room for any text, it is left out.
    """
    text, tail, budget = text.strip(), "\n" + more.strip(), max(1, budget)
    measured, start = Measured(text), 0
    done: list[tuple[str, ...]] = []
    while start < len(text):
        if measured.may_fit(start, budget):
            last = measured.pack(start, len(text), "")
            if cost(last) <= budget:
                return (*done, last)
        page, start = _page(measured, start, tail if more.strip() else "", budget)
        done.append(page)
    return tuple(done)


def _page(measured: Measured, start: int, more: str, budget: int) -> tuple[tuple[str, ...], int]:
    """Return the parts of the page beginning at `start`, and where the next page begins."""
    for tail in dict.fromkeys((more, "")):
        reach = max(measured.reach_separate(start, budget, tail), measured.reach_joined(start, budget, tail))
        for end in measured.best_ends(start, reach):
            parts = measured.pack(start, end, tail)
            if cost(parts) <= budget:
                return parts, measured.after(end)
    return (measured.text[start],), start + 1  # cannot happen; better than never ending
