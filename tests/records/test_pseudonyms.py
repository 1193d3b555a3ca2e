from __future__ import annotations

import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from bot.records.pseudonyms import Pseudonyms, secret

TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)


def test_given_secret_is_used_and_no_file_made(tmp_path: Path) -> None:
    assert secret(tmp_path, "a" * 100) == secret(tmp_path, "a" * 100) != secret(tmp_path, "b" * 100)
    assert list(tmp_path.iterdir()) == []


def test_made_secret_stays_and_is_ours_alone(tmp_path: Path) -> None:
    made = secret(tmp_path, None)
    assert len(made) == 32 and secret(tmp_path, None) == secret(tmp_path, "") == made
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("left", [b"", b"half"])
def test_secret_left_half_written_by_a_crash_is_made_anew(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "secret.key").write_bytes(left)
    assert len(secret(tmp_path, None)) == 32 and secret(tmp_path, None) == secret(tmp_path, None)


def work(data: Path, gate, answers) -> None:
    gate.wait()
    made = secret(data, None)
    answers.put((made, Pseudonyms(made, data).visitor("sms", "+855", TODAY)))


def test_workers_that_start_together_share_both_keys(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    gate, answers = context.Barrier(4), context.Queue()
    workers = [context.Process(target=work, args=(tmp_path, gate, answers)) for _ in range(4)]
    for worker in workers:
        worker.start()
    assert len({answers.get(timeout=60) for _ in workers}) == 1
    for worker in workers:
        worker.join()
        worker.close()
    answers.close()
    answers.join_thread()


def test_names_differ_by_kind_channel_and_key() -> None:
    one, other = Pseudonyms(b"1" * 32), Pseudonyms(b"2" * 32)
    names = [
        one.person("sms", "+855"),
        one.message("sms", "+855"),
        one.person("line", "+855"),
        one.person("sm", "s+855"),
        one.person("sms", ""),
        one.person("sms", "ខ្មែរ"),
        one.person("sms", "\ud800"),
        other.person("sms", "+855"),
    ]
    assert len(set(names)) == len(names) and {len(name) for name in names} == {16}
    assert one.person("sms", "+855") == Pseudonyms(b"1" * 32).person("sms", "+855")


def test_visitor_is_the_same_all_day_and_never_again(tmp_path: Path) -> None:
    one, other = Pseudonyms(b"1" * 32, tmp_path), Pseudonyms(b"1" * 32, tmp_path)
    token = one.visitor("sms", "+855", TODAY)
    assert len(token) == 8 and token == other.visitor("sms", "+855", TODAY)
    assert one.visitor("sms", "+855", TOMORROW) != token
    # a worker whose midnight comes late joins the others' key and does not bring the old one back
    assert Pseudonyms(b"1" * 32, tmp_path).visitor("sms", "+855", TODAY) == one.visitor("sms", "+855", TOMORROW)
    assert len((tmp_path / "visitor.key").read_bytes()) == 42


def test_clock_set_back_does_not_keep_a_key_for_years(tmp_path: Path) -> None:
    names = Pseudonyms(b"1" * 32, tmp_path)
    token = names.visitor("sms", "+855", date(2036, 1, 1))
    assert names.visitor("sms", "+855", TODAY) != token
    assert (tmp_path / "visitor.key").read_bytes().startswith(b"2026-11-22")
