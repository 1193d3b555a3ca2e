"""Telephone numbers of one country: taken out of a cell as people fill it, checked with phonenumbers and a table.

Short codes (119, 1506) are in no numbering plan that a library carries in full: they are those of `short_codes.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat

from bot.text import clean

LONGEST_SHORT = 6
"""Digits up to which a number is a short code."""
PARTS = re.compile(r"\s*(?:[;,/|、،၊]|(?<![^\W\d_])(?:or|and)(?![^\W\d_])|ឬ|និង|သို့မဟုတ်|နှင့်|&)\s*")
EXTENSION = re.compile(r"(?:\bext(?:ension|n)?\b\.?|\bpress\b|#)\s*(\d{1,4})\b", re.IGNORECASE)
CANDIDATE = re.compile(r"\+?\d(?:[\s().\-\u2010-\u2015~]*\d)*")
SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+?\d{1,2}\b", re.IGNORECASE)
FEWEST = 6
"""Digits from which a number can be more than a short code nobody told us of."""
MOST_GROUPS = 8
"""Groups of digits in which one number is written at most: "+855 23 64 82 34 5"."""
LONGEST_CELL = 1000
"""Characters of a cell that are looked at."""
FEWEST_FULL = 8
"""Digits after which a new number may begin."""

ShortCodes = Mapping[str, frozenset[str]]
"""ISO country -> its short codes."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as we write it ("023 648 2345", "1506 ext 3"); `same` is equal for two ways of writing one number.

    `doubt` says in words why it may be wrong, "" if nothing speaks against it; `impossible`: nobody can have it.
    """

    written: str
    same: str
    doubt: str = ""
    impossible: bool = False
    international: str = ""


def read(text: str, country: str, short: ShortCodes) -> list[Phone]:
    """All numbers in a cell: several with any separator or none, in any digits, with "Tel." before or a name behind.

    Doubtful ones are in the list too, with their doubt.
    """
    text = clean.digits(text[:LONGEST_CELL]).replace("(0)", "")
    if match := SCIENTIFIC.search(text):
        return [Phone(match[0], match[0], f"'{match[0]}' is a number that Excel has cut short", True)]
    found: dict[str, Phone] = {}
    for part in PARTS.split(text):
        extension = EXTENSION.search(part)
        if extension:
            part = part[: extension.start()]
        for candidate in CANDIDATE.findall(part):
            for phone in _numbers(candidate, country, short, extension[1] if extension else ""):
                found.setdefault(phone.same, phone)
    return list(found.values())


def same(text: str, country: str, short: ShortCodes) -> frozenset[str]:
    """What the numbers of a cell are, however they are written."""
    return frozenset(phone.same for phone in read(text, country, short))


def check(number: str, country: str, short: ShortCodes) -> Phone:
    """One number as it stands in our tables ("1506 ext 3", "+66 2 354 9999"), with its doubt."""
    dialled, _, key = number.partition(" ext ")
    return _number(dialled, country, short, key)


def _numbers(candidate: str, country: str, short: ShortCodes, key: str) -> Iterator[Phone]:
    """The number; or the two or more that stand in it with nothing but spaces between."""
    groups = candidate.split()
    whole = _number(" ".join(groups), country, short, key)
    split = _split(groups, country, short) if whole.doubt else None
    if split is None and whole.impossible:
        parts = _likely_parts(groups)
        split = [_number(part, country, short, "") for part in parts] if len(parts) > 1 else None
    yield from split or [whole]


def _likely_parts(groups: list[str]) -> list[str]:
    """Groups of digits cut where a new number seems to begin, though not all of them are valid."""
    parts: list[str] = []
    for group in groups:
        if parts and not (group[0] in "+0(" and sum(map(str.isdigit, parts[-1])) >= FEWEST_FULL):
            parts[-1] += f" {group}"
        else:
            parts.append(group)
    return parts


def _split(groups: list[str], country: str, short: ShortCodes) -> list[Phone] | None:
    """A way to cut groups of digits into numbers that are all valid, the longest first; None if there is none."""
    ways: dict[int, list[Phone] | None] = {len(groups): []}
    for start in range(len(groups) - 1, -1, -1):
        ways[start] = None
        for end in range(min(start + MOST_GROUPS, len(groups)), start, -1):
            rest = ways[end]
            if rest is None or (end < len(groups) and groups[end][0] not in "+0("):
                continue
            phone = _number(" ".join(groups[start:end]), country, short, "")
            if not phone.doubt and len(phone.same) > LONGEST_SHORT:
                ways[start] = [phone, *rest]
                break
    return ways[0]


def _number(text: str, country: str, short: ShortCodes, key: str) -> Phone:
    digits = re.sub(r"\D", "", text)
    ending = f" ext {key}" if key else ""
    if "+" not in text and len(digits) <= LONGEST_SHORT and digits in short.get(country, ()):
        return Phone(digits + ending, digits + ending)
    written = re.sub(r"[^\d+]+", " ", text).strip() + ending
    if "+" not in text and len(digits) < FEWEST:
        return Phone(written, digits + ending, f"{digits} is too short, and no short code known in {country}", True)
    try:
        parsed = phonenumbers.parse(re.sub(r"^\s*00(?=[1-9])", "+", text), country)
    except phonenumbers.NumberParseException:
        return Phone(written, digits + ending, f"{written} is no telephone number", True)
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(parsed):
        if phonenumbers.is_possible_number(parsed):
            return Phone(written, e164 + ending, f"{written} is not in the numbering plan of {country}")
        return Phone(written, e164 + ending, f"{written} has too few or too many digits for {country}", True)
    national = _plain(phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL))
    international = _plain(phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL))
    if phonenumbers.region_code_for_number(parsed) != country:
        return Phone(international + ending, e164 + ending, f"{international} is a number of another country")
    far = international if phonenumbers.can_be_internationally_dialled(parsed) else ""
    return Phone(national + ending, e164 + ending, international=far)


def _plain(number: str) -> str:
    return number.replace("(", "").replace(")", "")
