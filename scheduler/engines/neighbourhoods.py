"""Large neighbourhood search (Shaw 1998) around a schedule, under ceilings on what rules cost.

Some sessions may move, all others stay, and the exact engine places them, with a complete hint. What rules
cost beyond their ceilings counts first, then the penalty. Rows of its model say what a rule costs, as in an
epsilon-constraint method (Haimes, Lasdon and Wismer 1971).
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from random import Random

from scheduler.engines.annealing.scale import coarsened
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat import Ceilings, ExactSearch
from scheduler.engines.interruption import UnfinishedError, check_of
from scheduler.engines.model import Model, Places, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Status

BEGIN, FEWEST = 8, 4
"""Number of sessions that may move at first, and at least."""
GROWTH = 1.25
"""Factor of that number after a step that is proved optimal; its inverse after one that is not."""
SHARE, ALL = 0.05, 0.5
"""Share of the limit for each neighbourhood, and for the one of all sessions."""
MOMENT = 1.0
"""Fewest seconds for each, if there is time."""
BIAS = 3
"""Exponent of a session's possible saving in its chance to be drawn."""
_QUICK = replace(DEFAULTS.exact, conflict_rows=0)
"""Parameters for small neighbourhoods, in which conflict cliques cost more time than they save."""


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """The quality of a schedule: excess over ceilings first, then penalty."""

    beyond: int
    """Excess of rules over their ceilings, in thousandths."""
    penalty: int
    """Penalty of all rules."""


@dataclass(frozen=True, slots=True)
class WithinCeilings:
    """A feasible schedule and its standing under the ceilings."""

    schedule: Schedule
    standing: Standing
    best: bool = False
    """Whether no schedule with a better standing exists (proved)."""
    bound: int | None = None
    """Lower bound within the ceilings, in thousandths; None if nothing is proved."""


def standing_of(costs: Mapping[str, int], ceilings: Mapping[str, int]) -> Standing:
    """Return the standing of costs by rule; a rule without a ceiling may cost anything."""
    beyond = sum(max(0, costs.get(rule, 0) - most) for rule, most in ceilings.items())
    return Standing(beyond, sum(costs.values()))


def search_around(
    problem: Problem,
    ceilings: Mapping[str, int],
    start: Schedule,
    effort: Effort,
    *,
    always: Callable[[Schedule], Collection[str]] | None = None,
    better: Callable[[WithinCeilings], None] = lambda _: None,
    stop: threading.Event | None = None,
) -> WithinCeilings | None:
    """Search near a schedule for the best one in which no rule costs more than its ceiling.

    Parameters
    ----------
    problem
        What to place, and what to keep, tasks aside.
    ceilings
        What rules may cost, in thousandths; others may cost anything.
    start
        Where to begin.
    effort
        How to search, at most so long.
    always
        Sessions that may move in every neighbourhood of a schedule.
    better
        Called with each better one.
    stop
        Ends the search when it is set.

    Returns
    -------
    Within or None
        The best that is known, which may be the start, or beyond ceilings; None if the start does not keep
        what is forbidden, or there was no time to look. With one worker, the same for the same arguments.
    """
    event = stop or threading.Event()
    budget = Budget(effort.time_limit, reproducible=effort.workers == 1, stop=event)
    try:
        model = prepared(problem, check_of(lambda: budget.over), by_rule=True)
    except UnfinishedError:
        return None
    search = _Search(model, ceilings, effort, budget, always)
    if model.hopeless or not search.begin(start):
        return None
    for within in search.steps():
        better(within)
    return search.best


