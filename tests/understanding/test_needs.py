"""Several needs in one message: the first is answered, the second named."""

from __future__ import annotations

import pytest

from bot.messages import Session
from bot.understanding.needs import MOST, Needs
from bot.understanding.reader import Reader

PIECES = {
    "one sentence": ("boss has not paid us", 1),
    "two sentences": ("boss has not paid us. where is the clinic", 2),
    "also": ("boss has not paid us also my passport is lost", 2),
    "Khmer": ("ថៅកែអត់បើកលុយ ម្យ៉ាងទៀត ប៉ាស្ព័រខ្ញុំបាត់", 2),
    "Burmese": ("လစာမရသေးဘူး။ ပတ်စပို့ပျောက်သွားတယ်", 2),
    "a number with a full stop": ("they paid 1.500 baht and nothing since", 1),
    "nothing": ("", 0),
    "signs": ("?!?!?!", 0),
    "hundreds of sentences": ("we wait here. " * 300, MOST),
}


@pytest.mark.parametrize(("folded", "count"), PIECES.values(), ids=PIECES)
def test_a_message_is_cut_into_what_it_asks(reader: Reader, folded: str, count: int) -> None:
    assert len(Needs(reader.library).pieces(folded)) == count


TWO = {
    "pay, then the hospital": ("My boss has not paid our salary for two months. Also which hospital takes our health card",
                               "wages", "health-care"),
    "Khmer: pay, then a lost passport": ("ថៅកែមិនបើកប្រាក់ខែឲ្យខ្ញុំ២ខែហើយ ម្យ៉ាងទៀត ប៉ាស្ព័របាត់នៅថៃ ធ្វើថ្មីនៅឯណា",
                                          "wages", "lost-documents"),
    "Burmese: pay, then a lost passport": ("လစာ ၂ လ မရသေးဘူး။ နောက်တစ်ခုက ပတ်စပို့ ပျောက်သွားတယ် ဘယ်လိုလုပ်ရမလဲ",
                                            "wages", "lost-documents"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "first", "second"), TWO.values(), ids=TWO)
def test_the_first_need_is_answered_and_the_second_named(reader: Reader, text: str, first: str, second: str) -> None:
    understood = reader.read(text, Session())
    assert (understood.topic, understood.also) == (first, second)
    assert understood.offered[:2] == (first, second)


@pytest.mark.parametrize("text", ["boss has not paid us. two months now", "22", "thanks. bye", "", "។។។"])
def test_one_need_is_one(reader: Reader, text: str) -> None:
    assert reader.read(text, Session()).also is None
