"""The connections of one process to the records: a pool for its threads, and one commit for all who wait.

A commit costs the same disk syncs whatever it holds, and only one process can write at a time. So the
threads of a process queue for one turn, and whoever gets it writes for all that wait by then.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlite_utils import Database

from bot.errors import RecordsError
from bot.records.database import PATIENCE, immediately, open_database, plain_errors

T = TypeVar("T")


@dataclass(slots=True)
class _Job:
    run: Callable[[Database], None]
    done: bool = False
    error: Exception | None = None


class Connections:
    """Opens nothing until asked; safe for threads; each process has its own."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._idle: deque[tuple[int, Database]] = deque()
        self._waiting: deque[_Job] = deque()
        self._turn = Lock()

    @contextmanager
    def borrow(self) -> Iterator[Database]:
        """A connection for this thread alone; after any trouble it is closed, not given back."""
        with plain_errors():
            inode, db = self._take()
            try:
                yield db
            except BaseException:
                db.close()
                raise
            self._idle.append((inode, db))

    def write(self, job: Callable[[Database], T]) -> T:
        """Run `job` inside a transaction; its result once that is safely on disk."""
        outcome: list[T] = []
        mine = _Job(lambda db: outcome.append(job(db)))
        self._waiting.append(mine)
        with self._turn:
            if not mine.done:
                self._commit([self._waiting.popleft() for _ in range(len(self._waiting))])
        if mine.error:
            raise mine.error
        return outcome[-1]

    def close(self) -> None:
        """Close the idle connections; a later call opens new ones."""
        while self._idle:
            self._idle.pop()[1].close()

    def _take(self) -> tuple[int, Database]:
        inode = self.path.stat().st_ino if self.path.exists() else 0
        while self._idle:
            try:
                known, db = self._idle.pop()
            except IndexError:  # another thread was faster
                break
            if known == inode:
                return known, db
            db.close()  # the file was deleted or replaced under us: never write into the old one
        db = open_database(self.path, patience=self._patience)
        return self.path.stat().st_ino, db

    def _commit(self, jobs: list[_Job]) -> None:
        error: Exception | None = RecordsError("The write was interrupted.")
        try:
            with self.borrow() as db, immediately(db):
                for job in jobs:
                    job.run(db)
            error = None
        except RecordsError as trouble:
            error = trouble
        except Exception as trouble:
            error = trouble
            if len(jobs) > 1:  # a fault of ours in one job must not take the others with it
                for job in jobs:
                    self._commit([job])
                return
        finally:
            for job in jobs:
                if not job.done:
                    job.done, job.error = True, error
