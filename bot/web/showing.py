"""How texts are shown on the chat page: in letters our fonts have, with their language, with numbers to tap."""

from __future__ import annotations

import re

from bot.library.model import Library
from bot.text import zawgyi
from bot.text.scripts import script

SURELY_ZAWGYI = 0.99


def readable(text: str) -> str:
    """A message as our fonts show it: Zawgyi, which they would garble, in Unicode."""
    return zawgyi.to_unicode(text) if zawgyi.probability(text) >= SURELY_ZAWGYI else text


def tongue(library: Library, text: str) -> str:
    """The language of `text` by its script; "" where it has no letters of ours."""
    written = script(text)
    return next((speech.code for speech in library.languages.values() if speech.script == written), "")


def phones(library: Library) -> re.Pattern[str]:
    """Finds the numbers of our contacts, so that they can be called with one tap."""
    numbers = {phone.partition(" ext ")[0] for row in library.contacts for phone in row.phones}
    longest_first = sorted(filter(None, numbers), key=lambda number: (-len(number), number))
    return re.compile(rf"(?<![\d+.,-])({'|'.join(map(re.escape, longest_first)) or '(?!)'})(?![ -]?\d)")


def pieces(phones: re.Pattern[str], text: str) -> list[tuple[str, str]]:
    """`text` in pieces, each with the address that calls it, "" where it is no telephone number."""
    return [
        (piece, f"tel:{re.sub('[^+0-9]', '', piece)}" if number % 2 else "")
        for number, piece in enumerate(phones.split(text))
    ]
