"""Zawgyi: the older Burmese font encoding that shares Unicode's code points, in visual order.

The detector is Google's model (myanmartools). The converter is our own: it reads a syllable as it was
typed, [ေ and ြ] letter [marks], and writes it in Unicode order, slot by slot. Digits never take part,
except where one stands for the letter it looks like.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from typing import Final

from bot.text.burmese import letters

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # importlib.resources.open_binary, used when the model loads
    from myanmartools import ZawgyiDetector

    _DETECTOR: Final = ZawgyiDetector()

_MYANMAR: Final = re.compile("[\u1000-\u103f\u104a-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f]")


def probability(text: str) -> float:
    """Return the probability, 0 to 1, that `text` is Zawgyi; 0 where there are no Myanmar letters."""
    if not _MYANMAR.search(text):
        return 0.0
    return max(0.0, float(_DETECTOR.get_zawgyi_probability(text)))


KINZI: Final = "\u1004\u103a\u1039"
_LETTERS: Final = {
    "\u106a": "\u1009",
    "\u106b": "\u100a",
    "\u106e": "\u100d\u1039\u100d",
    "\u106f": "\u100d\u1039\u100e",
    "\u1086": "\u103f",
    "\u108f": "\u1014",
    "\u1090": "\u101b",
    "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c",
    "\u1097": "\u100b\u1039\u100b",
    "\u1040": "\u101d",
    "\u1047": "\u101b",
    "\u1044": "\u104e",
    "\u104e": "\u104e\u1004\u103a\u1038",
}
_STACKED: Final = (  # code point, then the letter it puts under the one before
    "\u1060က\u1061ခ\u1062ဂ\u1063ဃ\u1065စ\u1066ဆ\u1067ဆ\u1068ဇ\u1069ဈ\u106cဋ\u106dဌ\u1070ဏ\u1071တ\u1072တ\u1073ထ\u1074ထ"
    "\u1075ဒ\u1076ဓ\u1077န\u1078ပ\u1079ဖ\u107aဗ\u107bဘ\u107cမ\u1085လ\u1093ဘ"
)
_MARKS: Final = {
    "\u1033": "\u102f",
    "\u1034": "\u1030",
    "\u1039": "\u103a",
    "\u103a": "\u103b",
    "\u103b": "\u103c",
    "\u103c": "\u103d",
    "\u103d": "\u103e",
    "\u105a": "\u102b\u103a",
    "\u1064": KINZI,
    "\u107d": "\u103b",
    **dict.fromkeys("\u107e\u107f\u1080\u1081\u1082\u1083\u1084", "\u103c"),
    "\u1087": "\u103e",
    "\u1088": "\u103e\u102f",
    "\u1089": "\u103e\u1030",
    "\u108a": "\u103d\u103e",
    "\u108b": KINZI + "\u102d",
    "\u108c": KINZI + "\u102e",
    "\u108d": KINZI + "\u1036",
    "\u108e": "\u102d\u1036",
    "\u1094": "\u1037",
    "\u1095": "\u1037",
    "\u1096": "\u1039\u1010\u103d",
    **{sign: "\u1039" + letter for sign, letter in zip(_STACKED[::2], _STACKED[1::2], strict=True)},
}
_ORDER: Final = ("ျ", "ြ", "ွ", "ှ", "ေ", "ိီဲ", "ုူ", "ါာ", "ံ", "့", "်", "း")
_SLOTS: Final = {mark: slot for slot, marks in enumerate(_ORDER) for mark in marks}

# Repeats of these are bounded below, else a hostile text would make the search quadratic.
_BEFORE: Final = "[\u1031\u103b\u107e-\u1084]"
_AFTER: Final = (
    "[\u102b-\u1030\u1032-\u1034\u1036-\u103a\u103c\u103d\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d\u1085"
    "\u1087-\u108e\u1093-\u1096]"
)
_LETTER: Final = "[\u1000-\u1021\u1023-\u1027\u1029\u102a\u103f\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097]"
_SYLLABLE: Final = re.compile(
    f"({_BEFORE}{{0,4}})({_LETTER})({_AFTER}{{0,9}})"
    f"|({_BEFORE}{{1,4}})([\u1040\u1047])({_AFTER}{{0,9}})"  # a digit with marks is the letter it looks like
    f"|(?<![\u1040-\u1049])()([\u1040\u1047])({_AFTER}{{1,9}})"
    "|(?<![\u1040-\u1049])()(\u1044)(?=\u1004\u1039)()"  # ၄င္း for ၎င္း
)
_SPELLINGS: Final = (
    (re.compile("\u1025(?=\u1037?\u103a|\u102c)"), "ဉ"),
    (re.compile("ဥ\u102e"), "ဦ"),
    (re.compile("စ\u103b"), "ဈ"),
    (re.compile("\u101e\u103c\u1031\u102c\u103a"), "ဪ"),
    (re.compile("\u101e\u103c"), "ဩ"),
    (re.compile("၎(?:\u1004\u103a\u1038){2}"), "၎င်း"),
)


def to_unicode(text: str) -> str:
    """Return Zawgyi `text` in Unicode (NFC); digits and all other scripts as they were.

    The caller decides that the text is Zawgyi: Unicode text would be damaged.
    """
    text = _SYLLABLE.sub(_syllable, text)
    for wrong, right in _SPELLINGS:
        text = wrong.sub(right, text)
    return letters(unicodedata.normalize("NFC", text))


def _syllable(match: re.Match[str]) -> str:
    before, letter, after = (group or "" for group in match.group(*_groups(match)))
    marks = "".join(_MARKS.get(mark, mark) for mark in before + after)
    kinzi = KINZI if KINZI in marks else ""
    marks = marks.replace(KINZI, "")
    stacked = "".join(re.findall("\u1039.", marks))
    rest = sorted(re.sub("\u1039.", "", marks), key=lambda mark: _SLOTS.get(mark, 99))
    if "\u103a" in rest and "\u102f" in rest and "\u102c" not in rest:  # ကျွန်ုပ်
        rest.remove("\u103a")
        rest.insert(0, "\u103a")
    return kinzi + _LETTERS.get(letter, letter) + stacked + "".join(dict.fromkeys(rest))


def _groups(match: re.Match[str]) -> tuple[int, int, int]:
    last = match.lastindex or 3
    first = (last - 1) // 3 * 3 + 1
    return first, first + 1, first + 2
