"""Where learned models are kept: a file for each state of the examples, made apart from the serving process."""

from __future__ import annotations

import fcntl
import logging
import subprocess
import sys
import zipfile
from pathlib import Path

from bot.library.load import load as load_library
from bot.library.model import Library
from bot.understanding import examples, learning
from bot.understanding.examples import Examples

log = logging.getLogger(__name__)

BROKEN = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile)
"""What reading a damaged model raises."""

SLOWEST = 900
"""Seconds that learning may take before it is given up."""


def ready(folder: Path, library: Library) -> Examples | None:
    """The model for this library from `folder`, learned first if it is not there; None if that is not possible.

    Without a model messages are still understood by codes, commands and phrases.
    """
    path = path_of(folder, library)
    try:
        if path.exists():
            try:
                return Examples(examples.load(path))
            except BROKEN as error:
                log.error("The model is broken (%s) and is learned again", type(error).__name__)
                path.unlink()
        _learn_apart(path, library)
        return Examples(examples.load(path))
    except (*BROKEN, subprocess.SubprocessError) as error:
        log.error("No model could be learned or read (%s); phrases and codes still answer", type(error).__name__)
        return None


def path_of(folder: Path, library: Library) -> Path:
    """The file that holds, or will hold, the model of this library's examples."""
    return folder / f"{learning.key(library)}.npz"


def _learn_apart(path: Path, library: Library) -> None:
    """Learn in a process of its own: serving goes on, and the memory it takes is given back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / "learning.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():  # another worker learned it while we waited
            return
        log.warning("Learning from the example messages, once (about half a minute)")
        command = [sys.executable, "-m", "bot.understanding.models", str(library.folder), str(path.parent)]
        subprocess.run(command, check=True, timeout=SLOWEST, stdout=subprocess.DEVNULL)  # noqa: S603 - our own module
        for old in sorted(path.parent.glob("*.npz"), key=lambda file: file.stat().st_mtime)[:-3]:
            old.unlink(missing_ok=True)
            old.with_suffix(examples.WEIGHTS).unlink(missing_ok=True)


def learn(content: Path, folder: Path) -> Path:
    """Learn from the content and write the model into `folder`; returns the file."""
    library = load_library(content)
    path = path_of(folder, library)
    examples.save(learning.learn(learning.examples(library)), path)
    return path


if __name__ == "__main__":
    learn(Path(sys.argv[1]), Path(sys.argv[2]))
