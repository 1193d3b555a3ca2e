from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import RecordsError
from bot.messages import Incoming, Outgoing, Session
from bot.records import Entry, Recalled, Records

MESSAGE = Incoming("sms", "+85512345678", "how much may they charge", "SM0001")
SESSION = Session("km", "TH", "KH", "wages", 2, ("agency-7", "agency-9"), True, "country")
REPLY = Outgoing(("ប្រាក់ខែ 1300", "စာ 🙏"), 3, 2)
ENTRY = Entry("km", "TH", "wages", "code", False, 2, 3, 12)
DAY = timedelta(days=1)


def rows(records: Records, table: str) -> list[tuple[object, ...]]:
    with records.borrow() as db:
        return db.execute(f"SELECT * FROM {table}").fetchall()


def test_nothing_is_known_of_a_stranger(records: Records) -> None:
    assert records.recall(MESSAGE) == Recalled(Session(), None)


def test_what_was_kept_is_recalled(records: Records) -> None:
    assert records.keep(MESSAGE, SESSION, REPLY, ENTRY) == REPLY
    assert records.recall(MESSAGE) == Recalled(SESSION, REPLY)
    assert records.recall(replace(MESSAGE, message_id="SM0002")) == Recalled(SESSION, None)
    assert records.recall(replace(MESSAGE, channel="kannel")) == Recalled(Session(), None)
    assert records.recall(replace(MESSAGE, sender="+85512345679")) == Recalled(Session(), REPLY)


def test_log_row_holds_only_what_the_design_lists(records: Records) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY)
    ((hour, key, *told, visitor),) = rows(records, "log")
    assert (hour, told) == ("2026-11-22T09", ["sms", "km", "TH", "wages", "code", 0, 2, 3, 12])
    assert isinstance(key, bytes) and isinstance(visitor, bytes) and len(key) == len(visitor) == 8


def test_redelivery_changes_nothing_and_gets_the_first_reply(records: Records) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY, "unknown")
    later = records.keep(MESSAGE, None, Outgoing(("other",), 1), ENTRY, "other")
    assert later == REPLY
    assert records.recall(MESSAGE) == Recalled(SESSION, REPLY)
    assert len(rows(records, "log")) == len(rows(records, "unplaced")) == 1


def test_messages_without_id_are_all_counted(records: Records) -> None:
    for _ in range(3):
        records.keep(replace(MESSAGE, message_id=""), SESSION, REPLY, ENTRY)
    assert len(rows(records, "log")) == 3
    assert rows(records, "answered") == []


def test_without_sender_nothing_is_remembered(records: Records) -> None:
    records.keep(replace(MESSAGE, sender=""), SESSION, REPLY, ENTRY)
    assert rows(records, "conversation") == []
    assert records.recall(replace(MESSAGE, sender="", message_id="")) == Recalled(Session(), None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("call 012 345 678 pls", "call # pls"),
        ("", None),
        (" \n ", None),
        ("🙏🏽" * 10, "🙏🏽" * 10),
        ("x" * 100_000, "x" * 300),
        ("'); DROP TABLE log; --", "'); DROP TABLE log; --"),
        ("a\x00b\ud800c\u202e", "a bc"),
        ("ေနေကာင္းလား", "ေနေကာင္းလား"),
    ],
)
def test_unplaced_text_is_kept_redacted(records: Records, text: str, kept: str | None) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY, text)
    assert [row[2] for row in rows(records, "unplaced")] == ([kept] if kept else [])


def test_unplaced_text_can_be_switched_off(opened) -> None:
    records = opened(keep_unplaced=False)
    records.keep(MESSAGE, SESSION, REPLY, ENTRY, "something")
    assert rows(records, "unplaced") == []


def test_same_unplaced_text_is_counted(records: Records) -> None:
    for number in range(3):
        records.keep(replace(MESSAGE, message_id=f"m{number}"), SESSION, REPLY, ENTRY, f"room {number}")
    assert rows(records, "unplaced") == [("2026-11-22", "km", "room #", 3)]


