from __future__ import annotations

import multiprocessing
import threading
import time
from pathlib import Path

import pytest

from bot.errors import RecordsError
from bot.messages import Incoming, Outgoing, Session
from bot.records import Entry, Records
from bot.records.connections import Connections

ENTRY = Entry("km", "TH", "wages", "code", False, 1, 2, 5)


def test_result_comes_back_and_is_on_disk(tmp_path: Path) -> None:
    one, other = Connections(tmp_path / "a.db"), Connections(tmp_path / "a.db")
    one.run(lambda db: db.execute("UPDATE house SET value = 7"))
    assert other.run(lambda db: db.execute("SELECT value FROM house").fetchall()) == [(7,), (7,)]
    one.close()
    other.close()
    one.close()


def test_waiting_for_another_process_ends_in_time_for_everybody(tmp_path: Path) -> None:
    holder, waiter = Connections(tmp_path / "a.db"), Connections(tmp_path / "a.db", patience=0.2)
    errors: list[str] = []

    def wait() -> None:
        with pytest.raises(RecordsError) as caught:
            waiter.run(lambda db: None)
        errors.append(str(caught.value))

    with holder.borrow():
        start = time.monotonic()
        threads = [threading.Thread(target=wait) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - start < 1
    assert set(errors) == {"The records are locked by another process."} and len(errors) == 20
    assert waiter.run(lambda db: 1) == 1
    holder.close()
    waiter.close()


def test_failed_work_leaves_nothing_and_the_next_goes_on(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "a.db")

    def fail(db) -> None:
        db.execute("UPDATE house SET value = 99")
        raise KeyError("a fault of ours")

    with pytest.raises(KeyError):
        connections.run(fail)
    assert connections.run(lambda db: db.execute("SELECT max(value) FROM house").fetchone()) == (0,)
    connections.close()


def write_for_ever(data: Path, number: int, begun) -> None:
    records = Records(data)
    for count in range(100_000):
        message = Incoming("sms", f"+855{number}-{count}", "x", f"{number}-{count}")
        records.keep(message, Session("km"), Outgoing(("reply",), 1), ENTRY)
        begun.set()


def test_killed_workers_leave_whole_records_and_no_lock(data: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for round_ in range(3):
        begun = context.Event()
        workers = [context.Process(target=write_for_ever, args=(data, n, begun)) for n in (round_, 10 + round_)]
        for worker in workers:
            worker.start()
        assert begun.wait(60)
        time.sleep(0.3 + round_ / 7)
        for worker in workers:
            worker.kill()
            worker.join()
            worker.close()
        records = Records(data, patience=0.5)
        with records.borrow() as db:
            tables = ("answered", "log", "conversation")
            counts = {db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
            assert len(counts) == 1 and counts.pop() > 0
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        records.ready()
        records.close()


def test_workers_under_load_all_get_their_turn(data: Path) -> None:
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    workers = [context.Process(target=write_some, args=(data, number, answers)) for number in range(4)]
    for worker in workers:
        worker.start()
    assert [answers.get(timeout=60) for _ in workers] == ["ok"] * 4
    for worker in workers:
        worker.join()
        worker.close()
    answers.close()
    answers.join_thread()
    assert Records(data).recall(Incoming("sms", "+8553", "", "3-7-19")).reply == Outgoing(("reply",), 1)


def write_some(data: Path, number: int, answers) -> None:
    records, slowest = Records(data), [0.0]

    def chat(thread: int) -> None:
        for count in range(20):
            message = Incoming("sms", f"+855{number}", "x", f"{number}-{thread}-{count}")
            start = time.monotonic()
            records.recall(message)
            records.keep(message, Session("km"), Outgoing(("reply",), 1), ENTRY)
            slowest.append(time.monotonic() - start)

    threads = [threading.Thread(target=chat, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put("ok" if len(slowest) == 161 and max(slowest) < 2 else f"{len(slowest)}, slowest {max(slowest):.1f} s")


def fork_writes(connections: Connections, answers) -> None:
    answers.put(connections.run(lambda db: db.execute("UPDATE house SET value = 5").rowcount))
    connections.close()


def test_a_fork_opens_its_own_connection(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "a.db")
    connections.run(lambda db: None)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    worker = context.Process(target=fork_writes, args=(connections, answers))
    worker.start()
    assert answers.get(timeout=30) == 2
    worker.join()
    worker.close()
    answers.close()
    answers.join_thread()
    assert connections.run(lambda db: db.execute("SELECT max(value) FROM house").fetchone()) == (5,)
    connections.close()
