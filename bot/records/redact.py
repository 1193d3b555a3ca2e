"""Taking out of a text whatever could lead to a person: numbers, addresses, links, accounts, marked names.

One visible pipeline of small steps, run until nothing changes any more. In doubt a word too much goes:
staff read these texts to learn which questions we miss, and need no names for that. A name nobody marks as
one stays: no rule can know it.
"""

from __future__ import annotations

import re
import unicodedata

from bot.records.marks import (
    ACCOUNTS,
    ANY_NAME,
    BREAK,
    EN_STOP,
    GAP,
    HOST,
    KIN,
    KM_NAME_LATIN,
    KM_NAME_WORD,
    KM_PERSON,
    KM_PERSON_LATIN,
    LATIN_NAME,
    MY,
    MY_FIRM,
    MY_I,
    MY_NAME_WORD,
    NO_VOWEL,
    REST,
    SPELLED,
    TH,
)

LONGEST = 300
READ = 2000  # characters looked at: more than any provider sends in one message

# A zero typed as the Burmese letter wa or a Latin o, beside digits. Wa that begins a syllable is a letter.
WA = r"\u101d(?![\u102b-\u103e])(?![\u1000-\u1021][\u1039\u103a])"
ZEROS = re.compile(rf"(?:(?:{WA}|(?<![A-Za-z])[oOlI|])[\s.-]*)+(?=0)|(?<=0)(?:[\s.-]*{WA}|[oOlI|](?![a-z]))+")

