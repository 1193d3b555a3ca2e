"""One SQLite connection, set up so that what is deleted is gone; and SQLite's errors in our words.

Rollback journal, not WAL: SQLite before 3.51.3 can corrupt a WAL file that several processes write, and a
WAL keeps deleted rows until a checkpoint. TRUNCATE, not DELETE: with `synchronous=FULL` only TRUNCATE syncs
the end of a transaction itself, so a power cut cannot bring back a row that was deleted a moment before
(`docs/privacy.md`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from bot.errors import RecordsError
from bot.records.migrations import migrations

PATIENCE = 5.0  # seconds to wait for another process's transaction

REASONS = {
    "SQLITE_BUSY": "The records are locked by another process.",
    "SQLITE_LOCKED": "The records are locked by another process.",
    "SQLITE_READONLY": "The records cannot be written: file or folder is read-only.",
    "SQLITE_PERM": "The records may not be opened: wrong owner or mode.",
    "SQLITE_CANTOPEN": "The records cannot be opened: folder missing, read-only or not ours.",
    "SQLITE_FULL": "The records cannot be written: the disk is full.",
    "SQLITE_NOTADB": "The records file is not an SQLite database.",
    "SQLITE_CORRUPT": "The records file is damaged.",
    "SQLITE_IOERR": "The records cannot be read or written: disk error.",
}


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn errors of SQLite and the file system into a RecordsError that holds no value and no path."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or "SQLITE_ERROR"
        family = "_".join(name.split("_")[:2])
        raise RecordsError(f"{REASONS.get(family, 'The records cannot be used.')} ({name})") from None
    except OSError as error:
        raise RecordsError(f"The records folder cannot be used: {os.strerror(error.errno or 0)}.") from None


def private_folder(folder: Path) -> None:
    """Make `folder` if needed and close it to everybody else."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(PermissionError):  # somebody else's folder, such as a container's volume: still usable
        folder.chmod(0o700)


def open_database(path: Path, *, patience: float = PATIENCE) -> Database:
    """A new connection to the records at `path`, brought up to date; for one thread at a time."""
    with plain_errors():
        private_folder(path.parent)
        with suppress(PermissionError):  # read-only: reading may still work
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(path, timeout=patience, check_same_thread=False)
        try:
            database = Database(connection, execute_plugins=False)
            _set_up(database)
            if migrations.pending(database):
                with immediately(database):  # workers that start together queue here; the second finds nothing to do
                    migrations.apply(database)
        except BaseException:
            connection.close()
            raise
        return database


def _set_up(database: Database) -> None:
    for pragma in ("secure_delete=ON", "synchronous=FULL", "temp_store=MEMORY", "foreign_keys=ON"):
        database.execute(f"PRAGMA {pragma}").fetchall()
    if database.execute("PRAGMA journal_mode").fetchone()[0] == "wal":  # left by another tool: empty it first
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if database.execute("PRAGMA journal_mode=TRUNCATE").fetchone()[0] != "truncate":
        raise RecordsError("The records cannot leave WAL mode: another process has them open.")


@contextmanager
def immediately(database: Database) -> Iterator[Database]:
    """One transaction that takes the writer's place at once, so it can never fail half-way for a lock."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield database
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.rollback()
        raise
