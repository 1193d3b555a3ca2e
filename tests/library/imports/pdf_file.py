"""Writes small PDF files by hand: text in any script, with or without the lines of a table."""

from __future__ import annotations

import zlib


def pdf(pages: list[list[list[str]]], lines: bool = True, letters: bool = True, bomb: int = 0) -> bytes:
    """A PDF whose pages are tables. Each character is drawn by Helvetica's code, and a ToUnicode map says what it means."""
    characters = sorted({c for page in pages for row in page for cell in row for c in cell if c != "\n"})
    codes = {c: f"{number:02x}" for number, c in enumerate(characters, 1)}
    assert len(codes) < 250
    mapping = "".join(f"<{code}> <{c.encode('utf-16-be').hex()}>\n" for c, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}endbfchar\nendcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>",
        stream(cmap),
    ]
    for number, rows in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1200 800] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(stream(_drawn(rows, codes, lines, letters)))
    if bomb:
        objects.append(stream(b"\0" * bomb))
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
        f"startxref\n{len(out)}\n%%EOF".encode()
    )


def stream(content: str | bytes) -> bytes:
    packed = zlib.compress(content if isinstance(content, bytes) else content.encode())
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _drawn(rows: list[list[str]], codes: dict[str, str], lines: bool, letters: bool) -> str:
    width, height, top = 1100 // max(map(len, rows)), 36, 760
    drawn = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            left, under = 40 + x * width, top - (y + 1) * height
            if lines:
                drawn.append(f"{left} {under} {width} {height} re S")
            for n, line in enumerate(cell.split("\n")):
                hexed = "".join(codes[c] for c in line)
                if letters and hexed:
                    drawn.append(f"BT /F1 9 Tf {left + 4} {under + height - 12 - 11 * n} Td <{hexed}> Tj ET")
    return "\n".join(drawn)
