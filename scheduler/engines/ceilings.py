"""Better without anything getting worse: no rule costs more than its ceiling.

What rules cost beyond their ceilings counts first, then the penalty. Large neighbourhood search (Shaw 1998):
some sessions may move, all others stay, and the exact engine places them; the rows of its model that say what
a rule costs are those of an epsilon-constraint method (Haimes, Lasdon and Wismer 1971).
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from scheduler.engines.budget import Budget
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat import Ceilings, ExactSearch
from scheduler.engines.exact_engine import attended
from scheduler.engines.interruption import Check, UnfinishedError, check_of
from scheduler.engines.model import Model, Places, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Status

BEGIN, FEWEST = 16, 4
"""Sessions that may move at first, and at least."""
GROWTH = 1.25
"""By how much they are more once those that may are proved to be where they cost least, and fewer where there
is no proof in time."""
SHARE, ALL = 0.05, 0.5
"""Share of the limit for each neighbourhood, and for that of all sessions, which proves something."""
_QUICK = replace(DEFAULTS.exact, conflict_rows=0)
"""Where most sessions stay, rows that follow from all conflicts take longer to find than they save."""
MOMENT = 2.0
"""Seconds that each has at least, if they are there: in less its model is hardly prepared."""
IN_VAIN = 3
"""How often all sessions may have been in neighbourhoods in vain, about, until the search ends."""


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """How good a schedule is: what is beyond ceilings counts first."""

    beyond: int
    """What rules cost beyond their ceilings, in thousandths."""
    penalty: int
    """What all rules cost."""


@dataclass(frozen=True, slots=True)
class Within:
    """A schedule that keeps what is forbidden, and how it stands to the ceilings."""

    schedule: Schedule
    standing: Standing
    best: bool = False
    """Whether it is proved that none stands better."""


def standing_of(costs: Mapping[str, int], ceilings: Mapping[str, int]) -> Standing:
    """Return how costs by rule stand to ceilings; a rule without one must not cost anything."""
    beyond = sum(max(0, cost - ceilings.get(rule, 0)) for rule, cost in costs.items())
    return Standing(beyond, sum(costs.values()))


class Surroundings:
    """A problem and ceilings, prepared once for searches around several schedules."""

    def __init__(self, problem: Problem, ceilings: Mapping[str, int]) -> None:
        """Take what to place and to keep, tasks aside, and what each rule may cost, in thousandths."""
        self.problem = problem
        rules = dict.fromkeys(each.rule for each in problem.priced if each.price)
        self.ceilings = {rule: max(0, ceilings.get(rule, 0)) for rule in rules}
        self._model: Model | None = None

    @cached_property
    def counter(self) -> Counter:
        """Counts what schedules cost."""
        return Counter(self.problem)

    def model(self, check: Check) -> Model:
        """Return the model; `check` may raise that nobody waits for it any more."""
        if self._model is None:
            self._model = prepared(self.problem, check, by_rule=True)
        return self._model

    def search(
        self,
        start: Schedule,
        effort: Effort,
        better: Callable[[Within], None] = lambda _: None,
        stop: threading.Event | None = None,
    ) -> Within | None:
        """Search around a schedule for one in which no rule costs more than its ceiling, and all cost least.

        Parameters
        ----------
        start
            Where to begin.
        effort
            How to search, at most so long.
        better
            Told of each better one.
        stop
            Ends the search when it is set.

        Returns
        -------
        Within or None
            The best that is known, which may be the start, or beyond ceilings; None if the start does not
            keep what is forbidden, or there was no time to look. With one worker, the same for the same
            arguments.
        """
        event = stop or threading.Event()
        budget = Budget(effort.time_limit, reproducible=effort.workers == 1, stop=event)
        try:
            search = _Search(self, self.model(check_of(lambda: budget.over)), start, effort, budget)
        except UnfinishedError:
            return None
        if search.best is None:
            return None
        for within in search.steps():
            better(within)
        return replace(search.best, best=search.proved)


class _Search:
    """A search under way."""

    def __init__(
        self, around: Surroundings, model: Model, start: Schedule, effort: Effort, budget: Budget
    ) -> None:
        self._around, self._model = around, model
        self._effort, self._budget = effort, budget
        self._number = float(BEGIN)
        self.proved = False
        self.best: Within | None = None
        self._places: Places = ()
        whole = [] if model.hopeless else model.places(start)
        places = [place for place in whole if place is not None]
        if places and len(places) == len(whole):
            self._take(places)

    def _take(self, places: Places) -> bool:
        """Take a schedule if it keeps what is forbidden and stands better; tell whether it does."""
        schedule = self._model.schedule(places)
        totals = self._around.counter.by_rule(schedule)
        if any(total.forbidden for total in totals.values()):
            return False
        costs = {rule: total.penalty for rule, total in totals.items()}
        standing = standing_of(costs, self._around.ceilings)
        if self.best is not None and standing >= self.best.standing:
            return False
        self.best, self._places = Within(schedule, standing), places
        return True

    def steps(self) -> Iterator[Within]:
        """Yield better and better schedules."""
        chance = Random(self._effort.seed)  # noqa: S311 - nothing is secret
        neighbourhoods = _Neighbourhoods(self._model)
        in_vain, every = 0.0, float(len(self._model.domains))
        while not (self._budget.over or self.proved or in_vain >= IN_VAIN):
            free = neighbourhoods.draw(chance, self._places, round(self._number))
            found = self._look(free)
            if found is None:
                return
            optimal, places = found
            self._number *= GROWTH if optimal else 1 / GROWTH
            self._number = min(max(float(FEWEST), self._number), every)
            in_vain += len(free) / every
            self.proved = optimal and len(free) == every
            if places is not None and self._take(places) and self.best is not None:
                in_vain = 0.0
                yield self.best

    def _look(self, free: Sequence[int]) -> tuple[bool, Places | None] | None:
        """Let the exact engine place some sessions; tell whether nothing is better, and where they are now.

        None if there was no time for it.
        """
        assert self.best is not None  # noqa: S101 - or nobody would look
        names, standing = [*self._model.domains], self.best.standing
        held = self._model.around(self._places, {names[number] for number in free})
        # No schedule that is within its ceilings, or better than the best, costs as much as this.
        wanted = max(standing.penalty, sum(self._around.ceilings.values())) + 1
        ceilings = Ceilings(self._around.ceilings, standing.beyond, wanted)
        whole = len(free) == len(names)
        share = ALL if whole else max(SHARE, min(MOMENT / self._budget.seconds, ALL))
        budget = self._budget.share(share)
        try:
            exact = ExactSearch(
                held,
                self._effort.seed,
                self._effort.workers,
                lambda: self._budget.over,
                DEFAULTS.exact if whole else _QUICK,
                ceilings,
            )
        except UnfinishedError:
            return None
        here = held.places(self.best.schedule)
        exact.hint([place for place in here if place is not None], budget.patience)
        found = attended(
            exact, budget, lambda _: None, lambda _: None, lambda: self._budget.interrupted
        )
        optimal = found.status is Status.OPTIMAL and (not whole or ceilings.counts_first)
        return optimal, None if found.places is None else self._own(held, found.places)

    def _own(self, held: Model, places: Places) -> Places:
        """Return places of a narrowed model as those of the whole one."""
        own = self._model.places(held.schedule(places))
        return [place for place in own if place is not None]


class _Neighbourhoods:
    """Sessions that may move together: near each other in time and room, at once elsewhere, or any."""

    def __init__(self, model: Model) -> None:
        self._domains = [*model.domains.values()]
        self._own: dict[int, list[int]] = {}
        """Followers by leader."""
        for follower, leader in model.leaders.items():
            self._own.setdefault(leader, []).append(follower)
        self._leaders = [n for n in range(len(self._domains)) if n not in model.leaders]
        self._drawn = 0

    def draw(self, chance: Random, places: Places, number: int) -> list[int]:
        """Return the positions of about so many sessions, with those that follow them."""
        self._drawn += 1
        every = chance.sample(self._leaders, len(self._leaders))
        one = every[0]
        match self._drawn % 3:
            case 0:
                found = every[:number]
            case 1:
                found = self._nearest(one, every, places)[:number]
            case _:
                room, other = self._room(one, places), self._room(every[-1], places)
                here = [each for each in every if self._room(each, places) == room]
                there = [each for each in every if self._room(each, places) == other != room]
                half = (number + 1) // 2
                found = self._nearest(one, here, places)[:half]
                found += self._nearest(one, there, places)[: number - half]
        return sorted({each for one in found for each in (one, *self._own.get(one, ()))})

    def _nearest(self, one: int, others: Sequence[int], places: Places) -> list[int]:
        """Return sessions in the order of how near their starts are to that of one of them."""
        at = self._minute(one, places)
        return sorted(others, key=lambda each: abs(self._minute(each, places) - at))

    def _minute(self, session: int, places: Places) -> int:
        return int(self._domains[session].starts[places[session][0]])

    def _room(self, session: int, places: Places) -> int:
        return int(self._domains[session].rooms[places[session][1]])
