"""The call round: who is due, in which order, and what a call writes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.library import call_round
from bot.library.load import load
from tests.library.small import write

TODAY = date(2027, 3, 1)


def ids(tmp_path: Path, today: date, within: int | None) -> list[str]:
    return [item.contact.id for item in call_round.due(load(write(tmp_path)).contacts, today, within)]


def test_overdue_stand_first_and_hidden_rows_are_not_called(tmp_path: Path) -> None:
    assert ids(tmp_path, TODAY, 31) == ["TH-2", "TH-3"]  # TH-4 is of low confidence and not shown
    assert ids(tmp_path, TODAY, 100) == ["TH-2", "TH-3", "KH-1", "TH-1", "TH-5", "TH-6"]
    assert ids(tmp_path, date(2026, 11, 22), 31) == []
    assert len(ids(tmp_path, date(2026, 11, 22), None)) == 6


@pytest.mark.parametrize(
    ("today", "over", "withheld"),
    [(date(2027, 2, 20), 0, False), (date(2027, 2, 21), 1, False), (date(2027, 5, 23), 92, False), (date(2027, 5, 24), 93, True)],
)  # fmt: skip
def test_days_over_and_when_a_number_is_withheld(tmp_path: Path, today: date, over: int, withheld: bool) -> None:
    item = next(i for i in call_round.due(load(write(tmp_path)).contacts, today, None) if i.contact.id == "TH-2")
    assert (item.over, item.withheld) == (over, withheld)


DATES = {
    "six months": (date(2026, 11, 20), "high", date(2027, 5, 20)),
    "three months": (date(2026, 11, 20), "medium", date(2027, 2, 20)),
    "one month": (date(2026, 11, 20), "low", date(2026, 12, 20)),
    "over the year": (date(2026, 12, 31), "high", date(2027, 6, 30)),
    "to the end of February": (date(2027, 11, 30), "medium", date(2028, 2, 29)),
}


@pytest.mark.parametrize(("checked", "confidence", "due"), DATES.values(), ids=DATES)
def test_when_a_number_is_called_again(checked: date, confidence: str, due: date) -> None:
    assert call_round.review_by(checked, confidence) == due


ROW = {"show": "first", "confidence": "medium", "note": "Free."}
CALLS = {
    "works": ("works", "", {"checked": "2027-03-01", "review_by": "2027-06-01"}),
    "works, with a word": ("works", "Khmer spoken", {"checked": "2027-03-01", "review_by": "2027-06-01",
                                                      "note": "Free. Called 2027-03-01: Khmer spoken."}),
    "wrong": ("wrong", "", {"show": "no", "note": "Free. Wrong number on 2027-03-01 (show was 'first')."}),
    "wrong, with a word": ("wrong", "a shop.", {"show": "no",
                                                "note": "Free. Wrong number on 2027-03-01 (show was 'first'): a shop."}),
    "nobody answers": ("no-answer", "", {"note": "Free. No answer on 2027-03-01."}),
}  # fmt: skip


@pytest.mark.parametrize(("outcome", "said", "changed"), CALLS.values(), ids=CALLS)
def test_what_a_call_writes(outcome: str, said: str, changed: dict[str, str]) -> None:
    assert call_round.stamp(ROW, outcome, TODAY, said) == changed
