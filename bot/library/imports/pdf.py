"""Tables with drawn lines in a PDF as one grid, page after page. Needs pdfplumber (`pip install 'sarika[pdf]'`)."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Iterator

from bot.errors import ListError
from bot.library.imports.grid import LARGEST_UNPACKED, Grid, Row, refuse_too_many, row

MOST_PAGES = 300
UNREADABLE = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
"""What comes out where a font in the PDF does not say which letters it draws."""
LOCAL_LETTERS = re.compile("[\u1780-\u17d3\u17dd\u1000-\u103f\u1050-\u109f\uaa60-\uaa7f]+")
"""Khmer and Burmese but for their digits, which always come out right."""
SCRAMBLED = re.compile("(?:^|[\\s(/])[\u17b6-\u17d3\u102b-\u1032\u1036-\u103e]")
"""A word that begins with a vowel or a mark: letters stand as they were drawn, and those below the line are lost. Nearly
every program that makes PDF writes Khmer so."""
FEW = 0.02
"""Share of cells in which that may be a slip of whoever wrote the list."""
INSTEAD = "Ask for the list as Excel, or type it into a spreadsheet."


def read(name: str, data: bytes) -> list[Grid]:
    """All tables of the PDF under each other. Raises ListError: pdfplumber missing, a scan, no lines, letters unreadable."""
    try:
        import pdfplumber
    except ImportError:
        raise ListError(
            f"{name}: reading tables from PDF needs one more package. Install it with: pip install 'sarika[pdf]'"
        ) from None
    _refuse_bomb(name, data)
    rows: list[Row] = []
    letters = 0
    try:
        with warnings.catch_warnings(), pdfplumber.open(io.BytesIO(data)) as document:
            warnings.simplefilter("ignore")
            if len(document.pages) > MOST_PAGES:
                raise ListError(f"{name} has {len(document.pages)} pages; import at most {MOST_PAGES} at once.")
            for number, page in enumerate(document.pages, 1):
                letters += len(page.chars)
                rows += _page(f"{name}, page {number}", page.extract_tables())
                refuse_too_many(name, len(rows))
                page.close()
    except ListError:
        raise
    except Exception as error:  # what a PDF library raises for a broken or locked file is of every kind
        raise ListError(
            f"{name} cannot be read as a PDF ({type(error).__name__}): it is broken or locked by a password. {INSTEAD}"
        ) from None
    if not letters:
        raise ListError(f"{name} holds pictures of pages, no text. {INSTEAD}")
    if not rows:
        raise ListError(f"{name} has text, but no table with lines around its cells. {INSTEAD}")
    if any(UNREADABLE.search(cell) for line in rows for cell in line.cells):
        raise ListError(f"{name}: its letters come out as nonsense, the font does not name them. {INSTEAD}")
    return [_legible(Grid(name, tuple(rows)))]


def _legible(grid: Grid) -> Grid:
    """The grid without Khmer and Burmese letters where the file does not give them as they were written."""
    local = [cell for line in grid.rows for cell in line.cells if LOCAL_LETTERS.search(cell)]
    broken = sum(SCRAMBLED.search(cell) is not None for cell in local)
    if broken <= len(local) * FEW:
        return grid
    lines = (row(line.place, line.number, [LOCAL_LETTERS.sub(" ", cell) for cell in line.cells]) for line in grid.rows)
    return Grid(
        grid.name,
        tuple(line for line in lines if line is not None),
        notes=(
            "The Khmer or Burmese in this PDF comes out with letters lost and in disorder, so only Latin letters"
            " and digits are read. Ask for the list as Excel; or say what the columns are: --column C=name --column"
            " D=licence_no.",
        ),
    )


def _page(place: str, tables: list[list[list[str | None]]]) -> Iterator[Row]:
    number = 0
    for table in tables:
        for cells in table:
            number += 1
            found = row(place, number, [cell or "" for cell in cells])
            if found is not None:
                yield found


def _refuse_bomb(name: str, data: bytes) -> None:
    """Unpack the streams of the file one by one, up to the limit: a PDF library unpacks them without one."""
    total = 0
    for match in re.finditer(rb"stream\r?\n", data):
        stream = zlib.decompressobj()
        try:
            packed = data[match.end() : data.find(b"endstream", match.end())]
            total += len(stream.decompress(packed, LARGEST_UNPACKED + 1))
        except zlib.error:
            continue
        if total > LARGEST_UNPACKED:
            raise ListError(
                f"{name} becomes larger than {LARGEST_UNPACKED // 1_000_000} MB when unpacked; no list is that large."
                f" {INSTEAD}"
            )
