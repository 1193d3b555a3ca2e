from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import RecordsError
from bot.records.database import immediately, open_database
from bot.records.migrations import migrations

STEPS = [step.name for step in migrations._migrations]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "truncate"),
        ("secure_delete", 1),
        ("synchronous", 2),
        ("temp_store", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_is_set_up(tmp_path: Path, pragma: str, value: object) -> None:
    for _ in range(2):
        db = open_database(tmp_path / "a.db")
        assert db.execute(f"PRAGMA {pragma}").fetchone()[0] == value
        db.close()


def schema(path: Path) -> str:
    db = open_database(path)
    try:
        assert not migrations.pending(db)
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return db.schema
    finally:
        db.close()


@pytest.mark.parametrize("step", STEPS)
def test_a_file_of_each_earlier_version_is_brought_up_to_date(tmp_path: Path, step: str) -> None:
    old = Database(tmp_path / "old.db")
    migrations.apply(old, stop_before=step)
    if "conversation" in old.table_names():
        with old.atomic():
            old.execute("INSERT INTO conversation VALUES (x'01', '{}', 1)")
    old.close()
    assert schema(tmp_path / "old.db") == schema(tmp_path / "new.db")
    if step != STEPS[0]:
        db = open_database(tmp_path / "old.db")
        assert db["conversation"].count == 1
        db.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    other = Database(tmp_path / "a.db")
    other.execute("CREATE TABLE house (x)")  # in the way of the last step
    other.close()
    with pytest.raises(RecordsError):
        open_database(tmp_path / "a.db")
    other = Database(tmp_path / "a.db")
    assert other.table_names() == ["house"]
    other.close()


def opening(path: Path, gate, answers) -> None:
    gate.wait()
    try:
        db = open_database(path)
        answers.put(len(db.table_names()))
        db.close()
    except RecordsError as error:
        answers.put(str(error))


def test_workers_that_start_together_migrate_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    gate, answers = context.Barrier(6), context.Queue()
    workers = [context.Process(target=opening, args=(tmp_path / "a.db", gate, answers)) for _ in range(6)]
    for worker in workers:
        worker.start()
    assert {answers.get(timeout=60) for _ in workers} == {7}
    for worker in workers:
        worker.join()
        worker.close()
    answers.close()
    answers.join_thread()
    schema(tmp_path / "a.db")


def test_a_file_left_in_wal_mode_is_emptied_and_changed(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.db")
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE t (x)")
    other.commit()
    with pytest.raises(RecordsError):
        open_database(tmp_path / "a.db", patience=0.05)
    other.close()
    open_database(tmp_path / "a.db").close()
    assert {path.name for path in tmp_path.iterdir()} == {"a.db", "a.db-journal"}


def test_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db")
    with pytest.raises(ZeroDivisionError), immediately(db):
        db.execute("INSERT INTO conversation VALUES (x'01', '{}', 1)")
        raise ZeroDivisionError
    assert db["conversation"].count == 0 and not db.conn.in_transaction
    db.close()


def test_read_only_file_and_full_disk_are_plain_errors(tmp_path: Path) -> None:
    from bot.records.database import plain_errors

    db = open_database(tmp_path / "a.db")
    db.execute("PRAGMA max_page_count=1").fetchall()
    with pytest.raises(RecordsError, match="disk is full"), plain_errors(), immediately(db):
        db.execute("INSERT INTO conversation VALUES (x'01', hex(zeroblob(100000)), 1)")
    db.execute("PRAGMA query_only=ON")
    with pytest.raises(RecordsError, match="read-only"), plain_errors():
        db.execute("INSERT INTO conversation VALUES (x'01', '', 1)")
    db.close()
