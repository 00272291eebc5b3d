"""Sheets: tables of words, made once and shown in a terminal or on a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.comparison.programmes import Better, Value
from scheduler.phrases import Figure, phrase_of, rounded

NOTHING = "–"
"""Stands where there is nothing to count."""


_EMPTY = phrase_of("Nothing to show.")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """Value of a cell."""

    text: str
    note: str = ""
    """Less important words beside it."""
    best: bool = False
    """Whether it is the best of its row, and others are not."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet."""

    title: str
    is_number: bool = False


def number_columns(*titles: str) -> Iterator[SheetColumn]:
    """Yield columns of numbers."""
    return (SheetColumn(title, is_number=True) for title in titles)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet; its first cell says what the others are about."""

    cells: tuple[SheetCell, ...]
    hint: str = ""
    """A sentence that explains it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under a heading."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    remark: str = ""
    """Notes for the reader."""
    empty: str = _EMPTY
    """The text if it has no rows."""
    is_long: bool = False
    """Whether a terminal shows its first rows only."""


def row(*cells: str | SheetCell, hint: str = "") -> SheetRow:
    """Make a row of texts and cells."""
    made = (cell if isinstance(cell, SheetCell) else SheetCell(cell) for cell in cells)
    return SheetRow(tuple(made), hint)


def number_text(value: Value, *, signed: bool = False) -> Figure:
    """Return a number as people read it: ``1,234``, ``12.5``, ``1.64``; with its sign, if asked for."""
    if value is None:
        return Figure(NOTHING)
    shown = rounded(value, 2 if abs(value) < 10 else 1)
    text = f"{shown:,.2f}".rstrip("0").rstrip(".")
    return Figure(f"+{text}" if signed and shown > 0 else text.replace("-", "−"))


def best_of(values: Iterable[Value], better: Better) -> Value:
    """Return the best of some values; None if there is no best, or all are equal."""
    known = [value for value in values if value is not None]
    if better is Better.NEITHER or len(set(known)) < 2:
        return None
    return max(known) if better is Better.HIGHER else min(known)
