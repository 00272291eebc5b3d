"""Read sheets of workbooks and files of CSV, within limits, with the place of each cell."""

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.instance import quoted, sentence
from scheduler.sources.documents import bytes_of
from scheduler.sources.nodes import MOST_LINES, BrokenError, Complaint, Node
from scheduler.sources.variants.layers import Pages

Value = bool | int | float | str | date | datetime | time | timedelta

NOTE = "#"
"""Beginning of the names of sheets and columns that are notes."""
HOW_TO = "How to"
"""The sheet of instructions, which is not read."""
_FIRST_ROWS = 20
"""Rows of CSV that decide which sign separates cells."""
MOST_CELLS = 250_000
"""Cells of a sheet, at most, with empty ones between; and merged or linked cells of a workbook."""
MOST_RANGES = 5_000
"""Ranges of merged or linked cells, at most."""
MOST_ELEMENTS = 2_000_000
"""Elements of XML in a workbook, at most; a cell is two or three."""
LARGEST_INSIDE = 200 * 2**20
"""Bytes of an unpacked workbook, at most."""
_COLUMNS, _ROWS = 2**14, 2**20
_OLD = b"\xd0\xcf\x11\xe0"
_RANGE = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref=\"(\w+:\w+)\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
"""Beginning of a formula, also in charts."""
_SIGNS = ",;\t|"


class CellTrouble(NamedTuple):
    """An error in a cell, or in several."""

    found: str
    expected: str
    hint: str = ""


_UNCOMPUTED = CellTrouble(
    "a formula whose value is not stored",
    "a value",
    "Open and save the workbook in a spreadsheet program, or replace the formula by its value.",
)


def plain(name: str) -> str:
    """Return a name in lower case without blanks, underscores and dots."""
    return re.sub(r"[\W_]+", "", name).lower()


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """One sheet of a workbook, or one file of CSV."""

    file: str
    """The file, for errors."""
    name: str
    """Name of the sheet; of CSV, of the file without its ending."""
    rows: Mapping[int, Mapping[int, Value | CellTrouble]]
    """Cells that are not empty, by row and column, both from 1 and in order."""
    in_book: bool = True
    """Whether the file has other sheets."""
    merged: tuple[str, ...] = ()
    """Ranges of merged cells."""
    trouble: str = ""
    """Why it cannot be read; then it has no rows."""

    @property
    def place(self) -> str:
        """The sheet, for errors."""
        return f"{self.file}: {self.name}" if self.in_book else self.file

    @property
    def is_note(self) -> bool:
        """Whether it is for people alone."""
        return self.name.startswith(NOTE) or plain(self.name) == plain(HOW_TO)

    def cell(self, row: int, column: int) -> str:
        """Return a cell for errors: ``plan.xlsx: sessions!B7``, or ``sessions.csv: B7``."""
        return self.at(f"{get_column_letter(column)}{row}")

    def at(self, reference: str) -> str:
        """Return a cell or a range of cells for errors."""
        return f"{self.place}{'!' if self.in_book else ': '}{reference}"


