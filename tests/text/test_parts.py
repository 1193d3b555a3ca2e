import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.clusters import UNIT
from bot.text.parts import cost, pages, split
from bot.text.segments import segments

MORE = {"en": "Text MORE for more", "km": "ផ្ញើ MORE ដើម្បីអានបន្ត", "my": "ဆက်ဖတ်ရန် MORE ပို့ပါ"}
KHMER = (
    "និយោជកត្រូវបើកប្រាក់ខែឱ្យអ្នកយ៉ាងតិចម្តងក្នុងមួយខែ។ គេមិនអាចកាត់ប្រាក់ខែដោយគ្មានមូលហេតុបានទេ។\n"
    "បើគេមិនបើកប្រាក់ខែ សូមរក្សាទុកកិច្ចសន្យា និងកំណត់ត្រាម៉ោងធ្វើការ។ អ្នកអាចប្តឹងបាន ទោះបីគ្មានឯកសារក៏ដោយ។\n"
    "ខ្សែទូរស័ព្ទការងារថៃ: 1506\nស្ថានទូតកម្ពុជានៅបាងកក: 02 957 5851"
)
BURMESE = (
    "အလုပ်ရှင်သည် လစာကို တစ်လလျှင် အနည်းဆုံး တစ်ကြိမ် ပေးရမည်။ အကြောင်းမရှိဘဲ လစာကို မဖြတ်ရပါ။\n"
    "လစာမပေးလျှင် စာချုပ်နှင့် အလုပ်ချိန်မှတ်တမ်းကို သိမ်းထားပါ။ စာရွက်စာတမ်းမရှိသော်လည်း တိုင်ကြားနိုင်ပါသည်။\n"
    "ထိုင်းအလုပ်သမားဖုန်း: 1506\nမြန်မာသံရုံး ဘန်ကောက်: 02 233 7250"
)
ENGLISH = "Your employer must pay you at least once a month. " * 12
NUMBER = re.compile(r"(?<=\d)[ .+,-]?(?=\d)")


def squeezed(text):
    return "".join(text.split())


def without_more(made, more):
    parts = [part for page in made[:-1] for part in (*page[:-1], page[-1].removesuffix(more))]
    return squeezed("".join(parts + [part for page in made[-1:] for part in page]))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_nothing_to_say_is_no_page(text):
    assert pages(text, "MORE") == ()
    assert split(text) == ()


@pytest.mark.parametrize(
    "text",
    ["Call 1694.", "a" * 160, "ក" * 70, "one\ntwo", "ខ្សែ: 1506", "x" * 459],
    ids=lambda text: text[:12],
)
def test_what_fits_is_one_page_without_more(text):
    made = pages(text, "MORE")
    assert len(made) == 1
    assert "".join(made[0]) == text


@pytest.mark.parametrize(
    ("name", "text", "more", "budget", "sizes"),
    [
        ("GSM-7 at the limit", "a" * 160, "M", 1, [1]),
        ("GSM-7 one over", "a" * 100 + " " + "b" * 60, "M", 1, [1, 1]),
        ("two segments of GSM-7", "a" * 306, "M", 2, [2]),
        ("UCS-2 at the limit", "ក" * 70, "M", 1, [1]),
        ("UCS-2 one over", "ក" * 71, "M", 1, [1, 1]),
        ("three separate messages", "ក" * 210, "M", 3, [3]),
        ("one more than three", "ក" * 211, "M", 3, [3, 1]),
        ("mixed scripts, each message in its own alphabet", "ក" * 70 + "\n" + "a" * 160, "M", 2, [2]),
    ],
)
def test_pages_on_the_edges(name, text, more, budget, sizes):
    assert [cost(page) for page in pages(text, more, budget)] == sizes


@pytest.mark.parametrize("budget", [1, 2, 3, 6])
@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("km", KHMER), ("my", BURMESE)])
def test_real_answers(language, text, budget):
    made = pages(text, MORE[language], budget)
    assert all(cost(page) <= budget for page in made)
    assert all(page[-1].split("\n")[-1] == MORE[language] for page in made[:-1])
    assert without_more(made, MORE[language]) == squeezed(text)
    whole = " ".join(part for page in made for part in page)
    for number in re.findall(r"\d[\d ]+\d", text):
        assert number in whole


