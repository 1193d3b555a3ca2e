import pytest

from bot.text.roman import fold_burmese, fold_khmer


@pytest.mark.parametrize("text", ["", "123", "ខ្មែរ", "မြန်မာ", "🙏", "?"])
@pytest.mark.parametrize("fold", [fold_khmer, fold_burmese])
def test_leaves_alone_what_is_not_latin(fold, text):
    assert fold(text) == text


@pytest.mark.parametrize(
    "spellings",
    [
        ["khnhom", "knhom", "khnom", "knyom", "knom"],
        ["bong", "pong", "bang"],
        ["srey", "srei", "sre"],
        ["chbab", "jbab", "chhbab"],
        ["ot", "ort", "at"],
        ["tver", "twer", "tve"],
        ["luy", "lui"],
        ["khmer", "kmer", "kme"],
        ["thai", "tay", "tai"],
        ["prak khe", "brak ke", "prak kher"],
        ["angkor", "ankor"],
    ],
)
def test_khmer_spellings_meet(spellings):
    assert len({fold_khmer(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ["min ga lar par", "mingalarpar", "mingalabar", "min galar bar"],
        ["bal lout lae", "bel lauk lel", "ballauk lal", "bel lout lay"],
        ["a lote", "alote", "alout", "aloke", "alok"],
        ["htaing", "thaing", "htine", "thine"],
        ["la sar", "lasar", "larsar", "lasa"],
        ["tal", "tel", "tae", "dae", "day"],
        ["ya lar", "ra la", "yalarrr"],
        ["shi lar", "shee la", "hri lar"],
        ["sar choke", "sarchote", "sa chote", "sar gyoke"],
        ["aung", "ong"],
        ["pyan", "byan"],
        ["kyar", "char", "ja", "gyar"],
        ["pike san", "paiksan", "pite san"],
    ],
)
def test_burmese_spellings_meet(spellings):
    assert len({fold_burmese(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("luy", "loy"), ("bong", "bat"), ("tov", "mok"), ("srey", "bros")])
def test_different_khmer_words_stay_apart(one, other):
    assert fold_khmer(one) != fold_khmer(other)


@pytest.mark.parametrize(("one", "other"), [("lasar", "lar"), ("ye", "yar"), ("thwar", "mar"), ("shi", "si")])
def test_different_burmese_words_stay_apart(one, other):
    assert fold_burmese(one) != fold_burmese(other)
