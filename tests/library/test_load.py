"""A content folder is loaded whole or refused with every problem: file, line, what is wrong, how to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.library.load import load
from tests.library.small import FILES, changed, write

RIGHT = {
    "as it is": {},
    "with Windows line ends": {"en/wages.md": FILES["en/wages.md"].replace("\n", "\r\n")},
    "with a byte order mark": {"en/wages.md": b"\xef\xbb\xbf" + FILES["en/wages.md"].encode()},
    "without questions": {"en/questions/wages.txt": None},
    "with a translation missing": {"km/wages.md": None},
    "with a reviewed text": changed("en/wages.md", "status: draft", "status: reviewed\nreviewer: S. D."),
}


@pytest.mark.parametrize("changes", RIGHT.values(), ids=RIGHT)
def test_a_right_folder_loads(tmp_path: Path, changes: dict[str, str | bytes | None]) -> None:
    library = load(write(tmp_path, changes))
    text = library.text("en", "wages")
    assert text.title == "Pay"
    assert text.keywords == ("salary", "not paid")
    assert text.checked == date(2026, 11, 22)
    assert text.general == ("Pay must come on time.", "{contacts: labour}")
    assert [(s.country, s.nationality) for s in text.sections] == [("TH", None), ("TH", "KH")]
    assert library.codes == {"2": "work", "22": "wages", "41": "emergency"}
    assert library.topics["wages"].parent == "work"
    assert library.languages["km"].country_names["TH"] == "ថៃ"


BROKEN = {
    "no head": ({"en/wages.md": "Hello"}, "en/wages.md:1: The file has no head."),
    "an empty file": ({"en/wages.md": ""}, "en/wages.md:1: The file has no head."),
    "a field missing": (changed("en/wages.md", "checked: 2026-11-22\n", ""), "en/wages.md:2: The head has no 'checked'."),
    "an unknown field": (changed("en/wages.md", "status:", "author: X\nstatus:"), "en/wages.md:7: The head has an unknown field 'author'."),
    "keywords as one text": (changed("en/wages.md", "[salary, not paid]", "salary"), "en/wages.md:3: 'keywords' has the wrong shape."),
    "an impossible date": (changed("en/wages.md", "2026-11-22", "2026-13-40"), "en/wages.md:5: 'checked' is '2026-13-40', which is no date."),
    "a local date": (changed("en/wages.md", "2026-11-22", "២២/១១/២០២៦"), "en/wages.md:5: 'checked'"),
    "review before check": (changed("en/wages.md", "2027-05-22", "2026-01-01"), "'review_by' is not after 'checked'."),
    "an unknown status": (changed("en/wages.md", "status: draft", "status: done"), "en/wages.md:7: The status 'done' is unknown."),
    "reviewed by nobody": (changed("en/wages.md", "status: draft", "status: reviewed"), "en/wages.md:7: The text is 'reviewed' but nobody signed it."),
    "broken YAML": (changed("en/wages.md", "title: Pay", 'title: "Pay'), "en/wages.md:2: The head is broken"),
    "an empty text": ({"en/wages.md": FILES["en/wages.md"].split("Pay must")[0]}, "There is no text before the first '##'."),
    "an odd heading": (changed("en/wages.md", "## TH\n", "## Thailand\n"), "en/wages.md:13: '## Thailand' is not a heading"),
    "a heading twice": (changed("en/wages.md", "## TH for KH", "## TH"), "en/wages.md:16: '## TH' stands twice."),
    "an empty section": (changed("en/wages.md", "Ask in Khmer.\n", ""), "en/wages.md:16: This section is empty."),
    "an unknown country": (changed("en/wages.md", "## TH for KH", "## ZZ"), "en/wages.md:16: 'ZZ' is no country."),
    "a title too long": (changed("en/wages.md", "title: Pay", "title: " + "Pay " * 8), "en/wages.md:2: The title has 31 characters."),
    "an unknown source": (changed("en/wages.md", "[law]", "[rumour]"), "The source 'rumour' is not in sources.yaml."),
    "no source": (changed("en/wages.md", "[law]", "[]"), "The text names no source."),
    "an unknown kind of contact": (changed("en/wages.md", "labour}", "lawyers}"), "'lawyers' is no kind of contact"),
    "a contact of low confidence": (changed("en/wages.md", "labour}", "TH-4}"), "The contact TH-4 may not be shown."),
    "a contact inside a sentence": (changed("en/wages.md", "on time.", "on time. {contacts: labour}"), "cannot be filled in."),
    "an open brace": (changed("en/wages.md", "on time.", "on {time."), "cannot be filled in."),
    "a telephone number in prose": (changed("en/wages.md", "on time.", "on time. Call 02 111 1111."), "The number 02 111 1111 stands in the text."),
    "a hotline in prose": (changed("en/wages.md", "At least", "Call 191. At least"), "en/wages.md:13: The number 191 stands in the text."),
    "a number in Khmer digits": (changed("km/wages.md", "ទាន់ពេល។", "ទាន់ពេល។ ០២ ១១១ ១១១១"), "km/wages.md:9: The number"),
    "a curly quote in English": (changed("en/wages.md", "on time.", "on time, don’t wait."), "’ makes this SMS cost twice as much."),
    "a zero-width space": (changed("km/wages.md", "ត្រូវបើក", "ត្រូវ\u200bបើក"), "There are invisible characters"),
    "a keyword of two topics": (changed("en/work.md", "work rights", "NOT  Paid"), "'NOT  Paid' is also a keyword of 'wages'."),
    "an empty keyword": (changed("en/wages.md", "salary, not", '"\u200b", not'), "is empty."),
    "not UTF-8": ({"km/wages.md": "title".encode("utf-16")}, "km/wages.md:1: The file is not in UTF-8."),
    "a file for no topic": ({"en/wage.md": FILES["en/wages.md"]}, "en/wage.md:1: There is no topic 'wage'."),
    "questions for no topic": ({"en/questions/wage.txt": "x"}, "en/questions/wage.txt:1: There is no topic 'wage'."),
    "an English text missing": ({"en/work.md": None}, "en/work.md:1: The topic 'work' has no text here."),
    "a code twice": (changed("topics.yaml", 'code: "22"', 'code: "2"'), "topics.yaml:2: The code 2 already means 'work'."),
    "a code in words": (changed("topics.yaml", 'code: "22"', "code: pay"), "topics.yaml:2: A topic needs an id and a code of digits."),
    "an id twice": (changed("topics.yaml", "id: wages", "id: work"), "topics.yaml:2: The id 'work' is used twice."),
    "topics as a mapping": ({"topics.yaml": "work: 2"}, "topics.yaml:1: The file must be a list"),
    "no topics": ({"topics.yaml": None}, "topics.yaml:1: The file cannot be read"),
    "no English folder": ({"en/_language.yaml": None}, "There is no usable folder 'en'."),
    "a folder of no language": ({"xq/_language.yaml": FILES["km/_language.yaml"]}, "'xq' is no language code."),
    "a language without script": (changed("km/_language.yaml", "script: khmer\n", ""), "km/_language.yaml:1: 'script' is missing."),
    "a word for two commands": (changed("km/_language.yaml", "cmd-stop: [stop]", "cmd-stop: [Menu]"), "'Menu' already means 'cmd-menu'."),
    "a command without words": (changed("km/_language.yaml", "cmd-stop: [stop]", "cmd-stop: []"), "The command 'cmd-stop' has no words."),
    "an unknown command": (changed("km/_language.yaml", "cmd-stop:", "cmd-halt:"), "'cmd-halt' is no command."),
    "a broken PO file": ({"km/phrases.po": 'msgid "a"\nmsgstr "b"\nnonsense here\n'}, "The PO file is broken here."),
    "a PO place lost": (changed("km/phrases.po", '"{label}៖ {phone}"', '"{label}"'), "'contact' has other {...} places than the English."),
    "a contact column missing": (changed("contacts.csv", "phones", "numbers"), "contacts.csv:1: The table has no column phones."),
    "a contact without label": (changed("contacts.csv", "Khmer helpers,ខ្មែរ", "Khmer helpers,"), "contacts.csv:3: 'label_km' is empty."),
    "a word as phone": (changed("contacts.csv", "02 111 1111", "ask at the door"), "contacts.csv:3: 'ask at the door' is not a telephone number."),
    "a contact id twice": (changed("contacts.csv", "TH-2", "TH-1"), "contacts.csv:3: The id 'TH-1' is empty or used twice."),
    "an unknown confidence": (changed("contacts.csv", ",medium,", ",sure,"), "contacts.csv:3: 'confidence' is 'sure'."),
    "too many cells": (changed("contacts.csv", "Khmer helpers", "Khmer, helpers"), "contacts.csv:3: This row has more cells than the first row."),
    "an agency without source": (changed("agencies.csv", "A list", ""), "agencies.csv:2: This agency has no source or date."),
    "an agency of another calendar": (changed("agencies.csv", "2019-12-30", "30/12/2019"), "agencies.csv:2: 'source_date' is '30/12/2019'."),
    "an agency with a made-up status": (changed("agencies.csv", "unknown", "great"), "agencies.csv:2: 'status' is 'great'."),
    "a source without date": (changed("sources.yaml", 'date: "1998"', 'date: ""'), "sources.yaml:1: A source needs an id, a title and a date."),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_folder_is_refused_with_the_reason(
    tmp_path: Path, changes: dict[str, str | bytes | None], said: str
) -> None:
    with pytest.raises(ContentError) as caught:
        load(write(tmp_path, changes))
    assert said in str(caught.value)
    assert all(problem.mend for problem in caught.value.problems)
    assert str(tmp_path) not in "".join(str(p) for p in caught.value.problems if p.file != ".")


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    changes = changed("en/wages.md", "[law]", "[rumour]") | changed("contacts.csv", "02 111 1111", "none")
    changes |= changed("km/wages.md", "2026-11-22", "soon")
    with pytest.raises(ContentError) as caught:
        load(write(tmp_path, changes))
    assert {problem.file for problem in caught.value.problems} >= {
        "en/wages.md",
        "contacts.csv",
        "km/wages.md",
    }
