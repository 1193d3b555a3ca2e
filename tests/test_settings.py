"""docs/settings.md says what bot.settings does; and what settings.read takes and refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import settings
from bot.errors import SettingError
from bot.settings import SETTINGS, Setting

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")


def row(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "unset"
    return f"| `{setting.name}` | {default} | {setting.help} |"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_page_has_every_setting_as_the_code_has_it(setting: Setting) -> None:
    assert row(setting) in PAGE.splitlines(), f"docs/settings.md needs this line:\n{row(setting)}"


def test_page_has_no_other_setting() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert listed == [setting.name for setting in SETTINGS]


def test_nothing_given() -> None:
    chosen = settings.read({})
    assert chosen.data == Path("data")
    assert chosen.content == settings.CONTENT_IN_REPO
    assert chosen.secret is None
    assert chosen.keep_unplaced is True
    assert chosen.public_url == ""
    assert (chosen.host, chosen.port) == ("127.0.0.1", 8000)


def test_empty_counts_as_unset() -> None:
    empty = {setting.name: "" for setting in SETTINGS}
    chosen, default = settings.read(empty), settings.read({})
    for name in ("data", "content", "secret", "keep_unplaced", "public_url", "port", "host"):
        assert getattr(chosen, name) == getattr(default, name), name


def test_everything_given(tmp_path: Path) -> None:
    chosen = settings.read(
        {
            "SARIKA_DATA": str(tmp_path / "d"),
            "SARIKA_CONTENT": str(tmp_path / "c"),
            "SARIKA_SECRET": "s",
            "SARIKA_KEEP_UNPLACED": "0",
            "PUBLIC_URL": "https://line.example.org/",
            "PORT": "9000",
            "HOST": "::1",
            "TWILIO_AUTH_TOKEN": "t",
        }
    )
    assert (chosen.data, chosen.content) == (tmp_path / "d", tmp_path / "c")
    assert chosen.secret == "s"
    assert chosen.keep_unplaced is False
    assert chosen.public_url == "https://line.example.org"
    assert (chosen.host, chosen.port) == ("::1", 9000)
    assert chosen.environ["TWILIO_AUTH_TOKEN"] == "t"


def test_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    assert settings.read().port == 8123


@pytest.mark.parametrize("port", ["abc", "-1", "80.5", " 80", "0x50", "8000;"])
def test_port_must_be_a_number(port: str) -> None:
    with pytest.raises(SettingError, match="PORT must be a number"):
        settings.read({"PORT": port})


def test_another_database_is_refused_in_words() -> None:
    with pytest.raises(SettingError, match="not supported yet"):
        settings.read({"SARIKA_DATABASE_URL": "postgresql://u:hidden@h/d"})


def test_error_repeats_no_value() -> None:
    for given in ({"PORT": "hidden"}, {"SARIKA_DATABASE_URL": "postgresql://u:hidden@h/d"}):
        with pytest.raises(SettingError) as caught:
            settings.read(given)
        assert "hidden" not in str(caught.value)


def test_repr_shows_no_secret() -> None:
    secrets = {s.name: f"hidden-{s.name}" for s in SETTINGS if s.name.endswith(("_SECRET", "_TOKEN"))}
    assert len(secrets) >= 3
    assert "hidden" not in repr(settings.read(secrets))
    assert "hidden" not in str(settings.read(secrets))
