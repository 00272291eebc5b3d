"""What is wrong in the cells of a list, each with its place; what is wrong in many rows is told once."""

import re
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from scheduler.instance import sentence
from scheduler.sources.nodes import Complaint
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.tables.sheets import Ledger, Sheet

MOST_ALIKE = 5
"""Rows with the same fault that are told one by one."""
MOST_CELLS = 6
"""Cells that are named of more."""
_NUMBERS = re.compile(r"\d+")
"""What differs in hints that say the same."""


@dataclass(frozen=True, slots=True)
class _Fault:
    complaint: Complaint
    cell: str
    found: str
    rest: tuple[str, str]


class Faults:
    """Complaints about cells."""

    def __init__(self, intake: Intake, ledger: Ledger) -> None:
        self.intake, self._ledger = intake, ledger
        self._alike: dict[tuple[str, ...], list[_Fault]] = {}

    def line_of(self, sheet: Sheet) -> int:
        """Return the line that stands for a sheet."""
        return self._ledger.line(sheet.place)

    def line(self, sheet: Sheet, row: int, column: int) -> int:
        """Return the line that stands for a cell."""
        return self._ledger.line(sheet.cell(row, column))

    def say(
        self, at: tuple[Sheet, int, int], names: tuple[str, str], found: str, rest: tuple[str, str]
    ) -> None:
        """Take down what is wrong in a cell.

        Parameters
        ----------
        at
            Its sheet, row and column.
        names
            How complaints call the row, and the field.
        found
            What stands there.
        rest
            What is expected, and what may help.
        """
        sheet, row, column = at
        text = sentence(".".join(names), found, *rest)
        complaint = Complaint(self.line(*at), text)
        self.intake.complaints.append(complaint)
        expected, hint = rest
        kind = (
            *(sheet.place, names[0].partition("[")[0], names[1]),
            *(expected, _NUMBERS.sub("", hint)),
        )
        cell = f"{get_column_letter(column)}{row}"
        self._alike.setdefault(kind, []).append(_Fault(complaint, cell, found, rest))

    def fold(self) -> None:
        """Put one complaint in the place of many that differ in their cells alone."""
        for (_, name, field, *_), faults in self._alike.items():
            if len(faults) <= MOST_ALIKE:
                continue
            gone = {id(each.complaint) for each in faults}
            kept = [each for each in self.intake.complaints if id(each) not in gone]
            cells = ", ".join(each.cell for each in faults[:MOST_CELLS])
            more = len(faults) - MOST_CELLS
            cells += f" and {more} more" if more > 0 else ""
            text = sentence(f"{name}.{field}", faults[0].found, *faults[0].rest)
            text += f" It is the same in {len(faults)} rows: {cells}."
            self.intake.complaints[:] = [*kept, Complaint(faults[0].complaint.line, text)]
