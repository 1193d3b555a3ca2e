"""Opens a list file and says what it is by what is in it, not by its name."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ListError
from bot.library.imports import csv_text, pdf, workbook
from bot.library.imports.grid import LARGEST_FILE, Grid, in_unicode

OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read(path: Path) -> list[Grid]:
    """The tables of an .xlsx, .csv or .pdf file: one for each visible sheet. Raises ListError with a sentence."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ListError(
                f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB; no list is that large."
                " Copy the rows of the list into a new file."
            )
        data = path.read_bytes()
    except OSError as error:
        raise ListError(f"{path.name} cannot be opened ({error.strerror}).") from None
    if not data.strip():
        raise ListError(f"{path.name} is empty.")
    if data.startswith(b"PK"):
        grids = workbook.read(path.name, data)
    elif data.startswith(b"%PDF"):
        grids = pdf.read(path.name, data)
    elif data.startswith(OLD_OFFICE):
        raise ListError(
            f"{path.name} is an Excel file of the old kind, or locked by a password."
            " Open it and save it as .xlsx without a password."
        )
    else:
        grids = csv_text.read(path.name, data)
    return [in_unicode(grid) for grid in grids]
