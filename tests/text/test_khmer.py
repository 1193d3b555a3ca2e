import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.khmer import loose, normalise


@pytest.mark.parametrize("text", ["", "salary", "မြန်မာ", "ไทย", "🙏", "\ud800", "ប្រាក់ខែ", "លិខិតឆ្លងដែន", "១២៣ ។ល។"])
def test_leaves_alone(text):
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("name", "variants"),
    [
        ("give", ["ឱ្យ", "ឲ្យ", "អោយ", "ឱយ", "ឲយ", "អោ្យ"]),
        ("aa and nikahit", ["កាំ", "កំា"]),
        ("u and nikahit", ["កុំ", "កំុ"]),
        ("split oo", ["កោ", "កេា"]),
        ("split ie", ["កើ", "កេី"]),
        ("subscript da and ta", ["ប្តី", "ប្ដី"]),
        ("subscript ro first", ["ស្ត្រី", "ស្រ្តី", "ស្ដ្រី"]),
        ("vowel before subscript", ["ខ្មែរ", "ខែ្មរ"]),
        ("shifter after vowel", ["ប៉ា", "បា៉"]),
        ("doubled marks", ["មិន", "មិិន", "មិិិន"]),
        ("doubled subscript sign", ["ខ្មែរ", "ខ្្មែរ"]),
        ("father", ["ឪពុក", "ឳពុក"]),
        ("now", ["ឥឡូវ", "អិឡូវ"]),
        ("or", ["ឬ", "រឺ"]),
    ],
)
def test_variants_meet(name, variants):
    assert len({normalise(variant) for variant in variants}) == 1


@pytest.mark.parametrize(("one", "other"), [("ការ", "ការី"), ("បង", "បាង"), ("ទៅ", "នៅ"), ("លុយ", "លួយ")])
def test_different_words_stay_apart(one, other):
    assert normalise(one) != normalise(other)


@given(st.text(st.sampled_from("កខដតបយរលសហអឥឧឪឱឲោេាិីឹុូួើំះ៉៊់័្៌ a។"), max_size=40))
def test_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("name", "variants"),
    [
        ("human power", ["យូមេនផៅវ័រ", "យូម៉ែនភៅវើរ", "យូមែនផាវ័រ"]),
        ("resource, with silent letters", ["រីសស", "រីសស៍ស"]),
        ("two series of one consonant", ["គ្រុប", "ក្រុព"]),
    ],
)
def test_spellings_of_foreign_names_meet_loosely(name, variants):
    assert len({loose(normalise(variant)) for variant in variants}) == 1


@pytest.mark.parametrize("text", ["", "salary 22", "လစာ", "🙏", "\ud800"])
def test_loose_leaves_other_writing_alone(text):
    assert loose(text) == text
