"""Sheets as they are, before anybody asks what they mean: cells, where they stand, and their troubles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl.utils import get_column_letter

from scheduler.instance.faults import sentence
from scheduler.sources.nodes import Complaint
from scheduler.sources.variants.layers import Pages

Value = bool | int | float | str | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in a cell, or in some, instead of a value."""

    found: str
    expected: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one file of CSV."""

    file: str
    """The file, as errors call it."""
    name: str
    """Name of the sheet; of CSV, of the file without its ending."""
    rows: Mapping[int, Mapping[int, Value | Trouble]]
    """Cells in which something stands, by row and column; both from 1, and in order."""
    in_book: bool = True
    """Whether the file has other sheets."""
    merged: tuple[str, ...] = ()
    """Ranges of cells that are merged."""
    notes: tuple[str, ...] = ()
    """What whoever imports it should know."""
    trouble: str = ""
    """Why it cannot be read, if it cannot; then it has no rows."""

    @property
    def place(self) -> str:
        """The sheet, as errors call it."""
        return f"{self.file}: {self.name}" if self.in_book else self.file

    def cell(self, row: int, column: int) -> str:
        """Return what errors call a cell: ``plan.xlsx: sessions!B7``, or ``sessions.csv: B7``."""
        return self.at(f"{get_column_letter(column)}{row}")

    def at(self, reference: str) -> str:
        """Return what errors call a cell or a range of cells."""
        return f"{self.place}{'!' if self.in_book else ': '}{reference}"


class Ledger:
    """Lines that stand for cells, and complaints about them.

    Whatever complains of nodes knows lines and no cells. So each cell is taken for a file of its own, whose
    only line is the file as a whole.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines: dict[str, int] = {}
        self._complaints: list[Complaint] = []

    def line(self, place: str) -> int:
        """Return the line that stands for a place; the same for the same place."""
        if place not in self._lines:
            self._lines[place] = self._pages.add(place, 0)
        return self._lines[place]

    def complain(self, line: int, what: str, trouble: Trouble) -> None:
        """Take down a trouble at a line, of a field, or of nothing else than is there."""
        said = sentence(what, trouble.found, trouble.expected, trouble.hint).removeprefix(": ")
        self._complaints.append(Complaint(line, said))

    def say(self, line: int, text: str) -> None:
        """Take down a trouble in words of its own."""
        self._complaints.append(Complaint(line, text))

    def with_others(self, others: Iterable[Complaint]) -> list[Complaint]:
        """Return all complaints; of others, those about lines of which nothing has been said."""
        told = {each.line for each in self._complaints}
        return [*self._complaints, *(each for each in others if each.line not in told)]
