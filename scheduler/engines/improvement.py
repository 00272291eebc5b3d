"""Improvement of the incumbent: annealing and large neighbourhoods in turn, each as long as it is worth.

Annealing is far better from a schedule that is not good yet, and hands over what it comes to; where it is
stuck, exact neighbourhoods go on, and it begins the next time from what they have found.
"""

from collections.abc import Callable

from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.annealing.cooling_schedule import Found
from scheduler.engines.budget import Budget
from scheduler.engines.large_neighbourhoods import LargeNeighbourhoods
from scheduler.engines.model import Places
from scheduler.engines.phases import Task

TURN = 1.0
"""Seconds that a turn of large neighbourhoods lasts at least: a few of them."""
MEMORY = 0.5
"""How much of what a turn has brought counts beside the turns before."""


class Improvement:
    """One lane: an annealing, large neighbourhoods of the same seed, and what both have brought."""

    def __init__(self, task: Task, annealing: CoolingSchedule, seed: int) -> None:
        self._task, self._annealing, self._seed = task, annealing, seed
        self._neighbourhoods: LargeNeighbourhoods | None = None
        self._rates = [0.0, 0.0]
        """Thousandths a second that annealing and neighbourhoods have brought lately."""
        self._gained = 0
        self._owed = 0.0
        """Seconds that are to be spent on large neighbourhoods."""

    def run(
        self,
        budget: Budget,
        found: Found,
        until: Callable[[], bool],
        enough: Callable[[int], bool],
    ) -> None:
        """Take turns until the budget is over, `until` says so, or `enough` of the runs in vain."""
        state, ended = self._task.state, not self._annealing.is_free

        def told(places: Places, penalty: int | None) -> None:
            before = state.penalty
            found(places, penalty)
            self._note(before)

        def is_enough(in_vain: int) -> bool:
            nonlocal ended
            ended = enough(in_vain)
            return ended

        while not (ended or budget.over or until()):
            used = budget.used
            self._annealing.run(budget, told, until, lambda: state.places, 1, is_enough)
            share = self._share()
            self._owed += self._turn(0, used, budget) * share / (1.0 - share)
            enough_time = budget.left >= TURN and self._owed >= TURN
            if not ended and state.places is not None and enough_time:
                used = budget.used
                self._gained = self._searched(budget, until)
                self._owed -= self._turn(1, used, budget)

    def _searched(self, budget: Budget, until: Callable[[], bool]) -> int:
        """Search large neighbourhoods for as long as they are owed; return what that has brought."""
        if self._neighbourhoods is None:
            self._neighbourhoods = LargeNeighbourhoods(self._task, self._seed)
        return self._neighbourhoods.search(budget, self._owed, until)

    def _note(self, before: int | None) -> None:
        after = self._task.state.penalty
        if before is not None and after is not None:
            self._gained += before - after

    def _turn(self, position: int, since: float, budget: Budget) -> float:
        """Note what a turn has brought, and return how long it was."""
        used = budget.used - since
        rate = self._gained / max(used, 1e-6)
        self._rates[position] = MEMORY * self._rates[position] + (1.0 - MEMORY) * rate
        self._gained = 0
        return used

    def _share(self) -> float:
        """Return the share of the time that is worth it for large neighbourhoods now."""
        least, most = self._task.params.portfolio.neighbourhoods
        annealing, neighbourhoods = self._rates
        both = annealing + neighbourhoods
        return min(most, max(least, neighbourhoods / both if both else 0.5))