STEPS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (what, re.compile(pattern, re.IGNORECASE), instead)
    for what, instead, pattern in (
        ("invisible letter inside a word", "", r"(?<=[!-~])[\u200b-\u200d]+(?=[!-~])"),
        ("link", "[link]", r"[a-z][a-z0-9+.-]{1,20}://\S*|\bwww\.\S+"),
        ("e-mail", "[mail]", r"[a-z0-9._%+'-]+@[a-z0-9.-]+"),
        ("account with an at sign", "[account]", r"[^\s@]*@\S+"),
        (
            "e-mail in words",
            "[mail]",
            r"[a-z0-9._+-]+\s*[\[( ]at[\]) ]\s*[a-z0-9-]+\s*(?:[\[( ]dot[\]) ]|\.)\s*(?:com|net|org)\b",
        ),
        ("link with path", "[link]", HOST + r"[a-z]{2,}/\S*"),
        ("host", "[link]", HOST + r"(?:com|net|org|info|gov|edu|asia|app|xyz)(?:\.[a-z]{2})?(?![a-z])"),
        (
            "account",
            "[account]",
            rf"(?<![a-z])(?:{ACCOUNTS})(?:\s*(?:id|name|acc|account|user|username))?"
            rf"(?:\s*[:=]\s*|(?<=id)\s+(?!(?:{EN_STOP}|pl)\b))(?=[a-z0])[^\s\[]+",
        ),
        ("NRC of Myanmar", "#", rf"0+\s*/\s*[A-Za-z{MY}\s]{{2,20}}\(\s*[A-Za-z{MY}]{{1,10}}\s*\)\s*0+"),
        ("machine-readable zone", "#", r"\S*<<\S*"),
        ("letters of an id", "", r"(?-i:(?<![A-Za-z])(?:[A-Z]{1,3}|[b-hj-z]))[\s.-]{0,2}(?=0{5})"),
        ("id token", "#", r"(?<![a-z0])(?=(?:[a-z]*0){4})[a-z0]+(?:[/-][a-z0]*0[a-z0]*)*"),
        ("number in words", "# ", rf"(?:(?<![a-z])(?:{SPELLED})(?![a-z])[\s,.-]*){{5,}}"),
        (
            "name of somebody",
            "[name]",
            rf"(?<![a-z])(?:my|his|her|(?:{KIN})(?:'?s)?)\s+(?:full\s+|real\s+)?name(?:\s+is|\s*'s|s|\s*[:=])\s*"
            + ANY_NAME,
        ),
        (
            "name after a label",
            "[name]",
            r"(?<![a-z])(?<!company )(?<!agency )(?<!check )(?<!factory )(?:full\s*)?name\s*[:=]\s*" + ANY_NAME,
        ),
        (
            "called",
            "[name]",
            rf"(?<![a-z])(?:i am|i'm|im|he is|she is)\s+called\s+{LATIN_NAME}"
            rf"|(?<![a-z])call me\s+(?!back|later|when|after|if|soon|\[){LATIN_NAME}"
            rf"|(?<![a-z])(?:man|woman|person|girl|boy|guy|{KIN})\s+(?:named|called)\s+{LATIN_NAME}",
        ),
        ("title", "[name]", r"(?<![a-z])(?:mr|mrs|mister)\b\.?\s*" + LATIN_NAME),
        (
            "title",
            "[name]",
            r"(?-i:\b(?:Ms|Miss|Madam|Daw|Ko|Ma|Bong|Lok Srey)\b\.?\s+[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)",
        ),
        (
            "name, Khmer",
            "[name]",
            rf"(?:{KM_PERSON}){GAP}{KM_NAME_WORD}{GAP}(?:(?:គឺ|ថា|:|=){GAP})?{ANY_NAME}"
            rf"|(?<!\S){KM_NAME_WORD}{BREAK}+(?:(?:គឺ|ថា|:|=){GAP})?{ANY_NAME}"
            rf"|{KM_NAME_WORD}{GAP}(?:របស់)?{GAP}(?:{KM_PERSON})?{GAP}(?:គឺ|:|=){GAP}{ANY_NAME}",
        ),
        (
            "name, Khmer in Latin letters",
            "[name]",
            rf"(?<![a-z])(?:{KM_PERSON_LATIN})\s+{KM_NAME_LATIN}\s+(?:ku|keu|kir|:)?\s*"
            rf"(?!(?:avey|ey|oy|aey|khos|knong|nov|nv|ot|te)\b){LATIN_NAME}",
        ),
        (
            "name, Burmese",
            "[name]",
            rf"{MY_FIRM}{MY_NAME_WORD}{GAP}(?:ကတော့|ကေတာ့|က{NO_VOWEL}(?!လည်း|လဲ)|:|=){GAP}{ANY_NAME}"
            rf"|{MY_I}{GAP}(?:ရဲ့|ရဲ႕)?{GAP}{MY_NAME_WORD}(?!ကို|နဲ့|တွေ|ပါ|ရော|လည်း|မှာ|က){GAP}{ANY_NAME}",
        ),
        ("called, Burmese", "[name]", rf"[{MY}]{{1,30}}{BREAK}*(?:လို့|လို႔){GAP}(?:ခေါ်|ေခၚ)(?=တ|ပ|ၾ|ကြ)"),
        (
            "name, Burmese in Latin letters",
            "[name]",
            r"(?<![a-z])(?:nan|nar|na|nyan|nam)\s?(?:mae|mal|mel|mi|myi|meh|may|mee|mai)\s*(?:ka\s?taw|ka|ga|:)\s+"
            rf"(?!(?:bar|ba|bal|beh)\b){LATIN_NAME}",
        ),
        ("name, Thai", "[name]", rf"(?:ผม|ฉัน|ดิฉัน|หนู){GAP}ชื่อ(?:เล่น)?{GAP}[{TH}a-z]+"),
        (
            "home",
            "[address]",
            rf"(?<![a-z])(?:my|home|our|his|her)?\s*address\s*(?:is|:|=)\s*{REST}"
            rf"|(?<![a-z])i\s(?:live|stay)\s(?:at|in (?:room|house))\s{REST}"
            rf"|(?:អាសយដ្ឋាន|អាស័យដ្ឋាន){GAP}(?:របស់{GAP}ខ្ញុំ|ខ្ញុំ|គឺ|:){REST}"
            rf"|(?:လိပ်စာ|လိပ္စာ){GAP}(?:က{NO_VOWEL}|:|=|-){GAP}(?!ဘာ|ဘယ်){REST}",
        ),
        ("digits", "#", "0+"),
        ("parts of one number", "#", r"[+(]*#(?:[\s\-–—.,/()+:*_|#\u200b-\u200d]*#)*"),
        ("space", " ", r"\s+"),
    )
)


def redact(text: str) -> str:
    """The text without digits, links, accounts, ids and marked names; 300 characters at most."""
    text = text[:READ]
    while (shorter := _once(text)) != text:
        text = shorter
    return text


def _once(text: str) -> str:
    text = "".join(map(_plain, text))  # before NFKC, which would turn a Roman numeral into letters
    text = "".join(map(_plain, unicodedata.normalize("NFKC", text)))
    text = ZEROS.sub("0", text)
    for _, pattern, instead in STEPS:
        text = pattern.sub(instead, text)
    return text.strip()[:LONGEST].strip()


def _plain(letter: str) -> str:
    """One letter with every digit of every script as "0" and nothing that hides or reorders text."""
    if letter.isnumeric():
        return "0"
    if letter in "\u200b\u200c\u200d\n":
        return letter
    kind = unicodedata.category(letter)
    if kind in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if kind in {"Cf", "Cs", "Co", "Cn"} or letter in "\ufe0f\u20e3" else letter
