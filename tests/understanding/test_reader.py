"""What one message means, through the whole reader with the real content."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Session
from bot.understanding.reader import Reader
from tests.text.zawgyi_twin import twin

CODES = ["22", "២២", "၂၂", " 22. ", "#22", "2 2", "22?", "2-2", "\u200b22", "２２", "႒႒"]


@pytest.mark.parametrize("text", CODES)
def test_a_code_is_understood_however_it_is_typed(reader: Reader, text: str) -> None:
    understood = reader.read(text, Session())
    assert (understood.topic, understood.layer) == ("wages", "code")


def test_every_code_of_the_tree_is_understood_in_three_kinds_of_digits(reader: Reader) -> None:
    for code, topic in reader.library.codes.items():
        for zero in "0០၀":
            written = "".join(chr(ord(zero) + int(digit)) for digit in code)
            assert reader.read(written, Session()).topic == topic


@pytest.mark.parametrize("text", ["99", "12345", "០០០", "0000000000"])
def test_a_number_that_is_no_code_is_said_to_be_none(reader: Reader, text: str) -> None:
    understood = reader.read(text, Session())
    assert (understood.topic, understood.layer) == ("none", "code")


COMMANDS = {
    "menu": "cmd-menu", "MENU!": "cmd-menu", "Hello": "cmd-menu", "ម៉ឺនុយ": "cmd-menu", "សួស្តី": "cmd-menu",
    "မီနူး": "cmd-menu", "မင်္ဂလာပါ": "cmd-menu", "?": "cmd-menu", "mingalarpar": "cmd-menu",
    "more": "cmd-more", "បន្ត": "cmd-more", "ဆက်": "cmd-more", "continu": "cmd-more",
    "language": "cmd-language", "langauge": "cmd-language", "ភាសា": "cmd-language", "ဘာသာစကား": "cmd-language",
    "country": "cmd-country", "stop": "cmd-stop", "STOP.": "cmd-stop", "ឈប់": "cmd-stop", "ရပ်": "cmd-stop",
    "privacy": "cmd-privacy", "are you a robot?": "cmd-privacy", "thanks": "cmd-thanks", "orkun": "cmd-thanks",
    "អរគុណ": "cmd-thanks", "ကျေးဇူးတင်ပါတယ်": "cmd-thanks", "ok": "cmd-thanks",
}  # fmt: skip


@pytest.mark.parametrize(("text", "topic"), COMMANDS.items())
def test_a_command_is_understood_in_every_language(reader: Reader, text: str, topic: str) -> None:
    for before in (Session(), Session(language="km"), Session(language="my", asked="country")):
        assert reader.read(text, before).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "I want to stop working for him",
        "thank you but boss not pay me",
        "more money for overtime",
    ],
)
def test_a_command_word_inside_a_sentence_is_no_command(reader: Reader, text: str) -> None:
    assert not str(reader.read(text, Session()).topic).startswith("cmd-")


COUNTRIES = {
    "Thailand": "TH", "thai": "TH", "in malaysia": "MY", "MY": "MY", "kr": "KR", "ថៃ": "TH", "កូរ៉េ": "KR",
    "ထိုင်း": "TH", "မလေးရှား": "MY", "Singapore": "SG", "jp": "JP", "I am in Japan": "JP",
}  # fmt: skip


@pytest.mark.parametrize(("text", "country"), COUNTRIES.items())
def test_a_bare_country_is_a_choice(reader: Reader, text: str, country: str) -> None:
    understood = reader.read(text, Session())
    assert (understood.topic, understood.country) == ("cmd-country", country)


@pytest.mark.parametrize("text", ["no", "it", "so", "is", "to", "at"])
def test_a_small_word_is_no_country(reader: Reader, text: str) -> None:
    assert reader.read(text, Session()).topic != "cmd-country"


LANGUAGES = {"khmer": "km", "ខ្មែរ": "km", "ភាសាខ្មែរ": "km", "burmese": "my", "မြန်မာလို": "my", "English": "en"}


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items())
def test_a_bare_language_is_a_choice(reader: Reader, text: str, language: str) -> None:
    understood = reader.read(text, Session(language="en"))
    assert (understood.topic, understood.choice, understood.language) == ("cmd-language", language, language)


SENTENCES = {
    "not paid": ("my boss not paid me since two month", "wages", "en"),
    "Khmer without spaces": ("ថៅកែមិនបើកលុយ ២ខែហើយ", "wages", "km"),
    "Burmese": ("လစာမရသေးဘူး", "wages", "my"),
    "broken English": ("boss not pay", "wages", "en"),
    "the passport": ("boss keep my passport", "passport-kept", "en"),
    "a title as message": ("PAY and OVERTIME!", "wages", "en"),
}


@pytest.mark.parametrize(("text", "topic", "language"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_finds_its_topic_and_language(reader: Reader, text: str, topic: str, language: str) -> None:
    understood = reader.read(text, Session())
    assert topic in understood.offered
    assert understood.language == language


DANGER = {
    "locked in, Khmer": "ថៅកែវាយខ្ញុំ ចាក់សោរខ្ញុំក្នុងបន្ទប់",
    "locked in": "they locked me in a room please",
    "beaten": "my employer beats me every day",
    "knife": "he has a knife!!",
    "Burmese": "သူဌေးက ရိုက်တယ် အခန်းထဲ သော့ခတ်ထားတယ်",
    "suicide": "i want to die",
    "shouted": "HELP THEY LOCKED US IN THE HOUSE",
}
SAFE = {
    "football": "we beat them at football",
    "a phone": "my phone locked how to open",
    "boredom": "i am dying of boredom here",
    "pay": "boss not pay me",
    "a code": "42",
    "nothing": "",
}


@pytest.mark.parametrize("text", DANGER.values(), ids=DANGER)
def test_danger_is_found(reader: Reader, text: str) -> None:
    assert reader.read(text, Session()).danger


@pytest.mark.parametrize("text", SAFE.values(), ids=SAFE)
def test_harmless_words_are_not_taken_for_danger(reader: Reader, text: str) -> None:
    assert not reader.read(text, Session()).danger


PLACES = {
    "boss in mahachai not pay me": "TH",
    "from Battambang, going to Malaysia for work": "MY",
    "i work at kongsi in johor": "MY",
    "EPS exam when": "KR",
    "ខ្ញុំនៅម៉ាឡេស៊ី ថៅកែមិនបើកលុយ": "MY",
    "ထိုင်းမှာ လစာမရဘူး": "TH",
    "salary not paid": None,
    "not Thailand, Japan": "JP",
    "មិនមែនថៃទេ នៅកូរ៉េ": "KR",
    "ထိုင်းမဟုတ်ဘူး စင်ကာပူမှာ": "SG",
    "now i am in thailand": "TH",
    "factory in samut sakon not pay": "TH",
    "cambodia embassy in kuala lumpor": "MY",
    "adult in pursuit of money": None,
    "ត្រឡប់មកវិញពីកូរ៉េ ចង់រកការងារនៅស្រុក": "KH",
    "ကိုရီးယားက ပြန်ရောက်ပြီ ရွာမှာ အလုပ်အကိုင် အထောက်အပံ့ ရှိလား": "MM",
}


@pytest.mark.parametrize(("text", "country"), PLACES.items())
def test_the_country_is_the_one_meant(reader: Reader, text: str, country: str | None) -> None:
    assert reader.read(text, Session()).country == country


@pytest.mark.parametrize(
    ("calling", "before", "language"),
    [("KH", None, "km"), ("MM", None, "my"), ("TH", None, "en"), ("KH", "en", "en"), (None, "my", "my")],
)
def test_a_bare_code_is_answered_in_the_language_known(
    reader: Reader, calling: str | None, before: str | None, language: str
) -> None:
    assert reader.read("22", Session(language=before), calling).language == language


NOTHING = ["", " ", "\u200b", "😀😀😀", "\x00\x01", "\ud800", "؟", "。。。"]
ODD = ["a" * 100_000, "វ" * 100_000, "က" * 50_000, "<script>alert(1)</script>", "%s{}", "\u202e22", "🇹🇭" * 500]


@pytest.mark.parametrize("text", NOTHING, ids=range(len(NOTHING)))
def test_a_message_without_words_is_understood_as_nothing(reader: Reader, text: str) -> None:
    understood = reader.read(text, Session())
    assert understood.topic in ("none", "cmd-menu")
    assert not understood.danger


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_input_is_never_taken_for_danger_or_surely_for_a_topic(reader: Reader, text: str) -> None:
    understood = reader.read(text, Session())
    assert not understood.danger
    assert understood.topic in ("none", None, "wages") or len(understood.offered) > 1


@given(text=st.text(st.characters(codec=None), max_size=400))
def test_any_string_at_all_gives_an_understanding(reader: Reader, text: str) -> None:
    understood = reader.read(text, Session())
    assert understood.topic is None or understood.topic in reader.library.topics
    assert understood.language in reader.library.languages
    assert len(understood.offered) <= 3


TWINS = {
    "not paid": "လခ ၂ လ မရသေးဘူး သူဌေးက မပေးဘူး ဘယ်လိုလုပ်ရမလဲ",
    "passport kept": "သူဌေးက ကျွန်မ ပတ်စပို့ကို သိမ်းထားတယ် ပြန်မပေးဘူး",
    "locked in": "အခန်းထဲမှာ သော့ခတ်ထားတယ် ထွက်လို့မရဘူး ကူညီပါ",
    "hospital": "ဆေးရုံသွားချင်တယ် ဘယ်လောက်ကုန်မလဲ ကတ်မရှိဘူး",
    "school": "ကလေးကျောင်းထားချင်တယ် ဘယ်မှာ အပ်ရမလဲ",
    "a code": "၂၂",
}


@pytest.mark.parametrize("text", TWINS.values(), ids=TWINS)
def test_zawgyi_text_and_its_unicode_twin_mean_the_same(reader: Reader, text: str) -> None:
    written = twin(text)
    first, second = reader.read(text, Session()), reader.read(written, Session())
    assert (first.topic, first.danger, first.language) == (second.topic, second.danger, second.language)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_every_burmese_example_means_the_same_in_zawgyi(reader: Reader, data: st.DataObject) -> None:
    lines = [q.text for (language, _), qs in reader.library.questions.items() if language == "my" for q in qs]
    text = data.draw(st.sampled_from([line for line in lines if len(line) > 30 and not line.isascii()]))
    assert reader.read(twin(text), Session()).topic == reader.read(text, Session()).topic
