"""Reads `content/<language>/_language.yaml` and `phrases.po`; country and month names come from Babel."""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po

from bot.library.model import Language
from bot.library.problems import Problems
from bot.library.yaml_strings import Items, Table, Value

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))

UNKNOWN_REGION = "ZZ"


def read(folder: Path, problems: Problems) -> Language | None:
    """The language of a folder `content/<code>`; None, with the reasons in `problems`, if it cannot be used."""
    path = folder / "_language.yaml"
    table = problems.table(path)
    if table is None:
        return None
    missing = [name for name in ("name", "own_name", "script", "likely_countries", "commands") if name not in table]
    for name in missing:
        problems.add(path, 1, f"'{name}' is missing.", "Compare the file with another language's.", "field")
    try:
        locale = Locale.parse(folder.name)
    except (UnknownLocaleError, ValueError):
        problems.add(folder, 1, f"'{folder.name}' is no language code.", "Name the folder by its ISO 639 code.", "code")
        return None
    if missing:
        return None
    countries = _table(table, "countries")
    names = {
        code: str(name).translate(INVISIBLE)
        for code, name in locale.territories.items()
        if len(code) == 2 and code != UNKNOWN_REGION
    }
    words = {name: code for code, name in names.items()}
    for code, entry in countries.items():
        if isinstance(entry, Table):
            if "name" in entry:
                words.pop(names.get(code, ""), None)
                names[code] = str(entry["name"])
                words[names[code]] = code
            words.update(dict.fromkeys(_words(entry.get("words")), code))
    return Language(
        code=folder.name,
        name=str(table["name"]),
        own_name=str(table["own_name"]),
        script=str(table["script"]),
        nationality=str(table["nationality"]) if table.get("nationality") else None,
        likely_countries=_words(table["likely_countries"]),
        commands=_lists(table, "commands"),
        language_words=_lists(table, "languages"),
        country_names=names,
        country_words=words,
        around_places=_words(table.get("around_places")),
        also=_words(table.get("also")),
        not_before=_words(table.get("not_before_places")),
        not_after=_words(table.get("not_after_places")),
        nationality_words={w: code for code, ws in _lists(table, "nationalities").items() for w in ws},
        danger={word: kind for kind, words in _lists(table, "danger").items() for word in words},
        harmless=_words(table.get("harmless")),
        calls_for=_lists(table, "calls_for"),
        agency_words=_lists(table, "agency_words"),
        agency_sounds=_lists(table, "agency_sounds"),
        months=tuple(locale.months["stand-alone"]["wide"][month] for month in range(1, 13)),
    )


def phrases(path: Path, language: str, problems: Problems) -> dict[tuple[str, str], str]:
    """The fixed sentences: (language, key) -> text. The key is the message's context (`msgctxt`)."""
    text = problems.text(path)
    if text is None:
        return {}
    try:
        catalog = read_po(text.splitlines(keepends=True), abort_invalid=True)
    except PoFileError as error:
        problems.add(
            path,
            (error.lineno or 0) + 1,
            "The PO file is broken here.",
            "Open and save it in a PO editor.",
            "po",
        )
        return {}
    found: dict[tuple[str, str], str] = {}
    for message in catalog:
        if not message.id or not message.context or not isinstance(message.id, str):
            continue
        line = message.lineno or 1
        translated = message.string if isinstance(message.string, str) and not message.fuzzy else ""
        sentence = translated or (message.id if language == "en" else "")
        if not sentence:
            problems.add(path, line, f"'{message.context}' has no sentence.", "Translate it.", "phrase")
            continue
        if _places(sentence) != _places(message.id):
            needed = ", ".join(sorted(_places(message.id))) or "none"
            problems.add(path, line, f"'{message.context}' has other {{...}} places than the English.",
                         f"Use exactly these: {needed}.", "phrase")  # fmt: skip
            continue
        found[language, message.context] = sentence
    return found


def _places(sentence: str) -> set[str]:
    return set(re.findall(r"\{[^}]*\}?|\}", sentence))


def _words(value: Value | None) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, Items) else ()


def _table(table: Table, name: str) -> Table:
    value = table.get(name)
    return value if isinstance(value, Table) else Table()


def _lists(table: Table, name: str) -> dict[str, tuple[str, ...]]:
    return {key: _words(value) for key, value in _table(table, name).items()}
