"""Phases of a search, as values: who works, for how long, when, and until when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from scheduler.engines.answer import SearchState
from scheduler.engines.budget import Budget
from scheduler.engines.counting import Objective
from scheduler.engines.model import Model, Places
from scheduler.engines.parameters import DEFAULTS, SearchParams

E = TypeVar("E")
"""What a phase works with: the engines."""

Until = Callable[[], bool]
"""Tells whether work has to end before its budget is over."""


@dataclass(frozen=True, slots=True)
class Phase(Generic[E]):
    """Work of one engine."""

    name: str
    work: Callable[[E, "Phase[E]", Until], None]
    """What is done, with the phase and with what ends it: a method of the engines."""
    share: float = 1.0
    """Of the whole search that it may use up, from its begin on."""
    applies: Callable[[E], bool] = lambda _: True
    """Whether there is anything to do, when its turn comes."""
    until: Callable[[E], bool] = lambda _: False
    """What ends it before its share is used up."""
    runs: int | None = None
    """Runs of annealing, at most; None: any number."""
    lane: int = 0
    """Which of several alike it is: each has a seed of its own."""
    spare: int = 0
    """Threads that are left to what is done beside it."""
    idles: bool = False
    """Whether annealing in vain ends, where a proof beside it is in reach."""
    last: bool = False
    """Whether nothing follows it, and what is done beside it ends with it."""
    told: str = ""
    """What those who watch are told that the search is doing; empty: what they were told before."""


@dataclass(frozen=True, slots=True)
class Lanes(Generic[E]):
    """Phases that several threads work through at the same time, a sequence for each."""

    lanes: Sequence[Sequence[Phase[E]]]
    applies: Callable[[E], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class SearchContext:
    """The state that all phases share: problem, budget and incumbent."""

    model: Model
    bounded: Model
    """The same, or a relaxation of it with the same sessions: what is proved is proved of this one."""
    objective: Objective
    """Counts what schedules cost."""
    budget: Budget
    state: SearchState
    seed: int
    workers: int
    params: SearchParams = DEFAULTS

    def found(self, places: Places) -> None:
        """Record a schedule of the exact engine, whose own objective may overestimate its penalty.

        One of a relaxation may break something.
        """
        if self.is_exact:
            self.state.found(places, self.objective.counted(places))
            return
        penalty, broken = self.objective.count(places)
        if not broken:
            self.state.found(places, penalty)

    @property
    def is_exact(self) -> bool:
        """Return True if bounds hold for the searched model itself, not for a relaxation."""
        return self.bounded is self.model

    def is_small(self) -> bool:
        """Return True if the complete model is small."""
        return self.model.size <= self.params.portfolio.small

    def has_incumbent(self) -> bool:
        """Return True if a feasible schedule is known."""
        return self.state.places is not None

    def is_settled(self) -> bool:
        """Return True if the search is proved, infeasible or out of time."""
        return self.state.proved or self.state.infeasible or self.budget.over
