"""A search under limits: on what rules cost, or on how many sessions are elsewhere than in a programme.

Both are ceilings of a large neighbourhood search (`engines/neighbourhoods.py`), which begins with a programme
that keeps every hard rule. An ordinary search finds one where there is none.
"""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from scheduler.engines.counting import Counter
from scheduler.engines.items.followers import sessions_beside_agendas
from scheduler.engines.items.search import assign_alone, search_with_tasks
from scheduler.engines.nearness import Nearness
from scheduler.engines.neighbourhoods import (
    Standing,
    Within,
    nobody_else,
    search_around,
    standing_of,
)
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Progress
from scheduler.replanning.shares import Listener, Purse
from scheduler.replanning.starts import Start, repaired
from scheduler.restrictions import Problem
from scheduler.rules import problem_of, with_open_items, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Search, Solution, Status
from scheduler.solving import JUDGING, as_found
from scheduler.sources import fit

AGENDAS = 0.05
"""Share of the limit for agendas where sessions are, in the end, if there are any."""
MOVE = 1_000_000
"""What each move costs in a search for any programme with few of them, in thousandths: much."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a programme must keep beside hard rules."""

    ceilings: Mapping[str, int] = field(default_factory=dict)
    """What rules may cost, in thousandths; others may cost anything."""
    near: Schedule | None = None
    """From where moves are counted, if they are limited."""
    moves: int = 0
    """Sessions that may be elsewhere, at most."""


