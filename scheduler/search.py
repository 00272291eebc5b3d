"""A search: how it was asked for, and how it ended."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


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


EngineName = Literal["auto", "cp-sat", "annealing"]
"""The name of an engine, as on the command line."""


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
