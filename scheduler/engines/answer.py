"""The incumbent and bound of a running search, which several threads write to, and its answer in the end."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.engines.budget import Budget
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.counting import Objective
from scheduler.engines.model import Model, Places
from scheduler.errors import DisagreementError
from scheduler.progress import Progress, Watch
from scheduler.schedule import Schedule
from scheduler.search import Status, Stop


class SearchState:
    """The best schedule and bound so far."""

    def __init__(
        self,
        budget: Budget,
        watch: Watch,
        better: Callable[[Places, int], None] = lambda _places, _penalty: None,
    ) -> None:
        self._budget = budget
        self._watch = watch
        self._better = better
        self._lock = threading.Lock()
        self.places: Places | None = None
        """Places of the best schedule."""
        self.penalty: int | None = None
        """Its penalty in thousandths."""
        self.bound: int | None = None
        """No schedule has a smaller penalty."""
        self.infeasible = False
        """Whether it is proved that there is no schedule."""
        self.closed = False
        """Whether the search was cancelled."""
        self._phase = "starting"

    @property
    def phase(self) -> str:
        """Current phase of the search."""
        return self._phase

    @phase.setter
    def phase(self, phase: str) -> None:
        self._phase = phase
        self.tell()

    def found(self, places: Places, penalty: int) -> None:
        """Record a feasible schedule, and reserve time to evaluate it."""
        self._budget.keep_back()
        with self._lock:
            if self.penalty is None or penalty < self.penalty:
                self.places, self.penalty = list(places), penalty
                self._better(self.places, penalty)
        self.tell()

    def bounded(self, bound: int) -> None:
        """Record a lower bound."""
        with self._lock:
            if self.bound is None or bound > self.bound:
                self.bound = bound
        self.tell()

    @property
    def proved(self) -> bool:
        """Return True if no schedule can be better: the penalty is never below 0."""
        return self.proved_to(1)

    def proved_to(self, share: float) -> bool:
        """Return True if the bound is at least this share of the penalty."""
        return self.penalty is not None and max(self.bound or 0, 0) >= share * self.penalty

    def tell(self) -> None:
        """Call the observers."""
        budget = self._budget
        self._watch(
            Progress(
                budget.elapsed,
                self.penalty,
                self.bound,
                self.phase,
                waited=budget.waited,
                compiling=COMPILER.busy,
                work=budget.used / budget.seconds if budget.reproducible else None,
            )
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a search."""

    status: Status
    schedule: Schedule | None
    penalty: int | None
    """Penalty of the schedule in thousandths, as the engine counts."""
    bound: int | None
    """Lower bound in thousandths; None if nothing is proved."""
    stop: Stop


def concluded(model: Model, state: SearchState, objective: Objective, why: Stop) -> Answer:
    """Return the answer of a search after counting its best schedule again.

    Parameters
    ----------
    model
        The problem.
    state
        The incumbent and bound at the end.
    objective
        Counts what schedules cost.
    why
        Why the search ended without a proof.

    Raises
    ------
    DisagreementError
        When the recount differs from what the engine reported: a defect of this program.
    """
    if state.places is None:
        if state.infeasible:
            return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
        return Answer(Status.UNKNOWN, None, None, state.bound, why)
    if (counted := objective.counted(state.places)) != state.penalty:
        raise DisagreementError(f"an engine counts {state.penalty} where {counted} is right")
    if state.infeasible or (state.bound is not None and state.bound > counted):
        raise DisagreementError(f"a bound denies that {counted} is possible")
    schedule = model.schedule(state.places)
    if state.proved:
        return Answer(Status.OPTIMAL, schedule, counted, counted, Stop.PROVED)
    return Answer(Status.FEASIBLE, schedule, counted, state.bound, why)
