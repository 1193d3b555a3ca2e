from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.records.redact import redact

UNCHANGED = [
    "",
    "how much may the agency charge",
    "what is the name of the agency",
    "my name in thai spelled wrong",
    "boss wont give my name to police?",
    "company name: Shwe Lan Kaung",
    "call me back please",
    "where is the address of the embassy",
    "one or two people can come",
    "can i call my mother in mae sot",
    "ក្រុមហ៊ុននេះមានអាជ្ញាប័ណ្ណអត់បង",
    "ខ្ញុំអត់ចង់ប្រាប់ឈ្មោះ ត្រូវប្រាប់ទេ",
    "ចុះឈ្មោះបេឡាជាតិសន្តិសុខសង្គមម៉េច",
    "អាសយដ្ឋានស្ថានទូតនៅណា",
    "suor bong tic, krom hun nis mean chhmous knong banhchi krosuong te?",
    "ကျွန်မနာမည် မှတ်ထားလား",
    "ကုမ္ပဏီနာမည်က ပြောင်းသွားပြီ",
    "ဝန်ထမ်း ဘယ်နှယောက်လဲ",
    "company nan mal ma par bu",
    "ေနေကာင္းလား",
    "🙏🏽🙏🏽",
    "[name] # [link]",
]

CHANGED = [
    # numbers
    ("call 012 345 678 now", "call # now"),
    ("+855 (12) 345-678", "#"),
    ("00855-12-345678,help", "#,help"),
    ("boss0812345678boss", "#"),
    ("a0b1c2d3", "#"),
    ("o81 234 5678", "#"),
    ("081 234 5O78 now", "# now"),
    ("0​8​1​2​3​4", "#"),
    ("０８１２３４５", "#"),
    ("ⅧⅧ ①②③④", "#"),
    ("1️⃣2️⃣3️⃣4️⃣", "#"),
    ("٠٨١٢٣ and ๐๘๑๒", "# and #"),
    ("zero one two three four five six", "#"),
    ("i earn 9000 baht", "i earn # baht"),
    ("លេខ ០១២៣៤៥៦៧៨", "លេខ #"),
    ("ទូរស័ព្ទ០១២៣៤៥៦៧៨បង", "ទូរស័ព្ទ#បង"),
    ("០១២ 345 ៦៧៨", "#"),
    ("ប្រាក់ខែ៥០០០បាត", "ប្រាក់ខែ#បាត"),
    ("សូន្យ មួយ ពីរ បី បួន ប្រាំ", "#"),
    ("lek 012-345-678 tel", "lek # tel"),
    ("၀၉-၄၂၀ ၁၂၃၄၅", "#"),
    ("ဝ၉၄၂ဝဝဝ၁၂၃", "#"),
    ("၀၉၄၂ဝ၁၂၃ဝဝကိုဖုန်း", "#ကိုဖုန်း"),
    ("ဝ၉ ၄၂ဝ ၁၂၃ ဝဝ", "#"),
    ("၅ဝန်ထမ်း", "#ဝန်ထမ်း"),
    ("ဖုန်း၀၉၄၂၀၁၂၃၄၅ဆက်ပါ", "ဖုန်း#ဆက်ပါ"),
    ("သုည ကိုး လေး နှစ် သုည တစ်", "#"),
    ("၀၉၄၂၀ ဖုန္းေခၚပါ", "# ဖုန္းေခၚပါ"),
    # e-mail, links, accounts
    ("sok@gmail.com", "[mail]"),
    ("mail Sok.Dara+1@mail.co.th ok", "mail [mail] ok"),
    ("ខ្ញុំsok.dara@gmail.comបាទ", "ខ្ញុំ[mail]បាទ"),
    ("sok at gmail dot com", "[mail]"),
    ("s​ok@gmail.com", "[mail]"),
    ("အီးမေးလ် aung@yahoo.com ပါ", "အီးမေးလ် [mail] ပါ"),
    ("see https://fb.com/x?y=1 ok", "see [link] ok"),
    ("www.example.com/a", "[link]"),
    ("t.me/sokdara", "[link]"),
    ("jobskorea.com.kh is it real", "[link] is it real"),
    ("tg://user?id=9", "[link]"),
    ("មើល facebook.com/sok.dara បង", "មើល [link] បង"),
    ("@dara", "[account]"),
    ("line id: dara99", "[account]"),
    ("my LINE ID dara.sok ok", "my [account] ok"),
    ("telegram: sokdara", "[account]"),
    ("viber: မောင် no", "viber: မောင် no"),
    # papers
    ("passport N01234567", "passport #"),
    ("passport N 01234567 kept", "passport # kept"),
    ("MD-123456 visa", "# visa"),
    ("၁၂/ကမန(နိုင်)၁၂၃၄၅၆", "#"),
    ("12/KaMaNa(N)123456", "#"),
    ("NRC ၉/မခန (နိုင်) ၁၂၃၄၅၆ ပါ", "NRC # ပါ"),
    ("P<KHMSOK<<DARA<<<<", "#"),
    ("អត្តសញ្ញាណប័ណ្ណ ០១២៣៤៥៦៧៨", "អត្តសញ្ញាណប័ណ្ណ #"),
    # names
    ("my name is Sok Dara I work in Thailand", "[name] I work in Thailand"),
    ("Hello, my name's dara. help", "Hello, [name] help"),
    ("my name is សុខ ដារា", "[name]"),
    ("name: Sok Dara, age 23", "[name], age #"),
    ("her name is Ma Su and she cant leave", "[name] and she cant leave"),
    ("boss name is lee", "[name]"),
    ("my boss is Mr Lee, he hit me", "my boss is [name], he hit me"),
    ("a man called Vuthy took us", "a [name]"),
    ("call me Dara", "[name]"),
    ("my name is So", "[name]"),
    ("name An, from Vietnam? name: An", "name An, from Vietnam? [name]"),
    ("ខ្ញុំឈ្មោះសុខដារាធ្វើការនៅថៃ", "[name]ធ្វើការនៅថៃ"),
    ("ខ្ញុំឈ្មោះ សុខ ដារា ចង់ទៅ", "[name] ចង់ទៅ"),
    ("ខ្ញុំឈ្មោះ ជា សុជា", "[name]"),
    ("ឈ្មោះខ្ញុំគឺ សុខ", "[name]"),
    ("ថៅកែឈ្មោះ សុផល មិនឲ្យលុយ", "[name] មិនឲ្យលុយ"),
    ("ឈ្មោះ: ចាន់ ធី", "[name]"),
    ("knhom chhmous dara", "[name]"),
    ("bong chmous vuthy nov thai", "[name] nov thai"),
    ("ကျွန်တော့်နာမည် အောင်အောင် ပါ", "[name] ပါ"),
    ("နာမည်က မောင်မောင်ပါ အလုပ်", "[name]ပါ အလုပ်"),
    ("ကျမနာမည် မသန္တာ ဖြစ်ပါတယ်", "[name] ဖြစ်ပါတယ်"),
    ("ကၽြန္ေတာ့္နာမည္ ေအာင္ေအာင္", "[name]"),
    ("အမည်: ဒေါ်ခင်", "[name]"),
    ("မောင်မောင်လို့ခေါ်ပါတယ်", "[name]ပါတယ်"),
    ("nan mae ka aung aung", "[name]"),
    ("Daw Khin Khin is my aunt", "[name] is my aunt"),
    ("ผมชื่อสมชาย", "[name]"),
    # homes
    ("my address is room 5, soi 3. help", "[address]. help"),
    ("I live at room 5 soi 3 Bangkok. help", "[address]. help"),
    ("អាសយដ្ឋានខ្ញុំ ផ្ទះ ១២ ភ្នំពេញ។ ជួយ", "[address]។ ជួយ"),
    ("လိပ်စာက အခန်း ၅ ရန်ကုန်။ ကူညီပါ", "[address]။ ကူညီပါ"),
    # hostile
    ("x\ud800y\x00z\u202e", "xy z"),
    ("help \u202e1234", "help #"),
]


