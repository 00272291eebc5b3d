"""Staying near a schedule at no higher price: of equally good ones, that with the fewest sessions elsewhere.

What a search ends with differs from a schedule to stay near for a reason, or because the search has come
that way. The second stage of a search takes back what has no reason, by path relinking: each session is
where it is in one of the two schedules, and the exact engine chooses. The penalty counts first, and what is
elsewhere only between equal penalties, as ``unit * penalty + distance`` with a unit larger than any distance.
Of the distance sessions count first, then how many of them have others that follow them, then those.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from scheduler.engines.searching import Effort, search
from scheduler.progress import Watch, nobody
from scheduler.restrictions import Present, Priced, Problem, Unary, Unfit, Worst
from scheduler.schedule import Assignment, Schedule
from scheduler.search import Engine

NEAR = "near"
"""Stands for a rule where being elsewhere is what is paid for, or forbidden."""
FOLLOWERS = 0.2
"""Share of the effort for sessions that follow others alone, where there are any."""
TWO_PLACES = 0.4
"""Share of the effort in which each session has but the places of the two schedules; then every room."""

Place = tuple[datetime, str]


@dataclass(frozen=True)
class Neighbourhood:
    """A problem, and a schedule to stay near to; followers are sessions like others."""

    problem: Problem
    near: Schedule

    @cached_property
    def unit(self) -> int:
        """What a thousandth of penalty costs: more than any distance."""
        return self._session_unit * (1 + len(self.problem.durations))

    @cached_property
    def _group_unit(self) -> int:
        """What a leader with other followers costs: more than all of them."""
        return 1 + len(self.problem.followers)

    @cached_property
    def _session_unit(self) -> int:
        """What a session costs that is elsewhere: more than all followers and their leaders."""
        return self._group_unit * (1 + len({*self.problem.followers.values()}))

    def distance(self, schedule: Schedule) -> int:
        """Return how far a schedule is from the one to stay near to; 0 if nothing is elsewhere.

        A follower counts only if it is there in one of the two alone: where it is, its leader has said.
        """
        one, other, followers = self.near.by_session, schedule.by_session, self.problem.followers
        others = self.followers_elsewhere(schedule)
        moved = sum(
            _place(one.get(name)) != _place(other.get(name))
            for name in self._comparable
            if name not in followers
        )
        return self._session_unit * moved + self._group_unit * len({*others}) + len(others)

    def followers_elsewhere(self, schedule: Schedule) -> list[str]:
        """Return the leader of each follower that is there in one of the two schedules alone."""
        one, other, followers = self.near.by_session, schedule.by_session, self.problem.followers
        some = (name for name in self._comparable if name in followers)
        return [followers[name] for name in some if (name in one) != (name in other)]

    @cached_property
    def _comparable(self) -> tuple[str, ...]:
        """Sessions that can be where they are there, or can be absent as they are there."""
        places, starts, rooms = self.near.by_session, set(self.problem.starts), self.problem.rooms
        return tuple(
            name
            for name in self.problem.durations
            if (
                name in self.problem.omissible
                if (there := places.get(name)) is None
                else there.start in starts and there.room in rooms
            )
        )

    def scaled(self) -> Problem:
        """Return the problem in which being elsewhere counts between equal penalties."""
        dearer = (
            each if each.price is None else replace(each, price=self.unit * each.price)
            for each in self.problem.priced
        )
        return replace(self.problem, priced=(*dearer, *self._priced()))

    def moved(self, schedule: Schedule) -> int:
        """Return how many sessions are elsewhere; who has a seat on a panel does not count."""
        one, other = self.near.by_session, schedule.by_session
        return sum(_place(one.get(name)) != _place(other.get(name)) for name in self._leaders)

    @cached_property
    def _leaders(self) -> tuple[str, ...]:
        """Sessions that follow no other, wherever they are in the other schedule."""
        return tuple(name for name in self.problem.durations if name not in self.problem.followers)

    def with_price(self, price: int) -> Problem:
        """Return the problem in which each move of a session that can be where it was costs so much."""
        moves = (
            Priced(NEAR, each, price)
            for name in self._comparable
            if name not in self.problem.followers
            for each in self._elsewhere(name, self.near.by_session.get(name))
        )
        return (
            replace(self.problem, priced=(*self.problem.priced, *moves)) if price else self.problem
        )

    def _priced(self) -> Iterator[Priced]:
        """Yield the distance: what each session costs elsewhere, and each follower that is there or not."""
        groups: dict[str, list[Unary]] = {}
        for name in self._comparable:
            there, leader = self.near.by_session.get(name), self.problem.followers.get(name)
            if leader is not None:
                other = Unfit(name, name, None) if there is None else Present(name, name)
                groups.setdefault(leader, []).append(other)
                yield Priced(NEAR, other, 1)
                continue
            yield from (Priced(NEAR, e, self._session_unit) for e in self._elsewhere(name, there))
        for leader, others in groups.items():
            worst = Worst(leader, tuple((each,) for each in others))
            yield Priced(NEAR, worst, self._group_unit)

    def _elsewhere(self, name: str, there: Assignment | None) -> Iterator[Unary]:
        """Yield what counts 1 together if a session is not where it is in the schedule to stay near to."""
        if there is None:
            yield Unfit(name, name, None)
            return
        if name in self.problem.omissible:
            yield Present(name, name)
        yield from _outside(name, {there.start: {there.room}}, self.problem.rooms)

    def between(self, found: Schedule, *, every_room: bool) -> Iterator[Priced]:
        """Yield what forbids each session all places but those of the two schedules.

        With `every_room` it may be in any room at their starts.
        """
        for name in self.problem.durations:
            if name in self.problem.followers:
                continue
            places: dict[datetime, set[str]] = {}
            for schedule in (self.near, found):
                if (there := schedule.by_session.get(name)) is not None:
                    places.setdefault(there.start, set()).add(there.room)
            rooms = () if every_room else self.problem.rooms
            for outside in _outside(name, places, rooms):
                yield Priced(NEAR, outside, None)

    def followers_alone(self, found: Schedule) -> Iterator[Priced]:
        """Yield what holds all sessions where they are in a schedule, but not those that follow others."""
        for name in self._leaders:
            there = found.by_session.get(name)
            yield from (Priced(NEAR, each, None) for each in self._elsewhere(name, there))


def _place(there: Assignment | None) -> Place | None:
    return None if there is None else (there.start, there.room)


def _outside(
    session: str, places: Mapping[datetime, Set[str]], rooms: tuple[str, ...]
) -> Iterator[Unfit]:
    """Yield what counts a session that is outside these places; without rooms, outside their starts."""
    at_starts = MappingProxyType(dict.fromkeys(places, 0))
    yield Unfit(session, session, None, at_starts, other_starts=1)
    for start, inside in places.items():
        others = MappingProxyType({room: 1 for room in rooms if room not in inside})
        if others:
            yield Unfit(session, session, others, MappingProxyType({start: 1}))


@dataclass(frozen=True, slots=True)
class Nearest:
    """What is left of a schedule once it is as near as could be found."""

    schedule: Schedule
    penalty: int
    """In thousandths; never more than before."""


def stay_near(
    around: Neighbourhood,
    found: Nearest,
    effort: Effort,
    *,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
) -> Nearest:
    """Take back what a search has moved without a reason.

    Parameters
    ----------
    around
        What was searched, and the schedule to stay near to, which need not keep anything.
    found
        What was found: it keeps everything that is forbidden.
    effort
        How to search, at most so long; the engine is always the exact one.
    watch
        Told that the search goes on; its penalties are those of the scaled problem.
    stop
        Ends it when it is set.

    Returns
    -------
    Nearest
        With one worker, the same for the same arguments.
    """
    stop = stop or threading.Event()
    began, limit = time.perf_counter(), effort.time_limit
    if around.problem.followers:
        some = replace(effort, time_limit=FOLLOWERS * limit)
        found = bring_followers_back(around, found, some, watch=watch, stop=stop)
        limit *= 1.0 if effort.workers > 1 else 1.0 - FOLLOWERS
    for every_room, share in ((False, TWO_PLACES), (True, 1.0 - TWO_PLACES)):
        left = share * limit
        if every_room and effort.workers > 1:  # by the clock, what is not used is left
            left = limit - (time.perf_counter() - began)
        if stop.is_set() or left <= 0 or not around.distance(found.schedule):
            break
        held = tuple(around.between(found.schedule, every_room=every_room))
        found = _nearer(around, held, found, replace(effort, time_limit=left), watch, stop)
    return found


def bring_followers_back(
    around: Neighbourhood,
    found: Nearest,
    effort: Effort,
    *,
    watch: Watch = nobody,
    stop: threading.Event,
) -> Nearest:
    """Do the same to sessions that follow others, where those are; this is mostly proved at once."""
    if stop.is_set() or effort.time_limit <= 0 or not around.followers_elsewhere(found.schedule):
        return found
    held = tuple(around.followers_alone(found.schedule))
    return _nearer(around, held, found, effort, watch, stop)


def _nearer(
    around: Neighbourhood,
    held: tuple[Priced, ...],
    found: Nearest,
    effort: Effort,
    watch: Watch,
    stop: threading.Event,
) -> Nearest:
    """Return what is nearer and costs no more, with something held; what was found, if there is none."""
    scaled = around.scaled()
    answer = search(
        replace(scaled, priced=(*scaled.priced, *held)),
        replace(effort, engine=Engine.CP_SAT),
        start=found.schedule,
        watch=watch,
        stop=stop,
    )
    before = around.unit * found.penalty + around.distance(found.schedule)
    if answer.schedule is None or answer.penalty is None or answer.penalty > before:
        return found
    return Nearest(answer.schedule, answer.penalty // around.unit)