@pytest.mark.parametrize(
    ("hours", "remembered"),
    [(0, True), (23.99, True), (24.01, False), (48, False), (-0.5, True), (-25, False)],
)
def test_session_lives_24_hours(records: Records, clock, hours: float, remembered: bool) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY)
    clock.move(hours=hours)
    assert records.recall(MESSAGE).session == (SESSION if remembered else Session())


@pytest.mark.parametrize(("days", "known"), [(1, True), (6.9, True), (6.999, True), (7, True), (8.1, False)])
def test_answered_ids_outlive_the_longest_redelivery(records: Records, clock, days: float, known: bool) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY)
    clock.move(days=days)
    records.purge()
    assert records.recall(MESSAGE).reply == (REPLY if known else None)


def test_purge_counts_what_it_deleted(records: Records, clock) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY, "huh")
    assert records.purge() == {"conversations": 0, "answered": 0, "unplaced": 0}
    assert records.purge(clock() + 2 * DAY) == {"conversations": 1, "answered": 0, "unplaced": 0}
    assert records.purge(clock() + 31 * DAY) == {"conversations": 0, "answered": 1, "unplaced": 1}
    assert len(rows(records, "log")) == 1


def test_rows_from_a_wrong_clock_do_not_outlive_their_time(records: Records, clock) -> None:
    clock.move(days=3650)
    records.keep(MESSAGE, SESSION, REPLY, ENTRY, "huh")
    clock.move(days=-3650)
    assert records.purge() == {"conversations": 1, "answered": 1, "unplaced": 1}


def test_purge_is_due_once_an_hour_across_workers(opened, clock) -> None:
    one, other = opened(), opened()
    assert one.purge_if_due()
    assert not one.purge_if_due() and not other.purge_if_due()
    clock.move(hours=1)
    assert other.purge_if_due() and not one.purge_if_due()
    clock.move(days=-30)  # a clock set back must not stop the purging
    assert one.purge_if_due()


def test_forgetting_leaves_the_log_without_a_lead(records: Records) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY)
    before = rows(records, "log")[0][-1]
    records.forget("sms", MESSAGE.sender)
    assert rows(records, "conversation") == []
    assert rows(records, "log")[0][-1] != before


def test_stop_forgets_and_still_counts_one_visitor(records: Records) -> None:
    for number in range(3):
        records.keep(replace(MESSAGE, message_id=f"m{number}"), SESSION, REPLY, ENTRY)
    before = rows(records, "log")[0][-1]
    records.keep(MESSAGE, None, REPLY, ENTRY)
    assert records.recall(replace(MESSAGE, message_id="")).session == Session()
    tokens = {row[-1] for row in rows(records, "log")}
    assert len(tokens) == 1 and before not in tokens


def attempt(data: Path, number: int, gate, answers) -> None:
    records = Records(data)
    gate.wait()
    mine = Outgoing((f"reply of worker {number} ខ្មែរ",), number)
    answers.put(records.keep(MESSAGE, SESSION, mine, ENTRY, "what"))
    records.close()


def test_same_id_from_four_processes(data: Path, records: Records) -> None:
    context = multiprocessing.get_context("spawn")
    gate, answers = context.Barrier(4), context.Queue()
    workers = [context.Process(target=attempt, args=(data, number, gate, answers)) for number in range(4)]
    for worker in workers:
        worker.start()
    replies = {answers.get(timeout=60) for _ in workers}
    for worker in workers:
        worker.join()
        worker.close()
    answers.close()
    answers.join_thread()
    assert replies == {records.recall(MESSAGE).reply}
    assert len(rows(records, "log")) == len(rows(records, "answered")) == 1


def in_threads(count: int, job) -> list[object]:
    results: list[object] = []
    gate = threading.Barrier(count)

    def run(number: int) -> None:
        gate.wait()
        try:
            results.append(job(number))
        except Exception as error:
            results.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_same_id_from_eight_threads(records: Records) -> None:
    replies = in_threads(8, lambda n: records.keep(MESSAGE, SESSION, Outgoing((f"reply {n}",), n), ENTRY))
    assert set(replies) == {records.recall(MESSAGE).reply}
    assert len(rows(records, "log")) == 1


