"""The one form in which messages and content are compared.

The same `fold` runs on both sides, so it may lose what does not tell words apart (invisible characters,
case, order of marks); nothing folded is ever sent. The steps and their order follow the measured study in
docs (language technology).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.text import burmese, khmer, scripts, zawgyi

LONGEST: Final = 2000
"""Characters read of one message. Twilio and Telegram carry at most 1,600 and 4,096; ten concatenated
UCS-2 segments are 670. A question worth answering is told in the first 2,000, and the bound keeps the time
of every later step bounded."""

SHORT: Final = 21
"""Myanmar characters below which the Zawgyi score alone is too often wrong: both readings (study, section
1)."""

SURE_UNICODE: Final = 0.05
SURE_ZAWGYI: Final = 0.99

_INVISIBLE_RANGES: Final = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels, invisible and discouraged
    (0x180B, 0x180F),  # Mongolian selectors
    (0x200B, 0x200F),  # zero width space and joiners, direction marks
    (0x202A, 0x202E),  # direction embeddings
    (0x2060, 0x206F),  # word joiner, isolates
    (0x20E3, 0x20E3),  # the box of a keycap emoji: 1 + U+FE0F + U+20E3 means 1
    (0x3164, 0x3164),  # Hangul filler
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # half-width Hangul filler
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xD800, 0xDFFF),  # lone surrogates: broken decoding, crash ICU
    (0xE0000, 0xE0FFF),  # tags and more variation selectors
)
_DIGIT_BLOCKS: Final = (
    range(0x0660, 0x1C60),
    range(0xA620, 0xABFA),
    range(0xFF10, 0xFF1A),
)  # where scripts have them


def _digit_table() -> dict[int, str]:
    values = ((cp, unicodedata.decimal(chr(cp), None)) for block in _DIGIT_BLOCKS for cp in block)
    return {cp: str(value) for cp, value in values if value is not None}


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {
        cp: unicodedata.normalize("NFKC", chr(cp)).casefold()
        for block in (range(0xFF01, 0xFF5F), range(0x1D400, 0x1D800))  # full width, "mathematical" letters
        for cp in block
    }
    table.update(_DIGITS)
    for first, last in _INVISIBLE_RANGES:
        table.update(dict.fromkeys(range(first, last + 1)))
    table.update(dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]))  # control characters...
    spaces = [9, 10, 11, 12, 13, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)]
    table.update(dict.fromkeys([*spaces, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000], " "))  # ...unless they part words
    table.update(dict.fromkeys(map(ord, "‘’‚‛′`´ʹʻʼʽˈ"), "'"))
    table.update(dict.fromkeys(map(ord, "“”„‟«»″〝〞"), '"'))
    table.update(dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣"), "-"))
    table[ord("…")] = "..."
    return table


_DIGITS: Final = _digit_table()
_TABLE: Final = _table()
_MARKS: Final = "".join(chr(cp) for cp in range(0x300, 0x1E00) if unicodedata.category(chr(cp))[0] == "M")
_REPEATED_MARK: Final = re.compile(f"([{_MARKS}])\\1+")
_REPEATED_LETTER: Final = re.compile(r"([a-zß-ɏ])\1{2,}")
_MYANMAR: Final = re.compile("[\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f]")


def digits(text: str) -> str:
    """Return `text` with the decimal digits of every script (Khmer, Myanmar, Shan, Thai, full width) as
    ASCII digits.

    Zawgyi uses the code points of Shan digits for letters: convert Zawgyi first.
    """
    return text if text.isascii() else text.translate(_DIGITS)


def fold(text: str) -> str:
    """Return the canonical form of `text` for matching; `fold(fold(x)) == fold(x)`.

    In: any string, read up to `LONGEST` characters. Out: no control or invisible characters, ASCII digits,
    quotes and dashes, one space between words, case folded, Khmer and Burmese spelled one way, "looong" as
    "loong".
    """
    text = text[:LONGEST].casefold()
    if not text.isascii():
        text = burmese.letters(unicodedata.normalize("NFC", text))
    text = text.translate(_TABLE)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = burmese.normalise(khmer.normalise(text))
        text = _REPEATED_MARK.sub(r"\1", text)
    return " ".join(_REPEATED_LETTER.sub(r"\1\1", text).split())[:LONGEST]


def readings(text: str) -> tuple[str, ...]:
    """Return the folded readings of `text` to try, likelier first: one, or two where the text may be
    Zawgyi.

    Rule (study, section 1): under 21 Myanmar characters, or a Zawgyi score between .05 and .99, both
    readings; above, the converted one only. Shan, Mon and Karen are never converted.
    """
    text = text[:LONGEST]
    plain = fold(text)
    if text.isascii() or not _MYANMAR.search(text) or scripts.is_minority(text):
        return (plain,)
    score = zawgyi.probability(text)
    short = len(_MYANMAR.findall(text)) < SHORT
    if not short and score <= SURE_UNICODE:
        return (plain,)
    converted = fold(zawgyi.to_unicode(text))
    if not short and score >= SURE_ZAWGYI:
        return (converted,)
    if plain == converted:
        return (plain,)
    return (converted, plain) if score > 0.5 else (plain, converted)
