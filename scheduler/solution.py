"""A solution: a schedule, what is proved about it, and how it was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scheduler.findings import Evaluation
from scheduler.schedule import Schedule


class Status(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"
    """No schedule is better: proved."""
    FEASIBLE = "feasible"
    """A schedule that keeps every hard rule; a better one may exist."""
    INFEASIBLE = "infeasible"
    """No schedule keeps every hard rule: proved."""
    UNKNOWN = "unknown"
    """Nothing found in time, and nothing proved."""


class Engine(StrEnum):
    """Which engine searches."""

    AUTO = "auto"
    """Both, side by side."""
    CP_SAT = "cp-sat"
    """The exact one: proofs, bounds, infeasibility."""
    ANNEALING = "annealing"
    """The fast one: good schedules within seconds, no proof."""


class Stop(StrEnum):
    """Why a search ended."""

    PROVED = "proved"
    """Nothing was left to find."""
    LIMIT = "limit"
    """The time, or the effort of a reproducible search, was used up."""
    INTERRUPTED = "interrupted"
    """The planner stopped it."""


@dataclass(frozen=True, slots=True)
class Search:
    """How a search was asked for, and why it ended."""

    engine: Engine
    seed: int
    workers: int
    time_limit: float
    """Seconds."""
    stop: Stop


@dataclass(frozen=True, slots=True)
class Solution:
    """The answer to an instance, with or without a schedule."""

    instance: str
    """Name of the instance."""
    fingerprint: str
    """SHA-256 of the instance's normalised content, hexadecimal."""
    status: Status
    schedule: Schedule | None
    """The best schedule; None if there is none."""
    evaluation: Evaluation | None
    """What the evaluation says of it."""
    bound: int | None
    """No schedule that keeps every hard rule has a smaller penalty (thousandths); None if unknown."""
    search: Search
    versions: Mapping[str, str]
    """Versions of this program and of the solver's libraries."""

    @property
    def penalty(self) -> int | None:
        """Penalty of the schedule in thousandths, if there is one."""
        return None if self.evaluation is None else self.evaluation.penalty

    @property
    def gap(self) -> float | None:
        """Share of the penalty, 0 to 1, by which a better schedule could at most be better."""
        if self.penalty is None or self.bound is None:
            return None
        return (self.penalty - self.bound) / self.penalty if self.penalty else 0.0