class LimitedSearch:
    """A search under way, and the best programme that it has found."""

    def __init__(
        self,
        instance: Instance,
        limits: Limits,
        effort: Effort,
        listener: Listener,
        began: float,
        waited: float = 0.0,
    ) -> None:
        """Take what is searched; the limit runs since `began`, without the seconds that were `waited`."""
        self._instance, self._limits = instance, limits
        self._effort, self._listener = effort, listener
        self._began, self._waited = began + waited, waited
        gathering = time.perf_counter()
        self.problem = problem_of(instance)
        self._judging = JUDGING * (time.perf_counter() - gathering)
        near = limits.near
        self._near = None if near is None else Nearness(self.problem, with_seats(near))
        self.best: Within | None = None
        """Its bound, and whether it is the best, are those of programmes within the limits."""
        self.bound: int | None = None
        """No programme at all costs less, in thousandths: proved."""

    def moved(self, schedule: Schedule) -> int:
        """Return how many sessions are elsewhere; 0 if nobody asks."""
        return 0 if self._near is None else len(self._near.moved(with_seats(schedule)))

    def purse(self) -> Purse:
        """Return the time for what comes after the start; with one worker it does not depend on the clock."""
        left = self._effort.time_limit
        if self._effort.workers > 1:
            left = max(0.0, left - (time.perf_counter() - self._began) - self._judging)
        return Purse(replace(self._effort, time_limit=left))

    def begin(self, start: Schedule, begun: Callable[[Start], None] = lambda _: None) -> Schedule:
        """Return a programme to begin with, repaired if it breaks hard rules, and take it."""
        how = self._effort
        begin = repaired(
            self._instance,
            fit(self._instance, start).schedule,
            time_limit=how.time_limit,
            seed=how.seed,
            workers=how.workers,
            watch=self._listener.watch,
            stop=self._listener.stop,
            since=self._began,
        )
        begun(begin)
        self.take(begin.schedule)
        return begin.schedule

    def look_anywhere(self, effort: Effort, start: Schedule | None) -> Status:
        """Search for the best programme without limits, with few moves if they are limited."""
        problem = self.problem if self._near is None else self._near.with_price(MOVE)
        begin = None if start is None else with_seats(with_open_items(self._instance, start))
        answer = search_with_tasks(
            problem,
            effort,
            start=begin,
            watch=lambda _: self._tell("searching"),
            stop=self._listener.stop,
        )
        if self._near is None:
            self.bound = answer.bound
        if answer.schedule is not None:
            self.take(without_seats(answer.schedule))
        if self.best is not None and self.bound is not None:
            is_least = self.best.standing <= Standing(0, self.bound)
            self.best = replace(self.best, best=is_least)
        return answer.status

    def look_around(self, effort: Effort) -> None:
        """Move some sessions at a time, and then what they deal with."""
        if self.best is None or self.best.best or self._listener.over():
            return
        begin, tasks = self.best.schedule, bool(self.problem.tasks)
        purse, seated = Purse(effort), with_seats(begin)
        problem = sessions_beside_agendas(self.problem, seated)
        ceilings, unit = self._own_ceilings(problem, seated), 1
        always: Callable[[Schedule], Collection[str]] = nobody_else
        if self._near is not None:
            around = Nearness(problem, self._near.near)
            problem, unit, always = around.scaled(), around.unit, around.moved
            ceilings = {rule: unit * most for rule, most in ceilings.items()}
            ceilings |= around.ceiling(self._limits.moves)
        self._tell("moving some sessions at a time")

        def better(within: Within) -> None:
            schedule = without_seats(within.schedule).with_agendas(begin.agendas)
            self.take(schedule, or_equal=self._near is not None)
            self._tell("moving some sessions at a time")

        found = search_around(
            problem,
            ceilings,
            seated,
            purse.part(1.0 - AGENDAS if tasks else 1.0),
            always=always,
            better=better,
            stop=self._listener.stop,
        )
        if tasks:
            self._with_other_agendas(purse.part(1.0))
        elif found is not None:
            bound = None if found.bound is None else found.bound // unit
            self.best = replace(self.best, best=found.best, bound=bound)

    def _own_ceilings(self, asked: Problem, seated: Schedule) -> dict[str, int]:
        """Return ceilings of sessions alone: they lack what agendas cost."""
        ceilings = dict(self._limits.ceilings)
        if ceilings and self.problem.tasks:
            counted = Counter(asked).by_rule(seated)
            for rule, total in Counter(self.problem).whole(seated).items():
                own = counted[rule].penalty if rule in counted else 0
                if rule in ceilings:
                    ceilings[rule] = max(0, ceilings[rule] - (total.penalty - own))
        return ceilings

    def _with_other_agendas(self, effort: Effort) -> None:
        """Give sessions the best agendas, where they are."""
        if self.best is None or self._listener.over():
            return
        seated = with_seats(self.best.schedule)
        answer = assign_alone(self.problem, seated, effort, self._listener.stop)
        if answer.schedule is not None:
            self.take(self.best.schedule.with_agendas(answer.schedule.agendas))

    def take(self, schedule: Schedule, *, or_equal: bool = False) -> None:
        """Take a programme if it keeps every hard rule and stands better, or as well if that is enough."""
        evaluation = evaluate(self._instance, schedule)
        costs = {rule: total.penalty for rule, total in evaluation.totals.items()}
        standing = standing_of(costs, self._limits.ceilings)
        too_many = max(0, self.moved(schedule) - self._limits.moves)
        standing = replace(standing, beyond=standing.beyond + too_many)
        known = self.best
        if evaluation.forbidden or (known is not None and standing > known.standing):
            return
        if known is not None and standing == known.standing and not or_equal:
            return
        self.best = Within(schedule, standing)
        if not standing.beyond:
            self._listener.keep(Incumbent(standing.penalty, lambda: schedule))

    def solution(self, how: Search) -> Solution:
        """Return the best programme as a solution; its bound is one of all programmes."""
        assert self.best is not None  # noqa: S101 - or nobody would ask
        found = as_found(self._instance, self.best.schedule, how)
        is_least = self.bound is not None and self.best.standing.penalty <= self.bound
        return replace(
            found, bound=self.bound, status=Status.OPTIMAL if is_least else Status.FEASIBLE
        )

    def _tell(self, phase: str) -> None:
        best = self.best
        penalty = None if best is None or best.standing.beyond else best.standing.penalty
        seconds = time.perf_counter() - self._began
        self._listener.watch(Progress(seconds, penalty, self.bound, phase, waited=self._waited))
