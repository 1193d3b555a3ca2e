import pytest

from bot.text.burmese import letters, loose, normalise


@pytest.mark.parametrize(
    "text", ["", "salary", "ខ្មែរ", "ไทย", "🙏", "\ud800", "မြန်မာ", "ကျွန်တော်", "ကျွန်ုပ်", "စဉ်", "ဥပဒေ", "၁၂၃၊ ။"]
)
def test_leaves_alone(text):
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("i after u", "ကုိ", "ကို"),
        ("nikahit before u", "ကံု", "ကုံ"),
        ("wa after e", "တေွ", "တွေ"),
        ("dot after visarga", "ကး့", "က့း"),
        ("doubled marks", "လိုု့", "လို့"),
        ("doubled e", "ကနေေ", "ကနေ"),
        ("u for nya before asat", "စဥ်", "စဉ်"),
        ("u for nya before aa", "ဥာဏ်", "ဉာဏ်"),
        ("nya for u", "ဉပဒေ", "ဥပဒေ"),
        ("u and ii", "ဦး", "ဦး"),
        ("tall aa", "ပါ", "ပာ"),
        ("sa and ya for jha", "စျေး", "ဈေး"),
        ("letter o in two ways", "ဩဂုတ်", "သြဂုတ်"),
        ("great sa", "ပြဿနာ", "ပြသ္သနာ"),
    ],
)
def test_repairs(name, wrong, right):
    assert normalise(wrong) == right


@pytest.mark.parametrize("text", ["", "၁၂၃", "2000", "၀၉ ၄၂", "၇လ", "၇ ရက်", "၁၀ ဘတ်", "ဝယ်", "အဝ ၂", "ទី ០"])
def test_digits_and_letters_in_place_stay(text):
    assert letters(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("၀န်ကြီး", "ဝန်ကြီး"),
        ("တရား၀င်", "တရားဝင်"),
        ("အ၀တ်", "အဝတ်"),
        ("သဘာ၀", "သဘာဝ"),
        ("၇ှိ", "ရှိ"),
        ("၇က်", "ရက်"),
        ("၈ျပန်", "ဂျပန်"),
        ("၄င်း", "၎င်း"),
        ("၂ဝဝဝ", "၂၀၀၀"),
        ("ဝ၉၄", "၀၉၄"),
        ("1ဝ%", "1၀%"),
        ("၂ဝယ်", "၂ဝယ်"),
    ],
)
def test_letters_and_digits_that_look_alike(text, expected):
    assert letters(text) == expected


@pytest.mark.parametrize("text", ["", "salary", "ខ្មែរ", "123"])
def test_loose_leaves_alone(text):
    assert loose(text) == text


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("ya-yit and ya-pin", "ကြပ်", "ကျပ်"),
        ("final n, m and nikahit", "ကန်", "ကံ"),
        ("final m", "ကမ်", "ကံ"),
        ("visarga left out", "ကား", "ကာ"),
        ("dot left out", "ခွင့်", "ခွင်"),
        ("asat left out", "အလုပ", "အလုပ်"),
        ("ai in two ways", "တယ်", "တဲ"),
        ("letters of one sound", "ဓာတ်", "ဒာတ်"),
        ("stack written apart", "ကမ်ဘာ", "ကမ္ဘာ"),
    ],
)
def test_misspellings_meet_when_loose(name, one, other):
    assert loose(normalise(one)) == loose(normalise(other))


@pytest.mark.parametrize(("one", "other"), [("လစာ", "လစ"), ("ထိုင်း", "ထောင်"), ("ရဲ", "ရာ")])
def test_different_words_stay_apart_when_loose(one, other):
    assert loose(normalise(one)) != loose(normalise(other))
