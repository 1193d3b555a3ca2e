"""Fixtures: the real content, a service with its data in a temporary folder, a browserless client, a command runner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from twilio.request_validator import RequestValidator

from bot.library.load import load
from bot.library.model import Library
from bot.service import Service
from bot.settings import CONTENT_IN_REPO
from bot.understanding import models
from bot.understanding.reader import Reader
from bot.web import create_app

hypothesis_settings.register_profile("sarika", deadline=None)  # a busy machine is no failure
hypothesis_settings.load_profile("sarika")

TOKEN = "a-token-for-tests"
PUBLIC = "https://line.example.org"


@pytest.fixture(scope="session")
def library() -> Library:
    return load(CONTENT_IN_REPO)


@pytest.fixture(scope="session")
def models_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def reader(library: Library, models_folder: Path) -> Reader:
    return Reader(library, models.ready(models_folder, library))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def environ(data: Path, models_folder: Path) -> dict[str, str]:
    return {
        "SARIKA_DATA": str(data),
        "SARIKA_MODELS": str(models_folder),
        "PUBLIC_URL": PUBLIC,
        "TWILIO_AUTH_TOKEN": TOKEN,
    }


@pytest.fixture
def app(environ: dict[str, str]) -> Iterator[Flask]:
    made = create_app(environ)
    made.testing = True
    yield made
    made.extensions["sarika"].records.close()


@pytest.fixture
def service(app: Flask) -> Service:
    found: Service = app.extensions["sarika"]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(environ: dict[str, str]) -> CliRunner:
    return CliRunner(env=environ)


@pytest.fixture
def text_twilio(client: FlaskClient) -> Callable[..., str]:
    """Post a signed message as Twilio does; gives the TwiML back."""

    def post(body: str, sender: str = "+66812345678", message_id: str = "SM1", status: int = 200, **more: str) -> str:
        form = {
            "MessageSid": message_id,
            "From": sender,
            "To": "+66800000000",
            "Body": body,
            "NumMedia": "0",
            **more,
        }
        signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/webhook/twilio", form)
        response = client.post("/webhook/twilio", data=form, headers={"X-Twilio-Signature": signature})
        assert response.status_code == status
        return response.get_data(as_text=True)

    return post
