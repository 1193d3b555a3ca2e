from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import clusters
from bot.text.clusters import SENTENCE, SPACE, SYLLABLE, WORD, breaks, edges


def pieces(text, offsets):
    offsets = sorted({0, len(text), *offsets})
    return [text[a:b] for a, b in pairwise(offsets)]


@pytest.mark.parametrize(
    "text",
    ["", "a", "salary", "1300", "h1b", "ខ្មែ", "ស្ត្រី", "ကျွန်", "ကမ္ဘာ", "ကို့", "🙏🏽", "🇹🇭", "👨‍👩‍👧", "e\u0301"],
)
def test_one_unit_has_edges_only_at_its_ends(text):
    assert edges(text) == {0, len(text)}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("pay me", ["pay", " ", "me"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("ខ្ញុំចង់", ["ខ្ញុំ", "ច", "ង់"]),
        ("ប្រាក់ខែ12", ["ប្រា", "ក់", "ខែ", "12"]),
        ("မြန်မာ", ["မြန်", "မာ"]),
        ("တော့်ကို", ["တော့်", "ကို"]),
        ("နိုင်ငံ", ["နိုင်", "ငံ"]),
        ("န\u1037\u103aက", ["န\u1037\u103a", "က"]),
        ("သင်္ဘော", ["သင်္ဘော"]),
        ("လစာ။", ["လ", "စာ", "။"]),
        ("visaကုန်", ["visa", "ကုန်"]),
        ("don't", ["don", "'", "t"]),
    ],
)
def test_edges(text, units):
    assert pieces(text, edges(text)) == units


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "salary",
        "02 354 9999",
        "+66 2-354 9999",
        "(02) 354 9999",
        "၀၉ ၄၂၁ ၂၃၄",
        "១២ ៣៤",
        "1,200.50",
        "ខ្មែ",
    ],
)
def test_nowhere_to_cut(text):
    assert breaks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay me", [(3, SPACE)]),
        ("Pay. Me", [(4, SENTENCE)]),
        ("Pay?  Me", [(4, SENTENCE)]),
        ("one\ntwo", [(3, SENTENCE)]),
        ("3.5 baht", [(3, SPACE)]),
        ("see sarika.org/help now", [(3, SPACE), (19, SPACE)]),
        ("call 02 354 9999 now", [(4, SPACE), (16, SPACE)]),
        ("ការងារ។ លុយ", [(2, SYLLABLE), (4, SYLLABLE), (5, SYLLABLE), (7, SENTENCE), (9, SYLLABLE)]),
    ],
)
def test_breaks(text, expected):
    found = breaks(text)
    if clusters.icu is None or text.isascii():
        assert found == expected
    else:
        assert [offset for offset, _ in found if offset in dict(expected)] == [
            o for o, r in expected if r >= SPACE or o in dict(found)
        ]
        assert {o: r for o, r in expected if r >= SPACE}.items() <= dict(found).items()


@pytest.mark.parametrize(
    ("text", "word_edge", "inside"),
    [("အလုပ်သမားကုမ္ပဏီ", len("အလုပ်သမား"), len("အ")), ("ក្រុមហ៊ុនប្រាក់ខែ", len("ក្រុមហ៊ុន"), len("ក្រុ"))],
)
def test_a_word_edge_ranks_above_a_syllable_edge(text, word_edge, inside):
    pytest.importorskip("icu4py")
    ranks = dict(breaks(text))
    assert ranks[word_edge] == WORD
    assert ranks.get(inside, SYLLABLE) == SYLLABLE


def test_without_icu_syllable_edges_remain(monkeypatch):
    with_icu = [offset for offset, _ in breaks("အလုပ်သမားကုမ္ပဏီ")]
    monkeypatch.setattr(clusters, "icu", None)
    assert [offset for offset, _ in breaks("အလုပ်သမားကုမ္ပဏီ")] == with_icu
    assert {rank for _, rank in breaks("အလုပ်သမားကုမ္ပဏီ")} == {SYLLABLE}


@given(st.text(st.sampled_from("កខ្្េាំ់។ ကျြ္်ော့းင။ abc019٣១၁ \n.+-()🙏🏽\u200d\u0301"), max_size=60))
def test_breaks_are_ordered_edges_inside_the_text(text):
    offsets = [offset for offset, _ in breaks(text)]
    assert offsets == sorted(set(offsets))
    assert all(0 < offset < len(text) for offset in offsets)
    assert set(offsets) <= edges(text)
