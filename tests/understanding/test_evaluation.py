"""Figures are counted right, layers can be left out, baselines answer."""

from __future__ import annotations

import pytest

from bot.messages import Session
from bot.understanding import baselines, evaluation
from bot.understanding.evaluation import Outcome
from bot.understanding.reader import LAYERS, Reader

ROWS = [
    {"id": "1", "lang": "en", "text": "overtime", "accept": ["wages"]},
    {"id": "2", "lang": "km", "text": "២២", "accept": ["wages"], "danger": False, "country": None, "style": "digits"},
    {"id": "3", "lang": "my", "text": "လစာမရသေးဘူး", "accept": ["wages", "complaint"]},
    {"id": "4", "lang": "en", "text": "zzqx wwvk", "accept": ["none"]},
]


def outcome(topic: str | None, *accept: str, danger: tuple[bool, bool] = (False, False), **more: str) -> Outcome:
    offered = (topic,) if topic else ("hours",)
    return Outcome("x", "en", more.get("style", ""), accept, topic, offered, *danger, None, None, "example")


def test_figures_are_shares_of_what_they_are_about() -> None:
    found = [
        outcome("wages", "wages"), outcome("hours", "wages"), outcome(None, "hours"), outcome("none", "none"),
        outcome("wages", "none"), outcome("violence", "violence", danger=(True, True)),
        outcome("violence", "violence", danger=(True, False)), outcome("wages", "wages", danger=(False, True)),
    ]  # fmt: skip
    figures = evaluation.figures(found)
    assert figures["messages"] == 8
    assert figures["first"] == pytest.approx(4 / 6)
    assert figures["offered"] == pytest.approx(5 / 6)
    assert (figures["none_known"], figures["none_wrong"]) == (0.5, 0.5)
    assert figures["danger"] == 0.5
    assert figures["false_alarms"] == pytest.approx(1 / 6)
    assert figures["wrong"] == pytest.approx(2 / 8)
    assert figures["country"] is None


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_left_out_decides_nothing(reader: Reader, layer: str) -> None:
    without = Reader(reader.library, without=(layer,))
    texts = ["22", "menu", "Thailand", "overtime", "overtimee pai"]
    assert layer not in {without.read(text, Session()).layer for text in texts}


def test_layers_and_baselines_are_compared_on_the_same_messages(reader: Reader) -> None:
    compared = evaluation.compare(reader.library, None, ROWS)
    assert set(compared) == {"all layers", *(f"without {layer}" for layer in LAYERS), *baselines.ALL}
    assert {figures["messages"] for figures in compared.values()} == {4}
    assert compared["without code"]["first"] < compared["all layers"]["first"]  # type: ignore[operator]
    assert "first" in evaluation.table(compared)


SIMPLE = {
    "a first word that is a keyword": (baselines.first_word, "privacy of my room", "cmd-privacy"),
    "a keyword further on": (baselines.contains_keyword, "what says the law on overtime pay", "wages"),
    "the nearest example": (baselines.nearest_example, "boss not pay me my salary two month already", "wages"),
}


@pytest.mark.parametrize(("make", "text", "topic"), SIMPLE.values(), ids=SIMPLE)
def test_a_baseline_answers(reader: Reader, make: baselines.Callable, text: str, topic: str) -> None:  # type: ignore[type-arg]
    assert make(reader.library)(text)[0] == topic


def test_a_baseline_without_an_answer_says_so(reader: Reader) -> None:
    assert baselines.first_word(reader.library)("zzqx wwvk") == ()
    assert baselines.contains_keyword(reader.library)("") == ()
