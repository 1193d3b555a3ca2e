"""Agencies by number: a telephone in any spelling, or a licence number with a word for it beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from bot.library.model import Library
from bot.understanding.agency_names import Mention
from bot.understanding.agency_words import COUNTED, LICENCE, NUMBER, Cover

TELEPHONE = re.compile(r"\+?\(?\d(?:[ ().-]{0,2}\d){6,14}")
LICENCE_NUMBER = re.compile(r"(?<![\d/])\d{1,4}(?:/\d{4})?(?![\d/%.,]?\d)")


class Numbers:
    """The telephones and licence numbers of all agencies, indexed once."""

    def __init__(self, library: Library) -> None:
        """Telephones are kept without the leading zero, as they are dialled after the country code."""
        self._phones: dict[str, list[str]] = {}
        self._licences: dict[str, list[str]] = {}
        homes = sorted({agency.origin for agency in library.agencies})
        self._prefixes = tuple(str(phonenumbers.country_code_for_region(home)) for home in homes)
        for agency in library.agencies:
            for phone in agency.phones:
                self._phones.setdefault(_dialled(phone), []).append(agency.id)
            if agency.licence_no:
                self._licences.setdefault(agency.licence_no, []).append(agency.id)

    def phones(self, folded: str) -> Iterator[Mention]:
        """The agencies whose telephone stands in a folded message, with or without the country code."""
        for found in TELEPHONE.finditer(folded):
            number = _dialled(found[0])
            numbers = (number, *(_dialled(number.removeprefix(code)) for code in self._prefixes))
            for agency in dict.fromkeys(agency for n in numbers for agency in self._phones.get(n, ())):
                yield Mention(agency, found.start(), found.end(), 1.0, 1, True)

    def licences(self, folded: str, cover: Cover, coded: bool) -> Iterator[Mention]:
        """The agencies whose licence number stands in a message.

        After a word for a number and with a word for a licence, "16" is 016; after one of the two, or right after the
        code, the number must be written as printed: "licence 2019" is a year, "number 12" may be a house.
        """
        licence = any(LICENCE in hit.meanings for hit in cover.hits)
        for found in LICENCE_NUMBER.finditer(folded):
            before, after = cover.before(found.start()), cover.after(found.end())
            kinds = before.meanings if before else ()
            if after and COUNTED in after.meanings:
                continue  # "licence 100 dollars"
            if not (NUMBER in kinds or LICENCE in kinds or "/" in found[0] or (coded and not before)):
                continue
            spelt = (found[0], found[0].zfill(3)) if licence and NUMBER in kinds else (found[0],)
            for agency in dict.fromkeys(agency for number in spelt for agency in self._licences.get(number, ())):
                yield Mention(agency, found.start(), found.end(), 1.0, 1, licence or coded)


def _dialled(phone: str) -> str:
    """The digits without leading zeros: "023 648 2345" and "+855 (0)23" without its code are the same."""
    return re.sub(r"\D", "", phone).lstrip("0")
