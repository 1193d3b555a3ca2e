"""A list of telephone lines against contacts.csv. What is new is not shown to anybody until somebody has called it;
a number that changes is of medium confidence, checked on the day of the list, until then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.library import numbers
from bot.library.call_round import review_by
from bot.library.imports import cells, matching, words
from bot.library.imports.plan import Change, Plan, add_note, free_id
from bot.library.imports.records import Record
from bot.library.imports.words import Words
from bot.library.tables import KINDS

NEEDED = ("id", "name", "name_en", "phones")
PLAIN = ("hours", "languages", "also", "show", "free_call")
"""Columns taken over as they stand."""
STAMPED = {"checked", "review_by", "confidence", "source", "source_date"}
"""Columns that no list may set."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What staff say about the list: where it comes from, its day, and what is the same for all of its rows
    (`country`, `kind`, `serves`; "" where the list says it itself). `partial`: it names only some of the source's lines."""

    source: str
    day: date
    country: str = ""
    kind: str = ""
    serves: str = ""
    partial: bool = False


def plan(
    records: list[Record],
    ours: Mapping[str, Mapping[str, str]],
    known: Words,
    short: numbers.ShortCodes,
    notice: Notice,
) -> Plan:
    """What the list would do to our rows (`ours`: id -> row of contacts.csv). Nothing is changed here."""
    found = Plan()
    taken = set(ours)
    seen: dict[str, Record] = {}
    for record in records:
        country = _country(record, ours, known, notice, found)
        if not country:
            continue
        phones = numbers.read(record.values.get("phones", ""), country, short)
        new = _cells(record, known, notice, found)
        identity = _owner(record, country, phones, new, ours, short, known, found)
        if identity in seen:
            found.problems.append(record.problem("", f"{identity} stands twice, before in row {seen[identity].row.number}.",
                                                 "Put the numbers of both rows into one."))  # fmt: skip
        elif identity and identity in ours:
            seen[identity] = record
            matching.doubts(record, phones, found, numbers.same(ours[identity]["phones"], country, short))
            _known(found, record, dict(ours[identity]), new, phones, short, notice)
        elif identity is not None:
            identity = identity or free_id(f"{country}-", taken, first=_next(country, taken))
            seen[identity] = record
            matching.doubts(record, phones, found)
            _new(found, record, identity, country, new, phones, notice)
    if not notice.partial:
        _gone(found, ours, seen, notice)
    return found


def _next(country: str, taken: set[str]) -> int:
    """Numbers are never given twice: the first after all that are there."""
    used = [int(identity[3:]) for identity in taken if identity[:3] == f"{country}-" and identity[3:].isdigit()]
    return max(used, default=0) + 1


def _country(record: Record, ours: Mapping[str, Mapping[str, str]], known: Words, notice: Notice, found: Plan) -> str:
    written = record.values.get("country", "")
    codes, unknown = cells.countries(written, known)
    if not written and (row := ours.get(record.values.get("id", ""))):
        codes = [row["country"]]
    if not written and not codes and notice.country:
        codes = [notice.country]
    if len(codes) == 1 and not unknown:
        return codes[0]
    what = f"'{cells.one_line(written)}' is no country we know." if written else "Nothing says where this line is."
    found.problems.append(record.problem("country", what, "Write a country or its code (TH); for all: --country TH."))
    return ""


def _cells(record: Record, known: Words, notice: Notice, found: Plan) -> dict[str, str]:
    """The other cells of the row, those of names and labels by script; kind and serves in our words."""
    new: dict[str, str] = {}
    for name, text in record.values.items():
        if name in PLAIN or name.startswith(("label_", "name_")):
            new[name] = cells.one_line(text)
    latin, local = cells.names(record.values.get("name", ""))
    if latin:
        new.setdefault("name_en", latin)
    if local:
        new.setdefault("name_km" if "\u1780" <= local[0] <= "\u17ff" else "name_my", local)
    if note := cells.one_line(record.values.get("note", "")):
        new["note"] = note
    if (kind := record.values.get("kind", "") or notice.kind) and kind in KINDS:
        new["kind"] = kind
    elif kind:
        meant = words.longest(words.plain(kind), known.kinds)
        if meant is None or meant not in KINDS:
            found.problems.append(record.problem("kind", f"'{kind}' is no kind of contact.",
                                                 f"Write one of: {', '.join(KINDS)}."))  # fmt: skip
        else:
            new["kind"] = meant
    if serves := record.values.get("serves", "") or notice.serves:
        codes, unknown = cells.countries(serves, known)
        everybody = words.plain(serves) in ("all", "everybody", "everyone")
        if everybody or len(codes) > 1:
            new["serves"] = "all"
        elif len(codes) == 1 and not unknown:
            new["serves"] = codes[0]
        else:
            found.problems.append(record.problem("serves", f"'{serves}' is no country we know.",
                                                 "Write all, or the country whose people it serves (KH)."))  # fmt: skip
    return new


