"""Every error Sarika raises on purpose, each with a sentence that is safe to show.

    SarikaError
    ├── ContentError        a content folder that must not go live: a list of problems
    ├── ListError           a list of agencies or contacts that cannot be read
    ├── SettingError        a setting is missing or wrong
    ├── ChannelError
    │   ├── NotFromProvider signature missing or wrong (403)
    │   ├── ChannelOff      the channel's secret is unset (404)
    │   └── BadRequest      the provider's request cannot be read (400)
    └── RecordsError        the records cannot be read or written

No message of an error carries a number, a sender id or the text of a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class SarikaError(Exception):
    """Base of all our errors. `safe` may be shown to anybody."""

    safe = "Something went wrong on our side."
    status = 500


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a content folder: where, what, and how to mend it. `level` is "error" or "warning"."""

    file: str
    line: int
    what: str
    mend: str
    rule: str = "content"
    level: str = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.mend}"


class ContentError(SarikaError):
    """The content folder has errors and was not loaded; `problems` holds all of them."""

    def __init__(self, folder: Path, problems: Sequence[Problem]) -> None:
        self.folder = folder
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        super().__init__("\n".join([f"{count} error(s) in the content:", *map(str, self.problems)]))


class ListError(SarikaError):
    """A list that cannot be imported: one sentence about the file."""


class SettingError(SarikaError):
    """A setting has a value that cannot work."""


class ChannelError(SarikaError):
    """A request to a webhook that is refused."""

    status = 400


class NotFromProvider(ChannelError):
    """The signature is missing or does not fit: somebody else knocks."""

    safe = "Signature missing or wrong."
    status = 403


class ChannelOff(ChannelError):
    """The channel is not set up here."""

    safe = "Not found."
    status = 404


class BadRequest(ChannelError):
    """The request is not what the provider's documentation describes."""

    safe = "The request cannot be read."


class RecordsError(SarikaError):
    """The records cannot be read or written just now."""

    safe = "Records are not available."
    status = 503
