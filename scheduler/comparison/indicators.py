"""Indicators: key figures of a programme that a steering committee asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.comparison.programmes import Programme

Value = int | float | None
"""A figure; None where the instance has nothing to count."""


class Better(StrEnum):
    """Which way an indicator improves."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A key figure of a programme."""

    id: str
    """Stands in files and never changes."""
    title: str
    """Name for people."""
    unit: str
    """Unit of its values."""
    better: Better
    """Which way it improves."""
    sentence: str
    """What it counts."""
    count: Callable[[Programme], Value]
    """Counts it."""
    rule: str | None = None
    """The rule that minds the same, if one does; verdicts count only one of the two."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator and its values."""

    indicator: Indicator
    values: tuple[Value, ...]
    """In the order of the programmes."""


def rows_of(
    indicators: Sequence[Indicator], programmes: Sequence[Programme]
) -> tuple[IndicatorRow, ...]:
    """Count indicators; those that none of the programmes has are left out."""
    rows = (IndicatorRow(each, tuple(map(each.count, programmes))) for each in indicators)
    return tuple(row for row in rows if any(value is not None for value in row.values))
