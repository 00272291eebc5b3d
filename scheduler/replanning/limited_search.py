"""Searches under limits: ceilings on the penalties of rules, or on the number of sessions that move.

They show that nothing gets worse in a better programme, or that little moves. Both are ceilings of a large
neighbourhood search (`engines/neighbourhoods.py`), which starts from a programme that satisfies every hard
rule. If there is none, an ordinary search finds one.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from scheduler.catalogue import RULES, Thousandths
from scheduler.engines.compilation.compiler import await_kernels
from scheduler.engines.counting import Counter
from scheduler.engines.items.followers import sessions_beside_agendas
from scheduler.engines.items.search import assign_alone, search_with_tasks
from scheduler.engines.nearness import Nearness
from scheduler.engines.neighbourhoods import (
    Standing,
    WithinCeilings,
    search_around,
    standing_of,
)
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Keep, Progress, Watch, forget, nobody
from scheduler.replanning.minimum_changes import Listener, TimeBudget
from scheduler.replanning.starts import Start, repaired
from scheduler.restrictions import Problem
from scheduler.rules import problem_of, with_open_items, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.solving import JUDGING, as_found, without_programme
from scheduler.sources import fit

NOTHING: Mapping[str, int] = MappingProxyType({})
AGENDAS = 0.05
"""Share of the limit for agendas where sessions are, in the end, if there are any."""
ANY_NEAR, ANY_AT_ALL = 0.5, 0.3
"""Shares of the limit for any programme, if moves are limited and none is known; and without ceilings."""


class LimitedSearch:
    """A search under way, and the best programme that it has found."""

    def __init__(
        self,
        instance: Instance,
        effort: Effort,
        listener: Listener,
        *,
        ceilings: Mapping[str, int] = NOTHING,
        near: Schedule | None = None,
        moves: int = 0,
        since: float | None = None,
    ) -> None:
        """Take what is searched; the limit runs `since` then, without what the fast engine takes to load.

        Rules cost no more than their ceilings, in thousandths, and at most so many sessions are elsewhere
        than `near`, if there is such a programme.
        """
        began = time.perf_counter() if since is None else since
        self._instance, self._effort, self._listener = instance, effort, listener
        self._ceilings, self._moves = ceilings, moves
        self._waited = await_kernels(listener.watch, listener.over)
        self._began = began + self._waited
        gathering = time.perf_counter()
        self.problem = problem_of(instance)
        self._judging = JUDGING * (time.perf_counter() - gathering)
        self._near = None if near is None else Nearness(self.problem, with_seats(near))
        self.best: WithinCeilings | None = None
        """Its bound, and whether it is the best, are those of programmes within the limits."""
        self.bound: int | None = None
        """No programme at all costs less, in thousandths: proved."""

    def moved(self, schedule: Schedule) -> int:
        """Return the number of moved sessions; 0 if moves are not limited."""
        return 0 if self._near is None else len(self._near.moved(schedule))

    def budget(self) -> TimeBudget:
        """Return the time for what comes after the start; with one worker it does not depend on the clock."""
        left = self._effort.time_limit
        if self._effort.workers > 1:
            left = max(0.0, left - (time.perf_counter() - self._began) - self._judging)
        return TimeBudget(replace(self._effort, time_limit=left))

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
        """Search for the best programme without limits."""
        begin = None if start is None else with_seats(with_open_items(self._instance, start))
        answer = search_with_tasks(
            self.problem,
            effort,
            start=begin,
            watch=lambda _: self._tell("searching"),
            stop=self._listener.stop,
        )
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
        budget, seated = TimeBudget(effort), with_seats(begin)
        problem = sessions_beside_agendas(self.problem, seated)
        ceilings, unit = self._own_ceilings(problem, seated), 1
        around = None if self._near is None else Nearness(problem, self._near.near)
        if around is not None:
            problem, unit = around.scaled(), around.scale
            ceilings = {rule: unit * most for rule, most in ceilings.items()}
            ceilings |= around.ceiling(self._moves)
        self._tell("moving some sessions at a time")

        def better(within: WithinCeilings) -> None:
            schedule = without_seats(within.schedule).with_agendas(begin.agendas)
            self.take(schedule, or_equal=self._near is not None)
            self._tell("moving some sessions at a time")

        found = search_around(
            problem,
            ceilings,
            seated,
            budget.part(1.0 - AGENDAS if tasks else 1.0),
            always=None if around is None else around.moved,
            better=better,
            stop=self._listener.stop,
        )
        if tasks:
            self._with_other_agendas(budget.part(1.0))
        elif found is not None:
            bound = None if found.bound is None else found.bound // unit
            self.best = replace(self.best, best=found.best, bound=bound)

    def _own_ceilings(self, asked: Problem, seated: Schedule) -> dict[str, int]:
        """Return ceilings of sessions alone: they lack what agendas cost."""
        ceilings = dict(self._ceilings)
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
        standing = standing_of(costs, self._ceilings)
        too_many = max(0, self.moved(schedule) - self._moves)
        standing = replace(standing, beyond=standing.beyond + too_many)
        known = self.best
        if evaluation.forbidden or (known is not None and standing > known.standing):
            return
        if known is not None and standing == known.standing and not or_equal:
            return
        self.best = WithinCeilings(schedule, standing)
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

    def how(self, stop: Stop | None = None) -> Search:
        """Return how it was searched, and why it ended: at its limit, unless told otherwise."""
        stopped = Stop.INTERRUPTED if self._listener.over() else Stop.LIMIT
        effort = self._effort
        return Search(Engine.AUTO, effort.seed, effort.workers, effort.time_limit, stop or stopped)

    def nothing(self, status: Status, stop: Stop | None = None) -> Solution:
        """Return a solution without a programme."""
        return without_programme(self._instance, status, self.how(stop))

    def _tell(self, phase: str) -> None:
        best = self.best
        penalty = None if best is None or best.standing.beyond else best.standing.penalty
        seconds = time.perf_counter() - self._began
        self._listener.watch(Progress(seconds, penalty, self.bound, phase, waited=self._waited))


@dataclass(frozen=True, slots=True)
class MinimalPerturbation:
    """The best programme that was found with at most so many moves."""

    solution: Solution
    """Nothing is proved of it among all programmes, whatever they move."""
    moved: int
    """Sessions elsewhere in it; 0 without a programme."""
    bound: Thousandths | None
    """Lower bound with at most so many moves, in thousandths; None if nothing is proved."""

    @property
    def best(self) -> bool:
        """Whether no programme with at most so many moves is better: proved."""
        penalty = self.solution.penalty
        return penalty is not None and self.bound is not None and penalty <= self.bound


@dataclass(frozen=True, slots=True)
class NoRuleWorse:
    """The best programme that was found in which no rule costs more than in another."""

    solution: Solution
    """Its bound is one of all programmes; without a programme, if none costs no more in every rule."""
    than: Evaluation
    """Penalty of the other programme."""
    nearest: Evaluation | None
    """If none was found: what the programme costs that came nearest to it, if there is any."""
    proved: bool = False
    """Whether there is none better in which no rule costs more or, if none was found, none at all."""

    @property
    def cheaper(self) -> tuple[str, ...]:
        """Rules that cost less than there, those first that save most."""
        own = self.solution.evaluation
        if own is None:
            return ()
        saved = {rule: -more for rule, more in _more(own, self.than).items() if more < 0}
        return tuple(sorted(saved, key=lambda rule: (-saved[rule], rule)))

    @property
    def dearer(self) -> Mapping[str, tuple[int, int]]:
        """What rules cost that cost more in the nearest programme, and there; in thousandths."""
        if self.nearest is None:
            return {}
        costs = {
            rule: (self.nearest.total(rule).penalty, self.than.total(rule).penalty)
            for rule, more in sorted(_more(self.nearest, self.than).items())
            if more > 0
        }
        return dict(sorted(costs.items(), key=lambda each: each[1][1] - each[1][0]))


def has_a_worse_rule(one: Evaluation, than: Evaluation) -> bool:
    """Return whether a rule costs more in a programme than in another one, or it breaks hard rules."""
    return bool(one.forbidden) or any(more > 0 for more in _more(one, than).values())


def _more(one: Evaluation, other: Evaluation) -> Mapping[str, int]:
    rules = one.totals.keys() | other.totals.keys()
    return {rule: one.total(rule).penalty - other.total(rule).penalty for rule in rules}


def solve_with_few_moves(  # noqa: PLR0913 - options of a search
    instance: Instance,
    near: Schedule,
    moves: int,
    *,
    start: Schedule | None = None,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
) -> MinimalPerturbation:
    """Search for the best programme in which at most so many sessions are elsewhere than in another.

    Parameters
    ----------
    instance
        The conference.
    near
        A programme of it; if it breaks hard rules, it is repaired first with few changes.
    moves
        Sessions that may be elsewhere at most; 0 for none.
    start
        A programme to begin with; the other one unless given.
    time_limit, seed, workers, watch, stop
        As of `repair_and_solve`.
    keep
        Called with each better programme of which at most so many sessions are elsewhere.
    """
    effort = Effort(Engine.AUTO, time_limit, seed, workers)
    known = fit(instance, near).schedule
    listener = Listener(watch, stop or threading.Event(), keep)
    search = LimitedSearch(instance, effort, listener, near=known, moves=moves)
    begin = search.begin(start or near)
    budget = search.budget()
    if search.best is None and not listener.over():
        status = search.look_anywhere(budget.part(ANY_NEAR), begin)
        if status is Status.INFEASIBLE:
            return MinimalPerturbation(search.nothing(Status.INFEASIBLE, Stop.PROVED), 0, None)
    search.look_around(budget.part(1.0))
    best = search.best
    if best is None or best.standing.beyond:
        return MinimalPerturbation(search.nothing(Status.UNKNOWN), 0, None)
    found = as_found(instance, best.schedule, search.how())
    return MinimalPerturbation(found, search.moved(best.schedule), best.bound)


def solve_with_no_rule_worse(  # noqa: PLR0913 - options of a search
    instance: Instance,
    than: Schedule,
    *,
    start: Schedule | None = None,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
    begun: Callable[[Start], None] = lambda _: None,
    since: float | None = None,
) -> NoRuleWorse:
    """Search for the best programme in which no rule costs more than in another one.

    Parameters
    ----------
    instance
        The conference.
    than
        A programme of it. If it keeps every hard rule, what is found is no worse than it, at the least
        the programme itself. Items have no more time in it than they need now.
    start
        A programme to begin with, which is repaired if it breaks hard rules. Unless given the search begins
        with nothing, or with the other programme if that breaks hard rules.
    time_limit, seed, workers, watch, stop, begun, since
        As of `repair_and_solve`.
    keep
        Called with each better programme in which no rule costs more.
    """
    since = time.perf_counter() if since is None else since
    known = with_open_items(instance, fit(instance, than).schedule)
    judged = evaluate(instance, known)
    costs = {rule: total.penalty for rule, total in judged.totals.items()}
    ceilings = dict.fromkeys(RULES, 0) | costs
    effort = Effort(Engine.AUTO, time_limit, seed, workers)
    listener = Listener(watch, stop or threading.Event(), keep)
    search = LimitedSearch(instance, effort, listener, ceilings=ceilings, since=since)
    search.take(known)
    begin = start or (known if search.best is None else None)
    if begin is not None:
        begin = search.begin(begin, begun)
    budget = search.budget()
    # Without any programme, there is nothing that the rest of the time could be for.
    share = ANY_AT_ALL if search.best is not None else 1.0
    status = search.look_anywhere(budget.part(share), begin)
    search.look_around(budget.part(1.0))
    best = search.best
    proved = status is Status.INFEASIBLE or (best is not None and best.best)
    why = Stop.PROVED if proved else None
    if best is None or best.standing.beyond:
        missing = Status.INFEASIBLE if status is Status.INFEASIBLE else Status.UNKNOWN
        nearest = None if best is None else evaluate(instance, best.schedule)
        return NoRuleWorse(search.nothing(missing, why), judged, nearest, proved)
    return NoRuleWorse(search.solution(search.how(why)), judged, None, proved)
