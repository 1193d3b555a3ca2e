"""Twilio's webhook through the real door: signed form in, TwiML out."""

from __future__ import annotations

import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator

from bot.text.segments import segments
from bot.web import create_app
from tests.conftest import PUBLIC, TOKEN

Post = Callable[..., str]


def messages(twiml: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(twiml).iter("Message")]


TEXTS = {
    "Khmer": ("ថៅកែមិនបើកលុយ ២ខែហើយ", "+85512345678", "1297"),
    "Burmese": ("လစာမရသေးဘူး", "+6681234567", "1506"),
    "English": ("boss not pay", "+6581234567", "MWC"),
    "a code in ASCII": ("22", "+6681234567", "1506"),
    "a code in Khmer digits": ("២២", "+6681234567", "1506"),
    "a code in Burmese digits": ("၂၂", "+6681234567", "1506"),
    "danger, from Thailand": ("ថៅកែវាយខ្ញុំ ចាក់សោរខ្ញុំក្នុងបន្ទប់", "+66812345678", "191"),
}


@pytest.mark.parametrize(("body", "sender", "says"), TEXTS.values(), ids=TEXTS)
def test_a_signed_message_is_answered(text_twilio: Post, body: str, sender: str, says: str) -> None:
    parts = messages(text_twilio(body, sender))
    assert says in "\n".join(parts)
    assert 0 < sum(map(segments, parts)) <= 3


def test_danger_has_the_emergency_contacts_first(text_twilio: Post) -> None:
    first = messages(text_twilio("ថៅកែវាយខ្ញុំ ចាក់សោរខ្ញុំក្នុងបន្ទប់", "+66812345678"))[0]
    assert "191" in first.split("\n")[1]


