"""A search for programmes in which no rule costs more than its ceiling, from two sides.

Prices of rules that cost more are raised until they cost no more (`raised_prices.py`), each time in a search
that is free to find another programme altogether. Then some sessions at a time move, and all ceilings are
rows of the exact model (`engines/ceilings.py`).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from scheduler.engines.answer import Answer
from scheduler.engines.ceilings import Standing, Surroundings, Within, standing_of
from scheduler.engines.counting import Counter
from scheduler.engines.items.followers import sessions_beside_agendas
from scheduler.engines.items.search import search_with_tasks
from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Progress
from scheduler.replanning.raised_prices import Factors
from scheduler.replanning.shares import Listener, Purse
from scheduler.replanning.starts import Start, repaired
from scheduler.restrictions import Problem
from scheduler.rosters import rostered
from scheduler.rules import problem_of, with_open_items, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Search, Solution, Status
from scheduler.solving import JUDGING, solution_of
from scheduler.sources import fit

FIRST = 0.3
"""Share of the time limit for a search that knows no ceilings."""
ROUNDS, ROUND = 4, 0.22
"""Searches with other prices, at most, and the share of what is left of the time for each."""
FEW = 3
"""Rules that may cost too much, at most, if prices are to help: with more of them each drives others up."""
FAR = 10
"""So many times as far beyond its ceilings as before, a programme shows that prices do not help."""
NEAREST = 0.3
"""Share of what is left then for what is around a programme in which rules cost too much."""
PARTS = (0.4, 0.4, 0.6, 1.0)
"""Shares of what is left after them, for what is around the best programme; by turns with a search from it,
if one has found it."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A programme, and what it costs."""

    schedule: Schedule
    costs: Mapping[str, int]
    """By rule, in thousandths."""
    standing: Standing


