"""Drives every path with known numbers, names and texts, then searches everything that is left behind for them."""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from bot.cli import main
from bot.service import Service
from tests.test_service import break_database

NUMBERS = ("+66812345678", "+855961234567", "+959421234567", "whatsapp:+60123456789")
SIDS = tuple(f"SMsecret{n:028d}" for n in range(60))
NAMES = ("Sok Dara", "សុខ ដារ៉ា", "မောင်မောင်")
TEXTS = (
    "my name is Sok Dara boss not pay call me 0961234567",
    "ខ្ញុំឈ្មោះ សុខ ដារ៉ា ទូរស័ព្ទ ០៩៦ ១២៣ ៤៥៦៧ ជួយផង",
    "ကျွန်တော့်နာမည် မောင်မောင် ဖုန်း ၀၉၄၂၁၂၃၄၅၆၇",
    "xqzw zzkkj N1234567 my passport dara@example.org https://fb.com/dara",
    "they locked me in a room 0961234567",
    "22", "MORE", "STOP", "", "😀", "99887766",
)  # fmt: skip
SECRETS = (
    "0961234567",
    "၀၉၄၂၁၂၃၄၅၆၇",
    "០៩៦ ១២៣ ៤៥៦៧",
    "961234567",
    "N1234567",
    "dara@example.org",
    "fb.com",
    "99887766",
)


def forms(secret: str) -> Iterator[bytes]:
    """A secret as it might be written down: plain, without prefix, digits alone, in base64, hashed without a key."""
    digits = "".join(str(int(c)) for c in secret if c.isdigit())
    variants = {secret, secret.removeprefix("whatsapp:"), secret.lstrip("+")}
    if len(digits) >= 7 and not secret.startswith("SM"):
        variants |= {digits, digits[-9:], "0" + digits[-9:]}
    for variant in variants:
        raw = variant.encode()
        yield raw
        yield variant.encode("utf-16-le")
        yield base64.b64encode(raw).rstrip(b"=")[:-1]
        for name in ("md5", "sha1", "sha256"):
            digest = hashlib.new(name, raw, usedforsecurity=False)
            yield digest.digest()
            yield digest.hexdigest().encode()


def found_in(blob: bytes) -> list[str]:
    secrets = (*NUMBERS, *SIDS, *NAMES, *SECRETS)
    return [secret for secret in secrets if any(form in blob for form in forms(secret))]


def left_behind(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


@pytest.fixture
def driven(text_twilio: Callable[..., str], client: FlaskClient) -> None:
    sids = iter(SIDS)
    for number in NUMBERS:
        for text in TEXTS:
            text_twilio(text, number, next(sids))
    for text in TEXTS:
        client.post("/", data={"text": text, "visit": "visit-token-of-a-browser-0001"})
        client.post("/webhook/twilio", data={"From": NUMBERS[0], "Body": text, "MessageSid": SIDS[0]})


def test_nothing_of_a_person_is_at_rest_or_in_a_log(
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    data: Path,
    request: pytest.FixtureRequest,
) -> None:
    with caplog.at_level(logging.DEBUG):
        request.getfixturevalue("driven")
    blobs = dict(left_behind(data))
    assert "sarika.db" in blobs
    for name, blob in blobs.items():
        assert found_in(blob) == [], name
        assert b"visit-token-of-a-browser" not in blob
    captured = capfd.readouterr()
    for what in (caplog.text, captured.out, captured.err):
        assert found_in(what.encode("utf-8", "surrogatepass")) == []


def test_the_report_shows_nothing_of_a_person(driven: None, runner: CliRunner) -> None:
    for arguments in (["report"], ["report", "--by", "topic", "--csv"], ["purge"]):
        result = runner.invoke(main, arguments)
        assert result.exit_code == 0, result.output
        assert found_in(result.output.encode()) == []


def test_a_failure_shows_nothing_of_a_person(
    service: Service, data: Path, text_twilio: Callable[..., str], caplog: pytest.LogCaptureFixture
) -> None:
    service.records.close()
    break_database(data)
    with caplog.at_level(logging.DEBUG):
        for sid, text in zip(SIDS, TEXTS, strict=False):
            text_twilio(text, NUMBERS[0], sid)
    assert "not counted" in caplog.text
    assert found_in(caplog.text.encode()) == []


def test_the_search_itself_finds_what_is_there() -> None:
    for secret in (*NUMBERS, *SECRETS):
        assert secret in found_in(b"..." + secret.encode() + b"...")
    assert NUMBERS[0] in found_in(b"x 0812345678 x")
    assert NUMBERS[0] in found_in(hashlib.sha256(NUMBERS[0].encode()).digest())
    assert found_in(b"22 wages TH 1506") == []