ODD = {
    "nothing": "",
    "only a space": " ",
    "emoji": "😀",
    "huge": "ខ" * 20_000,
    "nulls": "\x00\x00",
    "hostile XML": "</Message><Message>x",
    "a Zawgyi question": "လစာမရေသးဘူး",
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_odd_input_gets_an_honest_answer(text_twilio: Post, body: str) -> None:
    parts = messages(text_twilio(body))
    assert parts and all(part.strip() for part in parts)
    assert sum(map(segments, parts)) <= 3


MEDIA = {
    "a picture": {"NumMedia": "1", "MediaContentType0": "image/jpeg"},
    "a voice message": {"NumMedia": "1", "MediaContentType0": "audio/ogg"},
    "many": {"NumMedia": "99", "MediaContentType0": "image/png"},
    "a count in words": {"NumMedia": "many"},
    "a place": {"Latitude": "13.7", "Longitude": "100.5"},
}


@pytest.mark.parametrize("fields", MEDIA.values(), ids=MEDIA)
def test_media_without_words_is_acknowledged(text_twilio: Post, fields: dict[str, str]) -> None:
    assert messages(text_twilio("", **fields))


def test_words_beside_a_picture_are_answered(text_twilio: Post) -> None:
    twiml = text_twilio("22", NumMedia="1", MediaContentType0="image/jpeg")
    assert "1506" in twiml


def test_whatsapp_gets_the_whole_answer_in_one_message(text_twilio: Post) -> None:
    sms = messages(text_twilio("22", "+66812345678", "SM1"))
    chat = messages(text_twilio("22", "whatsapp:+66812345678", "SM2"))
    assert len(chat) == 1
    assert len(chat[0]) > sum(map(len, sms))


FORGED = {
    "no signature": {},
    "an empty signature": {"X-Twilio-Signature": ""},
    "a made-up signature": {"X-Twilio-Signature": "aaaaaaaaaaaaaaaaaaaaaaaaaaa="},
    "a signature with odd letters": {"X-Twilio-Signature": "រ៉"},
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED)
def test_a_forged_request_is_refused(client: FlaskClient, data: Path, headers: dict[str, str]) -> None:
    headers = {name: value.encode("utf-8").decode("latin-1") for name, value in headers.items()}
    response = client.post("/webhook/twilio", data={"From": "+66812345678", "Body": "22"}, headers=headers)
    assert response.status_code == 403
    assert b"66812345678" not in response.data


def test_a_signature_of_another_address_or_token_is_refused(client: FlaskClient) -> None:
    form = {"MessageSid": "SM1", "From": "+66812345678", "Body": "22"}
    for token, url in (
        (TOKEN, "https://elsewhere.example.org/webhook/twilio"),
        ("other", f"{PUBLIC}/webhook/twilio"),
    ):
        signature = RequestValidator(token).compute_signature(url, form)
        answer = client.post("/webhook/twilio", data=form, headers={"X-Twilio-Signature": signature})
        assert answer.status_code == 403


def test_changed_words_break_the_signature(client: FlaskClient) -> None:
    form = {"MessageSid": "SM1", "From": "+66812345678", "Body": "22"}
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/webhook/twilio", form)
    changed = {**form, "Body": "42"}
    answer = client.post("/webhook/twilio", data=changed, headers={"X-Twilio-Signature": signature})
    assert answer.status_code == 403


def test_a_query_in_the_address_is_part_of_the_signature(client: FlaskClient) -> None:
    form = {"MessageSid": "SM1", "From": "+66812345678", "Body": "22"}
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/webhook/twilio?line=2", form)
    answer = client.post("/webhook/twilio?line=2", data=form, headers={"X-Twilio-Signature": signature})
    assert answer.status_code == 200


@pytest.mark.parametrize("missing", ["From", "MessageSid"])
def test_a_signed_request_without_a_message_is_unreadable(client: FlaskClient, missing: str) -> None:
    form = {"MessageSid": "SM1", "From": "+66812345678", "Body": "22"}
    del form[missing]
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/webhook/twilio", form)
    answer = client.post("/webhook/twilio", data=form, headers={"X-Twilio-Signature": signature})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/webhook/somleng", "/webhook/telegram", "/webhook/..", "/webhook/%E1%9E%81"])
def test_a_channel_that_is_not_set_up_is_no_door(client: FlaskClient, path: str) -> None:
    assert client.post(path, data={"From": "+66812345678", "Body": "22"}).status_code == 404


def test_somleng_opens_with_its_own_token(environ: dict[str, str]) -> None:
    app = create_app({**environ, "SOMLENG_AUTH_TOKEN": "another"})
    form = {"MessageSid": "x1", "From": "+85512345678", "Body": "២២"}
    signature = RequestValidator("another").compute_signature(f"{PUBLIC}/webhook/somleng", form)
    answer = app.test_client().post("/webhook/somleng", data=form, headers={"X-Twilio-Signature": signature})
    assert answer.status_code == 200
    assert messages(answer.get_data(as_text=True))


def rows(data: Path) -> int:
    with sqlite3.connect(data / "sarika.db") as database:
        count: int = database.execute("SELECT count(*) FROM log").fetchone()[0]
    database.close()
    return count


def test_a_message_sent_again_gets_the_same_bytes_and_counts_once(text_twilio: Post, data: Path) -> None:
    first = text_twilio("22", message_id="SM7")
    text_twilio("43", message_id="SM8")
    assert text_twilio("22", message_id="SM7") == first
    assert rows(data) == 2


def test_one_message_over_many_threads_counts_once(text_twilio: Post, data: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: text_twilio("boss not pay", message_id="SM9"), range(32)))
    assert len(answers) == 1
    assert rows(data) == 1


def test_the_same_code_in_two_messages_counts_twice(text_twilio: Post, data: Path) -> None:
    text_twilio("22", message_id="SM1")
    text_twilio("22", message_id="SM2")
    assert rows(data) == 2


def test_the_conversation_goes_on_from_message_to_message(text_twilio: Post) -> None:
    text_twilio("ខ្មែរ", message_id="a1")
    first = messages(text_twilio("22", message_id="a2"))
    more = messages(text_twilio("MORE", message_id="a3"))
    assert first != more
    assert any("\u1780" <= letter <= "\u17ff" for letter in "".join(more))


def test_a_huge_request_is_refused(client: FlaskClient) -> None:
    assert client.post("/webhook/twilio", data={"Body": "x" * 300_000}).status_code == 413
