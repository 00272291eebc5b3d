"""CSV as spreadsheets write it: with commas, semicolons or tabs, in UTF-8 or Windows-1252."""

import codecs
import csv
import io
import itertools
from collections.abc import Iterator

from scheduler.sources.nodes import BrokenError
from scheduler.sources.tables.headings import FIRST_ROWS, table_named
from scheduler.sources.tables.sheets import Sheet

_SIGNS = ",;\t"
_OTHER = "cp1252"
"""What spreadsheets of western Europe write, unless they are asked for UTF-8; it holds Latin-1."""


def sheet_in(content: bytes, file: str, name: str) -> Sheet:
    """Return a file of CSV as a sheet of texts, or raise `BrokenError`."""
    text, notes = _text(content, file)
    try:
        records = list(_records(text, name))
    except csv.Error as error:
        raise BrokenError(0, f"cannot be read as CSV: {error}.") from error
    rows = {}
    for row, record in enumerate(records, 1):
        cells = {column: text.strip() for column, text in enumerate(record, 1) if text.strip()}
        if cells:
            rows[row] = cells
    return Sheet(file, name, rows, in_book=False, notes=notes)


def _text(content: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BrokenError(0, "found UTF-16, expected UTF-8. Save it as CSV in UTF-8.")
    if b"\0" in content:
        raise BrokenError(0, "found a byte of 0, expected text. Save it as CSV in UTF-8.")
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        note = f"{file}: is not in UTF-8; read as Windows-1252. Look at letters with accents."
        return content.decode(_OTHER), (note,)
    except UnicodeDecodeError as error:
        raise BrokenError(0, "is not text in UTF-8. Save it as CSV in UTF-8.") from error


def _records(text: str, name: str) -> Iterator[list[str]]:
    """Return the records, cut by the sign that finds most headings, or else most pieces in the first line."""
    first = list(itertools.islice((line for line in text.splitlines() if line.strip()), FIRST_ROWS))
    table = table_named(name)

    def found(sign: str) -> tuple[int, int]:
        cut = [next(csv.reader([line], delimiter=sign), []) for line in first]
        known = max((table.known_in(cells) for cells in cut), default=0) if table else 0
        return known, len(cut[0]) if cut else 0

    sign = max(_SIGNS, key=found)
    return csv.reader(
        io.StringIO(text.replace("\r\n", "\n"), newline=""), delimiter=sign, strict=True
    )
