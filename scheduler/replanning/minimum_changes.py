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
from scheduler.engines.nearness import Nearness
from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.findings import Judgement
from scheduler.progress import Keep, Watch, forget
from scheduler.replanning.changes import Changes
from scheduler.restrictions import Problem, sessions_of
from scheduler.rules import with_seats, without_seats
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Status
from scheduler.solving import keeping_no_seats

LEAST = 0.01
"""Seconds that each search has at least."""
HALF = 0.5
"""Share of what is left that a search may have for being short of time."""


class TimeBudget:
    """The time of several searches, one after the other.

    By the clock, what one search leaves is there for the next. With one worker each has a fixed part, so
    that the same searches are made on every machine.
    """

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._left = effort.time_limit
        self._ends = time.perf_counter() + effort.time_limit

    def part(self, share: float, least: float = 0.0) -> Effort:
        """Return the effort of the next search: this share of what is left.

        With `least`, so many seconds at least, if that is no more than half of what is left.
        """
        if self._effort.workers > 1:
            self._left = self._ends - time.perf_counter()
        seconds = max(LEAST, share * self._left, min(least, HALF * self._left))
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
        """Hard rules that the published programme breaks, for sessions with a place in it."""
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

    @property
    def everything(self) -> frozenset[str]:
        """All sessions."""
        return frozenset(self._domains)

    def steps(self) -> Iterator[frozenset[str]]:
        """Yield the sessions that may move.

        First those alone that have to, which proves how many it takes if they are not enough; then those in
        trouble, more and more that are near, and all.
        """
        everything = self.everything
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
SEATS = 2.0
"""Seconds for who sits on panels, if there are so many: mostly a part of one is enough."""


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
    ground: Ground, purse: TimeBudget, listener: Listener, start: Schedule | None = None
) -> Fewest:
    """Search for the programme with the fewest changes; then fewest panels, then fewest people affected.

    It begins with a programme that has few, if one is known and keeps every hard rule.

    If the sessions that have to change are all that does, that is the proof that no programme changes less.
    Otherwise all sessions may move in the end, which proves it as well, given time.
    """
    if ground.model.hopeless:
        return Fewest(Status.INFEASIBLE, None, 0)
    first = _in_place(ground, purse, listener)
    if first.schedule is None and not listener.over():
        first = _with_few(ground, first.at_least, purse, listener)
    first = _or_known(ground, first, start, listener)
    best, at_least = first.schedule, first.at_least
    is_in_place = best is not None and not ground.changes.changed(best)
    if first.status is Status.OPTIMAL or is_in_place or listener.over():
        return first
    share = ALONE if best is None else LAST
    answer = search_with_free(ground, ground.everything, purse.part(share), best, listener)
    at_least = max(at_least, (answer.bound or 0) // ground.changes.unit)
    best = answer.schedule or best  # a search without time for its model has not even that
    if best is None or answer.status is Status.OPTIMAL:
        return Fewest(answer.status, best, at_least)
    best = with_seats_back(ground, best, purse.part(AGAIN, SEATS), listener)
    best = with_less(ground, best, purse.part(AGAIN), listener)
    is_least = answer.bound is not None and ground.changes.price(best) <= answer.bound
    return Fewest(Status.OPTIMAL if is_least else Status.FEASIBLE, best, at_least)


def _or_known(ground: Ground, first: Fewest, start: Schedule | None, listener: Listener) -> Fewest:
    """Return what was found, or a programme that is known, if that changes less and keeps every hard rule."""
    if start is None or first.status is Status.OPTIMAL:
        return first
    price, best = ground.changes.price, first.schedule
    if best is not None and price(best) <= price(start):
        return first
    if evaluate(ground.changes.instance, start).forbidden:
        return first
    listener.found(start)
    return replace(first, status=Status.FEASIBLE, schedule=start)


def _in_place(ground: Ground, purse: TimeBudget, listener: Listener) -> Fewest:
    """Search for a programme in which nothing moves, and others sit on panels at most.

    What is no matter of seats is as it was published: it is kept, or it is not.
    """
    if ground.loose:
        return Fewest(Status.UNKNOWN, None, len(ground.forced))
    found: Schedule | None = ground.changes.published
    status = Status.OPTIMAL  # without panels there is nothing else that could be
    if ground.problem.followers:
        effort = purse.part(PROOF, SEATS)
        answer = _with_seats_free(ground, ground.changes.published, effort, listener)
        status, found = answer.status, answer.schedule
    if status is Status.INFEASIBLE:
        return Fewest(Status.UNKNOWN, None, 1)
    if found is None:
        return Fewest(Status.UNKNOWN, None, 0)
    if evaluate(ground.changes.instance, found).forbidden:
        return Fewest(Status.UNKNOWN, None, 1)
    listener.found(found)
    return Fewest(status, found, 0)


def _with_few(ground: Ground, at_least: int, purse: TimeBudget, listener: Listener) -> Fewest:
    """Search with more and more sessions that may move, until there is a programme."""
    forced = len(ground.forced)
    for free in ground.steps():
        if free == ground.everything or listener.over():
            break
        if not free:  # nothing moves: that has been looked for
            continue
        share = PROOF if free == ground.loose != ground.troubled else EARLY
        answer = search_with_free(ground, free, purse.part(share), None, listener)
        if answer.status is Status.INFEASIBLE:  # one of the others has to change as well
            at_least = max(at_least, forced + 1)
        if answer.schedule is None:
            continue
        listener.found(answer.schedule)
        if answer.status is Status.OPTIMAL:
            is_least = len(ground.changes.changed(answer.schedule)) == forced
            status = Status.OPTIMAL if is_least else Status.FEASIBLE
            return Fewest(status, answer.schedule, at_least)
        best = with_seats_back(ground, answer.schedule, purse.part(EARLY, SEATS), listener)
        return Fewest(Status.FEASIBLE, best, at_least)
    return Fewest(Status.UNKNOWN, None, at_least)


def with_seats_back(
    ground: Ground, found: Schedule, effort: Effort, listener: Listener
) -> Schedule:
    """Return what was found with those on panels again who sat there, as far as they can, where sessions are.

    A search among all sessions that runs out of time has often chosen panels anew for nothing.
    """
    if listener.over() or not ground.changes.panels.changed(found):
        return found
    answer = _with_seats_free(ground, found, effort, listener)
    return _gentler(ground, found, answer, listener)


def _gentler(ground: Ground, found: Schedule, answer: Answer, listener: Listener) -> Schedule:
    price = ground.changes.price
    if answer.schedule is None or price(answer.schedule) >= price(found):
        return found
    listener.found(answer.schedule)
    return answer.schedule


def _with_seats_free(ground: Ground, where: Schedule, effort: Effort, listener: Listener) -> Answer:
    """Search for the seats that change least, with sessions where they are in a schedule.

    Only what has to do with seats is kept, or has a price: that is a small model, and mostly solved at once.
    """
    problem, begin = ground.problem, with_seats(where)
    about = (p for p in problem.priced if problem.followers.keys() & sessions_of(p.restriction))
    around = Nearness(problem, begin)
    small = replace(problem, priced=(*about, *around.followers_alone(begin)))
    answer = search(small, effort, start=begin, watch=listener.watch, stop=listener.stop)
    found = None if answer.schedule is None else without_seats(answer.schedule)
    return replace(answer, schedule=found)


def with_less(ground: Ground, found: Schedule, effort: Effort, listener: Listener) -> Schedule:
    """Return what changes no more than was found: only what is elsewhere there may move, or go back."""
    if listener.over():
        return found
    free = ground.changes.changed(found) | ground.changes.new
    return _gentler(
        ground, found, search_with_free(ground, free, effort, found, listener), listener
    )


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