class _Search:
    """A running search."""

    def __init__(
        self,
        model: Model,
        ceilings: Mapping[str, int],
        effort: Effort,
        budget: Budget,
        always: Callable[[Schedule], Collection[str]] | None,
    ) -> None:
        self._model, self._effort, self._budget, self._always = model, effort, budget, always
        paid = {each.rule for each in model.problem.priced if each.price}
        self._ceilings = {rule: most for rule, most in ceilings.items() if rule in paid}
        self._counter = Counter(model.problem)
        self._neighbourhoods = _Neighbourhoods(model, Random(effort.seed))  # noqa: S311 - no secret
        self._number = float(BEGIN)
        self._places: Places = ()
        self.best: WithinCeilings | None = None

    def begin(self, start: Schedule) -> bool:
        """Begin with a schedule; return whether that is possible."""
        places = [place for place in self._model.places(start) if place is not None]
        return len(places) == len(self._model.domains) and self._take(places)

    def _take(self, places: Places) -> bool:
        """Return True if a schedule is feasible and has a better standing, and take it then."""
        schedule = self._model.schedule(places)
        totals = self._counter.by_rule(schedule)
        if any(total.forbidden for total in totals.values()):
            return False
        costs = {rule: total.penalty for rule, total in totals.items()}
        standing = standing_of(costs, self._ceilings)
        if self.best is not None and standing >= self.best.standing:
            return False
        bound = None if self.best is None else self.best.bound
        self.best, self._places = WithinCeilings(schedule, standing, bound=bound), places
        return True

    @cached_property
    def _annealer(self) -> Annealer:
        """Prices every place of a session beside all others, on a coarser scale if need be."""
        return Annealer(coarsened(self._model)[0], 0, self._places)

    def _gains(self) -> Sequence[int]:
        """Return what each session would save at its best place, all others staying."""
        annealer, gains = self._annealer, list[int]()
        annealer.reset(self._places)
        for session, (start, room) in enumerate(self._places):
            forbidden, penalty = annealer.prices(session)
            here = room * len(annealer.domains[session].starts) + start
            places = annealer.allowed(session)
            possible = places[forbidden[places] <= forbidden[here]]
            gains.append(int(penalty[here] - penalty[possible].min()))
        self._budget.spend(annealer.worked())
        return gains

    def steps(self) -> Iterator[WithinCeilings]:
        """Yield better and better schedules."""
        every = len(self._model.domains)
        while self.best is not None and not (self._budget.over or self.best.best):
            free = self._draw(self.best.schedule)
            try:
                optimal, places = self._look(self.best, free)
            except UnfinishedError:
                return
            self._number *= GROWTH if optimal else 1 / GROWTH
            self._number = min(max(FEWEST, self._number), every)
            is_better = places is not None and self._take(places)
            self.best = replace(self.best, best=optimal and len(free) == every)
            if is_better:
                yield self.best

    def _draw(self, schedule: Schedule) -> Collection[int]:
        """Return the positions of sessions that may move together."""
        number = round(self._number)
        names = () if self._always is None else self._always(schedule)
        always = sorted(self._model.numbers[name] for name in names)
        return self._neighbourhoods.draw(self._places, number, always, self._gains)

    def _look(self, best: WithinCeilings, free: Collection[int]) -> tuple[bool, Places | None]:
        """Place some sessions by the exact engine; return whether that is proved optimal, and the places."""
        names, standing = [*self._model.domains], best.standing
        held = self._model.around(self._places, {names[number] for number in free})
        # No schedule that is within its ceilings, or better than the best, costs as much as this.
        wanted = max(standing.penalty, sum(self._ceilings.values())) + 1
        ceilings = Ceilings(self._ceilings, standing.beyond, wanted)
        whole = len(free) == len(names)
        share = ALL if whole else max(SHARE, min(MOMENT / self._budget.seconds, ALL))
        budget = self._budget.share(share)
        exact = ExactSearch(
            held,
            self._effort.seed,
            self._effort.workers,
            lambda: self._budget.over,
            DEFAULTS.exact if whole else _QUICK,
            ceilings,
        )
        here = held.places(best.schedule)
        exact.hint([place for place in here if place is not None], budget.patience)
        found = budget.attended(
            lambda: exact.search(budget, lambda _: None, lambda _: None),
            lambda: self._budget.interrupted,
            exact.stop,
        )
        if whole and not standing.beyond and found.bound is not None:
            self.best = replace(best, bound=max(found.bound, best.bound or 0))
        optimal = found.status is Status.OPTIMAL and (not whole or ceilings.counts_first)
        return optimal, None if found.places is None else self._own(held, found.places)

    def _own(self, held: Model, places: Places) -> Places:
        """Return places of a narrowed model as those of the whole one."""
        own = self._model.places(held.schedule(places))
        return [place for place in own if place is not None]


class _Neighbourhoods:
    """Draws sessions that may move together: promising, near in time, of two rooms, or any."""

    def __init__(self, model: Model, chance: Random) -> None:
        self._domains, self._chance = [*model.domains.values()], chance
        self._own = dict[int, list[int]]()
        """Followers by leader."""
        for follower, leader in model.leaders.items():
            self._own.setdefault(leader, []).append(follower)
        self._leaders = [n for n in range(len(self._domains)) if n not in model.leaders]
        self._drawn = 0

    def draw(
        self,
        places: Places,
        number: int,
        always: Sequence[int],
        gains: Callable[[], Sequence[int]],
    ) -> Collection[int]:
        """Return the positions of about so many sessions, and as many of `always`, with their followers."""
        self._drawn += 1
        every = self._chance.sample(self._leaders, len(self._leaders))
        one = every[0]
        match self._drawn % 4:
            case _ if number >= len(every):
                found = every
            case 0:
                found = every[:number]
            case 1:
                found = self._promising(gains(), every)[:number]
            case 2:
                found = self._nearest(one, every, places)[:number]
            case _:
                room, other = self._room(one, places), self._room(every[-1], places)
                here = [each for each in every if self._room(each, places) == room]
                there = [each for each in every if self._room(each, places) == other != room]
                half = (number + 1) // 2
                found = self._nearest(one, here, places)[:half]
                found += self._nearest(one, there, places)[: number - half]
        found += self._chance.sample(always, min(number, len(always)))
        return {each for one in found for each in (one, *self._own.get(one, ()))}

    def _promising(self, gains: Sequence[int], every: Sequence[int]) -> list[int]:
        """Return sessions in an order of chance: mostly, those that would save more come sooner."""
        drawn = {
            each: self._chance.expovariate(gains[each] ** BIAS) for each in every if gains[each] > 0
        }
        return sorted(every, key=lambda each: drawn.get(each, inf))

    def _nearest(self, one: int, others: Sequence[int], places: Places) -> list[int]:
        """Return sessions in the order of how near their starts are to that of one of them."""
        at = self._minute(one, places)
        return sorted(others, key=lambda each: abs(self._minute(each, places) - at))

    def _minute(self, session: int, places: Places) -> int:
        return int(self._domains[session].starts[places[session][0]])

    def _room(self, session: int, places: Places) -> int:
        return int(self._domains[session].rooms[places[session][1]])