@pytest.mark.parametrize("text", UNCHANGED)
def test_a_question_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(("text", "redacted"), CHANGED)
def test_what_leads_to_a_person_goes(text: str, redacted: str) -> None:
    assert redact(text) == redacted
    assert redact(redacted) == redacted


def test_the_table_is_long_enough() -> None:
    assert len(UNCHANGED) + len(CHANGED) >= 60


DIGITS = "0123456789០១២៣៤៥៦៧៨៩၀၁၂၃၄၅၆၇၈၉ဝ႐႑႒๐๑๒٠١٢①②Ⅷ⅓０１一二"
TEXTS = st.one_of(
    st.text(max_size=400),
    st.text(alphabet=DIGITS + " -.()+@:/abNameខ្ញុំឈ្មោះនាမည်က\u200b\u200d\ufe0f\u20e3", max_size=120),
    st.lists(
        st.sampled_from([text for text, _ in CHANGED] + UNCHANGED + list(DIGITS) + [" ", "\n", ".", "@", "/", "<<"]),
        max_size=12,
    ).map("".join),
)


@given(TEXTS)
@example("my name is [name]" * 20)
@example("+" + "0" * 5000)
def test_nothing_numeric_survives_and_repeating_changes_nothing(text: str) -> None:
    redacted = redact(text)
    assert not any(letter.isnumeric() or unicodedata.category(letter) in {"Nd", "Nl"} for letter in redacted)
    assert len(redacted) <= 300
    assert redact(redacted) == redacted
    redacted.encode()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "@" * 5000,
        "a@" * 5000,
        "a." * 5000,
        "0 " * 5000,
        "ဝ " * 5000,
        "ဝ" * 5000,
        "name: " * 2000,
        "ឈ្មោះ " * 2000,
        "ខ្ញុំឈ្មោះ" + "ក" * 5000,
        "နာမည်က " * 2000,
        "my name is a a " * 1000,
        "1/" * 5000,
        "one " * 3000,
        "<" * 5000,
        "a-" * 5000,
        "လို့ခေါ်" * 1000,
        "က" * 5000,
        "[" * 5000,
        "line id " * 1000,
        "1/က(" * 2000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    redact(text)
    assert time.perf_counter() - start < 1
