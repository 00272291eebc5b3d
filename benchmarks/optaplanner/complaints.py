"""What is wrong with a workbook, and where."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Complaint:
    """One fault of a workbook."""

    where: str
    """File, and sheet, row and column if it has them."""
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.where}: found {self.found}, expected {self.expected}"


class WorkbookError(Exception):
    """A workbook cannot be read; all of its faults at once."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__("\n".join(map(str, complaints)))
        self.complaints = tuple(complaints)
