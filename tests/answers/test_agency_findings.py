"""What is said of an agency: what is known, when, and how to check today; never that it is licensed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.answers.conversation import converse
from bot.channels.base import layout
from bot.library.model import Agency, Library
from bot.messages import UNLISTED, Answer, Incoming, Session, Understanding
from bot.text.segments import encoding
from bot.understanding.reader import Reader

TODAY = date(2026, 11, 22)
NOBODY = Incoming("test", "", "")


def ask(library: Library, *agencies: str, session: Session = Session(), language: str = "en", **more: bool) -> Answer:  # noqa: B008
    understood = Understanding(
        "agency-check", ("agency-check",), language=language, layer="agency", about=agencies, **more
    )
    return converse(NOBODY, understood, session, library, TODAY)[0]


FINDINGS = {
    ("KH-001", "en"): "Human Power Co., Ltd. (no. 001): it stood on the ministry's list of December 2019. That is old: no proof"
    " of a licence today.",
    ("KH-001", "km"): "យូមេន ផៅវ័រ (លេខ 001)៖ ធ្លាប់មានក្នុងបញ្ជីក្រសួង (ខែធ្នូ 2019)។ បញ្ជីចាស់ហើយ មិនបញ្ជាក់ថាថ្ងៃនេះមានអាជ្ញាប័ណ្ណទេ។",
    ("KH-001", "my"): "Human Power Co., Ltd. (အမှတ် 001)- ဝန်ကြီးဌာနစာရင်း (2019 ဒီဇင်ဘာလ) မှာ ပါခဲ့ပါတယ်။ စာရင်းဟောင်းပါ၊ ဒီနေ့"
    " လိုင်စင်ရှိတဲ့ သက်သေမဟုတ်ပါ။",
    ("KH-115", "en"): "First Care Manpower Co., Ltd. (no. 115): it stood on the ministry's list of June 2019. That is old: no"
    " proof of a licence today.",
    ("KH-x01", "en"): "WARNING. Century Manpower Co., Ltd.: the ministry ordered it to pay workers back (May 2015). Pay nothing"
    " before you check.",
    ("KH-x02", "en"): "WARNING. Khmer Service Recruitment: reported to have NO licence (August 2017). Pay nothing before you check.",
    ("KH-x03", "km"): "ប្រយ័ត្ន! Khmer Chouy Khmer៖ គេរាយការណ៍ថា គ្មានអាជ្ញាប័ណ្ណ (ខែធ្នូ 2016)។ ឆែកសិន កុំទាន់បង់លុយ។",
    ("KH-x04", "en"): "Procast Cambodia: named in a source without a date. That is no proof of a licence.",
    ("MM-002", "my"): "Shwe Lwin Lwin- လိုင်စင် ဆိုင်းငံ့ခံရတယ်လို့ သိရပါတယ် (2023 ဇူလိုင်လ)။ ငွေမပေးခင် ဒီနေ့ စစ်ပါ။",
    ("MM-012", "en"): "WARNING. Myint Mo Phue Pwint Co.: licence reported cancelled (July 2023). Pay nothing before you check.",
    ("MM-013", "my"): "သတိ! Lu Kyaw- လိုင်စင် ပယ်ဖျက်ခံရတယ်လို့ သိရပါတယ် (2023 ဇူလိုင်လ)။ မစစ်ခင် ငွေမပေးပါနဲ့။",
    ("MM-014", "en"): "Myanmar Unity: named in a source of September 2023. That is no proof of a licence.",
    ("MM-015", "en"): "Immortal Friends Co., Ltd.: licence was reported suspended (2020). Check today before you pay.",
    ("MM-017", "km"): "Lucky៖ មានឈ្មោះក្នុងឯកសារមួយ (ខែកុម្ភៈ 2024)។ មិនបញ្ជាក់ថាមានអាជ្ញាប័ណ្ណទេ។",
    ("MM-020", "en"): "GMK: named in a source of 2025. That is no proof of a licence.",
    (UNLISTED, "en"): "That name is not on our lists. They are old and not complete, so this proves nothing, good or bad.",
}  # fmt: skip


@pytest.mark.parametrize(("asked", "sentence"), FINDINGS.items(), ids=lambda value: str(value)[:20])
def test_the_finding_comes_first(library: Library, asked: tuple[str, str], sentence: str) -> None:
    agency, language = asked
    assert ask(library, agency, language=language).paragraphs[0] == sentence


def test_no_row_is_called_licensed_and_every_unlicensed_one_is_a_warning(library: Library) -> None:
    for agency in library.agencies:
        finding = ask(library, agency.id).paragraphs[0]
        assert "licensed" not in finding
        warned = agency.note.startswith("UNLICENSED") or agency.status == "revoked" or "refunds" in agency.note
        assert finding.startswith("WARNING") == warned, agency.id


@pytest.mark.parametrize("language", ["en", "km", "my"])
def test_every_agency_is_told_of_in_three_segments_and_then_how_to_check(library: Library, language: str) -> None:
    for agency in library.agencies:
        for country in (None, "TH", "JP", "KR", "KH", "MM"):
            answer = ask(library, agency.id, session=Session(language=language, country=country), language=language)
            outgoing = layout(answer)
            assert outgoing.segments <= 3
            assert len(answer.paragraphs) >= 3
            assert not re.search(r"[{}]", answer.text)
            name = (
                agency.local_name if language == "km" and agency.origin == "KH" and agency.local_name else agency.name
            )
            assert name in answer.text
            if language == "en":
                assert all(encoding(part) == "GSM-7" for part in outgoing.parts)


WHERE = {
    "of Cambodia, asked from Thailand": ("KH-001", "TH", None, "www.mlvt.gov.kh"),
    "of Cambodia, asked by nobody known": ("KH-001", None, None, "www.mlvt.gov.kh"),
    "of Cambodia, asked by a Burmese at home": ("KH-001", "MM", "MM", "www.mlvt.gov.kh"),
    "of Myanmar, asked by nobody known": ("MM-014", None, None, "Safe Migration"),
    "of Myanmar, asked by a Cambodian": ("MM-014", "TH", "KH", "Safe Migration"),
    "that offers Korea": ("MM-021", "KR", None, "no private agency may send you"),
}


@pytest.mark.parametrize(("agency", "country", "nationality", "words"), WHERE.values(), ids=WHERE)
def test_an_agency_is_checked_where_it_was_licensed(
    library: Library, agency: str, country: str | None, nationality: str | None, words: str
) -> None:
    answer = ask(library, agency, session=Session(country=country, nationality=nationality))
    assert words in answer.paragraphs[1]
    assert words in " ".join(layout(answer).parts).replace("\n", " ")


NOTES = {
    "a list of this month": ("unknown", "named as licensed on source_date", "2026-11-01", "it is on the ministry's list of November 2026."),
    "a list of last year": ("unknown", "named as licensed on source_date", "2025-11-01", "it stood on the ministry's list of November 2025."),
    "a list of some year": ("licensed", "", "2026", "it stood on the ministry's list of 2026."),
    "gone from a later list": ("unknown", "named as licensed on source_date; not on the list of 2026-11-01: A notice", "2019-12-30",
                               "it stood on the ministry's list of December 2019, but not on that of November 2026."),
    "suspended by the list": ("suspended", "licence suspended according to the source", "2026-11-01", "licence was reported suspended (November 2026)."),
    "a remark beside the list": ("unknown", "named as licensed on source_date; was suspended in 2010", "2019-12", "it stood on the ministry's list of December 2019."),
    "unlicensed above all": ("revoked", "UNLICENSED: named as licensed by itself", "2026-11", "reported to have NO licence (November 2026)."),
    "a date that is none": ("unknown", "named as licensed on source_date", "soon", "named in a source without a date."),
}  # fmt: skip


@pytest.mark.parametrize(("status", "note", "day", "said"), NOTES.values(), ids=NOTES)
def test_status_note_and_day_of_a_row_make_the_sentence(
    library: Library, status: str, note: str, day: str, said: str
) -> None:
    row = next(agency for agency in library.agencies if agency.id == "KH-001")
    changed = replace(row, status=status, note=note, source_date=day)
    assert said in ask(with_agency(library, changed), "KH-001").paragraphs[0]


def with_agency(library: Library, changed: Agency) -> Library:
    return replace(library, agencies=tuple(changed if row.id == changed.id else row for row in library.agencies))


@pytest.mark.parametrize("language", ["en", "km", "my"])
def test_several_are_named_to_choose_from(library: Library, language: str) -> None:
    answer = ask(library, "KH-117", "MM-006", language=language)
    first = answer.paragraphs[0]
    assert "Royal ABS" in first
    assert ("រ៉ូយ៉ាល់" if language == "km" else "Royal Manpower") in first
    assert [choice.send for choice in answer.choices] == ["11 Royal Manpower (Cambodia) Co., Ltd.", "11 Royal ABS"]
    assert layout(answer).segments <= 3


def test_what_a_choice_sends_is_understood_as_that_agency(library: Library, reader: Reader) -> None:
    for agency in library.agencies:
        for name in filter(None, (agency.name, agency.local_name)):
            assert reader.read(f"11 {name}", Session()).about == (agency.id,), name


def test_danger_stands_before_the_finding(library: Library) -> None:
    answer = ask(library, "KH-001", danger=True)
    assert answer.paragraphs[0] == library.phrase("en", "emergency")
    assert any("Human Power" in paragraph for paragraph in answer.paragraphs)


def test_a_row_that_is_gone_leaves_the_ordinary_answer(library: Library) -> None:
    assert ask(library, "KH-999").paragraphs == ask(library).paragraphs


def talk(reader: Reader, *texts: str) -> tuple[list[str], Session]:
    """What is said to messages one after the other, and the session after them."""
    said, session = [], Session()
    for text in texts:
        understood = reader.read(text, session)
        answer, after = converse(replace(NOBODY, text=text), understood, session, reader.library, TODAY)
        outgoing = layout(answer)
        assert after is not None
        session = replace(after, page=answer.page + 1 if answer.page + 1 < outgoing.pages else 0)
        said.append("\n".join(outgoing.parts))
    return said, session


def test_more_goes_on_where_the_page_ended(reader: Reader) -> None:
    said, _ = talk(reader, "11 Human Power", "more", "more")
    assert said[0].startswith("Human Power")
    assert "Human Power" not in said[1]
    shown = re.sub(r"\s|ForthereststextMORE", "", "".join(said).replace("For the rest text MORE", ""))
    whole = re.sub(r"\s", "", ask(reader.library, "KH-001").text)
    assert shown.startswith(whole[:200])


def test_a_country_told_afterwards_keeps_the_agency(reader: Reader) -> None:
    said, session = talk(reader, "11 Human Power", "Thailand")
    assert said[1].startswith("Human Power")
    assert "licence for Thailand" in said[1].replace("\n", " ")
    assert session.about == ("KH-001",)


def test_one_of_several_is_chosen_by_more_of_its_name(reader: Reader) -> None:
    said, session = talk(reader, "11 royal", "Royal ABS")
    assert said[0].startswith("Which one do you mean?")
    assert said[1].startswith("Royal ABS: licence was reported suspended (July 2023).")
    assert session.about == ("MM-006",)


def test_the_session_holds_ids_and_no_text(reader: Reader) -> None:
    _, session = talk(reader, "11 Golden Star Sok Dara")
    assert session.about == (UNLISTED,)
    assert "Golden" not in repr(session)
