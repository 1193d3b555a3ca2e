"""The chat page through its front door: what it shows, what it carries, and what strangers may send it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from bot.library.model import Library
from bot.service import Service

KHMER, BURMESE, ZAWGYI = "ថៅកែមិនបើកលុយ ២ខែហើយ", "လစာမရသေးဘူး", "သူေဌးက လစာမေပးဘူး ဘယ္လိုလုပ္ရမလဲ"
Say = Callable[..., "Shown"]


class Shown:
    """What a person sees, read out of the page."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.language = re.search(r'<html lang="(\w+)">', body)[1]  # type: ignore[index]
        self.bubbles = re.findall(r'<p class="bubble" lang="(\w*)">(.*?)</p>', body, re.S)
        log = body.split("<template")[0]
        mine = re.findall(r'<p class="bubble mine".*?</span>(.*?)</p>', log, re.S)
        self.said = [html.unescape(text) for text in mine]
        self.text = html.unescape(re.sub(r"<[^>]+>", "", " ".join(text for _, text in self.bubbles)))
        self.costs = re.findall(r'<p class="cost">(.*?)</p>', body)
        self.phones = re.findall(r'<a href="tel:([+\d]+)">', body)
        self.chips = [html.unescape(chip) for chip in re.findall(r'name="say" value="(.*?)"', body)]
        self.carried = {
            name: html.unescape(value)
            for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', body, re.S)
        }
        chosen = r'<select name="(\w+)">(?:(?!</select>).)*<option value="(\w*)"[^>]* selected'
        self.picked = dict(re.findall(chosen, body, re.S))


@pytest.fixture
def say(client: FlaskClient) -> Say:
    """Send the form as a browser would: what the last page carried, and what is changed by name."""

    def send(text: str | None = None, last: Shown | None = None, lang: str = "en", **changed: str) -> Shown:
        form = {**(last.carried if last else {}), **({"text": text} if text is not None else {}), **changed}
        answer = client.post(f"/?lang={lang}", data=form)
        assert answer.status_code == 200
        return Shown(answer.get_data(as_text=True))

    return send


@pytest.fixture
def counted(service: Service) -> Callable[[], int]:
    def count() -> int:
        with service.records.borrow() as db:
            return int(db.execute("SELECT count(*) FROM log").fetchone()[0])

    return count


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_headers(client: FlaskClient, method: str) -> None:
    answer = client.open("/", method=method, data={"text": "22"} if method == "POST" else None)
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_other_doors_keep_their_headers(client: FlaskClient) -> None:
    assert "Content-Security-Policy" not in client.get("/healthz").headers


def test_nothing_inline_and_nothing_from_outside(client: FlaskClient) -> None:
    body = client.get("/").get_data(as_text=True)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]+src=)", body)
    addresses = re.findall(r'(?:src|href|action)="([^"]*)"', body)
    assert [address for address in addresses if not address.startswith("/")] == ["https://www.google.com/"]


@pytest.mark.parametrize("name", ["chat.css", "chat.js", "icon.svg", "sarika.svg"])
def test_static_files_may_be_kept(client: FlaskClient, name: str) -> None:
    body = client.get("/").get_data(as_text=True)
    address = re.search(rf'"(/static/{re.escape(name)}\?v=\w+)"', body)
    assert address
    with client.get(address[1]) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_font_of_the_style_sheet_is_shipped_with_its_licence(client: FlaskClient) -> None:
    def read(name: str) -> bytes:
        with client.get(f"/static/{name}") as answer:
            return answer.data

    style = read("chat.css").decode()
    fonts = re.findall(r'url\("(.*?)"\)', style)
    assert len(fonts) == 4
    for font in fonts:
        assert read(font).startswith(b"wOF2")
    for name in ("OFL-noto-sans-khmer.txt", "OFL-noto-sans-myanmar.txt"):
        assert b"SIL OPEN FONT LICENSE" in read(f"fonts/{name}")


PAGE_LANGUAGES = [
    # address, Accept-Language, language of the page
    ("/", None, "en"),
    ("/", "km", "km"),
    ("/", "my-MM,en;q=0.5", "my"),
    ("/", "th,fr;q=0.9", "en"),
    ("/", "*", "en"),
    ("/", ";;q=x,\x7f", "en"),
    ("/?lang=km", "my", "km"),
    ("/?lang=xx", "my", "my"),
    ("/?lang=../en", None, "en"),
    ("/?language=my", "km", "my"),
    ("/?language=my&lang=km", None, "km"),
    ("/?lang=km&lang=my", None, "km"),
]


