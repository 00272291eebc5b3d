"""The fewest changes: few sessions may move at first, and more only if that is not enough."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from scheduler.engines.answer import Answer
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model, prepared
from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.findings import Judgement
from scheduler.progress import Keep, Watch, forget
from scheduler.replanning.changes import Changes
from scheduler.restrictions import Problem
from scheduler.rules import with_seats, without_seats
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Status
from scheduler.solving import keeping_no_seats

FIRST_STEP = 32
"""Sessions that may move at least, where those that have to are not enough."""
GROWTH = 3
"""So many times as many may move, where that is not enough either."""
PROOF = 0.25
"""Share of the time for the proof that those that have to change are not enough."""
EARLY = 0.25
"""Share of the time that is left for each step but the last, in which every session may move."""
LAST = 0.55
"""Share of the time that is left for that one."""
ALONE = 0.8
"""Share of that for the same, if nothing has been found before."""
AGAIN = 0.5
"""Share of the time that is left for what was found, if nothing is proved of it: it may change too much."""
LEAST = 0.01
"""Seconds that each search has at least."""


@dataclass(frozen=True)
class Fewest:
    """What a search for the fewest changes has come to."""

    status: Status
    """Optimal: no programme has fewer changes; of those with so few, none has others on fewer panels, and
    of those with so few panels, none affects fewer people."""
    schedule: Schedule | None
    at_least: int
    """No programme that keeps every hard rule has fewer: proved."""


@dataclass(frozen=True)
class Ground:
    """A changed conference, and its published programme."""

    changes: Changes

    @cached_property
    def problem(self) -> Problem:
        """What is hard, and what each change costs."""
        problem = self.changes.problem
        hard = tuple(priced for priced in problem.priced if priced.price is None)
        return replace(problem, priced=(*hard, *self.changes.priced()))

    @cached_property
    def model(self) -> Model:
        """The same, prepared: without places that no programme can use."""
        return prepared(self.problem)

    @cached_property
    def _domains(self) -> Mapping[str, Domain]:
        """Places of each session; seats go with theirs."""
        followers = self.problem.followers
        return {name: each for name, each in self.model.domains.items() if name not in followers}

    @cached_property
    def forced(self) -> frozenset[str]:
        """Sessions that change in every programme: they may not stay where they were published."""
        unit = self.changes.unit
        return frozenset(
            name
            for name, domain in self._domains.items()
            if int(domain.price[domain.allowed].min()) >= unit
        )

    @cached_property
    def broken(self) -> tuple[Judgement, ...]:
        """What is hard and the published programme breaks, sessions aside that have no place in it."""
        known = self.changes.representable
        places = self.changes.published.by_session
        stand_ins = (
            places[name] if name in known else self._somewhere(domain)
            for name, domain in self._domains.items()
            if name not in self.changes.added
        )
        found = evaluate(self.changes.instance, Schedule.of(stand_ins)).forbidden
        return tuple(judged for judged in found if known.issuperset(judged.finding.sessions))

    def _somewhere(self, domain: Domain) -> Assignment:
        """Return the first place that a session can have."""
        start, room = domain.first_place
        instant = self.model.timeline.instant(int(domain.starts[start]))
        return Assignment(domain.session, instant, self.problem.rooms[domain.rooms[room]])

    @cached_property
    def troubled(self) -> frozenset[str]:
        """Sessions that are new, have to change, or have a part in what is broken."""
        clashing = (session for judged in self.broken for session in judged.finding.sessions)
        return self.forced | self.changes.new | frozenset(clashing)

    @cached_property
    def loose(self) -> frozenset[str]:
        """Sessions that change in every programme, or may do so without a change."""
        return self.forced | self.changes.new

    def steps(self) -> Iterator[frozenset[str]]:
        """Yield the sessions that may move.

        First those alone that have to, which proves how many it takes if they are not enough; then those in
        trouble, more and more that are near, and all.
        """
        everything = frozenset(self._domains)
        near, free = self._by_nearness(), self.troubled
        if self.loose != free:
            yield self.loose
        while len(free) < len(everything):
            yield free
            number = max(FIRST_STEP, GROWTH * len(free))
            if number >= len(everything) / 2:
                break
            free = frozenset([*self.troubled, *near][:number])
        yield everything

    def _by_nearness(self) -> list[str]:
        """Return the other sessions: first those that are where sessions in trouble may go."""
        timeline, planned = self.model.timeline, self.changes.planned
        minute = {each.session: timeline.minute(each.start) for each in planned}
        goals = [self.model.domains[name].starts for name in sorted(self.troubled)]
        origins = [minute[name] for name in sorted(self.troubled) if name in minute]

        def distance(session: str) -> tuple[int, int, str]:
            at = minute[session]
            to_goal = min((int(np.abs(goal - at).min()) for goal in goals), default=0)
            to_origin = min((abs(origin - at) for origin in origins), default=0)
            return to_goal, to_origin, session

        return sorted(minute.keys() - self.troubled, key=distance)


class Purse:
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
    """Whoever waits for a search of several parts."""

    watch: Watch
    found: Callable[[Schedule], None]
    """Told of each programme that keeps every hard rule, with fewer and fewer changes."""
    stop: threading.Event
    keep: Keep = forget
    """Told of every better programme while a search goes on."""

    def over(self) -> bool:
        """Tell whether the search is to end."""
        return self.stop.is_set()


def fewest_changes(ground: Ground, purse: Purse, listener: Listener) -> Fewest:
    """Search for the programme with the fewest changes; then fewest panels, then fewest people affected.

    If the sessions that have to change are all that does, that is the proof that no programme changes less.
    Otherwise all sessions may move in the end, which proves it as well, given time.
    """
    if ground.model.hopeless:
        return Fewest(Status.INFEASIBLE, None, 0)
    *few, everything = ground.steps()
    best, at_least = None, len(ground.forced)
    for free in few:
        share = PROOF if free == ground.loose != ground.troubled else EARLY
        answer = search_with_free(ground, free, purse.part(share), None, listener)
        if answer.status is Status.INFEASIBLE:  # one of the others has to change as well
            at_least = len(ground.forced) + 1
        if answer.schedule is None:
            continue
        best = answer.schedule
        listener.found(best)
        if (
            len(ground.changes.changed(best)) == len(ground.forced)
            and answer.status is Status.OPTIMAL
        ):
            return Fewest(Status.OPTIMAL, best, len(ground.forced))
        break
    if listener.over():
        status = Status.UNKNOWN if best is None else Status.FEASIBLE
        return Fewest(status, best, at_least)
    share = ALONE if best is None else LAST
    answer = search_with_free(ground, everything, purse.part(share), best, listener)
    at_least = max(at_least, (answer.bound or 0) // ground.changes.unit)
    if answer.schedule is None or answer.status is Status.OPTIMAL:
        return Fewest(answer.status, answer.schedule, at_least)
    best = with_less(ground, answer.schedule, purse.part(AGAIN), listener)
    is_least = answer.bound is not None and ground.changes.price(best) <= answer.bound
    return Fewest(Status.OPTIMAL if is_least else answer.status, best, at_least)


def with_less(ground: Ground, found: Schedule, effort: Effort, listener: Listener) -> Schedule:
    """Return what changes no more than was found: only what is elsewhere there may move, or go back.

    A search among all sessions that runs out of time has often chosen panels anew for nothing.
    """
    listener.found(found)
    if listener.over():
        return found
    changes = ground.changes
    free = changes.changed(found) | changes.new
    answer = search_with_free(ground, free, effort, found, listener)
    if answer.schedule is None or changes.price(answer.schedule) > changes.price(found):
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
