"""Learning from examples: what is learned, kept, found again, and what happens when it cannot be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.library.load import load
from bot.understanding import examples, learning, models
from bot.understanding.examples import Examples
from bot.understanding.features import features, hashed
from bot.understanding.learning import Example
from tests.library.small import changed, write

LINES = [
    ("boss not pay salary", "wages", False), ("salary late two month", "wages", False), ("no pay again", "wages", False),
    ("he beat me", "violence", True), ("boss beat us with stick", "violence", True), ("beat and kick me", "violence", True),
    ("ថៅកែមិនបើកលុយ", "wages", False), ("លុយខែមិនទាន់បើក", "wages", False), ("គេវាយខ្ញុំ", "violence", True),
    ("who win football", "none", False), ("football score today", "none", False),
]  # fmt: skip


@pytest.fixture(scope="module")
def small_model() -> learning.Model:
    return learning.learn(Example(text, topic, danger, "a") for text, topic, danger in LINES)


LIKE = {
    "the same words": ("salary not pay", "wages"),
    "a typing mistake": ("salry not pai", "wages"),
    "Khmer": ("ថៅកែអត់បើកលុយ", "wages"),
    "Khmer, another topic": ("គេវាយ", "violence"),
    "nothing of ours": ("football tonight", "none"),
}


@pytest.mark.parametrize(("text", "topic"), LIKE.values(), ids=LIKE)
def test_the_likest_topic_wins(small_model: learning.Model, text: str, topic: str) -> None:
    assert Examples(small_model).guess(text).topics[0][0] == topic


def test_danger_is_learned_beside_the_topic(small_model: learning.Model) -> None:
    asked = Examples(small_model)
    assert asked.guess("boss beat me").danger > asked.guess("salary late").danger + 1


def test_shares_are_shares(small_model: learning.Model) -> None:
    guess = Examples(small_model).guess("salary", most=3)
    assert len(guess.topics) == 3
    assert sum(share for _, share in guess.topics) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", " ", "😀", "ξξξξ"])
def test_a_text_with_nothing_known_has_no_topic(small_model: learning.Model, text: str) -> None:
    assert Examples(small_model).guess(text).topics == ()


def test_learning_the_same_gives_the_same(small_model: learning.Model) -> None:
    again = learning.learn(Example(text, topic, danger, "a") for text, topic, danger in LINES)
    assert np.array_equal(again.weights, small_model.weights)
    assert np.array_equal(again.vocabulary, small_model.vocabulary)


def test_a_model_is_the_same_after_keeping(small_model: learning.Model, tmp_path: Path) -> None:
    path = tmp_path / "models" / "m.npz"
    examples.save(small_model, path)
    kept = Examples(examples.load(path))
    for text, _, _ in LINES:
        assert kept.guess(text) == Examples(small_model).guess(text)
    assert sorted(file.name for file in path.parent.iterdir()) == ["m.npy", "m.npz"]


def test_a_writer_who_marks_no_danger_teaches_none(tmp_path: Path) -> None:
    library = load(write(tmp_path, {"en/questions/wages.txt": "# a\n! they lock me\nno pay\n# b\nsalary late\n"}))
    danger = {example.folded: example.danger for example in learning.examples(library)}
    assert danger["they lock me"] is True
    assert danger["no pay"] is False
    assert danger["salary late"] is None


def test_only_edits_of_examples_need_learning(tmp_path: Path) -> None:
    key = learning.key(load(write(tmp_path / "a")))
    assert learning.key(load(write(tmp_path / "b", changed("en/wages.md", "on time", "in full")))) == key
    assert learning.key(load(write(tmp_path / "c", {"en/questions/wages.txt": "no money\n"}))) != key
    assert learning.key(load(write(tmp_path / "d", changed("en/wages.md", "salary,", "wage,")))) != key


def test_a_model_is_learned_once_and_found_again(tmp_path: Path) -> None:
    library = load(write(tmp_path / "content"))
    folder = tmp_path / "models"
    assert models.ready(folder, library) is not None
    made = models.path_of(folder, library).stat().st_mtime_ns
    assert models.ready(folder, library) is not None
    assert models.path_of(folder, library).stat().st_mtime_ns == made


@pytest.mark.parametrize("damage", ["no model", "", "half"])
@pytest.mark.parametrize("ending", [".npz", ".npy"])
def test_a_broken_model_is_learned_again(tmp_path: Path, damage: str, ending: str) -> None:
    library = load(write(tmp_path / "content"))
    folder = tmp_path / "models"
    assert models.ready(folder, library) is not None
    path = models.path_of(folder, library).with_suffix(ending)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if damage == "half" else damage.encode())
    again = models.ready(folder, library)
    assert again is not None
    assert again.guess("no salary").topics


def test_a_folder_that_cannot_be_written_does_not_stop_the_line(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file")
    assert models.ready(tmp_path / "models", load(write(tmp_path / "content"))) is None


def test_features_are_pieces_words_and_pairs() -> None:
    found = features("no pay")
    assert {" pay", "pay ", "ay", "\x1fpay", "\x1fno pay"} <= found
    assert features("2 months") == features("12 months")
    assert len(features("x" * 100_000)) < 100
    assert features("") == set()


@pytest.mark.parametrize("text", ["boss not pay", "ថៅកែមិនបើកលុយ", "လစာမရသေးဘူး", "😀", ""])
def test_features_as_numbers_are_sorted_and_stable(text: str) -> None:
    numbers = hashed(text)
    assert list(numbers) == sorted(set(numbers))
    assert len(numbers) == len(features(text))
