"""A list of agencies against agencies.csv. A list says who was named on its day, never who is licensed today: status
stays "unknown" with the day in `source_date`, unless the list says suspended or revoked. Rules: facts on agencies,
"Limits" and "How to bring it up to date".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.errors import ListError
from bot.library import numbers
from bot.library.imports import agency_entries, cells, matching, words
from bot.library.imports.agency_entries import Entry, Notice
from bot.library.imports.matching import Names
from bot.library.imports.plan import Change, Plan, add_note, free_id
from bot.library.imports.records import Record
from bot.library.imports.words import Words
from bot.library.model import Library
from bot.text.scripts import script

NEEDED = ("id", "name", "name_en", "name_local", "licence_no")
FIELDS = (*NEEDED, "phones", "address", "destinations", "licence_valid_until", "status", "note")
"""What a column of a list may be."""
UNLICENSED = "UNLICENSED"
"""Begins the note of a firm that never had a licence."""
SAID = {
    "licensed": "named as licensed on source_date",
    "suspended": "licence suspended according to the source",
    "revoked": "licence revoked according to the source",
}
OLD_REMARKS = (*SAID.values(), "source older than", "not on the list of")
"""Parts of a note that a newer list replaces."""
FROM = re.compile(r"([A-Z]{2}(?:[;/][A-Z]{2})*) from the (?:source of )?(\S+?)(?: notices)?")
"""A part of a note that says from when the word about some destinations is, where it is older than the row."""
HALF = 0.5


def origin(records: Iterable[Record], ours: Mapping[str, Mapping[str, str]], library: Library, known: Words) -> str:
    """Whose agencies the list names: by the script it is written in, else by the agencies of ours that it names.

    Raises ListError if nothing tells.
    """
    rows = list(records)
    scripts = Counter(script(text) for record in rows for text in record.values.values())
    for language in library.languages.values():
        if language.nationality and language.script != "latin" and scripts[language.script]:
            return language.nationality
    homes = {matching.core(row["name_en"], known.company): row["origin"] for row in ours.values()}
    named = (
        matching.core(record.values.get(name, ""), known.company) for record in rows for name in ("name", "name_en")
    )
    found = Counter(homes[name] for name in named if name in homes).most_common(1)
    if not found:
        raise ListError("Nothing in the list tells which country's agencies it names: add --origin KH or --origin MM.")
    return found[0][0]


def plan(
    records: list[Record],
    ours: Mapping[str, Mapping[str, str]],
    known: Words,
    short: numbers.ShortCodes,
    notice: Notice,
) -> Plan:
    """What the list would do to our rows (`ours`: id -> row of agencies.csv). Nothing is changed here."""
    found = Plan()
    names = Names({i: row for i, row in ours.items() if row["origin"] == notice.origin}, known.company)
    entries: dict[str, Entry] = {}
    taken = set(ours)
    for record in records:
        entry = agency_entries.read(record, known, short, notice, found)
        identity = names.find(entry.record, entry.name, entry.local, entry.licence, found) if entry.label else ""
        if identity is None:  # nobody of ours
            identity = _new_id(entry, notice.origin, taken)
            names.add(identity, {"name_en": entry.name, "name_local": entry.local, "licence_no": entry.licence})
        if identity in entries:
            agency_entries.join(entries[identity], entry)
        elif identity:
            entries[identity] = entry
    scope = set(notice.destinations).union(*(entry.destinations for entry in entries.values()))
    for identity, entry in entries.items():
        if identity in ours:
            _known(found, identity, dict(ours[identity]), entry, scope, notice, short, known)
        else:
            found.added.append(_row(identity, entry, notice))
    if not notice.partial and notice.state == "licensed":
        _gone(found, names.ours, entries, scope, notice)
    return found


def _new_id(entry: Entry, home: str, taken: set[str]) -> str:
    wanted = f"{home}-{entry.licence}"
    if entry.licence.isdigit() and len(entry.licence) <= 4 and wanted not in taken:
        taken.add(wanted)
        return wanted
    return free_id(f"{home}-x", taken, width=2)


def _known(
    found: Plan, identity: str, old: dict[str, str], entry: Entry, scope: set[str], notice: Notice,
    short: numbers.ShortCodes, known: Words,
) -> None:  # fmt: skip
    label = old["name_en"] or old["name_local"]
    bad = old["status"] == "revoked" or old["note"].startswith(UNLICENSED)
    if bad and entry.state == "licensed":
        what = "as UNLICENSED" if old["note"].startswith(UNLICENSED) else "with its licence revoked"
        found.problems.append(entry.record.problem(
            "", f"'{label}' ({identity}) stands in agencies.csv {what} ({old['source_date']}), and is on this list.",
            "Ask the ministry. If it has a licence now, change our row first; else take it off the list."))  # fmt: skip
        return
    if old["source_date"][:1].isdigit() and old["source_date"] > notice.day.isoformat():
        found.kept.append((identity, label, f"its source is newer ({old['source_date']})"))
        return
    before = {code for code in old["destinations"].split(";") if code}
    rest = sorted(before - scope) if entry.destinations else sorted(before)
    codes = [*(c for c in old["destinations"].split(";") if c in rest or c in entry.destinations), *entry.destinations]
    new = {
        **entry.more,
        "destinations": ";".join(dict.fromkeys(filter(None, codes))),
        "status": _status(entry.state),
        "source": notice.source,
        "source_date": notice.day.isoformat(),
        "note": _note(old["note"], entry, rest, old["source_date"], notice),
    }
    if matching.core(entry.name, known.company) != matching.core(old["name_en"], known.company) and entry.name:
        new["name_en"] = entry.name
    if entry.local and matching.tight(entry.local, known.company) != matching.tight(old["name_local"], known.company):
        new["name_local"] = entry.local
    if entry.licence and cells.same_licence(entry.licence) != cells.same_licence(old["licence_no"]):
        new["licence_no"] = entry.licence
    written = "; ".join(entry.phones)
    if written and numbers.same(written, notice.origin, short) != numbers.same(old["phones"], notice.origin, short):
        new["phones"] = written
    if "address" in new and words.plain(new["address"]) == words.plain(old["address"]):
        del new["address"]
    found.settle(identity, label, old, new)


def _row(identity: str, entry: Entry, notice: Notice) -> dict[str, str]:
    return {
        "id": identity,
        "origin": notice.origin,
        "name_en": entry.name or entry.local,
        "name_local": entry.local,
        "licence_no": entry.licence,
        "status": _status(entry.state),
        "destinations": ";".join(entry.destinations),
        "phones": "; ".join(entry.phones),
        "source": notice.source,
        "source_date": notice.day.isoformat(),
        "note": add_note(SAID.get(entry.state, ""), entry.remark),
        **entry.more,
    }


def _status(state: str) -> str:
    return "unknown" if state == "licensed" else state


def _note(old: str, entry: Entry, rest: list[str], old_day: str, notice: Notice) -> str:
    """What the list says, what was registered when, and from when the word about destinations it does not name is."""
    registered = re.search(r"\(registered \d{4}\)", old)
    parts = [SAID.get(entry.state, "") + (f" {registered[0]}" if registered else "")]
    dated: list[str] = []
    for part in old.split("; "):
        match = FROM.fullmatch(part)
        if match:
            codes = [code for code in re.split("[;/]", match[1]) if code in rest]
            dated += codes
            part = f"{'/'.join(codes)} from the source of {match[2]}" if codes else ""
        if part and not part.startswith(OLD_REMARKS):
            parts.append(part)
    older = [code for code in rest if code not in dated]
    if older and old_day != notice.day.isoformat():
        parts.append(f"{'/'.join(older)} from the source of {old_day}")
    return add_note("; ".join(parts), entry.remark)


def _gone(
    found: Plan, ours: Mapping[str, Mapping[str, str]], entries: Mapping[str, Entry], scope: set[str], notice: Notice
) -> None:
    """Our rows that an earlier list named and this one, a full one, does not: they keep their source, the note says it."""
    asked = gone = 0
    for identity, row in ours.items():
        about = not scope or scope & set(row["destinations"].split(";"))
        newer = row["source_date"][:1].isdigit() and row["source_date"] > notice.day.isoformat()
        if not about or newer or row["status"] != "unknown" or not row["note"].startswith(SAID["licensed"]):
            continue
        asked += 1
        if identity not in entries:
            kept = "; ".join(part for part in row["note"].split("; ") if not part.startswith(OLD_REMARKS[-1]))
            note = add_note(kept, f"not on the list of {notice.day}: {notice.source.replace(';', ',')}")
            gone += 1
            if note != row["note"]:
                found.gone.append(Change(identity, row["name_en"], {"note": (row["note"], note)}))
    if gone > asked * HALF and entries:
        first = next(iter(entries.values())).record
        found.problems.append(first.problem(
            "", f"The list does not name {gone} of {asked} agencies that stand in agencies.csv.",
            "If it is not the whole list: --partial; if it is for one country: --destination TH.", "warning"))  # fmt: skip
