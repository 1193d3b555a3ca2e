"""Measures understanding on labelled messages: the figures of `sarika evaluate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.library.model import Library
from bot.messages import Session, Understanding
from bot.text.clean import fold
from bot.understanding import baselines
from bot.understanding.baselines import Baseline
from bot.understanding.examples import Examples
from bot.understanding.reader import LAYERS, Reader

NONE = "none"
Figures = dict[str, float | int | None]
"""Name of a figure -> its value (see `figures`)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled message and what was understood. `accept` are the right topics; `topic` and `offered` ours."""

    id: str
    language: str
    style: str
    accept: tuple[str, ...]
    topic: str | None
    offered: tuple[str, ...]
    danger_expected: bool
    danger_found: bool
    country_expected: str | None
    country_found: str | None
    layer: str

    @property
    def first(self) -> bool:
        """The first answer is right."""
        return self.topic in self.accept

    @property
    def among(self) -> bool:
        """The right answer is among the offered."""
        return any(topic in self.accept for topic in (self.topic, *self.offered))


def outcomes(reader: Reader, rows: Iterable[Mapping[str, Any]]) -> list[Outcome]:
    """Read every message alone, without a session."""
    return [_outcome(row, reader.read(row["text"], Session())) for row in rows]


def _outcome(row: Mapping[str, Any], understood: Understanding) -> Outcome:
    return Outcome(
        id=row["id"],
        language=row["lang"],
        style=row.get("style", ""),
        accept=tuple(row["accept"]),
        topic=understood.topic,
        offered=understood.offered,
        danger_expected=bool(row.get("danger")),
        danger_found=understood.danger,
        country_expected=row.get("country"),
        country_found=understood.country,
        layer=understood.layer,
    )


def baseline(ask: Baseline, rows: Iterable[Mapping[str, Any]]) -> list[Outcome]:
    """The same for a simpler line; where it has no answer it counts as knowing that the message is out of scope."""
    found = []
    for row in rows:
        topics = ask(fold(row["text"])) or (NONE,)
        found.append(_outcome(row, Understanding(topic=topics[0], offered=topics)))
    return found


def compare(library: Library, examples: Examples | None, rows: Sequence[Mapping[str, Any]]) -> dict[str, Figures]:
    """Figures of the whole line, of the line without each of its layers, and of the baselines, for all rows together."""
    whole = {"all layers": outcomes(Reader(library, examples), rows)}
    for layer in LAYERS:
        whole[f"without {layer}"] = outcomes(Reader(library, examples, without=(layer,)), rows)
    for name, make in baselines.ALL.items():
        whole[name] = baseline(make(library), rows)
    return {name: figures(found) for name, found in whole.items()}


def figures(found: list[Outcome]) -> Figures:
    """Shares (0 to 1; None where nothing counts) of a group of outcomes.

    first, offered: of messages with an answer; none_known, none_wrong: of out-of-scope ones; danger: of the dangerous;
    false_alarms: of the harmless; wrong: answered or offered with nothing right in it, of all; country: of those that
    say one.
    """
    asked = [o for o in found if o.accept != (NONE,)]
    outside = [o for o in found if o.accept == (NONE,)]
    dangerous = [o for o in found if o.danger_expected]
    harmless = [o for o in found if not o.danger_expected]
    placed = [o for o in found if o.country_expected]
    return {
        "messages": len(found),
        "first": _share(o.first for o in asked),
        "offered": _share(o.among for o in asked),
        "none_known": _share(o.first for o in outside),
        "none_wrong": _share(o.topic not in (NONE, None) for o in outside),
        "danger": _share(o.danger_found for o in dangerous),
        "false_alarms": _share(o.danger_found for o in harmless),
        "wrong": _share(o.topic != NONE and not o.among for o in found),
        "country": _share(o.country_found == o.country_expected for o in placed),
    }


def by_group(found: list[Outcome]) -> dict[str, Figures]:
    """Figures for all, for each language, and for each style within a language."""
    groups: dict[str, list[Outcome]] = {"all": found}
    for outcome in found:
        groups.setdefault(outcome.language, []).append(outcome)
    for outcome in sorted(found, key=lambda o: (o.language, o.style)):
        if outcome.style:
            groups.setdefault(f"{outcome.language} {outcome.style}", []).append(outcome)
    return {name: figures(group) for name, group in groups.items()}


def table(groups: Mapping[str, Figures]) -> str:
    """The groups as aligned columns of percentages."""
    names = list(next(iter(groups.values())))
    wide = max(14, *(len(group) + 1 for group in groups))
    lines = [f"{'':{wide}}" + "".join(f"{name:>13}" for name in names)]
    for group, values in groups.items():
        cells = [f"{_cell(name, values[name]):>13}" for name in names]
        lines.append(f"{group:{wide}}" + "".join(cells))
    return "\n".join(lines)


def _cell(name: str, value: float | int | None) -> str:
    if value is None:
        return "-"
    return str(value) if name == "messages" else f"{value:.1%}"


def _share(hits: Iterable[bool]) -> float | None:
    values = list(hits)
    return sum(values) / len(values) if values else None
