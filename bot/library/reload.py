"""The shelf that always holds something made from a good Library: swapped in whole when files change, kept when an edit
is broken, and after a restart brought back from the last good copy."""

from __future__ import annotations

import logging
import shutil
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from bot.errors import ContentError
from bot.library.load import files, load, stamp
from bot.library.model import Library

log = logging.getLogger(__name__)

Made = TypeVar("Made")


class Shelf(Generic[Made]):
    """Holds what `make` makes of the Library of `folder`.

    `current` is what was made of the last good Library. `refused` is the error of an edit that was not taken, None when
    what is live is what is on disk. With `keep`, the last good files are copied there, and answer after a restart when
    those of `folder` are broken.
    """

    def __init__(self, folder: Path, make: Callable[[Library], Made], keep: Path | None = None) -> None:
        """Load the folder now; raises ContentError when there is no good library at all."""
        self._folder = folder
        self._make = make
        self._keep = keep
        self._stamp = stamp(folder)
        self.refused: ContentError | None = None
        try:
            library = load(folder)
        except ContentError as error:
            if keep is None or not keep.is_dir():
                raise
            self.refused = error
            library = load(keep)
            log.error("Content is broken; the last good copy answers: %s", error)
        else:
            self._save(library)
        self.current = make(library)

    def watch(self, every: float = 2.0) -> None:
        """Look at the files every so many seconds, on a thread that ends with the shelf: no message waits for it."""
        shelf = weakref.ref(self)
        ended = threading.Event()
        weakref.finalize(self, ended.set)
        threading.Thread(target=_watch, args=(shelf, ended, every), name="content-watch", daemon=True).start()

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
        self._stamp, self.current, self.refused = found, made, None
        self._save(library)
        log.info("Content %s is live", library.version)
        return True

    def _save(self, library: Library) -> None:
        """Copy the good files aside; the copy appears whole or not at all."""
        if self._keep is None:
            return
        fresh = self._keep.with_name(f"{self._keep.name}.{library.version}.{threading.get_native_id()}")
        try:
            for path in files(self._folder):
                target = fresh / path.relative_to(self._folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
            shutil.rmtree(self._keep, ignore_errors=True)
            fresh.rename(self._keep)
        except OSError as error:
            log.warning("The good content could not be copied aside (%s)", error.strerror)
            shutil.rmtree(fresh, ignore_errors=True)


def _watch(shelf: weakref.ref[Shelf[Made]], ended: threading.Event, every: float) -> None:
    while not ended.wait(every):
        found = shelf()
        if found is None:
            return
        found.refresh()
        del found
