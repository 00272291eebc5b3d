"""What a workbook would multiply into if it were read, counted before it is."""

import zipfile
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from openpyxl.utils.cell import range_boundaries

from scheduler.sources.nodes import BrokenError

LARGEST_INSIDE = 200 * 2**20
"""Bytes at most of what a workbook holds, once it is unpacked."""
MOST_ELEMENTS = 2_000_000
"""Elements of XML at most in all of it: a cell is two or three."""
MOST_CELLS_OF_RANGES = 250_000
"""Cells at most that are merged, or have a link: each is made, though nothing stands in it."""
MOST_RANGES = 5_000
"""Ranges at most that are merged or have a link; each is compared with each."""
_PIECE = 2**16
_COLUMNS, _ROWS = 2**14, 2**20
_RANGES = {"mergeCell": "merged", "hyperlink": "with a link"}
"""Elements about a range of which each cell is made, and what its cells are."""


class _Scan:
    """Counts of what a workbook holds."""

    def __init__(self) -> None:
        self._elements = 0
        self._ranges = dict.fromkeys(_RANGES, 0)
        self._cells = dict.fromkeys(_RANGES, 0)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Count an element."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            hint = "Leave only the tables in it, and delete rows and columns that look empty."
            raise BrokenError(
                0, f"holds more than {MOST_ELEMENTS:,} elements, which is too much. {hint}"
            )
        local = name.rpartition(":")[2]
        if local in _RANGES and ":" in attributes.get("ref", ""):
            self._ranges[local] += 1
            self._cells[local] += _size(attributes["ref"])
            self._make_sure_of(local)

    def _make_sure_of(self, local: str) -> None:
        what = _RANGES[local]
        for number, most, of in (
            (self._cells[local], MOST_CELLS_OF_RANGES, "cells"),
            (self._ranges[local], MOST_RANGES, "ranges of cells"),
        ):
            if number > most:
                found = f"found {number:,} {of} {what}, expected at most {most:,}"
                hint = "Select all cells of the sheet and take that off."
                raise BrokenError(0, f"{found}. {hint}")


def _size(ref: str) -> int:
    """Return the number of cells of a range; one of columns or rows has all of them."""
    left, top, right, bottom = range_boundaries(ref)
    columns = (right or _COLUMNS) - (left or 1) + 1
    return columns * ((bottom or _ROWS) - (top or 1) + 1)


def make_sure_of_size(archive: zipfile.ZipFile) -> None:
    """Raise `BrokenError` if a workbook would take too much memory or time to read."""
    if sum(each.file_size for each in archive.infolist()) > LARGEST_INSIDE:
        raise BrokenError(0, f"is larger than {LARGEST_INSIDE // 2**20} MB, unpacked.")
    scan = _Scan()
    for name in archive.namelist():
        with archive.open(name) as file:
            _count(file, scan)


def _count(file: Any, scan: _Scan) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.begin
    parser.StartDoctypeDeclHandler = _no_entities
    try:
        while piece := file.read(_PIECE):
            parser.Parse(piece)
    except expat.ExpatError:
        # No XML, or a damaged file: whoever reads it says so.
        return


def _no_entities(*_: object) -> None:
    raise BrokenError(0, "defines entities of XML, which no spreadsheet program does.")