class CeilingSearch:
    """A search under way, and the best that it has found."""

    def __init__(
        self,
        instance: Instance,
        than: Schedule,
        effort: Effort,
        listener: Listener,
        began: float,
        waited: float,
    ) -> None:
        """Take what is searched; the limit runs since `began`, without the seconds that were `waited`."""
        self._began, gathering = began + waited, time.perf_counter()
        self._problem = problem_of(instance)
        self._judging = JUDGING * (time.perf_counter() - gathering)
        self._instance, self._effort, self._listener = instance, effort, listener
        self.than = evaluate(instance, than)
        self._known = than
        self._ceilings = {rule: total.penalty for rule, total in self.than.totals.items()}
        self._factors = Factors(self._ceilings)
        self._around: Surroundings | None = None
        self._phase = ""
        self._bound: int | None = None
        self._waited = waited
        self.best: Within | None = None

    def solution(self, best: Within, how: Search) -> Solution:
        """Return the best programme as a solution."""
        schedule = rostered(self._instance, best.schedule, best.schedule.roster)
        penalty = best.standing.penalty
        is_least = self._bound is not None and penalty <= self._bound
        status = Status.OPTIMAL if is_least else Status.FEASIBLE
        answer = Answer(status, with_seats(schedule), penalty, self._bound, how.stop)
        return solution_of(self._instance, self._problem, answer, schedule, how)

    def run(self, start: Schedule | None, begun: Callable[[Start], None]) -> Status:
        """Search; tell whether there is anything to find: unknown, unless it is impossible."""
        self._take(self._known)
        if start is None and self.best is None:
            start = self._known
        begin = None if start is None else self._begin(start, begun)
        purse = Purse(replace(self._effort, time_limit=self._left))
        # Without any programme, there is nothing that the rest of the time could be for.
        share = FIRST if self.best is not None else 1.0
        answer, found = self._searched(self._problem, purse.part(share), begin, 0)
        if answer.status is Status.INFEASIBLE:
            return answer.status
        self._bound = answer.bound
        searching = False
        if found is not None and not self._is_least():
            nearest = self._come_near(found, purse)
            searching = nearest.standing.beyond == 0
            if not searching and self._may_help(nearest.costs):
                self._look_around(nearest.schedule, purse.part(NEAREST), 0)
        for number, share in enumerate(PARTS):
            if self.best is None or self._is_least() or self._listener.over():
                break
            if number % 2 and (searching or self._problem.tasks):
                priced = self._factors.applied(self._problem)
                begin = with_seats(self.best.schedule)
                self._searched(priced, purse.part(share), begin, ROUNDS + number)
            else:
                self._look_around(self.best.schedule, purse.part(share), number)
        return Status.UNKNOWN

    @property
    def _left(self) -> float:
        """Seconds for what comes after the start; with one worker they do not depend on the clock."""
        limit = self._effort.time_limit
        if self._effort.workers == 1:
            return limit
        return max(0.0, limit - (time.perf_counter() - self._began) - self._judging)

    def _is_least(self) -> bool:
        """Tell whether it is proved that nothing stands better, and note it."""
        best, bound = self.best, self._bound
        if best is not None and bound is not None and best.standing <= Standing(0, bound):
            self.best = replace(best, best=True)
        return self.best is not None and self.best.best

    def _may_help(self, costs: Mapping[str, int]) -> bool:
        """Tell whether few rules cost too much, or nothing that is better is known to begin with."""
        few = sum(cost > self._ceilings.get(rule, 0) for rule, cost in costs.items()) <= FEW
        return few or self.best is None or self.best.standing.beyond > 0

    def _begin(self, start: Schedule, begun: Callable[[Start], None]) -> Schedule:
        how, given = self._effort, fit(self._instance, start).schedule
        begin = repaired(
            self._instance,
            given,
            time_limit=how.time_limit,
            seed=how.seed,
            workers=how.workers,
            watch=self._listener.watch,
            stop=self._listener.stop,
            since=self._began,
        )
        begun(begin)
        self._take(begin.schedule)
        return with_seats(with_open_items(self._instance, begin.schedule))

    def _come_near(self, found: _Judged, purse: Purse) -> _Judged:
        """Search with other prices if rules cost too much; return what came nearest to the ceilings."""
        nearest, latest = found, found
        for number in range(1, ROUNDS + 1):
            is_over = self._listener.over() or not self._may_help(latest.costs)
            if is_over or not self._factors.learn(latest.costs):
                break
            priced = self._factors.applied(self._problem)
            _, reached = self._searched(priced, purse.part(ROUND), None, number)
            if reached is None:
                break
            latest = reached
            if reached.standing < nearest.standing:
                nearest = reached
            elif reached.standing.beyond > FAR * nearest.standing.beyond:
                break
        return nearest

    def _searched(
        self, problem: Problem, effort: Effort, begin: Schedule | None, number: int
    ) -> tuple[Answer, _Judged | None]:
        """Search with some prices, each number in its way, and take what is found."""
        self._phase = "searching with other prices" if self._factors.now else "searching"
        how = search_with_tasks if problem.tasks else search
        effort = replace(effort, seed=effort.seed + number)
        answer = how(problem, effort, start=begin, watch=self._told, stop=self._listener.stop)
        found = None if answer.schedule is None else self._take(without_seats(answer.schedule))
        return answer, found

    def _look_around(self, schedule: Schedule, effort: Effort, number: int) -> None:
        """Move some sessions at a time, each number others; what sessions deal with stays."""
        effort = replace(effort, seed=effort.seed + number)
        seated = with_seats(schedule)
        self._phase = "moving some sessions at a time"
        self._told(None)
        around = self._around or self._surroundings(schedule, seated)

        def better(within: Within) -> None:
            self._take(without_seats(within.schedule).with_agendas(schedule.agendas))
            self._told(None)

        within = around.search(seated, effort, better, self._listener.stop)
        if self._problem.tasks:
            return
        self._around = around
        if within is not None and within.best and self.best is not None:
            self.best = replace(self.best, best=True)

    def _surroundings(self, schedule: Schedule, seated: Schedule) -> Surroundings:
        """Return the problem in which sessions deal with what they do; ceilings lack what that costs."""
        asked = sessions_beside_agendas(self._problem, seated)
        counted = Counter(asked).by_rule(seated)
        ceilings = dict(self._ceilings)
        for rule, total in evaluate(self._instance, schedule).totals.items():
            own = counted[rule].penalty if rule in counted else 0
            ceilings[rule] = ceilings.get(rule, 0) - (total.penalty - own)
        return Surroundings(asked, ceilings)

    def _take(self, schedule: Schedule) -> _Judged:
        """Judge a programme, and take it if it keeps every hard rule and stands better."""
        evaluation = evaluate(self._instance, schedule)
        costs = {rule: total.penalty for rule, total in evaluation.totals.items()}
        judged = _Judged(schedule, costs, standing_of(costs, self._ceilings))
        is_better = self.best is None or judged.standing < self.best.standing
        if is_better and not evaluation.forbidden:
            self.best = Within(schedule, judged.standing)
            if judged.standing.beyond == 0:
                self._listener.keep(Incumbent(judged.standing.penalty, lambda: schedule))
        return judged

    def _told(self, _: Progress | None) -> None:
        best = (
            None if self.best is None or self.best.standing.beyond else self.best.standing.penalty
        )
        seconds = time.perf_counter() - self._began
        progress = Progress(seconds, best, self._bound, self._phase, waited=self._waited)
        self._listener.watch(progress)
