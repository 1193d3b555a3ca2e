"""Every function that takes a text takes any text."""

import pytest

from bot.text import burmese, clean, clusters, khmer, parts, roman, scripts, segments, zawgyi
from tests.text.hostile import TEXTS

FUNCTIONS = [
    clean.fold,
    clean.readings,
    clean.digits,
    zawgyi.probability,
    zawgyi.to_unicode,
    khmer.normalise,
    burmese.letters,
    burmese.normalise,
    burmese.loose,
    roman.fold_khmer,
    roman.fold_burmese,
    scripts.script,
    scripts.is_minority,
    clusters.edges,
    clusters.breaks,
    segments.encoding,
    segments.units,
    segments.segments,
    segments.plain,
    parts.split,
    lambda text: parts.pages(text, "Text MORE"),
]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: f"{function.__module__}.{function.__name__}")
def test_survives(function, text):
    function(text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_readings_are_few_and_short(text):
    readings = clean.readings(text)
    assert 1 <= len(readings) <= 2
    assert all(len(reading) <= clean.LONGEST for reading in readings)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_pages_of_anything_lose_nothing_but_space_and_keep_to_the_budget(text):
    made = parts.pages(text, "Text MORE")
    assert all(parts.cost(page) <= 3 for page in made)
    words = [part for page in made for part in page]
    words = "".join(part.removesuffix("Text MORE") for part in words)
    assert "".join(words.split()) == "".join(text.split())
