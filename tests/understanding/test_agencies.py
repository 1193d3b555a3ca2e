"""Agencies by name, number and telephone, through the whole reader with the real table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import UNLISTED, Session
from bot.understanding.reader import Reader

ENGLISH = {
    "11 Human Power": "KH-001",
    "human powr legal?": "KH-001",
    "Human Power": "KH-001",
    "HUMAN POWER CO., LTD.": "KH-001",
    "humanpower company legal": "KH-001",
    "#11 human power": "KH-001",
    "11-human power": "KH-001",
    "11. Human Power ok?": "KH-001",
    "is human power licensed": "KH-001",
    "Myanmar Unity company ok?": "MM-014",
    "myanmar unty agency real?": "MM-014",
    "11 unity": "MM-014",
    "is Philimore licensed?": "KH-003",
    "Philimor company": "KH-003",
    "filimore agency legal": "KH-003",
    "Philimore Cambodia": "KH-003",
    "takayama labour suply": "KH-081",
    "my uncle signs with Takayama Labour Supply tomorrow, is the agency licensed?": "KH-081",
    "11 fatina": "KH-082",
    "company fatina fake?": "KH-082",
    "sopheak metrei agency": "KH-114",
    "Sok Leap company ok?": "KH-056",
    "chun hong manpower": "KH-006",
    "meas sovann manpower legal?": "KH-075",
    "top manpower": "KH-007",
    "topmanpower": "KH-007",
    "lucky agency": "MM-017",
    "is lucky agency licensed": "MM-017",
    "11 lucky": "MM-017",
    "11 dream": "KH-053",
    "elite manpower agency ok?": "KH-051",
    "royal manpower licence?": "KH-117",
    "Royal ABS": "MM-006",
    "Success Manpower Services licensed?": "KH-012",
    "future academy legal?": "KH-124",
    "Good Job Man Power International": "KH-101",
    "11 168 manpower": "KH-016",
    "C P S Best Team": "KH-106",
    "c.p.s. best team services legal?": "KH-106",
    "JLS company ok": "KH-111",
    "11 STP": "KH-010",
    "Khmer Chouy Khmer company": "KH-x03",
    "Lu Kyaw company legal?": "MM-013",
    "wai phyo aung agency licence": "MM-009",
    "Omnitech korea": "MM-021",
}
KHMER = {
    "យូមេន ផៅវ័រ": "KH-001",
    "យូមេនផៅវ័រ": "KH-001",
    "១១ យូមេន ផៅវ័រ": "KH-001",
    "១១យូមេនផៅវ័រ": "KH-001",
    "១១ ហ្យូមែនផាវើរ": "KH-001",
    "ក្រុមហ៊ុនយូមេនផៅវ័រមានច្បាប់អត់": "KH-001",
    "ក្រុមហ៊ុន យូម៉ែនភៅវើ មានអាជ្ញាប័ណ្ណទេបង": "KH-001",
    "ក្រុមហ៊ុនហ្វាទីណាមេនផៅវើ ពិតទេ": "KH-082",
    "១១ មាស សុវណ្ណ": "KH-075",
    "១១ សុភ័ក្ត្រមេត្រី": "KH-114",
    "១១ ក្រុមហ៊ុនអ៊ឹងរិទ្ធី": "KH-011",
    "ក្រុមហ៊ុន ថប មេនផៅវើ ល្អអត់": "KH-007",
    "ក្រុមហ៊ុនសុខចំណូលមានច្បាប់ទេ": "KH-037",
    "១១ ៥៧ ហ្គោល": "KH-040",
    "krumhun human power mean chbab ot": "KH-001",
    "krom hun fatina trov chbab te bong": "KH-082",
}
BURMESE = {
    "ရွှေလွင်လွင် အေဂျင်စီ လိုင်စင်ရှိလား": "MM-002",
    "ရွှေလွင်လွင်ကုမ္ပဏီတရားဝင်လား": "MM-002",
    "ေရႊလြင္လြင္ ကုမၸဏီ လိုင္စင္ရွိလား": "MM-002",
    "၁၁ ရွှေဖြိုးသာ": "MM-005",
    "မြန်မာယူနတီ ကောင်းလား": "MM-014",
    "မြန်မာ ယူနီတီ ကုမ္ပဏီ လိုင်စင်ရှိလား": "MM-014",
    "လပ်ကီး အေဂျင်စီ ကောင်းလား": "MM-017",
    "အောင်ကောင်းမွန် ကုမ္ပဏီ တရားဝင်လား": "MM-004",
    "ပွင့်ဖူးအောင် အေဂျင်စီက လိုင်စင်ရှိလား": "MM-016",
    "လူကျော် ကုမ္ပဏီ": "MM-013",
    "shwe lwin lwin agency tayarwin lar": "MM-002",
    "myanmar unity ka license shi lar": "MM-014",
}
NUMBERS = {
    "023 648 2345": "KH-001",
    "0236482345": "KH-001",
    "+855 23 648 2345": "KH-001",
    "00855 15 660 555": "KH-001",
    "+855(0)15-660-555 real company?": "KH-001",
    "០១៥ ៦៦០ ៥៥៥": "KH-001",
    "is this number agency 0979322322 ok": "KH-007",
    "licence 045": "KH-045",
    "licence no 16": "KH-016",
    "license number: 016 is real?": "KH-016",
    "11 016": "KH-016",
    "លេខអាជ្ញាប័ណ្ណ ០១៦ ពិតទេ": "KH-016",
    "licence 54/2016": "MM-014",
    "လိုင်စင်နံပါတ် ၅၄/၂၀၁၆ စစ်ပေးပါ": "MM-014",
}
ASKED = ENGLISH | KHMER | BURMESE | NUMBERS


@pytest.mark.parametrize(("text", "agency"), ASKED.items())
def test_an_agency_is_found_however_it_is_written(reader: Reader, text: str, agency: str) -> None:
    understood = reader.read(text, Session())
    assert (understood.topic, understood.layer, understood.about) == ("agency-check", "agency", (agency,))
    assert not understood.danger


ORDINARY = """
i was lucky my boss is good
lucky
my lucky day, got overtime
lucky draw winner send me money
which is the top agency in phnom penh
i want a top company with good pay
my dream is japan
it was my dream company but pay late
good job
thank you good job
new hope for my family
success in japan for workers?
is it easy to reach the hospital
elite soldiers come to the factory
the royal hospital is far
king royal birthday holiday pay?
human rights at work
human trafficking
we need more power in the union
diamond ring stolen from my room
first care for a burn?
future of my children
my name is wai phyo aung
sok is my friend, he is not paid
mongkol my brother is sick
help me fill forms for school
company advance is cut from my salary
11 months no pay
11 people on the boat
11 hours every day no rest
11 o'clock bus to poipet
11 baht a day
11.30 am the police came
11/2023 my visa expired
boss not pay me 11 000 baht
licence from 2019 of my motorbike
driving licence 100 dollar
room number 045 is locked
my bus number is 16
call me on 012 345 678
ខ្ញុំនៅភ្នំពេញ ចង់ទៅថៃ
ភាសាខ្មែរ
សុខសប្បាយទេបង
ថៅកែមិនបើកលុយ ១១ ខែ
១១ នាក់នៅលើទូក
ក្រុមហ៊ុននៅភ្នំពេញមិនបើកប្រាក់ខែ
មង្គលការបងស្រី
លុយសុខចំណូល
កាតខ្មែរបាត់
ကံကောင်းလို့ သူဌေးကောင်းတယ်
အောင်မြင်ချင်တယ်
၁၁ ယောက် လစာမရသေးဘူး
ရွှေဆိုင်မှာ အလုပ်လုပ်ချင်တယ်
လူ ၁၀ ကျော် ရှိတယ်
ခရီးသွားအေဂျင်စီ ပုဂံ ၃ ရက်
မြန်မာပြည် ပြန်ချင်တယ်
အိမ်ခြံမြေ အေဂျင်စီ ကောင်းတာ ညွှန်ပါ
la sa ma ya thay bu
knhom jong tov srok khmer vinh
""".strip().splitlines()


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_name_no_agency(reader: Reader, text: str) -> None:
    understood = reader.read(text, Session())
    assert understood.layer != "agency"
    assert not understood.about


OTHER_NEEDS = {
    "Philimore keep my passport and not give back": "passport-kept",
    "my agency Fatina took my passport, how get back": "passport-kept",
    "Takayama not pay my salary 3 months": "wages",
    "Philimore asks 2000 dollar fee, is it too much?": "agency-fees",
    "ក្រុមហ៊ុនហ្វាទីណា យកលុយថ្លៃសេវាប៉ុន្មាន": "agency-fees",
    "ရွှေလွင်လွင် ကုမ္ပဏီက ပတ်စ်ပို့ သိမ်းထားတယ်": "passport-kept",
    "11 human power keep my passport": "passport-kept",
}


@pytest.mark.parametrize(("text", "topic"), OTHER_NEEDS.items())
def test_a_name_does_not_take_another_need_away(reader: Reader, text: str, topic: str) -> None:
    understood = reader.read(text, Session())
    assert topic in understood.offered
    assert (understood.layer, understood.about) != ("agency", ())
    assert not understood.about


@pytest.mark.parametrize(
    "text",
    [
        "is Human Power licensed? they locked us in the room and beat me",
        "brother go with Fatina agency, they lock him and beat him",
        "11 Human Power they beat me every day",
        "ក្រុមហ៊ុនយូមេនផៅវ័រ វាយខ្ញុំ ចាក់សោរខ្ញុំក្នុងបន្ទប់",
    ],
)
def test_danger_is_heard_beside_a_name(reader: Reader, text: str) -> None:
    assert reader.read(text, Session()).danger


SEVERAL = {
    "11 royal": ("KH-117", "MM-006"),
    "royal manpower or royal abs": ("KH-117", "MM-006"),
    "0884249999": ("KH-076", "KH-095"),
    "១១ ០៨៨ ៤២៤ ៩៩៩៩": ("KH-076", "KH-095"),
}


@pytest.mark.parametrize(("text", "agencies"), SEVERAL.items())
def test_several_agencies_are_offered_to_choose_from(reader: Reader, text: str, agencies: tuple[str, ...]) -> None:
    assert reader.read(text, Session()).about == agencies


def test_at_most_three_are_offered(reader: Reader) -> None:
    everything = "11 fatina philimore takayama sampasat yakushikai malcam naytic tahok"
    assert len(reader.read(everything, Session()).about) == 3


@pytest.mark.parametrize(
    ("text", "agency"),
    [("royal abs", "MM-006"), ("Royal Manpower (Cambodia) Co., Ltd.", "KH-117"), ("lucky", "MM-017")],
)
def test_more_of_the_name_chooses_one(reader: Reader, text: str, agency: str) -> None:
    before = Session(topic="agency-check", about=("KH-117", "MM-006", "MM-017"))
    assert reader.read(text, before).about == (agency,)


@pytest.mark.parametrize(
    "text",
    ["11 Golden Star", "11 Sunrise Pearl agency", "11 Sky Bridge overseas", "11 Rotha Manpower", "11 Silver Crane licensed?",
     "១១ អង្គរពេជ្រ មេនផៅវើ", "១១ ក្រុមហ៊ុន ផ្កាយព្រឹក", "၁၁ ပုလဲရောင်ခြည် အေဂျင်စီ", "11 Lucky Boat manpower", "11 Diamond Palace"],
)  # fmt: skip
def test_a_name_after_the_code_that_no_list_holds_is_said_to_be_none(reader: Reader, text: str) -> None:
    understood = reader.read(text, Session())
    assert (understood.topic, understood.about) == ("agency-check", (UNLISTED,))


@pytest.mark.parametrize(
    "text", ["Golden Star Manpower in Phnom Penh licensed?", "is Blue Pearl agency registered with the ministry"]
)
def test_an_unknown_name_in_a_sentence_gets_the_ordinary_answer(reader: Reader, text: str) -> None:
    understood = reader.read(text, Session())
    assert (understood.topic, understood.about) == ("agency-check", ())


@pytest.mark.parametrize("text", ["11", "១១", "11?", "11 22", "22, 11", "11 wages", "11 boss beat me", "11 menu"])
def test_the_code_alone_or_with_another_need_names_nobody(reader: Reader, text: str) -> None:
    assert not reader.read(text, Session()).about


LANGUAGES = {
    "Lu Kyaw company legal?": "en",
    "Sopheak Metrey agency address": "en",
    "krumhun human power mean chbab ot": "km",
    "myanmar unity ka license shi lar": "my",
    "យូមេន ផៅវ័រ": "km",
}


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items())
def test_the_words_beside_the_name_tell_the_language(reader: Reader, text: str, language: str) -> None:
    assert reader.read(text, Session()).language == language


@pytest.mark.parametrize("text", ["11 Human Power", "Lu Kyaw company", "sopheak metrey", "Khmer Chouy Khmer company"])
def test_a_name_in_latin_letters_does_not_change_the_language(reader: Reader, text: str) -> None:
    for language in reader.library.languages:
        assert reader.read(text, Session(language=language)).language == language


def test_a_country_beside_the_name_is_where_the_person_goes(reader: Reader) -> None:
    assert reader.read("Human Power malaysia legal?", Session()).country == "MY"
    assert reader.read("Myanmar Unity company ok?", Session()).country is None


def test_the_layer_can_be_left_out(reader: Reader) -> None:
    without = Reader(reader.library, without=("agency",))
    assert without.read("11 Human Power", Session()).layer != "agency"


def listed(reader: Reader, **names: str) -> Reader:
    """A reader whose table holds just these: id -> "name / name in its own letters"."""
    row = reader.library.agencies[0]
    agencies = []
    for identity, both in names.items():
        name, _, local = both.partition(" / ")
        agencies.append(replace(row, id=identity, name=name, local_name=local, licence_no="", phones=()))
    return Reader(replace(reader.library, agencies=tuple(agencies)))


def test_names_in_burmese_letters_are_found_by_them(reader: Reader) -> None:
    two = listed(reader, one="SPR / ရွှေပြည်တော်ရတနာ", other="TT / သီတာထွန်း အေဂျင်စီ")
    assert two.read("ရွှေပြည်တော်ရတနာ အေဂျင်စီ လိုင်စင်ရှိလား", Session()).about == ("one",)
    assert two.read("ရွှေပြည်တော် ရဒနာ ကုမ္ပဏီ", Session()).about == ("one",)
    assert two.read("၁၁ သီတာထွန်း", Session()).about == ("other",)
    assert not two.read("သီတာက အလုပ်ပြောင်းချင်တယ်", Session()).about


def test_a_table_of_odd_names_is_read(reader: Reader) -> None:
    odd = listed(
        reader,
        a="???",
        b="យូមេន",
        c="A (កខគ)",
        d="( )",
        e="Co., Ltd.",
        f="The",
        g="11",
        h="\ud800 x / \ud800",
        i="? / ក៍",
    )
    assert odd.read("11 A", Session()).about in (("c",), (UNLISTED,))
    assert not listed(reader, i="? / ក៍").read("ក៍ ក្រុមហ៊ុន", Session()).about
    assert not listed(reader).read("Human Power legal?", Session()).about


NAME = st.sampled_from(["Human Power", "lucky", "យូមេន ផៅវ័រ", "ရွှေလွင်လွင်", "023 648 2345", "licence 016", "11 ", "agency "])


@given(pieces=st.lists(st.one_of(NAME, st.text(st.characters(codec=None), max_size=20)), max_size=30))
def test_names_among_anything_at_all_are_read(reader: Reader, pieces: list[str]) -> None:
    understood = reader.read("".join(pieces), Session())
    known = {agency.id for agency in reader.library.agencies} | {UNLISTED}
    assert len(understood.about) <= 3
    assert set(understood.about) <= known
    assert not understood.about or understood.topic == "agency-check"
