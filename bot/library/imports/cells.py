"""What stands in a cell, in our own form: names by script, countries, dates, the state of a licence."""

from __future__ import annotations

import re
from datetime import date

from bot.library.imports import words
from bot.library.imports.words import LOCAL, Words
from bot.text import clean

PIECES = re.compile(r"[\n/()\[\]]+")
LOCAL_RUN = re.compile(f"[{LOCAL}](?:[{LOCAL}\\d\\s.\\-]*[{LOCAL}])?")
LATIN = re.compile(r"[A-Za-z]")
BETWEEN = re.compile(r"[;,/|\n&+、၊]|\band\b|និង|နှင့်", re.IGNORECASE)
DAY = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")


def one_line(text: str) -> str:
    """A cell without line breaks."""
    return " ".join(text.split())


def names(text: str) -> tuple[str, str]:
    """The name in Latin letters and the one in Khmer or Burmese, of a cell that may hold both; "" for none."""
    if not LATIN.search(text) or not LOCAL_RUN.search(text):
        return ("", one_line(text)) if LOCAL_RUN.search(text) else (one_line(text), "")
    latin: list[str] = []
    local: list[str] = []
    for piece in PIECES.split(text):
        found = LOCAL_RUN.findall(piece)
        if found and not LATIN.search(piece):
            local.append(piece)
        else:
            local += found
            latin.append(LOCAL_RUN.sub(" ", piece))
    return one_line(" ".join(latin)).strip(" ,;:-"), one_line(" ".join(local)).strip(" ,;:-")


def countries(text: str, known: Words) -> tuple[list[str], list[str]]:
    """ISO codes of the countries named, in their order, and the pieces that are none we know."""
    codes: list[str] = []
    unknown: list[str] = []
    for piece in filter(None, map(one_line, BETWEEN.split(text))):
        code = known.countries.get(words.plain(piece)) or known.countries.get(piece.lower())
        if code is None:
            unknown.append(piece)
        elif code not in codes:
            codes.append(code)
    return codes, unknown


def ticked(text: str, known: Words) -> bool | None:
    """Whether a cell under a country says yes; None where nobody can know."""
    said = words.mark(clean.digits(text))
    if said.isdigit():
        return int(said) > 0
    return True if said in known.yes else False if said in known.no else None


def day(text: str) -> date | None:
    """A date as 2026-11-22 or, day first, 22/11/2026, in any digits; None if it is none."""
    plain = one_line(clean.digits(text))
    try:
        if match := DAY.fullmatch(plain):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(plain[:10])
    except ValueError:
        return None


def licence(text: str) -> str:
    """A licence number: ASCII digits, at least three where it is nothing but digits ("7" is what is left of "007")."""
    plain = re.sub(r"^(?:no|nº|n°|លេខ|အမှတ်)[\s.:]*", "", one_line(clean.digits(text)), flags=re.IGNORECASE)
    plain = plain.removesuffix(".0")
    return plain.zfill(3) if plain.isdigit() else plain


def same_licence(text: str) -> str:
    """What two ways of writing a licence number have in common."""
    return re.sub(r"[\W_]+", "", licence(text)).lstrip("0").lower()