@pytest.mark.parametrize(("address", "accepted", "language"), PAGE_LANGUAGES)
def test_language_of_the_page(
    client: FlaskClient, library: Library, address: str, accepted: str | None, language: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": accepted} if accepted else {})
    shown = Shown(answer.get_data(as_text=True))
    assert shown.language == language
    assert library.phrase(language, "page-ask") in html.unescape(shown.body)


@pytest.mark.parametrize("language", ["en", "km", "my"])
def test_every_word_of_the_page_is_translated(library: Library, language: str) -> None:
    keys = {key for _, key in library.phrases if key.startswith("page-")}
    assert len(keys) > 20
    for key in keys:
        assert library.phrases.get((language, key)), key
        if language != "en" and key != "page-example-5":
            assert library.phrases[language, key] != library.phrases["en", key]


@pytest.mark.parametrize("language", ["en", "km", "my"])
def test_every_example_is_understood(say: Say, library: Library, language: str) -> None:
    for number in range(1, 6):
        example = library.phrase(language, f"page-example-{number}")
        shown = say(None, say=example, lang=language)
        assert library.phrase(language, "not-understood")[:20] not in shown.text, example
        assert {lang for lang, _ in shown.bubbles} == {language}


REPLIES = [
    # message, page, language of the reply
    (KHMER, "en", "km"),
    (BURMESE, "en", "my"),
    (ZAWGYI, "en", "my"),
    ("22", "en", "en"),
    ("22", "km", "km"),
    ("boss not pay", "km", "en"),
]


@pytest.mark.parametrize(("text", "lang", "language"), REPLIES)
def test_reply_is_in_the_language_of_the_message_else_of_the_page(
    say: Say, text: str, lang: str, language: str
) -> None:
    shown = say(text, lang=lang)
    assert shown.language == lang
    assert {spoken for spoken, _ in shown.bubbles} == {language}
    assert len(shown.costs) == 1
    numbers = re.findall(r"\d+", shown.costs[0])
    assert numbers[0] == str(len(shown.bubbles))
    assert 1 <= int(numbers[-1]) <= 3


def test_a_code_keeps_the_language_of_the_conversation(say: Say) -> None:
    shown = say("22", say(KHMER))
    assert {language for language, _ in shown.bubbles} == {"km"}


def test_zawgyi_is_shown_in_unicode(say: Say) -> None:
    assert say(ZAWGYI).said == ["သူဌေးက လစာမပေးဘူး ဘယ်လိုလုပ်ရမလဲ"]


def test_one_segment_is_singular(say: Say) -> None:
    assert say("thanks").costs == ["1 SMS, 1 segment"]


def test_picks_choose_the_contacts(say: Say, library: Library) -> None:
    found = {}
    for country in ("TH", "MY", "KR", "SG"):
        shown = say("22", country=country, nationality="KH")
        assert shown.picked == {"country": country, "nationality": "KH"}
        own = {re.sub(r"[^+\d]", "", phone.partition(" ext ")[0])
               for row in library.contacts if row.country == country for phone in row.phones}  # fmt: skip
        assert shown.phones and set(shown.phones) <= own
        found[country] = tuple(shown.phones)
    assert len(set(found.values())) == 4


def test_picks_come_from_the_content(client: FlaskClient, library: Library) -> None:
    body = client.get("/?lang=en&country=TH&nationality=MM&language=km").get_data(as_text=True)
    assert Shown(body).picked == {"language": "km", "country": "TH", "nationality": "MM"}
    for row in library.contacts:
        if row.show != "no" and row.confidence != "low":
            assert f'<option value="{row.country}"' in body


def test_a_pick_taken_back_is_forgotten(say: Say) -> None:
    first = say("22", country="TH")
    second = say("22", first, country="")
    assert second.carried["visit"] != first.carried["visit"]
    assert second.phones != first.phones
    assert len(second.said) == 2


def test_language_and_country_in_words_move_the_picks(say: Say) -> None:
    shown = say("Malaysia", country="TH", language="en")
    assert shown.picked == {"country": "MY", "language": "en"}
    shown = say("ខ្មែរ", shown, country="MY", language="en")
    assert shown.picked == {"country": "MY", "language": "km"}


def test_more_is_offered_while_there_is_more(say: Say, library: Library) -> None:
    shown = say(KHMER, country="TH")
    pages = []
    while shown.chips:
        assert shown.chips == [library.languages["km"].commands["cmd-more"][0].upper()]
        pages.append(shown.text)
        shown = say(None, shown, country="TH", say=shown.chips[0])
    assert 1 < len(pages) < 9
    assert library.phrase("km", "no-more") not in shown.text


def test_stop_empties_the_page(say: Say) -> None:
    first = say("22")
    shown = say("STOP", first)
    assert shown.said == ["STOP"]
    assert "data-forgotten" in shown.body
    assert shown.carried["visit"] != first.carried["visit"]
    assert "22" not in shown.carried["transcript"]


def test_the_same_form_again_is_answered_alike_and_counted_once(say: Say, counted: Callable[[], int]) -> None:
    first = say("22")
    before = counted()
    second, again = say("25", first), say("25", first)
    assert (second.bubbles, second.said) == (again.bubbles, again.said)
    assert second.carried["message"] != again.carried["message"]
    assert counted() == before + 1


@pytest.mark.parametrize("text", ["", " ", "\r\n", "\t \u3000"])
def test_nothing_written_asks_nothing(say: Say, counted: Callable[[], int], text: str) -> None:
    assert say(text).said == []
    assert counted() == 0


def test_switch_keeps_the_conversation_and_asks_nothing(say: Say, counted: Callable[[], int]) -> None:
    first = say("22")
    shown = say("half a sen", first, switch="my")
    assert (shown.language, shown.said) == ("my", ["22"])
    assert ">half a sen</textarea>" in shown.body
    assert counted() == 1


def test_a_suggestion_leaves_the_half_written_message(say: Say) -> None:
    shown = say("half a sen", say="22")
    assert shown.said == ["22"]
    assert ">half a sen</textarea>" in shown.body


TEXTS = [
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ('"></textarea><img src=x onerror=alert(1)>', '"></textarea><img src=x onerror=alert(1)>'),
    ("{{ 7*7 }}", "{{ 7*7 }}"),
    ("😀🏳️‍🌈", "😀🏳️‍🌈"),
    ("x" * 10_000, "x" * 1000),
    ("ក" * 10_000, "ក" * 1000),
    ("\x00\x1b[31m", "\x00\x1b[31m"),
    ("\ufffe\U0010ffff\u202e", "\ufffe\U0010ffff\u202e"),
    ("a\r\nb", "a\nb"),
    ("\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "\ufffd\ufffd\ufffd"),
]


@pytest.mark.parametrize(("text", "shown_as"), TEXTS, ids=[repr(text[:20]) for text, _ in TEXTS])
def test_any_text_is_shown_as_text(say: Say, text: str, shown_as: str) -> None:
    shown = say("25", say(text))
    assert shown.said == [shown_as, "25"]
    assert "<script>" not in shown.body and "<img src=x" not in shown.body


def exchange(said: object = "a", parts: object = None, segments: object = 1) -> list[object]:
    return [said, ["b"] if parts is None else parts, segments]


TRANSCRIPTS = {
    "nothing": "",
    "no JSON": "{[",
    "another shape": '{"a": 1}',
    "text": '"text"',
    "number": "7",
    "null": "null",
    "row is text": '["abc"]',
    "row is null": "[null]",
    "row is an object": '[{"0": "a", "1": ["b"], "2": 1}]',
    "row too short": '[["a", ["b"]]]',
    "row too long": '[["a", ["b"], 1, 2]]',
    "message is a number": json.dumps([exchange(said=5)]),
    "message is a list": json.dumps([exchange(said=["a"])]),
    "parts are text": json.dumps([exchange(parts="b")]),
    "part is null": json.dumps([exchange(parts=[None])]),
    "many parts": json.dumps([exchange(parts=["b"] * 11)]),
    "long part": json.dumps([exchange(parts=["b" * 2001])]),
    "segments are text": json.dumps([exchange(segments="1")]),
    "segments are true": json.dumps([exchange(segments=True)]),
    "segments below 0": json.dumps([exchange(segments=-1)]),
    "segments infinite": '[["a", ["b"], Infinity]]',
    "segments endless": f'[["a", ["b"], {"9" * 5000}]]',
    "deep": "[" * 15_000,
    "half a pair": '[["\\ud83d", ["b"], 1]]',
    "half a pair in a part": '[["a", ["\\udc00"], 1]]',
    "too heavy": json.dumps([exchange("a" * 1000)] * 40),
    "one bad row of two": json.dumps([exchange(), [1]]),
}


@pytest.mark.parametrize("transcript", TRANSCRIPTS.values(), ids=TRANSCRIPTS.keys())
def test_hostile_transcript_is_an_empty_conversation(say: Say, transcript: str) -> None:
    assert say("22", transcript=transcript).said == ["22"]


def test_transcript_is_shown_escaped(say: Say) -> None:
    rows = [exchange("<b>said</b>", ["<script>x</script> javascript:1506"])]
    shown = say("22", transcript=json.dumps(rows))
    assert shown.said == ["<b>said</b>", "22"]
    assert "<b>said" not in shown.body and "<script>x" not in shown.body


def test_transcript_stays_small(say: Say) -> None:
    shown = say("ក" * 1000)
    for _ in range(24):
        shown = say("ក" * 1000, shown)
        assert len(shown.carried["transcript"]) <= 16_000
    shown = say("22", transcript=json.dumps([exchange(str(number)) for number in range(30)]))
    assert len(json.loads(shown.carried["transcript"])) == 20


FIELDS = {
    "picks unknown": {"language": "xx", "country": "ZZ", "nationality": "FR"},
    "picks hostile": {"language": "<script>", "country": "../../etc", "nationality": "{{7*7}}"},
    "picks long": {"language": "k" * 9999, "country": "T" * 9999, "nationality": "K" * 9999},
    "picks before": {"picked": ",,,,,,,,<script>"},
    "visit hostile": {"visit": "<script>"},
    "visit short": {"visit": "a"},
    "visit long": {"visit": "a" * 9999},
    "message hostile": {"message": "' OR 1=1 --"},
    "message long": {"message": "a" * 9999},
    "switch unknown": {"switch": "<script>"},
}


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS.keys())
def test_hostile_fields_are_ignored(say: Say, fields: dict[str, str]) -> None:
    shown = say("22", **fields)
    assert shown.picked == {}
    assert re.fullmatch(r"[\w-]{22}", shown.carried["visit"])
    assert re.fullmatch(r"[\w-]{22}", shown.carried["message"])
    assert "<script>" not in shown.body and "etc" not in shown.carried["picked"]


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"text=%ff%fe%00", b"=&=&&;", b"a" * 5000])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                                  "multipart/form-data", "application/json", "text/\xe9"])  # fmt: skip
def test_any_bytes_are_answered(client: FlaskClient, body: bytes, kind: str) -> None:
    assert client.post("/", data=body, content_type=kind).status_code == 200


