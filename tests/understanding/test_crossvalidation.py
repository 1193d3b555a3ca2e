"""Cross-validation leaves writers out; the learning curve grows."""

from __future__ import annotations

from bot.understanding import crossvalidation
from bot.understanding.learning import Example

PAY, HIT = (
    ["boss not pay", "salary late", "no salary", "pay me"],
    ["he beat me", "they beat us", "beat again", "kick me"],
)
FOUND = [
    Example(text, topic, danger, f"en-{writer}")
    for topic, danger, texts in (("wages", False, PAY), ("violence", True, HIT))
    for text, writer in zip(texts, "abab", strict=True)
]


def test_every_writer_is_left_out_once() -> None:
    trials = list(crossvalidation.by_writer(FOUND))
    assert [(t.left_out, t.learned, t.lines) for t in trials] == [("a", 4, 4), ("b", 4, 4)]
    assert all(0 <= share <= 1 for t in trials for share in (t.first, t.offered, t.danger, t.false_alarms))


def test_a_writer_can_be_named() -> None:
    assert [t.left_out for t in crossvalidation.by_writer(FOUND, ["b"])] == ["b"]


def test_the_curve_doubles_what_is_learned_and_asks_the_same_lines() -> None:
    trials = list(crossvalidation.curve(FOUND * 4, ["b"], steps=3))
    assert [t.learned for t in trials] == [4, 8, 16]
    assert {t.lines for t in trials} == {16}
