"""Files of CSV as sheets of texts: their letters, the sign between cells, and quotation marks."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Collection, Iterator

from scheduler.sources.nodes import BrokenError
from scheduler.sources.tables.columns import plain
from scheduler.sources.tables.sheets import FIRST_ROWS, Sheet, table_named

_SIGNS = ",;\t"
_OTHER = "cp1252"
"""What spreadsheets of western Europe write, unless they are asked for UTF-8; it holds Latin-1."""


def sheet_in(content: bytes, file: str, name: str, headings: Collection[str] = ()) -> Sheet:
    """Return a file of CSV as a sheet of texts, or raise `BrokenError`."""
    text, notes = _decoded(content, file)
    records = _all_records(text, name, headings)
    rows = {}
    for row, record in enumerate(records, 1):
        cells = {column: text.strip() for column, text in enumerate(record, 1) if text.strip()}
        if cells:
            rows[row] = cells
    return Sheet(file, name, rows, in_book=False, notes=notes)


def _all_records(text: str, name: str, headings: Collection[str]) -> list[list[str]]:
    """Return the records; a blank may stand before a quotation mark, if that makes no fewer of them."""
    try:
        found, trouble = list(_records(text, name, headings)), ""
    except csv.Error as error:
        found, trouble = [], str(error)
    if trouble or _BLANK_AND_MARK.search(text):
        try:
            loose = list(_records(text, name, headings, blanks=True))
            found, trouble = max(loose, found, key=len), ""
        except csv.Error:
            pass
    if trouble:
        raise BrokenError(0, f"cannot be read as CSV: {trouble}.")
    return found


_BLANK_AND_MARK = re.compile(r'[,;\t] +"')


def _decoded(content: bytes, file: str) -> tuple[str, tuple[str, ...]]:
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


def _records(
    text: str, name: str, headings: Collection[str], *, blanks: bool = False
) -> Iterator[list[str]]:
    """Return the records, cut by the sign that finds most headings, or else most pieces in the first line."""
    first = list(
        itertools.islice((line for line in io.StringIO(text, None) if line.strip()), FIRST_ROWS)
    )
    table = table_named(name)

    def known_in(cells: list[str]) -> int:
        if table is not None and not headings:
            return table.known_in(cells)
        return sum(plain(each) in headings for each in cells)

    def found(sign: str) -> tuple[int, int]:
        cut = [
            next(csv.reader([line], delimiter=sign, skipinitialspace=blanks), []) for line in first
        ]
        return max(map(known_in, cut), default=0), len(cut[0]) if cut else 0

    sign = max(_SIGNS, key=found)
    return csv.reader(
        io.StringIO(text.replace("\r\n", "\n"), newline=""),
        delimiter=sign,
        strict=True,
        skipinitialspace=blanks,
    )
