"""The fewest changes: few sessions may move at first, and more only if that is not enough."""

import threading
import time
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from scheduler.engines.answer import Answer
from scheduler.engines.model import Model, prepared
from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.findings import Judgement
from scheduler.progress import Keep, Watch, forget
from scheduler.replanning.changes import Changes
from scheduler.restrictions import Problem
from scheduler.rules import with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.solving import keeping_no_seats

LEAST = 0.01
"""Seconds that each search has at least."""


class TimeBudget:
    """The time of several searches, one after the other.

    By the clock, what one search leaves is there for the next. With one worker each has a fixed part, so
    that the same searches are made on every machine.
    """

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._left = effort.time_limit
        self._ends = time.perf_counter() + effort.time_limit

    def part(self, share: float) -> Effort:
        """Return the effort of the next search: this share of what is left."""
        if self._effort.workers > 1:
            self._left = self._ends - time.perf_counter()
        seconds = max(LEAST, share * self._left)
        self._left -= seconds
        return replace(self._effort, time_limit=seconds)


@dataclass(frozen=True, slots=True)
class Listener:
    """The callbacks of a search of several parts."""

    watch: Watch
    stop: threading.Event
    keep: Keep = forget
    """Called with every better programme while a search goes on."""
    found: Callable[[Schedule], None] = lambda _schedule: None
    """Called with each programme that keeps every hard rule, with fewer and fewer changes."""

    def over(self) -> bool:
        """Return whether the search is to end."""
        return self.stop.is_set()


FIRST_STEP = 32
"""Sessions that may move at least, where those that have to are not enough."""
GROWTH = 3
"""So many times as many may move, where that is not enough either."""


@dataclass(frozen=True)
class Ground:
    """A changed conference, and its published programme."""

    changes: Changes

    @cached_property
    def problem(self) -> Problem:
        """The hard rules, and the price of each change."""
        hard = self.changes.problem.unpriced
        return replace(hard, priced=(*hard.priced, *self.changes.priced()))

    @cached_property
    def model(self) -> Model:
        """The same, prepared: without places that no programme can use."""
        return prepared(self.problem)

    @cached_property
    def forced(self) -> frozenset[str]:
        """Sessions that change in every programme: they may not stay where they were published."""
        domains = self.model.domains
        return frozenset(
            name
            for name in self.everything
            if int(domains[name].price[domains[name].allowed].min()) >= self.changes.unit
        )

    @cached_property
    def broken(self) -> tuple[Judgement, ...]:
        """Hard rules that the published programme breaks, for sessions with a place in it."""
        known, places = self.changes.representable, self.changes.published.by_session
        there = Schedule.of(places[name] for name in known)
        found = evaluate(self.changes.instance, there).forbidden
        return tuple(judged for judged in found if known.issuperset(judged.finding.sessions))

    @cached_property
    def troubled(self) -> frozenset[str]:
        """Sessions that are new, have to change, or have a part in what is broken."""
        clashing = (session for judged in self.broken for session in judged.finding.sessions)
        return self.loose | frozenset(clashing)

    @cached_property
    def loose(self) -> frozenset[str]:
        """Sessions that change in every programme, or may do so without a change."""
        return self.forced | self.changes.new

    @cached_property
    def everything(self) -> frozenset[str]:
        """All sessions; seats go with theirs."""
        return frozenset(self.model.domains.keys() - self.problem.followers.keys())

    def steps(self) -> Iterator[frozenset[str]]:
        """Yield the sessions that may move: those in trouble, more and more that are near, and all."""
        near, free = self._by_nearness(), self.troubled
        while len(free) < len(self.everything):
            yield free
            number = max(FIRST_STEP, GROWTH * len(free))
            if number >= len(self.everything) / 2:
                break
            free = frozenset([*self.troubled, *near][:number])
        yield self.everything

    def _by_nearness(self) -> list[str]:
        """Return the other sessions: first those that are where sessions in trouble may go."""
        timeline, places = self.model.timeline, self.changes.near.by_session
        minute = {name: timeline.minute(places[name].start) for name in self.changes.planned}
        goals = [self.model.domains[name].starts for name in sorted(self.troubled)]
        origins = [minute[name] for name in sorted(self.troubled) if name in minute]

        def distance(session: str) -> tuple[int, int, str]:
            at = minute[session]
            to_goal = min((int(np.abs(goal - at).min()) for goal in goals), default=0)
            to_origin = min((abs(origin - at) for origin in origins), default=0)
            return to_goal, to_origin, session

        return sorted(minute.keys() - self.troubled, key=distance)