def test_too_large_a_form_gets_the_empty_page(client: FlaskClient) -> None:
    answer = client.post("/", data={"text": "a" * 300_000})
    assert answer.status_code == 413
    assert "default-src" in answer.headers["Content-Security-Policy"]
    assert Shown(answer.get_data(as_text=True)).said == []


SITES = [("same-origin", 200), ("none", 200), (None, 200), ("cross-site", 303), ("same-site", 303)]


@pytest.mark.parametrize(("site", "status"), SITES)
def test_another_site_cannot_put_words_into_our_mouth(
    client: FlaskClient, counted: Callable[[], int], site: str | None, status: int
) -> None:
    forged = {"text": "22", "transcript": json.dumps([exchange(parts=["Call 666"])])}
    answer = client.post("/", data=forged, headers={"Sec-Fetch-Site": site} if site else {})
    assert answer.status_code == status
    assert counted() == (1 if status == 200 else 0)


def test_a_broken_reader_still_answers(say: Say, service: Service, library: Library) -> None:
    class Broken:
        def __init__(self) -> None:
            self.library = library

        def read(self, *_: object) -> None:
            raise RuntimeError("broken on purpose")

    service.shelf.current = Broken()  # type: ignore[assignment]
    shown = say("help me", country="TH")
    assert shown.said == ["help me"]
    assert shown.phones, "the last resort names somebody to call"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: FlaskClient, method: str) -> None:
    assert client.open("/", method=method).status_code == 405
