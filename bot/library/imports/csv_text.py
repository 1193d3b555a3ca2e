"""CSV and tab-separated text as a grid, whatever the separator; encodings that can be known are read, others refused."""

from __future__ import annotations

import codecs
import csv
import io

from bot.errors import ListError
from bot.library.imports.grid import Grid, Row, refuse_too_many, row

SEPARATORS = ",;\t|"
SAVE_AGAIN = "In Excel choose Save As and 'CSV UTF-8'; or import the .xlsx itself."


def read(name: str, data: bytes) -> list[Grid]:
    """The table, in the one reading that has the most regular columns. Raises ListError with a sentence."""
    text = decode(name, data)
    if text[:100].lstrip().lower().startswith(("<html", "<!doctype html", "<table", "<?xml")):
        raise ListError(f"{name} is a web page, whatever its name says. Open it in Excel and save it as .xlsx.")
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own mark
        return [Grid(name, _rows(name, rest, first.strip()[4], 2))]
    separator = max(SEPARATORS, key=lambda mark: _regularity(text, mark))
    return [Grid(name, _rows(name, text, separator, 1))]


def decode(name: str, data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one; anything else is refused, for guessing would change names."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, meant = "utf-16", "UTF-16"
    else:
        encoding, meant = "utf-8-sig", "UTF-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ListError(
            f"{name}, line {line}: the letters cannot be read, the file is not in {meant} (an older Windows encoding?)."
            f" {SAVE_AGAIN}"
        ) from None
    if "\x00" in text:
        raise ListError(f"{name} is not text in UTF-8 (perhaps UTF-16 without its mark). {SAVE_AGAIN}")
    return text


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """How many lines of the beginning have the commonest number of columns, counted only from two columns on."""
    try:
        widths = [len(cells) for cells in csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator)]
    except csv.Error:
        return (0, 0)
    counts = {width: widths.count(width) for width in widths if width > 1}
    if not counts:
        return (0, 0)
    commonest = max(counts, key=lambda width: (counts[width], width))
    return counts[commonest], commonest


def _rows(name: str, text: str, separator: str, first_line: int) -> tuple[Row, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    began = first_line
    try:
        for cells in reader:
            found = row(name, began, cells)
            began = first_line + reader.line_num
            if found is not None:
                rows.append(found)
                refuse_too_many(name, len(rows))
    except csv.Error as error:
        raise ListError(
            f"{name}, line {began}: the table is broken from here ({error})."
            ' A text with quotes in it needs them doubled: "" . Or import the .xlsx itself.'
        ) from None
    return tuple(rows)