def _owner(
    record: Record, country: str, phones: list[numbers.Phone], new: Mapping[str, str],
    ours: Mapping[str, Mapping[str, str]], short: numbers.ShortCodes, known: Words, found: Plan,
) -> str | None:  # fmt: skip
    """The id of our row with this id, else with one of these numbers, else with this name; "" for a new one."""
    identity = record.values.get("id", "")
    if identity in ours:
        return identity
    wanted = {phone.same for phone in phones}
    here = {i: row for i, row in ours.items() if row["country"] == country}
    by_phone = {i for i, row in here.items() if wanted & numbers.same(row["phones"], country, short)}
    by_name = {i for i, row in here.items() if _named(row, new, known)}
    for group in (by_phone & by_name, by_phone, by_name):
        kind = new.get("kind")
        alike = {i for i in group if not kind or here[i]["kind"] == kind} or group
        if len(alike) == 1:
            return alike.pop()
        if alike:
            found.problems.append(record.problem("", f"This may be {' or '.join(sorted(alike))}.",
                                                 "Add a column id with the one that is meant."))  # fmt: skip
            return None
    if identity:
        found.problems.append(record.problem("id", f"There is no contact {identity}.",
                                             "Correct it, or leave it empty for a new one."))  # fmt: skip
        return None
    return ""


def _named(row: Mapping[str, str], new: Mapping[str, str], known: Words) -> bool:
    names = [name for name in row if name.startswith(("name_", "label_"))]
    ours = {matching.tight(row[name], known.company) for name in names if row[name]}
    theirs = {matching.tight(text, known.company) for name, text in new.items() if name.startswith("name_") and text}
    return bool(ours & theirs)


def _known(
    found: Plan, record: Record, old: dict[str, str], new: dict[str, str], phones: list[numbers.Phone],
    short: numbers.ShortCodes, notice: Notice,
) -> None:  # fmt: skip
    identity, label = old["id"], old.get("label_en") or old["name_en"]
    wanted = frozenset(phone.same for phone in phones)
    before = [phone.same for phone in numbers.read(old["phones"], old["country"], short)]
    by_id = bool(record.values.get("id"))  # our own table came back: the order of its numbers is meant
    differs = bool(phones) and (wanted != set(before) or (by_id and phones[0].same != before[0]))
    if differs and old["checked"] > notice.day.isoformat():
        found.kept.append((identity, label, f"it was checked on {old['checked']}, after the day of the list"))
        return
    new = {name: text for name, text in new.items() if text and not (name.startswith("name_") and old.get(name))}
    if notice.kind and old["kind"]:
        new.pop("kind", None)
    if "also" in new and old.get("also") and not by_id:
        new["also"] = old["also"] if new["also"] in old["also"] else f"{old['also']} ; {new['also']}"
    if "note" in new and not by_id:
        new["note"] = old["note"] if new["note"] in old["note"] else f"{old['note']} {new['note']}".strip()
    if differs:
        new |= {
            "phones": _written(phones),
            **_stamps("medium" if old["confidence"] == "high" else old["confidence"], notice),
        }
    found.settle(identity, label, old, new)


def _new(
    found: Plan, record: Record, identity: str, country: str, new: dict[str, str], phones: list[numbers.Phone],
    notice: Notice,
) -> None:  # fmt: skip
    if not phones:
        found.problems.append(record.problem("phones", "There is no number.", "Fill it in or delete the row."))
    if "kind" not in new and record.values.get("kind"):
        return
    if "kind" not in new:
        found.problems.append(record.problem("kind", "Nothing says what kind of line this is.",
                                             "Add a column Kind; for all of the list: --kind embassy."))  # fmt: skip
        return
    row = {"id": identity, "country": country, "serves": "all", **new, "show": "no", "phones": _written(phones)}
    found.added.append({**row, "free_call": new.get("free_call", "unknown"), **_stamps("medium", notice)})


def _stamps(confidence: str, notice: Notice) -> dict[str, str]:
    return {
        "confidence": confidence,
        "checked": notice.day.isoformat(),
        "review_by": review_by(notice.day, confidence).isoformat(),
        "source": notice.source,
        "source_date": notice.day.isoformat(),
    }


def _written(phones: list[numbers.Phone]) -> str:
    """As in the file: the numbers to dial inside the country, then the same from abroad."""
    return "; ".join([*(p.written for p in phones), *(p.international for p in phones if p.international)])


def _gone(found: Plan, ours: Mapping[str, Mapping[str, str]], seen: Mapping[str, Record], notice: Notice) -> None:
    """Rows that came from this source and that its newer list no longer names: call them."""
    for identity, row in ours.items():
        if identity not in seen and notice.source in row["source"].split(" ; ") and row["show"] != "no":
            note = add_note(row["note"], f"not on the list of {notice.day}: {notice.source.replace(';', ',')}")
            if note != row["note"]:
                found.gone.append(
                    Change(identity, row.get("label_en") or row["name_en"], {"note": (row["note"], note)})
                )