class CellErrors:
    """Errors about cells.

    Errors about nodes have lines. Cells have none, so each cell counts as a file.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines: dict[str, int] = {}
        self._complaints: list[Complaint] = []

    def line(self, place: str) -> int:
        """Return the line of a place; the same for the same place."""
        if place not in self._lines:
            self._lines[place] = self._pages.add(place, 0)
        return self._lines[place]

    def complain(self, line: int, what: str, found: str, expected: str, hint: str = "") -> None:
        """Add an error at a line, about a field, or about the place itself."""
        self.say(line, sentence(what, found, expected, hint).removeprefix(": "))

    def say(self, line: int, text: str) -> None:
        """Add an error as a ready sentence."""
        self._complaints.append(Complaint(line, text))

    def is_complete(self, row: Node, table: str, names: Iterable[str]) -> bool:
        """Tell whether a row has some fields; complain of missing ones whose cells have no error yet."""
        missing = [name for name in names if row.child(name) is None]
        for name in missing:
            line = row.key_lines.get(name, row.line)
            if all(each.line != line for each in self._complaints):
                self.complain(line, table, f"no `{name}`", "one")
        return not missing

    def told(self, others: Iterable[Complaint] = ()) -> list[str]:
        """Return all errors, and those of others about lines without one."""
        lines = {each.line for each in self._complaints}
        more = (each for each in others if each.line not in lines)
        told = self._pages.numbered([*self._complaints, *more])
        if len(told) > MOST_LINES:
            told[MOST_LINES:] = [f"and {len(told) - MOST_LINES} more."]
        return told


def sheets_of(path: Path) -> Sequence[SourceSheet]:
    """Return the sheets of a workbook or of CSV; of a file that cannot be read, one with the reason."""
    trouble = f"found the ending {quoted(path.suffix)}, expected .xlsx or .csv. Save it as one."
    try:
        match path.suffix.lower():
            case ".xlsx" | ".xlsm":
                return _sheets_in(bytes_of(path), str(path))
            case ".csv" | ".tsv":
                return [_csv_sheet(bytes_of(path), path)]
    except BrokenError as error:
        trouble = str(error)
    return [SourceSheet(str(path), "", {}, in_book=False, trouble=trouble)]


# Workbooks


def _sheets_in(content: bytes, file: str) -> Sequence[SourceSheet]:
    if not content:
        raise BrokenError(0, "is empty.")
    if content.startswith(_OLD):
        said = "has a password or an old format. Save it as .xlsx without a password."
        raise BrokenError(0, said)
    try:
        has_formulas = _scanned(content)
        values = _loaded(content)
        # Each loading takes as long as the other, and few workbooks have a formula.
        formulas = _loaded(content, data_only=False) if has_formulas else values
        return [_sheet(each, formulas[each.title], file) for each in values.worksheets]
    except (BrokenError, MemoryError):
        raise
    except Exception as error:  # any sort, by the damage and by the packages that are installed
        said = "cannot be read as a workbook. Save it as .xlsx, or as CSV."
        raise BrokenError(0, said) from error


def _loaded(content: bytes, *, data_only: bool = True) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), data_only=data_only)


def _scanned(content: bytes) -> bool:
    """Tell whether a workbook has formulas; raise `BrokenError` if it is too large to read."""
    has_formulas, elements, ranges = False, 0, list[str]()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > LARGEST_INSIDE:
            raise BrokenError(0, f"is larger than {LARGEST_INSIDE // 2**20} MB when unpacked.")
        for name in archive.namelist():
            part = archive.read(name)
            if b"<!ENTITY" in part:
                raise BrokenError(0, "defines entities of XML, as no spreadsheet program does.")
            has_formulas |= _FORMULA.search(part) is not None
            elements += part.count(b"<") - part.count(b"</")
            ranges += (each.decode() for each in _RANGE.findall(part))
    if elements > MOST_ELEMENTS:
        hint = "Keep only the tables, and delete rows and columns that look empty."
        raise BrokenError(0, f"holds more than {MOST_ELEMENTS:,} elements of XML. {hint}")
    for number, most, what in (
        (sum(map(_size, ranges)), MOST_CELLS, "cells"),
        (len(ranges), MOST_RANGES, "ranges of cells"),
    ):
        if number > most:
            found = f"found {number:,} {what} merged or with a link, expected at most {most:,}"
            raise BrokenError(
                0, f"{found}. Select all cells of the sheet, and remove merging and links."
            )
    return has_formulas


def _size(ref: str) -> int:
    left, top, right, bottom = range_boundaries(ref)
    columns = (right or _COLUMNS) - (left or 1) + 1
    return columns * ((bottom or _ROWS) - (top or 1) + 1)


def _sheet(values: Worksheet, formulas: Worksheet, file: str) -> SourceSheet:
    if values.max_row * values.max_column > MOST_CELLS:
        size = f"found {values.max_row:,} rows of {values.max_column:,} columns"
        hint = "Delete the rows below the table and the columns beside it, even if they look empty."
        why = f"{size}, expected at most {MOST_CELLS:,} cells. {hint}"
        return SourceSheet(file, values.title, {}, trouble=why)
    pairs = zip(values.iter_rows(), formulas.iter_rows(), strict=False)
    rows = _filled(map(_value, row, written) for row, written in pairs)
    merged = tuple(sorted(str(each) for each in values.merged_cells.ranges))
    return SourceSheet(file, values.title, rows, merged=merged)


def _filled(rows: Iterable[Iterable[Any]]) -> dict[int, dict[int, Any]]:
    filled = {}
    for number, row in enumerate(rows, 1):
        if cells := {at: value for at, value in enumerate(row, 1) if value is not None}:
            filled[number] = cells
    return filled


def _value(cell: Any, written: Any) -> Value | CellTrouble | None:
    value = cell.value
    if cell.data_type == "e":
        return CellTrouble(f"the error {value}", "a value", "Correct the formula.")
    if value is None and written.data_type == "f":
        return None if cell.data_type == "str" else _UNCOMPUTED
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return _moment(value, cell.number_format)
    return value if value is None or isinstance(value, Value) else str(value)


def _moment(value: datetime, form: str) -> date | datetime:
    """Return a time to the second, or a date if the cell shows no hour."""
    value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return value if value.time() != datetime.min.time() or "h" in form.lower() else value.date()


# CSV


def _csv_sheet(content: bytes, path: Path) -> SourceSheet:
    text = _decoded(content)
    try:
        lines = [*_records(text, _sign_of(text), strict=True)]
    except csv.Error as error:
        raise BrokenError(0, f"cannot be read as CSV: {error}.") from error
    rows = _filled((cell.strip() or None for cell in line) for line in lines)
    return SourceSheet(str(path), path.stem, rows, in_book=False)


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content:
        raise BrokenError(0, "found UTF-16, or bytes of 0, expected text. Save it as CSV in UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenError(0, "is not text in UTF-8. Save it as CSV in UTF-8.") from error


def _records(text: str, sign: str, *, strict: bool = False) -> Iterator[list[str]]:
    lines = io.StringIO(text.replace("\r\n", "\n"), newline="")
    return csv.reader(lines, delimiter=sign, strict=strict, skipinitialspace=True)


def _sign_of(text: str) -> str:
    """Return the sign between cells: the one with which most cells are in rows of one width."""

    def evenness(sign: str) -> int:
        filled = islice(filter(any, _records(text, sign)), _FIRST_ROWS)
        widths = Counter(map(len, filled))
        return max((rows * width for width, rows in widths.items() if width > 1), default=0)

    return max(_SIGNS, key=evenness)


# What is written


_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def settled(workbook: bytes, moment: datetime) -> bytes:
    """Return a workbook whose dates are a moment in UTC, so that equal workbooks have equal bytes."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    date_time = (max(moment.year, 1980), *moment.timetuple()[1:6])
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            info = zipfile.ZipInfo(name, date_time)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, content)
    return file.getvalue()
