"""Which row of ours an entry of a list is: by licence number or id, and by name; never by one alone where they disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.library import numbers
from bot.library.imports import cells, words
from bot.library.imports.plan import Plan
from bot.library.imports.records import Record

ALIKE = 80
"""Likeness (0 to 100, words in any order) from which two Latin names with one licence number are one firm's."""
ALIKE_LOCAL = 70
"""The same for Khmer and Burmese, which the printed notices of 2019 were typed off by eye."""
NEARLY = 90
"""Likeness from which two names without a licence number are asked about."""


@lru_cache(maxsize=4096)
def core(name: str, company: frozenset[str]) -> str:
    """A name as it is compared: folded, without "Co., Ltd."; the whole where nothing else is left."""
    folded = words.plain(name)
    return words.without(folded, company) or folded


def tight(name: str, company: frozenset[str]) -> str:
    """A name without its spaces: in Khmer and Burmese they are a matter of taste, in "Man Power" often too."""
    return core(name, company).replace(" ", "")


class Names:
    """Our rows by licence number and by name. Rows of the list that are new are added, so that a second one is seen."""

    def __init__(self, ours: Mapping[str, Mapping[str, str]], company: Iterable[str]) -> None:
        self.ours = dict(ours)
        self._company = frozenset(company)
        self._by_licence: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._rows: dict[str, Mapping[str, str]] = {}
        self._asked = {identity: tight(row["name_en"], self._company) for identity, row in ours.items()}
        for identity, row in ours.items():
            self.add(identity, row)

    def add(self, identity: str, row: Mapping[str, str]) -> None:
        """Know one more row."""
        self._rows[identity] = row
        if licence := cells.same_licence(row["licence_no"]):
            self._by_licence.setdefault(licence, []).append(identity)
        for name in self._names(row["name_en"], row["name_local"]):
            self._by_name.setdefault(name, []).append(identity)

    def _names(self, latin: str, local: str) -> set[str]:
        return {tight(latin, self._company), tight(local, self._company)} - {""}

    def find(self, record: Record, latin: str, local: str, licence: str, found: Plan) -> str | None:
        """The id of the row that is meant, None for a new one, "" (and a problem) where nobody can know."""
        identity = record.values.get("id", "")
        if identity in self._rows:
            return identity
        holders = self._by_licence.get(cells.same_licence(licence), []) if licence else []
        for holder in holders:
            if self._alike(self._rows[holder], latin, local):
                return holder
        named = {i for name in self._names(latin, local) for i in self._by_name.get(name, [])}
        if holders:
            other = self._rows[holders[0]]
            found.problems.append(record.problem(
                "licence_no", f"Licence number {licence} is that of '{other['name_en'] or other['name_local']}'"
                f" ({holders[0]}), but the row says '{latin or local}'.",
                "Correct the number; if the firm was renamed, change its name in agencies.csv first."))  # fmt: skip
            return ""
        if len(named) > 1:
            found.problems.append(record.problem("name", f"'{latin or local}' may be {' or '.join(sorted(named))}.",
                                                 "Add a column id with the one that is meant."))  # fmt: skip
            return ""
        if named:
            return named.pop()
        self._ask(record, latin, found)
        return None

    def _alike(self, row: Mapping[str, str], latin: str, local: str) -> bool:
        if not latin and not local:
            return True
        both = core(latin, self._company), core(row["name_en"], self._company)
        if all(both) and (
            fuzz.token_sort_ratio(*both) >= ALIKE or both[0].replace(" ", "") == both[1].replace(" ", "")
        ):
            return True
        ours = tight(local, self._company), tight(row["name_local"], self._company)
        return all(ours) and fuzz.ratio(*ours) >= ALIKE_LOCAL

    def _ask(self, record: Record, latin: str, found: Plan) -> None:
        """Say so when a new name is nearly one of ours."""
        nearest = process.extractOne(tight(latin, self._company), self._asked, scorer=fuzz.ratio, score_cutoff=NEARLY)
        if nearest is not None and latin:
            other = nearest[2]
            found.problems.append(record.problem(
                "name", f"'{latin}' is new here, but nearly '{self.ours[other]['name_en']}' ({other}).",
                "If it is the same firm, write its name as in agencies.csv.", "warning"))  # fmt: skip


def doubts(record: Record, phones: Iterable[numbers.Phone], found: Plan, known: Collection[str] = frozenset()) -> None:
    """Note the doubtful numbers of a record, refuse impossible ones; `known`: those that we have already."""
    for phone in phones:
        if phone.doubt and phone.same not in known:
            mend = (
                "Write the whole number; a new short code goes into content/short_codes.csv."
                if phone.impossible
                else "It is taken as it is; call it."
            )
            level = "error" if phone.impossible else "warning"
            found.problems.append(record.problem("phones", f"{phone.doubt}.", mend, level))
