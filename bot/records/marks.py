"""The words that mark a name, a number or an account, and the shape of a name, in our three languages.

Patterns without meaning of their own: `redact` puts them together. Words come from the example messages; a
name only counts as marked where a person stands beside the word for "name", since people also ask about
names on lists.
"""

from __future__ import annotations

KM, MY, TH = "\u1780-\u17d3\u17dd", "\u1000-\u103f\u104e-\u109f", "\u0e01-\u0e4f"
GAP = r"[\s\u200b-\u200d]*"
BREAK = r"[\s\u200b]"  # where a word may end in a script without spaces

SPELLED = (
    "zero|nought|oh|double|triple|one|two|three|four|five|six|seven|eight|nine|"
    "សូន្យ|មួយ|ពីរ|បី|បួន|ប្រាំ(?:មួយ|ពីរ|បី|បួន)?|"
    "သုည|တစ်|တစ္|နှစ်|ႏွစ္|သုံး|သံုး|လေး|ေလး|ငါး|ခြောက်|ေျခာက္|ခုနစ်|ခုနှစ်|ရှစ်|ကိုး|"
    "muoy|pii?|bei|buon|pram(?:muoy|pii?|bei|buon)?|"
    "tit|hnit|thone|lay|ngar|chauk|khun|shit|koe"
)

# Where a name ends, or was none: words that follow in the three languages.
NO_NAME = "wrong|not|in|on|at|the|a|is|who|what|how|where|when|why|spelled|same|my|your|no|now|or|and|with|to|for"
EN_STOP = (
    NO_NAME + "|i|im|i'm|from|but|me|please|pls|am|are|was|an|of|can|he|she|we|they|it|you|works?|working|want|live|"
    "need|have|years?|here|so|help|nov|nv|tov|tver|tve|jong|chong|mean|mok|mk|trov|ot|min|par|pr|lote|nay"
)
KM_STOP = "ធ្វើ|នៅ|ចង់|អាយុ|រស់|ត្រូវ|ហើយ|សូម|ខ្ញុំ|កំពុង|ដែល|មកពី|មិន|អត់|ជួយ|តើ|ដើម្បី|គាត់|អ្វី|អី|ខុស|ក្រុមហ៊ុន|ក្នុង|លើ|ពិត|អង្គការ|ដូច"
MY_STOP = (
    "ပါတယ်|ပါသည်|ပါ(?=[\\s၊။]|$)|ပါတယ္|ဖြစ်|ျဖစ္|လို့|လို႔|ခေါ်|ေခၚ|အသက်|အသက္|ကျွန်|ကၽြန္|ကျမ|သိချင်|လုပ်|"
    "ဘာ|ဘယ်|ဘယ္|မှား|မှတ်|မရှိ|မဟုတ်|မပါ|မပေး|မသိ|မမှန်|ပြောင်း|ပျောက်|ထည့်|စာရင်း"
)
KM_PERSON = (
    "ខ្ញុំ|ខញុំ|ខុំ|យើង|គាត់|នាង|វា|គេ|បង|ប្អូន|បងស្រី|បងប្រុស|ប្តី|ប្ដី|ប្រពន្ធ|កូន|កូនស្រី|កូនប្រុស|ម៉ែ|ប៉ា|ឪពុក|ម្តាយ|"
    "ថៅកែ|មេការ|មេខ្យល់|អ្នកនាំ|មិត្ត|ម្នាក់|នាក់"
)
KM_PERSON_LATIN = "k[hn]+[yi]?[uo]+m|nh?[yi]?[uo]m|kat|koat|neang|bong|b?oun|pdey|bdey|pro?pun|kon|thao ?ke|mneak|ke"
KM_NAME_WORD, KM_NAME_LATIN = (
    r"(?:ឈ្មោះ|ឈ្មោៈ|ឈ្មោ|ឈ្មះ|ឈោ្មះ)(?![\u17b6-\u17d3])",
    "ch?h?(?:mu?ou?s|mu?oh?s?|mors|mouh|mus)",
)
MY_NAME_WORD = "(?:နာမည်|နာမည္|နာမယ်|နာမယ္|အမည်|အမည္)"
MY_I = "(?:ကျွန်တော့်|ကျွန်တော်|ကျွန်မ|ကျမ|ကျနော့်|ကျနော်|ကၽြန္ေတာ့္|ကၽြန္ေတာ္|ကၽြန္မ|ကျုပ်|သူ့|သူမ|သား|သမီး|ခင်ပွန်း|ဇနီး)"
MY_FIRM = "(?<!ကုမ္ပဏီ)(?<!အေဂျင်စီ)(?<!စက်ရုံ)"
NO_VOWEL = r"(?![\u102b-\u103e])"


def _name_in(script: str, stop: str, words: int) -> str:
    """Up to `words` words of a script that needs no spaces; its first two letters always count."""
    word = rf"[{script}]{{1,2}}(?:(?!{stop})[{script}\u200c\u200d]){{0,40}}"
    return rf"(?!{stop}){word}(?:{BREAK}+(?!{stop}){word}){{0,{words - 1}}}"


LATIN_NAME = rf"(?!(?:{NO_NAME})\b)[a-z][a-z'’.-]*(?:\s+(?!(?:{EN_STOP})\b)[a-z][a-z'’-]*){{0,2}}"
ANY_NAME = rf"[«“\"'(]?(?:{_name_in(KM, KM_STOP, 2)}|{_name_in(MY, MY_STOP, 3)}|[{TH}]+|{LATIN_NAME})[»”\"')]?"
REST = r"[^.!?\n។၊။|]{1,120}"
ACCOUNTS = "line|telegram|tele|whatsapp|wechat|viber|zalo|imo|messenger|facebook|fb|instagram|ig|tiktok|skype|signal"
KIN = "boss|husband|wife|brother|sister|friend|son|daughter|mother|father|broker|owner|employer|agent"
HOST = r"(?<![a-z0-9])[a-z0-9-]+(?:\.[a-z0-9-]+)*\."
