"""How alike texts are: near-duplicates among the examples, and unplaced texts that ask the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bot.understanding.vectors import vectors

ROWS = 1000
"""Texts compared with all others at a time, to keep memory flat."""

NEARLY_THE_SAME = 0.85
"""Likeness (cosine of weighted features, 0 to 1) from which a second line teaches nothing new."""

ASKS_THE_SAME = 0.35
"""Likeness from which two unplaced texts are shown as one group."""


def pairs(folded: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """(earlier, later, likeness) for every two texts at least that alike, ordered by the later one."""
    if len(folded) < 2 or not any(folded):
        return
    matrix = vectors(folded).matrix
    columns = matrix.T.tocsc()
    for start in range(0, matrix.shape[0], ROWS):
        block = (matrix[start : start + ROWS] @ columns[:, : start + ROWS]).tocoo()
        close = (block.data >= least) & (block.col < block.row + start)
        found = zip(block.col[close], block.row[close] + start, block.data[close], strict=True)
        yield from sorted(((int(a), int(b), float(share)) for a, b, share in found), key=lambda pair: pair[1])


def groups(folded: Sequence[str], least: float = ASKS_THE_SAME) -> list[list[int]]:
    """The texts' places in groups that are alike, the largest first; each text joins the group of the earlier text it
    is most like."""
    best: dict[int, tuple[float, int]] = {}
    for earlier, later, share in pairs(folded, least):
        best[later] = max(best.get(later, (0.0, -1)), (share, earlier))
    leader = np.arange(len(folded))
    found: dict[int, list[int]] = {}
    for place in range(len(folded)):
        if place in best:
            leader[place] = leader[best[place][1]]
        found.setdefault(int(leader[place]), []).append(place)
    return sorted(found.values(), key=lambda group: (-len(group), group[0]))


def near_duplicates(folded: Sequence[str], least: float = NEARLY_THE_SAME) -> dict[int, tuple[int, float]]:
    """Places of texts that say nearly the same as an earlier one that stays: place -> (the earlier one, likeness)."""
    gone: dict[int, tuple[int, float]] = {}
    for earlier, later, share in pairs(folded, least):
        if earlier not in gone and later not in gone:
            gone[later] = (earlier, share)
    return gone
