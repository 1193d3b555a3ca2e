"""The one connection of a process to the records, taken in turns; and one commit for all threads that wait.

A commit costs the same disk syncs whatever it holds, and one process can write at a time. So threads queue,
and whoever has the turn works for all that wait by then. Between processes SQLite itself only polls and,
under load, starves some of them for seconds: a lock file with a gate before it makes turns fair.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Condition
from typing import TypeVar

from sqlite_utils import Database

from bot.errors import RecordsError
from bot.records.database import PATIENCE, immediately, open_database, plain_errors, private_folder

T = TypeVar("T")
POLL = 0.0003
LOCKED = "The records are locked by another process."


@dataclass(slots=True)
class _Job:
    run: Callable[[Database], None]
    done: bool = False
    error: Exception | None = None


class Connections:
    """Opens nothing until asked; safe for threads; each process needs its own."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._open: tuple[tuple[int, int], Database] | None = None
        self._waiting: deque[_Job] = deque()
        self._state = Condition()
        self._busy = False

    def run(self, job: Callable[[Database], T]) -> T:
        """Run `job` inside a transaction; its result once that is safely on disk."""
        outcome: list[T] = []
        mine = _Job(lambda db: outcome.append(job(db)))
        with self._state:
            self._waiting.append(mine)
            self._state.wait_for(lambda: mine.done or not self._busy)
            self._busy = self._busy or not mine.done
            jobs = [] if mine.done else self._take_waiting()
        if jobs:
            try:
                self._commit(jobs)
            finally:
                self._end_turn()
        if mine.error:
            raise mine.error
        return outcome[-1]

    @contextmanager
    def borrow(self) -> Iterator[Database]:
        """The connection for longer reading; everybody else waits meanwhile."""
        with self._state:
            self._state.wait_for(lambda: not self._busy)
            self._busy = True
        try:
            with self._mine() as db:
                yield db
        finally:
            self._end_turn()

    def close(self) -> None:
        """Close the connection once nobody uses it; a later call opens a new one."""
        with self._state:
            self._state.wait_for(lambda: not self._busy)
            self._drop()

    def _end_turn(self) -> None:
        with self._state:
            self._busy = False
            self._state.notify_all()

    def _take_waiting(self) -> list[_Job]:
        return [self._waiting.popleft() for _ in range(len(self._waiting))]

    def _commit(self, jobs: list[_Job]) -> None:
        error: Exception | None = RecordsError("The work was interrupted.")
        try:
            with self._mine() as db, immediately(db):
                for job in jobs:
                    job.run(db)
            error = None
        except RecordsError as trouble:
            error = trouble
            jobs = jobs + self._take_waiting()  # they met the same trouble: nobody waits for it twice
        except Exception as trouble:
            error = trouble
            if len(jobs) > 1:  # a fault of ours in one job must not take the others with it
                for job in jobs:
                    self._commit([job])
        finally:
            for job in jobs:
                if not job.done:
                    job.error, job.done = error, True  # in this order: `done` lets its thread go

    @contextmanager
    def _mine(self) -> Iterator[Database]:
        """The connection while no other process has it; after any trouble it is closed."""
        with plain_errors(), _alone(self.path, time.monotonic() + self._patience):
            if self._open and self._open[0] != self._which():
                self._drop()  # the file was replaced, or we are a fork: never write through the old one
            if not self._open:
                db = open_database(self.path, patience=self._patience)
                self._open = self._which(), db
            try:
                yield self._open[1]
            except BaseException:
                self._drop()
                raise

    def _which(self) -> tuple[int, int]:
        return os.getpid(), self.path.stat().st_ino if self.path.exists() else 0

    def _drop(self) -> None:
        if self._open:
            self._open[1].close()
        self._open = None


@contextmanager
def _alone(path: Path, deadline: float) -> Iterator[None]:
    """No other process of ours at the records. One waits inside the gate and goes next: nobody overtakes."""
    private_folder(path.parent)
    with _locked(path.with_suffix(".gate"), deadline) as gate, _locked(path.with_suffix(".lock"), deadline):
        fcntl.flock(gate, fcntl.LOCK_UN)
        yield


@contextmanager
def _locked(path: Path, deadline: float) -> Iterator[int]:
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise RecordsError(LOCKED) from None
                time.sleep(POLL)
        yield file
    finally:
        os.close(file)  # gives up the lock, as the end of the process does
