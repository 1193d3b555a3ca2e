"""The only reader of the environment: every setting with its name, default and help.

`docs/settings.md` repeats the help; a test holds the two together.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingError

CONTENT_IN_REPO = Path(__file__).resolve().parent.parent / "content"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its environment name, the default as text ("" = unset), and one sentence for staff."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("SARIKA_DATA", "data", "Folder for the records and keys; back it up encrypted or not at all."),
    Setting("SARIKA_CONTENT", "", "Folder with topics, texts and contacts; unset: the one shipped with Sarika."),
    Setting("SARIKA_MODELS", "", "Folder for what is learned from the examples; unset: SARIKA_DATA/models."),
    Setting("SARIKA_SECRET", "", "Key for pseudonyms; unset: made on first run and kept in SARIKA_DATA."),
    Setting("SARIKA_DATABASE_URL", "", "Unset: SQLite in SARIKA_DATA/sarika.db."),
    Setting("SARIKA_KEEP_UNPLACED", "1", "0: do not keep redacted texts that could not be placed."),
    Setting("PUBLIC_URL", "", "Address that providers call, such as https://line.example.org; signatures need it."),
    Setting("PORT", "8000", "Port to serve on."),
    Setting("HOST", "127.0.0.1", "Address to serve on; behind a reverse proxy leave it."),
    Setting("TWILIO_AUTH_TOKEN", "", "Opens /webhook/twilio for SMS and WhatsApp by Twilio."),
    Setting("SOMLENG_AUTH_TOKEN", "", "Opens /webhook/somleng for SMS by Somleng, which speaks Twilio's API."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings as read once. `environ` is handed to the channels, which look up their own secrets in it."""

    data: Path
    content: Path
    models: Path
    secret: str | None = field(repr=False)
    keep_unplaced: bool
    public_url: str
    port: int
    host: str
    environ: Mapping[str, str] = field(repr=False)


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (default: the process environment).

    Raises SettingError in plain words when a value cannot work.
    """
    given = os.environ if environ is None else environ
    values = {setting.name: given.get(setting.name) or setting.default for setting in SETTINGS}
    port = values["PORT"]
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise SettingError("PORT must be a number from 1 to 65535, such as 8000.")
    if values["SARIKA_KEEP_UNPLACED"] not in ("0", "1"):
        raise SettingError("SARIKA_KEEP_UNPLACED must be 1 (keep) or 0 (do not keep).")
    if values["SARIKA_DATABASE_URL"]:
        raise SettingError("SARIKA_DATABASE_URL is not supported yet: unset it to use SQLite in SARIKA_DATA.")
    return Settings(
        data=Path(values["SARIKA_DATA"]),
        content=Path(values["SARIKA_CONTENT"]) if values["SARIKA_CONTENT"] else CONTENT_IN_REPO,
        models=Path(values["SARIKA_MODELS"]) if values["SARIKA_MODELS"] else Path(values["SARIKA_DATA"]) / "models",
        secret=values["SARIKA_SECRET"] or None,
        keep_unplaced=values["SARIKA_KEEP_UNPLACED"] != "0",
        public_url=values["PUBLIC_URL"].rstrip("/"),
        port=int(port),
        host=values["HOST"],
        environ={**values, **given},
    )
