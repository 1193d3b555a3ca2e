"""Telephone numbers as lists have them: any digits, several in a cell, with words around them."""

from __future__ import annotations

import pytest

from bot.library import numbers

SHORT = {"TH": frozenset(("1506", "191")), "KH": frozenset(("1297",)), "KR": frozenset(("119",))}

CELLS = {
    "one": ("KH", "023 648 2345", ["023 648 2345"]),
    "several with slashes": ("KH", "023 648 2345/015 660 555 / 077 798 544", ["023 648 2345", "015 660 555", "077 798 544"]),
    "line breaks": ("KH", "023 648 2345\n015 660 555", ["023 648 2345", "015 660 555"]),
    "a line broken inside a number": ("KH", "023 648\n2345 /\n015 660\n555", ["023 648 2345", "015 660 555"]),
    "nothing but spaces between": ("KH", "0236482345 015660555", ["023 648 2345", "015 660 555"]),
    "groups and nothing between": ("KH", "023 648 2345 015 660 555 077 798 544", ["023 648 2345", "015 660 555", "077 798 544"]),
    "Khmer digits and and": ("KH", "០២៣ ៦៤៨ ២៣៤៥ និង ០១៥៦៦០៥៥៥", ["023 648 2345", "015 660 555"]),
    "Burmese digits": ("MM", "၀၉ ၇၈၉ ၁၂၂ ၆၄၉၊ ၀၁ ၃၇၈ ၁၉၁", ["09 789 122649", "01 378 191"]),
    "words around": ("KH", "Tel: 023 648 2345 (Mr. Sok), H/P: 015-660-555", ["023 648 2345", "015 660 555"]),
    "a number that lost its zero": ("KH", "15660555", ["015 660 555"]),
    "with the country's code": ("KH", "(+855) 15 660 555 or 00855 23 648 2345", ["015 660 555", "023 648 2345"]),
    "the code without a plus": ("KH", "855 15 660 555", ["015 660 555"]),
    "zero in brackets": ("KH", "+855 (0)15 660 555", ["015 660 555"]),
    "twice the same": ("KH", "015 660 555; +855 15 660 555", ["015 660 555"]),
    "a short code": ("TH", "1506", ["1506"]),
    "press a key": ("TH", "1506 press 3", ["1506 ext 3"]),
    "our own way of writing it": ("TH", "1506 ext 3; 191", ["1506 ext 3", "191"]),
    "a free number": ("TH", "1800 010 181", ["1800 010 181"]),
    "Korean with hyphens": ("KR", "1577-0071, 119", ["1577-0071", "119"]),
    "nothing": ("KH", "-", []),
    "only words": ("KH", "n/a", []),
}  # fmt: skip


@pytest.mark.parametrize(("country", "text", "written"), CELLS.values(), ids=CELLS)
def test_numbers_of_a_cell(country: str, text: str, written: list[str]) -> None:
    found = numbers.read(text, country, SHORT)
    assert [phone.written for phone in found] == written
    assert not any(phone.doubt for phone in found)


DOUBTS = {
    "an ending instead of a number": ("KH", "023 648 2345/46", "46 is too short", True),
    "an unknown short code": ("KH", "1300", "1300 is too short, and no short code known in KH", True),
    "another country's short code": ("KH", "191", "no short code known in KH", True),
    "too many digits": ("KH", "023 648 234 567 890", "too few or too many digits", True),
    "not in the plan": ("KH", "031 888 779", "not in the numbering plan of KH", False),
    "of another country": ("KH", "+66 2 354 9999", "a number of another country", False),
    "cut short by Excel": ("KH", "8.5523E+10", "Excel has cut short", True),
    "a good and a bad one glued": ("KH", "086 995 202 087 666 7709", "087 666 7709 is not in the numbering plan", False),
    "digits without end": ("KH", "1" * 4000, "is no telephone number", True),
}  # fmt: skip


@pytest.mark.parametrize(("country", "text", "doubt", "impossible"), DOUBTS.values(), ids=DOUBTS)
def test_what_speaks_against_a_number(country: str, text: str, doubt: str, impossible: bool) -> None:
    phone = numbers.read(text, country, SHORT)[-1]
    assert doubt in phone.doubt and phone.impossible is impossible


def test_two_ways_of_writing_numbers_are_the_same() -> None:
    assert numbers.same("023 648 2345; 015 660 555", "KH", SHORT) == numbers.same(
        "០១៥៦៦០៥៥៥ / +855236482345", "KH", SHORT
    )
    assert numbers.same("1506 ext 3", "TH", SHORT) != numbers.same("1506", "TH", SHORT)


def test_a_number_says_how_it_is_dialled_from_abroad() -> None:
    (phone,) = numbers.read("023 648 2345", "KH", SHORT)
    assert phone.international == "+855 23 648 2345"
    (short,) = numbers.read("1506", "TH", SHORT)
    assert short.international == ""


HOSTILE = (
    "0 1 1 1 1 1 1 1 1 " * 60,
    "1 " * 5000,
    "012 345 678 " * 5000,
    "+" * 9000,
    "(0" * 5000,
    "\u202e012345678",
    "\0",
    "😀" * 500,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_any_cell_gives_an_answer(text: str) -> None:
    assert len(numbers.read(text, "KH", SHORT)) < 100
