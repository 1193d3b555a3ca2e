import pytest

from bot.text.segments import encoding, plain, segments, units


@pytest.mark.parametrize(
    ("text", "name", "length"),
    [
        ("", "GSM-7", 0),
        ("Call 1694.", "GSM-7", 10),
        ("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!¡ÄÖÑÜ§¿äöñüà\n\r", "GSM-7", 44),
        ("^{}[]~\\|€", "GSM-7", 18),
        ("`", "UCS-2", 1),
        ("don’t", "UCS-2", 5),
        ("ខ្មែរ", "UCS-2", 5),
        ("မြန်မာ", "UCS-2", 6),
        ("🙏", "UCS-2", 2),
        ("🇹🇭", "UCS-2", 4),
        ("\ud800", "UCS-2", 1),
        ("\x1b", "UCS-2", 1),
        ("\x00", "UCS-2", 1),
    ],
)
def test_encoding_and_units(text, name, length):
    assert (encoding(text), units(text)) == (name, length)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("empty", "", 0),
        ("one", "a", 1),
        ("GSM-7 at the limit", "a" * 160, 1),
        ("GSM-7 over it", "a" * 161, 2),
        ("two full GSM-7 segments", "a" * 306, 2),
        ("three", "a" * 307, 3),
        ("three full", "a" * 459, 3),
        ("four", "a" * 460, 4),
        ("extension pairs at the limit", "[" * 80, 1),
        ("extension pairs over it", "[" * 81, 2),
        ("an extension pair is not split", "a" * 152 + "[" + "a" * 152, 3),
        ("an extension pair that ends a segment", "a" * 151 + "[" + "a" * 153, 2),
        ("Khmer at the limit", "ក" * 70, 1),
        ("Khmer over it", "ក" * 71, 2),
        ("two full UCS-2 segments", "ក" * 134, 2),
        ("three", "ក" * 135, 3),
        ("three full", "က" * 201, 3),
        ("four", "က" * 202, 4),
        ("emoji at the limit", "🙏" * 35, 1),
        ("emoji over it", "🙏" * 36, 2),
        ("a surrogate pair is not split", "ក" * 66 + "🙏" + "ក" * 66, 3),
        ("a letter and its sign are not split", "ក" * 66 + "កា" + "ក" * 66, 3),
        ("a pile of marks longer than a segment", "a" + "\u0301" * 199, 3),
        ("one foreign character", "a" * 70 + "’", 2),
    ],
)
def test_segments(name, text, expected):
    assert segments(text) == expected


@pytest.mark.parametrize("text", ["", "Call 1694 now.", "€5 [x]", "ខ្មែរ “x” – 5฿", "မြန်မာ • ၅", "中文…", "ប៊\u200cី"])
def test_plain_leaves_alone(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("quotes", "“don’t” ‘x’", "\"don't\" 'x'"),
        ("dashes and dots", "a – b — c…", "a - b - c..."),
        ("bullet", "• one", "- one"),
        ("no-break space", "1\u00a0200", "1 200"),
        ("currency after a number", "500฿, 20 ₩", "500 THB, 20 KRW"),
        ("currency before a number", "฿500 ៛20000 ₫5", "THB 500 KHR 20000 VND 5"),
        ("zero width space", "a\u200bb\ufeff", "ab"),
        ("zero width space in Khmer", "ការ\u200bងារ", "ការងារ"),
        ("no-break space in Khmer", "ការ\u00a0ងារ", "ការ ងារ"),
        ("dot and asat in order", "န\u103a\u1037", "န\u1037\u103a"),
        ("direction marks", "\u202aa\u202c\u200f", "a"),
    ],
)
def test_plain(name, text, expected):
    assert plain(text) == expected


def test_emoji_stay_whole():
    assert plain("👨‍👩‍👧 ok") == "👨‍👩‍👧 ok"
