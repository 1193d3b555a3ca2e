"""YAML read as text: no value changes its type, every one knows its line."""

from __future__ import annotations

import pytest

from bot.library import yaml_strings

KEEP = [
    "0",
    "007",
    "no",
    "NO",
    "yes",
    "off",
    "1.10",
    "1e3",
    "null",
    "~",
    "2026-11-22",
    "0x1F",
    "12:30",
    "ទេ",
    "၂၂",
    "😀",
]


@pytest.mark.parametrize("written", KEEP)
def test_a_value_stays_the_text_it_was(written: str) -> None:
    value = yaml_strings.read(f"a: {written}\nb: [{written}]")
    assert value == {"a": written, "b": [written]}


def test_values_know_their_lines() -> None:
    value = yaml_strings.read("a: 1\nb:\n  - x\n  - {c: y}\n", first_line=10)
    assert isinstance(value, yaml_strings.Table)
    assert value["a"].line == 10
    assert value["b"][1]["c"].line == 13


BROKEN = {
    "an open quote": ('b: 1\na: "x\n\n', 2),
    "an open list": ("a: [1, 2\nb: 3", 2),
    "a tab as indent": ("a:\n\tb: 1", 2),
    "a key twice": ("a: 1\na: 2", 2),
    "an alias of itself": ("a: &x [*x]", 1),
    "a null character": ("a: \x00", 1),
}


@pytest.mark.parametrize(("text", "line"), BROKEN.values(), ids=BROKEN)
def test_broken_yaml_says_its_line(text: str, line: int) -> None:
    with pytest.raises(yaml_strings.YamlError) as caught:
        yaml_strings.read(text)
    assert caught.value.line == line
