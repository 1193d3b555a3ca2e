"""Likeness: near-duplicates among examples, groups of texts that ask the same."""

from __future__ import annotations

from bot.text.clean import fold
from bot.understanding import likeness

LINES = [
    "boss not pay salary two month", "who win the football", "boss not pay salary two months", "ថៅកែមិនបើកលុយខែ",
    "ថៅកែមិនបើកលុយខែទេ", "လစာမရသေးဘူး", "", "football who win", "🤷",
]  # fmt: skip


def folded() -> list[str]:
    return [fold(line) for line in LINES]


def test_pairs_name_the_earlier_text_first_and_share_from_0_to_1() -> None:
    found = list(likeness.pairs(folded(), 0.3))
    assert found
    assert all(earlier < later and 0.3 <= share <= 1.0001 for earlier, later, share in found)
    assert (0, 2) in {(earlier, later) for earlier, later, _ in found}


def test_near_duplicates_keep_the_earlier_line() -> None:
    gone = likeness.near_duplicates(folded(), 0.7)
    assert {later: earlier for later, (earlier, _) in gone.items()} == {2: 0, 4: 3, 7: 1}


def test_a_line_like_a_line_that_goes_is_kept() -> None:
    lines = ["aa bb cc dd ee", "aa bb cc dd ff", "aa bb cc dd ff gg hh ii"]
    assert set(likeness.near_duplicates(lines, 0.6)) == {1}


def test_groups_hold_every_text_once_the_largest_first() -> None:
    groups = likeness.groups(folded())
    assert sorted(place for group in groups for place in group) == list(range(len(LINES)))
    assert [0, 2] in groups and [1, 7] in groups
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)


def test_texts_without_words_are_no_trouble() -> None:
    assert likeness.groups([]) == []
    assert likeness.groups(["", ""]) == [[0], [1]]
    assert likeness.near_duplicates([""]) == {}
