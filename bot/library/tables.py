"""Reads the facts shared by all languages: topics.yaml, sources.yaml, contacts.csv, agencies.csv, short_codes.csv."""

from __future__ import annotations

import re
from pathlib import Path

from bot.library.model import Agency, Contact, Source, Topic
from bot.library.problems import Problems

KINDS = (
    "police", "ambulance", "fire", "trafficking", "women", "child", "labour", "social-security", "ngo", "mrc", "union",
    "legal-aid", "health", "embassy", "consulate", "immigration", "shelter",
)  # fmt: skip
SHOW = ("first", "yes", "asked", "no")
CONFIDENCE = ("high", "medium", "low")
SOURCE_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|n\.d\.")
PHONE = re.compile(r"\+?[0-9][0-9 -]{1,20}(?: ext [0-9]{1,4})?")


def topics(path: Path, problems: Problems) -> dict[str, Topic]:
    """The tree in the order of the file; ids and codes must be unique, parents must be there."""
    found: dict[str, Topic] = {}
    codes: dict[str, str] = {}
    for row in problems.items(path):
        identity, code = str(row.get("id", "")), str(row.get("code", ""))
        command = row.get("command") == "true"
        if not identity or not ((code.isascii() and code.isdigit()) or command):
            problems.add(path, row.line, "A topic needs an id and a code of digits.", 'Write {id: pay, code: "22"}.')
            continue
        if identity in found:
            problems.add(path, row.line, f"The id '{identity}' is used twice.", "Give one of them another id.", "id")
            continue
        if code and code in codes:
            problems.add(path, row.line, f"The code {code} already means '{codes[code]}'.",
                         "Choose a free code.", "code")  # fmt: skip
        if code:
            codes[code] = identity
        group = row.get("group") == "true"
        emergency = tuple(str(row.get("emergency", "")).replace(",", " ").split())
        parent = str(row.get("parent", "")) or codes.get(code[:-1], "")
        at_home = row.get("at_home") == "true"
        found[identity] = Topic(identity, code, "" if group else parent, group, command, emergency, at_home)
        for kind in emergency:
            if kind not in KINDS:
                problems.add(path, row.line, f"'{kind}' is no kind of contact.", f"Use {', '.join(KINDS)}.", "kind")
    if "none" not in found or "cmd-menu" not in found:
        problems.add(path, 1, "The topics 'none' and 'cmd-menu' must exist.", "Put them back.", "id")
    return found


def sources(path: Path, problems: Problems) -> dict[str, Source]:
    """Sources by id."""
    found: dict[str, Source] = {}
    for row in problems.items(path):
        values = [str(row.get(name, "")) for name in ("id", "title", "publisher", "date", "address")]
        if not all(values[:2]) or not values[3]:
            problems.add(path, row.line, "A source needs an id, a title and a date.", "Fill in what is missing.")
        elif values[0] in found:
            problems.add(path, row.line, f"The source '{values[0]}' stands twice.", "Remove one of them.", "id")
        else:
            found[values[0]] = Source(*values)
    return found


def contacts(path: Path, languages: tuple[str, ...], problems: Problems) -> tuple[Contact, ...]:
    """All rows, those of low confidence included; which are shown is decided by `contacts.fill`."""
    labels = tuple(f"label_{language}" for language in languages)
    needed = ("id", "country", "serves", "kind", "show", *labels, "phones", "confidence", "checked", "review_by",
              "source", "source_date")  # fmt: skip
    found: dict[str, Contact] = {}
    for line, row in problems.rows(path, needed):
        before = len(problems.found)
        _one_of(row, "kind", KINDS, path, line, problems)
        _one_of(row, "show", SHOW, path, line, problems)
        _one_of(row, "confidence", CONFIDENCE, path, line, problems)
        if not row["id"] or row["id"] in found:
            problems.add(path, line, f"The id '{row['id']}' is empty or used twice.", "Give the row its own id.", "id")
        if not row["source"]:
            problems.add(path, line, "This contact has no source.", "Say where the number was found.", "source")
        phones = tuple(p.strip() for p in row["phones"].split(";") if p.strip())
        for phone in phones:
            if not PHONE.fullmatch(phone):
                problems.add(path, line, f"'{phone}' is not a telephone number.",
                             "Write digits and spaces, several numbers with ';' between.", "phone")  # fmt: skip
        shown = row["show"] != "no" and row["confidence"] != "low" and phones
        for label in labels if shown else ():
            if not row[label]:
                problems.add(path, line, f"'{label}' is empty.", "Write the short name put before the number.", "label")
        checked = problems.day(path, line, "checked", row["checked"])
        review_by = problems.day(path, line, "review_by", row["review_by"])
        if len(problems.found) == before:
            found[row["id"]] = Contact(
                row["id"], row["country"], row["serves"], row["kind"], row["show"],
                {language: row[f"label_{language}"] for language in languages}, phones, row.get("hours", ""),
                row["confidence"], checked, review_by, line,
            )  # fmt: skip
    return tuple(found.values())


def agencies(path: Path, problems: Problems) -> tuple[Agency, ...]:
    """All agencies named by a dated source."""
    needed = ("id", "origin", "name_en", "name_local", "licence_no", "status", "destinations", "phones", "source",
              "source_date", "note")  # fmt: skip
    found: dict[str, Agency] = {}
    for line, row in problems.rows(path, needed):
        _one_of(row, "status", ("licensed", "suspended", "revoked", "unknown"), path, line, problems)
        if not row["id"] or row["id"] in found or not row["name_en"]:
            problems.add(path, line, "An agency needs its own id and a name.", "Fill in what is missing.", "id")
            continue
        if not row["source"] or not row["source_date"]:
            problems.add(
                path,
                line,
                "This agency has no source or date.",
                "Say which list named it, and when.",
                "source",
            )
        elif not SOURCE_DATE.fullmatch(row["source_date"]):
            problems.add(path, line, f"'source_date' is '{row['source_date']}'.",
                         "Write 2026-11-01, 2026-11, 2026, or n.d. where the source has no date.", "date")  # fmt: skip
        found[row["id"]] = Agency(
            row["id"], row["origin"], row["name_en"], row["name_local"], row["licence_no"], row["status"],
            tuple(row["destinations"].split(";")), tuple(p.strip() for p in row["phones"].split(";") if p.strip()),
            row["source"], row["source_date"], row["note"],
        )  # fmt: skip
    return tuple(found.values())


def short_codes(path: Path, problems: Problems) -> dict[str, frozenset[str]]:
    """Numbers that are dialled as they are in a country (119, 1506), by ISO country; none where there is no such file."""
    found: dict[str, set[str]] = {}
    for line, row in problems.rows(path, ("country", "code", "whose")) if path.exists() else ():
        if not (row["code"].isascii() and row["code"].isdigit() and row["country"] and row["whose"]):
            problems.add(path, line, "A short code needs a country, digits and whose it is.", "Fill in what is missing.",
                         "short-code")  # fmt: skip
        found.setdefault(row["country"], set()).add(row["code"])
    return {country: frozenset(codes) for country, codes in found.items()}


def _one_of(
    row: dict[str, str], name: str, allowed: tuple[str, ...], path: Path, line: int, problems: Problems
) -> None:
    if row[name] not in allowed:
        problems.add(path, line, f"'{name}' is '{row[name]}'.", f"Write one of: {', '.join(allowed)}.", name)
