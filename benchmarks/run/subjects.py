"""What is searched: a problem, what its penalties are worth, and somebody independent who counts them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scheduler.restrictions import Problem
from scheduler.schedule import Schedule

POINT = 1000
"""Thousandths in a point."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From penalties to the values of a benchmark: ``zero + penalty / unit``."""

    zero: int = 0
    """Value of a programme that costs nothing."""
    unit: int = POINT
    """Penalty that a value is made of; negative where higher values are better."""

    def value(self, penalty: int) -> float:
        """Return the value of a penalty."""
        return self.zero + penalty / self.unit


@dataclass(frozen=True, slots=True)
class Subject:
    """A problem as it was read."""

    problem: Problem
    scale: Scale
    judge: Callable[[Schedule], int | None]
    """Counts the penalty of a schedule by other means than the engines'; None: there is no judge."""


Load = Callable[[Path], Subject]
"""Reads a file. A function of a module, so that another process can find it."""
