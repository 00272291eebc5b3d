"""The best programme in which no rule costs more than in another one.

Who shows a better programme wants to say that nothing has become worse. The search comes from two sides.
Prices of rules that cost more than there are raised until they cost no more (`raised_prices.py`), each time
in a search that is free to find another programme altogether; then some sessions at a time move, and all
ceilings are rows of the exact model (`engines/ceilings.py`).
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scheduler.engines.answer import Answer
from scheduler.engines.ceilings import Standing, Within, keep_within, standing_of
from scheduler.engines.compilation.waiting import await_kernels
from scheduler.engines.counting import Counter
from scheduler.engines.items.demands import sessions_beside_agendas
from scheduler.engines.items.joint import search_with_tasks
from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Keep, Progress, Watch, forget, nobody
from scheduler.replanning.raised_prices import Factors
from scheduler.replanning.shares import Purse
from scheduler.replanning.starts import repaired
from scheduler.restrictions import Problem
from scheduler.rules import problem_of, with_open_items, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.solving import as_found, proved_impossible
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
class NoRuleWorse:
    """The best programme that was found in which no rule costs more than in another."""

    solution: Solution
    """Nothing is proved of it; without a programme, if none was found that costs no more in every rule."""
    than: Evaluation
    """What the other one costs."""
    nearest: Evaluation | None
    """If none was found: what the programme costs that came nearest to it."""
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


def _more(one: Evaluation, other: Evaluation) -> Mapping[str, int]:
    """Return by how much each rule costs more in one programme than in another."""
    rules = one.totals.keys() | other.totals.keys()
    return {rule: one.total(rule).penalty - other.total(rule).penalty for rule in rules}


def solve_with_no_rule_worse(  # noqa: PLR0913 - how to search, and who is told
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
) -> NoRuleWorse:
    """Search for the best programme in which no rule costs more than in another one.

    Parameters
    ----------
    instance
        The conference.
    than
        A programme of it. If it keeps every hard rule, what is found is no worse than it, at the least
        the programme itself.
    start
        A programme to begin with, which is repaired if it breaks hard rules; nothing unless given.
    time_limit
        Seconds of search, positive; with one worker, an amount of work that takes about as long.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    watch
        Told that the search goes on.
    stop
        Ends the search when it is set; the best programme so far is kept.
    keep
        Told of each better programme in which no rule costs more.
    """
    stop, than = stop or threading.Event(), fit(instance, than).schedule
    await_kernels(watch, stop.is_set)
    search = _Search(instance, than, Effort(Engine.AUTO, time_limit, seed, workers), stop, keep)
    search.watch = watch
    how = Search(Engine.AUTO, seed, workers, time_limit, Stop.LIMIT)
    if search.run(start) is Status.INFEASIBLE:
        impossible = proved_impossible(instance, replace(how, stop=Stop.PROVED))
        return NoRuleWorse(impossible, search.than, None)
    how = replace(how, stop=Stop.INTERRUPTED if stop.is_set() else Stop.LIMIT)
    best = search.best
    if best is not None and best.standing.beyond == 0:
        found = as_found(instance, best.schedule, how)
        return NoRuleWorse(found, search.than, None, best.best)
    unknown = replace(proved_impossible(instance, how), status=Status.UNKNOWN)
    nearest = None if best is None else evaluate(instance, best.schedule)
    return NoRuleWorse(unknown, search.than, nearest, best is not None and best.best)


class _Search:
    """A search under way, and the best that it has found."""

    def __init__(
        self,
        instance: Instance,
        than: Schedule,
        effort: Effort,
        stop: threading.Event,
        keep: Keep,
    ) -> None:
        self._began = time.perf_counter()
        self.than = evaluate(instance, than)
        self.best: Within | None = None
        self.watch: Watch = nobody
        self._instance, self._known = instance, than
        self._effort, self._stop, self._keep = effort, stop, keep
        self._problem = problem_of(instance)
        self._ceilings = {rule: total.penalty for rule, total in self.than.totals.items()}
        self._factors = Factors(self._ceilings)

    def run(self, start: Schedule | None) -> Status:
        """Search; tell whether there is anything to find."""
        self._take(self._known)
        seconds = self._effort.time_limit
        if self._effort.workers > 1:
            seconds = max(0.0, seconds - (time.perf_counter() - self._began))
        purse = Purse(replace(self._effort, time_limit=seconds))
        begin = None if start is None else self._begin(start)
        answer = self._searched(self._problem, purse.part(FIRST), begin, 0)
        if answer.status is Status.INFEASIBLE:
            return answer.status
        if self.best is not None and self.best.standing == Standing(0, answer.bound or 0):
            self.best = replace(self.best, best=True)
            return answer.status
        searching = False
        if answer.schedule is not None:
            nearest = self._come_near(without_seats(answer.schedule), purse)
            searching = self._judged(nearest).beyond == 0
            if not searching and self._is_near(self._costs(nearest)):
                self._look_around(nearest, purse.part(NEAREST), 0)
        for number, share in enumerate(PARTS):
            if self.best is None or self.best.best or self._stop.is_set():
                break
            if searching and number % 2:
                priced = self._factors.applied(self._problem)
                begin = with_seats(self.best.schedule)
                self._searched(priced, purse.part(share), begin, ROUNDS + number)
            else:
                self._look_around(self.best.schedule, purse.part(share), number)
        return answer.status

    def _is_near(self, costs: Mapping[str, int]) -> bool:
        """Tell whether few rules cost too much; or whether there is nothing better to begin with."""
        beyond = [rule for rule, cost in costs.items() if cost > self._ceilings.get(rule, 0)]
        return len(beyond) <= FEW or self.best is None or self.best.standing.beyond > 0

    def _begin(self, start: Schedule) -> Schedule:
        how, given = self._effort, fit(self._instance, start).schedule
        begin = repaired(
            self._instance,
            given,
            time_limit=how.time_limit,
            seed=how.seed,
            workers=how.workers,
            stop=self._stop,
        ).schedule
        self._take(begin)
        return with_seats(with_open_items(self._instance, begin))

    def _come_near(self, found: Schedule, purse: Purse) -> Schedule:
        """Search with other prices if rules cost too much; return what came nearest to the ceilings."""
        nearest, standing = found, self._judged(found)
        factors, costs = self._factors, self._costs(found)
        for number in range(1, ROUNDS + 1):
            if self._stop.is_set() or not self._is_near(costs) or not factors.learn(costs):
                break
            priced = factors.applied(self._problem)
            answer = self._searched(priced, purse.part(ROUND), None, number)
            if answer.schedule is None:
                break
            found = without_seats(answer.schedule)
            costs = self._costs(found)
            if (reached := self._judged(found)) < standing:
                nearest, standing = found, reached
            elif reached.beyond > FAR * standing.beyond:
                break
        return nearest

    def _searched(
        self, problem: Problem, effort: Effort, begin: Schedule | None, number: int
    ) -> Answer:
        """Search with some prices, each number in its way, and take what is found."""
        how = search_with_tasks if problem.tasks else search
        effort = replace(effort, seed=effort.seed + number)
        answer = how(problem, effort, start=begin, watch=self._told, stop=self._stop)
        if answer.schedule is not None:
            self._take(without_seats(answer.schedule))
        return answer

    def _look_around(self, schedule: Schedule, effort: Effort, number: int) -> None:
        """Move some sessions at a time, each number others; what sessions deal with stays."""
        effort = replace(effort, seed=effort.seed + number)
        seated = with_seats(schedule)
        asked = sessions_beside_agendas(self._problem, seated)
        counted = Counter(asked).by_rule(seated)
        # What tasks cost where they are is no part of what can become cheaper here.
        tasks = {
            rule: cost - (counted[rule].penalty if rule in counted else 0)
            for rule, cost in self._costs(schedule).items()
        }
        rules = self._ceilings.keys() | tasks.keys()
        own = {rule: self._ceilings.get(rule, 0) - tasks.get(rule, 0) for rule in rules}

        def better(within: Within) -> None:
            self._take(without_seats(within.schedule).with_agendas(schedule.agendas))
            self._told(None)

        within = keep_within(asked, own, seated, effort, better=better, stop=self._stop)
        if within is not None and within.best and not self._problem.tasks and self.best is not None:
            self.best = replace(self.best, best=True)

    def _costs(self, schedule: Schedule) -> Mapping[str, int]:
        totals = evaluate(self._instance, schedule).totals
        return {rule: total.penalty for rule, total in totals.items()}

    def _judged(self, schedule: Schedule) -> Standing:
        return standing_of(self._costs(schedule), self._ceilings)

    def _take(self, schedule: Schedule) -> None:
        """Take a programme if it keeps every hard rule and stands better."""
        judged = evaluate(self._instance, schedule)
        costs = {rule: total.penalty for rule, total in judged.totals.items()}
        standing = standing_of(costs, self._ceilings)
        if judged.forbidden or (self.best is not None and standing >= self.best.standing):
            return
        self.best = Within(schedule, standing)
        if standing.beyond == 0:
            self._keep(Incumbent(standing.penalty, lambda: schedule))

    def _told(self, _: Progress | None) -> None:
        best = (
            None if self.best is None or self.best.standing.beyond else self.best.standing.penalty
        )
        seconds = time.perf_counter() - self._began
        self.watch(Progress(seconds, best, None, "looking for what is no worse"))
