import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.clean import LONGEST, digits, fold, readings

MIXED = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("កខដតបយរលសហអឥឧឪឱឲោេាិីឹុូួើំះ៉៊់័្\u200b\u200c។៕០១៩"),
        st.sampled_from("ကခဂငစဆဇညတထနပဖဗမယရလဝသဟအဥဉဦဩဪဿ၀၁၇၈၉၎ါာိီုူေဲံ့း္်ျြွှ"),
        st.sampled_from("\u1033\u1039\u105a\u1060\u1064\u106a\u107d\u107e\u1088\u108b\u1090\u1094\u1096"),
        st.sampled_from("aabcAÉßİǰŉ0189 \n.,'’“–…\u0301\u0345\u200d\ufe0f１Ａ٣๑"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    "text",
    ["", "salary not paid", "1300 11", "ប្រាក់ខែ", "မြန်မာနိုင်ငံ", "หนังสือเดินทาง", "中文", "🙏", "don't"],
)
def test_leaves_alone_what_is_in_form(text):
    assert fold(text) == text


@pytest.mark.parametrize(
    ("name", "text", "folded"),
    [
        ("case", "PassPort TAKEN", "passport taken"),
        ("white space of every kind", " a\t b\r\n\u00a0c\u3000d ", "a b c d"),
        ("null and other controls", "pa\x00y\x07\x7f", "pay"),
        ("lone surrogates", "pay\ud83d \udc00day", "pay day"),
        ("right-to-left marks", "\u202epay\u202c\u200f", "pay"),
        ("zero width space", "ប្រាក់\u200bខែ", "ប្រាក់ខែ"),
        ("soft hyphen, joiner, byte order mark", "\ufeffpass\u00adport\u2060", "passport"),
        ("full width", "ＨＥＬＰ　１２", "help 12"),
        ("mathematical letters", "𝐇𝐞𝐥𝐩 𝟏𝟐", "help 12"),
        ("keycap emoji", "1️⃣ 2️⃣", "1 2"),
        ("quotes and dashes", "“don’t” — ‘x’ 02–354…", "\"don't\" - 'x' 02-354..."),
        ("stretched Latin letters", "heeeelp meee plssss", "heelp mee plss"),
        ("digits are not stretched letters", "10000", "10000"),
        ("composed letters", "cafe\u0301", "café"),
        ("Khmer digits", "០១២៣៤៥៦៧៨៩", "0123456789"),
        ("Myanmar digits", "၀၁၂၃၄၅၆၇၈၉", "0123456789"),
        ("Shan digits", "႑႒႓", "123"),
        ("Arabic, Persian, Thai and Lao digits", "٣۴๕໖", "3456"),
        ("letter wa for zero", "ဝ၉၂ဝဝ၅", "092005"),
        ("letter wa for a last zero", "၁ဝ ရက်", "10 ရက်"),
        ("letter wa for zero among ASCII digits", "2ဝ19", "2019"),
        ("wa that begins a word after a number", "၂ဝယ်", "2ဝယ်"),
        ("zero for letter wa", "တရား၀င် ၀န်ကြီး ၀ယ်", "တရားဝင် ဝန်ကြီး ဝယ်"),
        ("seven for letter ra", "၇န်ကုန် ၇ှိ", "ရန်ကုန် ရှိ"),
        ("a real seven", "၇လ ၇ရက်", "7လ 7ရက်"),
        ("repeated Khmer mark", "មិិន", "មិន"),
        ("repeated Burmese mark", "ပါါါ", "ပာ"),
        ("order of asat and dot", "န\u103a\u1037", "န\u1037\u103a"),
    ],
)
def test_folds(name, text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ""), ("abc 12", "abc 12"), ("លេខ ១២៨០", "លេខ 1280"), ("၁၃၀၀", "1300"), ("１２", "12"), ("²", "²")],
)
def test_digits(text, expected):
    assert digits(text) == expected


@pytest.mark.parametrize("text", ["", "help", "ប្រាក់ខែ", "ၵူၼ်းတႆး ၸိူဝ်းၼႆႉ", "ကညီကျိာ် ၦ", "မြန်မာနိုင်ငံသားများအတွက် အကူအညီလိုပါတယ်"])
def test_one_reading(text):
    assert readings(text) == (fold(text),)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("clear Zawgyi", "ကၽြန္ေတာ္ လစာ မရေသးပါဘူး ကူညီပါ", ("ကျွန်တော် လစာ မရသေးပာဘူး ကူညီပာ",)),
        ("short Zawgyi", "ဟုတ္ကဲ့", ("ဟုတ်ကဲ့", "ဟုတ်ကဲ့")),
        ("short Unicode, same either way", "လစာ", ("လစာ",)),
        ("digits of Zawgyi text", "ျမန္မာ ၄ ၀", ("မြန်မာ 4 0",)),
    ],
)
def test_zawgyi_readings(name, text, expected):
    assert readings(text)[0] == expected[0]


def test_short_texts_are_read_both_ways():
    assert set(readings("ေစ်း")) >= {"ဈေး"}
    assert len(readings("ငါမလုပ်ပါဘူး")) == 2
    assert fold("ငါမလုပ်ပါဘူး") in readings("ငါမလုပ်ပါဘူး")


@given(MIXED)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(MIXED)
def test_readings_are_one_or_two_folded_texts(text):
    found = readings(text)
    assert 1 <= len(found) <= 2
    assert all(fold(reading) == reading for reading in found)


def test_long_texts_are_cut():
    assert len(fold("ab " * 50_000)) <= LONGEST
