import pytest

from bot.text.scripts import is_minority, script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "none"),
        ("123 !? 🙏", "none"),
        ("០១២", "none"),
        ("\ud800\x00", "none"),
        ("help", "latin"),
        ("café", "latin"),
        ("ខ្ញុំ", "khmer"),
        ("ការងារ MOU", "khmer"),
        ("please call me ខ", "latin"),
        ("မြန်မာ", "myanmar"),
        ("ကၽြန္ေတာ္", "myanmar"),
        ("ၵူၼ်းတႆး", "myanmar"),
        ("ช่วยด้วย", "other"),
        ("你好", "other"),
        ("помощь", "other"),
        ("abc ကခဂ", "myanmar"),
    ],
)
def test_script(text, expected):
    assert script(text) == expected


@pytest.mark.parametrize("text", ["", "help", "ខ្ញុំ", "မြန်မာ", "ကၽြန္ေတာ္ လစာမရေသးပါဘူး", "႐ုပ္ရွင္", "၁၂၃"])
def test_not_minority(text):
    assert not is_minority(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [("Shan", "ၵူၼ်းတႆး ၸိူဝ်းၼႆႉ"), ("Shan", "လိၵ်ႈတႆး"), ("Mon", "ဘာသာ မန် ဗၠေတ် ၜိုတ်"), ("S'gaw Karen", "ကညီကျိာ် ၦၤကညီ")],
)
def test_minority(language, text):
    assert is_minority(text)
