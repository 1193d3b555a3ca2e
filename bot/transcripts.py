"""Conversations as plain text that staff read and write: they are tests, and `sarika chat --record` makes one.

    # What this conversation is about
    @ language=km country=TH nationality=KH      for whom, all optional; calling=TH is the telephone prefix
    > 22                                         what the person texts
    ប្រាក់ខែ ...                                  lines that must stand in the reply, in this order
    - 1506                                       a line with "- " needs only to contain these words
    ! MORE                                       words that must not stand in the reply

Between exchanges stands an empty line. Lines of the reply that are not written down do not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.messages import Incoming, Outgoing

WHO: dict[str, Callable[[Incoming, str | None], Incoming]] = {
    "language": lambda who, value: replace(who, language=value),
    "country": lambda who, value: replace(who, country=value),
    "nationality": lambda who, value: replace(who, nationality=value),
    "calling": lambda who, value: replace(who, calling_country=value),
}
"""The words of a line with "@", and what they set."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, and what its reply must and must not hold. `who` applies from this turn on."""

    line: int
    who: Incoming
    expected: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    line: int
    who: Incoming
    expected: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    def turn(self) -> Turn:
        return Turn(self.line, self.who, tuple(self.expected), tuple(self.words), tuple(self.forbidden))


def read(path: Path) -> Iterator[Turn]:
    """The turns of a transcript; raises ValueError with file, line and remedy for a line that fits nowhere."""
    who = Incoming("transcript", "", "")
    draft: _Draft | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            pairs = dict(pair.partition("=")[::2] for pair in line[1:].split())
            unknown = [name for name in pairs if name not in WHO]
            if unknown:
                raise ValueError(f"{path.name}:{number}: '{unknown[0]}' is unknown. Use {', '.join(WHO)}.")
            for name, value in pairs.items():
                who = WHO[name](who, value or None)
        elif line.startswith(">"):
            if draft:
                yield draft.turn()
            draft = _Draft(number, replace(who, text=line[1:].removeprefix(" ")))
        elif line.startswith("#") or not line.strip():
            continue
        elif draft is None:
            raise ValueError(f"{path.name}:{number}: a reply before any message. Begin with '> ...'.")
        elif line.startswith("- "):
            draft.words.append(line[2:].strip())
        elif line.startswith("! "):
            draft.forbidden.append(line[2:].strip())
        else:
            draft.expected.append(line.strip())
    if draft:
        yield draft.turn()


def differences(turn: Turn, outgoing: Outgoing) -> list[str]:
    """What of a turn does not hold for the reply, in words; empty when all does."""
    reply = [line.strip() for part in outgoing.parts for line in part.split("\n")]
    whole = "\n".join(reply)
    wrong = []
    rest = iter(reply)
    for line in turn.expected:
        if line not in rest:
            wrong.append(f"missing, or in another order: {line}")
            break
    wrong += [f"does not say: {words}" for words in turn.words if words not in whole]
    wrong += [f"must not say: {words}" for words in turn.forbidden if words in whole]
    return [f"line {turn.line}: {what}" for what in wrong]


def write(path: Path, who: Incoming, turns: Iterable[tuple[str, Outgoing]]) -> None:
    """Write a conversation as it went."""
    chosen = {
        "language": who.language,
        "country": who.country,
        "nationality": who.nationality,
        "calling": who.calling_country,
    }
    given = " ".join(f"{name}={value}" for name, value in chosen.items() if value)
    lines = ["# What is this conversation about?", *([f"@ {given}"] if given else []), ""]
    for text, outgoing in turns:
        lines += [
            f"> {text}",
            *(line for part in outgoing.parts for line in part.split("\n") if line.strip()),
            "",
        ]
    path.write_text("\n".join(lines), encoding="utf-8")