def test_one_commit_holds_the_messages_of_many_threads(records: Records) -> None:
    def write(number: int) -> Outgoing:
        reply = Outgoing((str(number),), number)
        message = Incoming("sms", f"+8551{number}", "x", f"id-{number}")
        assert records.keep(message, SESSION, reply, ENTRY) == reply
        return reply

    replies = in_threads(40, write)
    assert {reply.segments for reply in replies} == set(range(40))
    assert len(rows(records, "log")) == 40


def test_a_fault_in_one_message_does_not_take_others_with_it(records: Records) -> None:
    broken = replace(ENTRY, milliseconds=2**80)

    def write(number: int) -> Outgoing:
        message = Incoming("sms", f"+8551{number}", "x", f"id-{number}")
        return records.keep(message, SESSION, REPLY, broken if number == 3 else ENTRY)

    results = in_threads(16, write)
    assert sum(isinstance(result, OverflowError) for result in results) == 1
    assert len(rows(records, "log")) == 15


def test_session_of_another_version_is_read_as_far_as_known(records: Records) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY)
    with records.borrow() as db, db.atomic():
        db.execute("""UPDATE conversation SET session = '{"language": "my", "mood": 1, "about": ["a"]}'""")
    assert records.recall(MESSAGE).session == Session(language="my", about=("a",))


def test_construction_touches_no_file(data: Path) -> None:
    Records(data).close()
    assert not data.exists()


def spoil_locked(data: Path) -> object:
    connection = sqlite3.connect(data / "sarika.db", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    return connection


def spoil_garbage(data: Path) -> object:
    return (data / "sarika.db").write_bytes(b"no database " * 1000)


def spoil_folder(data: Path) -> object:
    (data / "sarika.db").unlink()
    return (data / "sarika.db").mkdir()


@pytest.mark.parametrize("spoil", [spoil_locked, spoil_garbage, spoil_folder])
def test_trouble_is_a_records_error_that_names_nobody(opened, data: Path, spoil) -> None:
    opened().keep(MESSAGE, SESSION, REPLY, ENTRY)
    trouble = spoil(data)
    records = opened(patience=0.05)
    calls = (
        lambda: records.recall(MESSAGE),
        lambda: records.keep(MESSAGE, SESSION, REPLY, ENTRY, "secret words"),
        lambda: records.forget("sms", MESSAGE.sender),
        records.purge,
        records.ready,
    )
    for call in calls:
        with pytest.raises(RecordsError) as caught:
            call()
        told = f"{caught.value!r} {caught.value}"
        assert not any(word in told for word in ("8551234", "SM0001", "secret", "sarika.db"))
    if isinstance(trouble, sqlite3.Connection):
        trouble.close()
        records.ready()
        assert records.recall(MESSAGE).reply == REPLY


def test_a_file_deleted_under_us_is_made_anew(records: Records, data: Path) -> None:
    records.keep(MESSAGE, SESSION, REPLY, ENTRY)
    (data / "sarika.db").unlink()
    assert records.recall(MESSAGE) == Recalled(Session(), None)
    records.keep(MESSAGE, SESSION, REPLY, ENTRY)
    assert records.recall(MESSAGE) == Recalled(SESSION, REPLY)


def test_ready_writes(records: Records, clock) -> None:
    records.ready()
    assert dict(rows(records, "house"))["probed"] == int(clock().timestamp())


def as_nobody(data: Path, answers) -> None:
    import os

    os.setuid(65534)
    try:
        Records(data).ready()
        answers.put("")
    except RecordsError as error:
        answers.put(str(error))


@pytest.mark.skipif(__import__("os").getuid() != 0, reason="needs root to become somebody else")
def test_files_of_another_user_are_a_plain_error(records: Records, data: Path) -> None:
    records.ready()
    data.chmod(0o755)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    worker = context.Process(target=as_nobody, args=(data, answers))
    worker.start()
    assert "cannot be used" in answers.get(timeout=30)
    worker.join()
    worker.close()
    answers.close()
    answers.join_thread()
