"""A solution: a schedule, what is proved about it, and how it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.catalogue import MILLI, Thousandths
from scheduler.display import Displayable
from scheduler.errors import SolutionError
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.search import Engine, Search, Status, Stop

__all__ = ["Engine", "Search", "Solution", "Status", "Stop", "schedule_in"]


@dataclass(frozen=True, slots=True)
class Solution(Displayable):
    """The answer to an instance, with or without a schedule."""

    conference: Instance = field(repr=False)
    """The instance."""
    fingerprint: str
    """SHA-256 of the instance's normalised content, hexadecimal."""
    status: Status
    schedule: Schedule | None
    """The best schedule; None if there is none."""
    evaluation: Evaluation | None
    """Its evaluation."""
    bound: Thousandths | None
    """No schedule that keeps every hard rule has a smaller penalty (thousandths); None if unknown."""
    search: Search
    versions: Mapping[str, str]
    """Versions of this program and of the solver's libraries."""

    def __repr__(self) -> str:
        cost = "no programme" if self.penalty is None else f"penalty {self.penalty / MILLI:,g}"
        bound = "" if self.bound is None else f", bound {self.bound / MILLI:,g}"
        return f"Solution({self.instance!r}, {self.status.value}, {cost}{bound})"

    @property
    def instance(self) -> str:
        """Name of the instance."""
        return self.conference.name

    @property
    def penalty(self) -> Thousandths | None:
        """Penalty of the schedule in thousandths, if there is one."""
        return None if self.evaluation is None else self.evaluation.penalty

    @property
    def gap(self) -> float | None:
        """Share of the penalty, 0 to 1, by which a better schedule could at most be better."""
        if self.penalty is None or self.bound is None:
            return None
        return (self.penalty - self.bound) / self.penalty if self.penalty else 0.0


def schedule_in(programme: Solution | Schedule) -> Schedule:
    """Return the schedule of a programme.

    Raises
    ------
    SolutionError
        When a search has ended without one.
    """
    if isinstance(programme, Schedule):
        return programme
    if programme.schedule is None:
        raise SolutionError(f"{programme.instance}: has no programme: {programme.status.value}.")
    return programme.schedule
