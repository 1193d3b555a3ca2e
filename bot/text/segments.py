"""What a text costs as SMS, and how to write it cheaply.

Rules: 3GPP TS 23.038 (the GSM 7-bit alphabet and its extension table) and TS 23.040 (a concatenated
message loses 7 septets or 3 UTF-16 units of each segment to its header). No national table covers Khmer or
Burmese.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.text.clusters import GRAPHEME

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION: Final = frozenset("\f^{}\\[~]|€")
"""Characters sent as escape + character: two septets, never split over two segments."""

GSM: Final = BASIC | EXTENSION
LIMITS: Final = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
"""Units in a message of one segment, and in each segment of a longer one."""


def encoding(text: str) -> str:
    """Return "GSM-7" where every character of `text` is in that alphabet, else "UCS-2"."""
    return "GSM-7" if GSM.issuperset(text) else "UCS-2"


def units(text: str) -> int:
    """Return the length of `text` in what its encoding counts: septets (GSM-7) or UTF-16 units (UCS-2)."""
    if encoding(text) == "GSM-7":
        return len(text) + sum(map(text.count, EXTENSION))
    return utf16_units(text)


def utf16_units(text: str) -> int:
    """Return the length of `text` in UTF-16 units: 2 for each character beyond U+FFFF, such as emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def segments(text: str) -> int:
    """Return how many segments `text` costs as one message, at most; 0 for an empty text.

    A character with its marks, an extension pair or a surrogate pair is never split over two segments, as
    Twilio counts; other gateways fill segments to the last unit, so this is the ceiling of the price.
    """
    if not text:
        return 0
    single, several = LIMITS[encoding(text)]
    if units(text) <= single:
        return 1
    double = EXTENSION if encoding(text) == "GSM-7" else _astral(text)
    count, room = 1, several
    for piece in GRAPHEME.findall(text):
        size = len(piece) + (sum(char in double for char in piece) if double else 0)
        if size > room and room < several:
            count, room = count + 1, several
        while size > several:  # a pile of marks longer than a segment
            count, size = count + 1, size - several
        room -= size
    return count


def _astral(text: str) -> frozenset[str]:
    return frozenset(char for char in text if char > "\uffff")


_ZERO_WIDTH: Final = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    "|(?<![\u17c9\u17ca])\u200c"  # kept after a Khmer shifter, where it changes the shape
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"  # kept inside emoji
)
_SPACES: Final = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_SMART: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʹʻʼʽˈ‹›", "'"),
        **dict.fromkeys("“”„‟«»″〝〞", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹘﹣", "-"),
        **dict.fromkeys("•‣·∙●▪◦⁌⁍", "-"),
        **dict.fromkeys("\u2028\u2029", "\n"),
        "\t": " ",
        "…": "...",
        "‥": "..",
        "‼": "!!",
        "⁄": "/",
        "∕": "/",
        "×": "x",
        "÷": "/",
        "±": "+/-",
        "≤": "<=",
        "≥": ">=",
        "→": "->",
        "←": "<-",
        "✓": "v",
        "°": " deg",
        "½": "1/2",
        "¼": "1/4",
        "¾": "3/4",
        "©": "(c)",
        "®": "(R)",
        "™": "(TM)",
        "№": "No.",
    }
)
_CURRENCIES: Final = dict(
    zip("฿៛₩￦₫₱₹₭￥", ("THB", "KHR", "KRW", "KRW", "VND", "PHP", "INR", "LAK", "JPY"), strict=True)
)
_SIGN: Final = f"([{''.join(_CURRENCIES)}])"
_CURRENCY: Final = re.compile(rf"(?<=\d){_SIGN}|{_SIGN}(?=\d)|{_SIGN}")


def plain(text: str) -> str:
    """Return `text` as cheap to send as it can be without changing what it says.

    Zero-width characters go (they only cost), NFC, no-break and wide spaces become spaces. Typographic
    marks and currency signs become GSM-7 where the text is then wholly GSM-7: in the spirit of Twilio's
    "smart encoding" list.
    """
    if GSM.issuperset(text):
        return text
    text = unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", text)).translate(_SPACES)
    cheap = _CURRENCY.sub(_currency, text).translate(_SMART)
    return cheap if GSM.issuperset(cheap) else text


def _currency(match: re.Match[str]) -> str:
    after_number, before_number, alone = match.groups()
    if after_number:
        return " " + _CURRENCIES[after_number]
    return _CURRENCIES[before_number] + " " if before_number else _CURRENCIES[alone]