@pytest.mark.parametrize(("language", "text"), [("km", KHMER), ("my", BURMESE)])
def test_labels_stay_with_their_numbers(language, text):
    lines = [line for line in text.split("\n") if ": " in line]
    for budget in (2, 3):
        parts = [part for page in pages(text, MORE[language], budget) for part in page]
        assert all(any(line in part for part in parts) for line in lines)


def test_a_page_ends_with_a_sentence_where_one_ends_late_enough():
    made = pages(ENGLISH, MORE["en"], 2)
    assert all(page[-1].split("\n")[-2].endswith(".") for page in made[:-1])


def test_separate_messages_where_they_cost_no_more():
    made = pages(KHMER, MORE["km"])
    assert all(len(part) <= 70 for part in made[0])


def test_one_long_message_where_separate_ones_cost_more():
    text = "\n".join(["ខ្សែទូរស័ព្ទ " + "ក" * 26 + ": 1506"] * 4)
    assert segments(text) == 3
    assert pages(text, "MORE") == ((text,),)


@pytest.mark.parametrize("more", ["", "ក" * 300, "\n"])
def test_a_sentence_that_is_missing_or_too_long_is_left_out(more):
    made = pages(KHMER, more, 2)
    assert squeezed("".join(part for page in made for part in page)) == squeezed(KHMER)
    assert all(cost(page) <= 2 for page in made)


@pytest.mark.parametrize(
    ("text", "limit", "sizes"),
    [
        ("Call 1694.", None, [1]),
        ("x" * 306, None, [1, 1]),
        ("one two " * 40, 1, [1, 1]),
        ("ក" * 210, 1, [1, 1, 1]),
        ("ក" * 202, 2, [1, 1, 1]),
    ],
)
def test_split_keeps_to_the_limit(text, limit, sizes):
    made = split(text, limit)
    assert squeezed("".join(made)) == squeezed(text)
    assert [segments(part) for part in made] == sizes


WORDS = st.sampled_from(
    [
        *(
            "pay",
            "employer",
            "1506",
            "02 354 9999",
            "+66 2 957-5851",
            "Hotline: 1300",
            "€[x]",
            "🙏🏽",
            "x" * 30,
        ),
        *("\n", "។", "။", ". ", "  ", "’", "ប្រាក់ខែ", "ស្ត្រី", "ក្រុមហ៊ុន", "ខ្ញុំ", "ទូរស័ព្ទ: 1280"),
        *("ကျွန်တော်", "ကုမ္ပဏီ", "လစာ", "သင်္ဘော", "ဖုန်း: ၀၉ ၄၂၁ ၂၃၄"),
    ]
)
ANSWERS = st.lists(WORDS, max_size=60).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda glue: glue.join(words))
)


@given(ANSWERS, st.sampled_from(["MORE", *MORE.values(), ""]), st.integers(1, 4))
def test_pages_lose_nothing_and_keep_to_the_budget(text, more, budget):
    made = pages(text, more, budget)
    assert all(cost(page) <= budget for page in made)
    assert all(part and part == part.strip() for page in made for part in page)
    assert all(page[-1].split("\n")[-1] == more for page in made[:-1] if more)
    assert without_more(made, more) == squeezed(text)


@given(st.lists(WORDS, max_size=60), st.integers(2, 4))
def test_pages_never_cut_a_cluster_or_a_number(words, budget):
    text = " ; ".join(words)
    made = pages(text, "MORE", budget)
    spans = [match.span() for match in re.finditer(r"\+?\d+(?:[ -]\d+)*", text)] + [
        m.span() for m in UNIT.finditer(text)
    ]
    inside = {offset for first, last in spans for offset in range(first + 1, last)}
    done = 0
    for part in [part for page in made for part in page][:-1]:
        body = part.removesuffix("MORE").strip()
        done = text.index(body, done) + len(body) if body else done
        assert done not in inside


@given(ANSWERS, st.one_of(st.none(), st.integers(1, 3)))
def test_split_loses_nothing(text, limit):
    made = split(text, limit)
    assert squeezed("".join(made)) == squeezed(text)
    assert limit is None or all(segments(part) <= limit for part in made)


def test_the_key_to_press_stays_with_its_number() -> None:
    line = "အလုပ်သမား တိုင်ရန်: 1506 (3 နှိပ်ပါ)"
    for before in range(0, 70, 3):
        text = "က " * (before // 2) + "\n" + line + "\nIssara (မြန်မာ): 1800 010 180"
        for page in pages(text, "ဆက်", 3):
            assert any(line in part for part in page), before