EARLY = 0.25
"""Share of the time that is left for each step but the last, in which every session may move."""
LAST = 0.55
"""Share of the time that is left for that one."""
ALONE = 0.8
"""Share of that for the same, if nothing has been found before."""
AGAIN = 0.5
"""Share of the time that is left for what was found, if nothing is proved of it: it may change too much."""


@dataclass(frozen=True)
class Fewest:
    """The result of a search for the fewest changes."""

    status: Status
    """Optimal: no programme has fewer changes; of those with so few, none has others on fewer panels, and
    of those with so few panels, none affects fewer people."""
    schedule: Schedule | None
    at_least: int
    """No programme that keeps every hard rule has fewer: proved."""


def fewest_changes(
    ground: Ground, budget: TimeBudget, listener: Listener, start: Schedule | None = None
) -> Fewest:
    """Search for the programme with the fewest changes; then fewest panels, then fewest people affected.

    It begins with a programme that has few, if one is known and keeps every hard rule. First those sessions
    alone may move that have to: if they are enough, no programme changes less; if not, one more has to. Then
    those in trouble may, and more that are near, until there is a programme; and all sessions in the end.
    """
    if ground.model.hopeless:
        return Fewest(Status.INFEASIBLE, None, 0)
    best: Schedule | None = None
    at_least = len(ground.forced)
    for free in dict.fromkeys((ground.loose, *ground.steps())):
        if listener.over() or free == ground.everything:
            break
        answer = search_with_free(ground, free, budget.part(EARLY), None, listener)
        if answer.status is Status.INFEASIBLE:  # one of the others has to change as well
            at_least = max(at_least, len(ground.forced) + 1)
        if answer.schedule is not None:
            best = answer.schedule
            listener.found(best)
            if answer.status is Status.OPTIMAL and len(ground.changes.changed(best)) == len(
                ground.forced
            ):
                return Fewest(Status.OPTIMAL, best, at_least)
            break
    is_less = start is not None and (best is None or _price(ground, start) < _price(ground, best))
    if start is not None and is_less and not evaluate(ground.changes.instance, start).forbidden:
        best = start
        listener.found(best)
    if listener.over():
        return Fewest(Status.UNKNOWN if best is None else Status.FEASIBLE, best, at_least)
    share = ALONE if best is None else LAST
    answer = search_with_free(ground, ground.everything, budget.part(share), best, listener)
    at_least = max(at_least, (answer.bound or 0) // ground.changes.unit)
    best = answer.schedule or best  # a search without time for its model has not even that
    if best is None or answer.status is Status.OPTIMAL:
        return Fewest(answer.status, best, at_least)
    best = with_less(ground, best, budget.part(AGAIN), listener)
    is_least = answer.bound is not None and _price(ground, best) <= answer.bound
    return Fewest(Status.OPTIMAL if is_least else Status.FEASIBLE, best, at_least)


def _price(ground: Ground, schedule: Schedule) -> int:
    return ground.changes.distance(with_seats(schedule))


def with_less(ground: Ground, found: Schedule, effort: Effort, listener: Listener) -> Schedule:
    """Return what changes no more than was found: only what is elsewhere there may move, or go back.

    A search among all sessions that runs out of time has often moved some, or chosen panels, for nothing.
    """
    if listener.over():
        return found
    free = ground.changes.changed(found) | ground.changes.new
    answer = search_with_free(ground, free, effort, found, listener)
    if answer.schedule is None or _price(ground, answer.schedule) >= _price(ground, found):
        return found
    listener.found(answer.schedule)
    return answer.schedule


def search_with_free(
    ground: Ground, free: Set[str], effort: Effort, start: Schedule | None, listener: Listener
) -> Answer:
    """Search for the fewest changes with some sessions free to move, and all others held."""
    problem = ground.problem
    held = replace(problem, priced=(*problem.priced, *ground.changes.held(free)))
    start = start or ground.changes.published
    answer = search(
        held,
        effort,
        start=with_seats(start),
        watch=listener.watch,
        stop=listener.stop,
        keep=keeping_no_seats(listener.keep, penalty=False),
    )
    found = None if answer.schedule is None else without_seats(answer.schedule)
    return replace(answer, schedule=found)
