"""One agency of a list in our own form: names by script, licence number, telephones, destinations, state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.library import numbers
from bot.library.imports import cells, matching, words
from bot.library.imports.headings import DESTINATION
from bot.library.imports.plan import Plan
from bot.library.imports.records import Record
from bot.library.imports.words import Words

STATES = ("licensed", "suspended", "revoked")
BAD = STATES[1:]
"""States that a remark may tell, too."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What staff say about the list: where it comes from, its day, whose agencies, for which countries, and whether
    all of them are named. `state`: what being named means."""

    source: str
    day: date
    origin: str
    destinations: tuple[str, ...] = ()
    state: str = "licensed"
    partial: bool = False


@dataclass(slots=True)
class Entry:
    """One agency of the list in our own form."""

    record: Record
    name: str
    local: str
    licence: str
    phones: list[str]
    destinations: list[str]
    state: str
    remark: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """How staff know it."""
        return self.name or self.local or self.licence


def state_of(title: str, known: Words) -> str:
    """What the title of a list says of all that it names: "suspended" or "revoked"; "" where it says neither."""
    bad = {word: state for word, state in known.status.items() if state in BAD}
    return words.longest(words.plain(title), bad) or ""


def read(record: Record, known: Words, short: numbers.ShortCodes, notice: Notice, found: Plan) -> Entry:
    """The entry of a record; what is wrong with its cells goes to `found`."""
    values = record.values
    latin, local = cells.names(values.get("name", ""))
    phones = numbers.read(values.get("phones", ""), notice.origin, short)
    matching.doubts(record, phones, found)
    entry = Entry(
        record,
        cells.names(values.get("name_en", ""))[0] or latin,
        cells.one_line(values.get("name_local", "")) or local,
        cells.licence(values.get("licence_no", "")),
        [phone.written for phone in phones],
        list(notice.destinations),
        notice.state,
    )
    codes, unknown = cells.countries(values.get("destinations", ""), known)
    for piece in unknown:
        found.problems.append(record.problem("destinations", f"'{piece}' is no country we know.",
                                             "Write its name or code (TH), or mark the column as not used."))  # fmt: skip
    for name, text in values.items():
        if name.startswith(DESTINATION):
            yes = cells.ticked(text, known)
            if yes is None:
                found.problems.append(record.problem(name, f"'{text}' is neither yes nor no.", "Write yes or no."))
            elif yes:
                codes.append(name.removeprefix(DESTINATION))
    entry.destinations += [code for code in codes if code not in entry.destinations]
    if text := values.get("status", ""):
        entry.state = words.longest(words.plain(text), known.status) or ""
        if not entry.state:
            found.problems.append(record.problem("status", f"'{text}' is no state of a licence we know.",
                                                 "Add the word to content/headings.yaml under 'status'."))  # fmt: skip
    entry.remark = cells.one_line(values.get("note", "")).replace(";", ",")
    said = words.longest(words.plain(entry.remark), known.status)
    if said in BAD and not values.get("status"):
        entry.state = said
        found.problems.append(record.problem("note", f"'{entry.remark[:60]}' is taken as: {said}.",
                                             "If it means something else, add a column Status.", "warning"))  # fmt: skip
    if text := values.get("licence_valid_until", ""):
        until = cells.day(text)
        if until is None:
            found.problems.append(
                record.problem("licence_valid_until", f"'{text}' is no date.", "Write it as 2026-11-22.")
            )
        else:
            entry.more["licence_valid_until"] = until.isoformat()
    if address := cells.one_line(values.get("address", "")):
        entry.more["address"] = address
    if not entry.label:
        found.problems.append(record.problem("name", "There is no name in this row.", "Fill it in or delete the row."))
    return entry


def join(first: Entry, again: Entry) -> None:
    """The same agency in two rows (two offices, or one section of the list for each country)."""
    first.phones += [phone for phone in again.phones if phone not in first.phones]
    first.destinations += [code for code in again.destinations if code not in first.destinations]
    first.more = {**again.more, **first.more}
