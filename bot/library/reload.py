"""The shelf that always holds something made from a good Library: swapped in whole when files change, kept when an edit is broken."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from bot.errors import ContentError
from bot.library.load import load, stamp
from bot.library.model import Library

log = logging.getLogger(__name__)

Made = TypeVar("Made")


class Shelf(Generic[Made]):
    """Holds what `make` makes of the Library of `folder`, and looks for edits at most once in `every` seconds.

    A reload happens on a thread of its own, so that no message waits for it. `refused` is the error of an edit that was
    not taken, None when what is live is what is on disk.
    """

    def __init__(
        self,
        folder: Path,
        make: Callable[[Library], Made],
        every: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Load the folder now; raises ContentError when there is no good library to begin with."""
        self._folder = folder
        self._every = every
        self._clock = clock
        self._stamp = stamp(folder)
        self._make = make
        self._made = make(load(folder))
        self._looked = clock()
        self._busy = threading.Lock()
        self.refused: ContentError | None = None

    @property
    def current(self) -> Made:
        """What was made of the last good Library; starts a look at the files when one is due."""
        if self._clock() - self._looked >= self._every and self._busy.acquire(blocking=False):
            self._looked = self._clock()
            threading.Thread(target=self._look, name="content-reload", daemon=True).start()
        return self._made

    def _look(self) -> None:
        try:
            self.refresh()
        finally:
            self._busy.release()

    def refresh(self) -> bool:
        """Look at the files now; True if new content went live. A broken edit is logged and not taken."""
        try:
            found = stamp(self._folder)
            if found == self._stamp:
                return False
            library = load(self._folder)
            made = self._make(library)
        except ContentError as error:
            self._stamp, self.refused = found, error
            log.error("Content not taken, the last good one keeps answering: %s", error)
            return False
        except OSError as error:
            log.error("Content cannot be read just now (%s); the last good one keeps answering", error.strerror)
            return False
        self._stamp, self._made, self.refused = found, made, None
        log.info("Content %s is live", library.version)
        return True
