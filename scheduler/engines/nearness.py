"""Staying near a schedule at no higher price: of equally good ones, that with the fewest sessions elsewhere.

What a search ends with differs from a schedule to stay near for a reason, or because the search has come
that way. The second stage of a search takes back what has no reason, by path relinking: each session is
where it is in one of the two schedules, and the exact engine chooses. The penalty counts first, and what is
elsewhere only between equal penalties, as ``unit * penalty + number elsewhere`` with a unit larger than any
number.
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
from scheduler.restrictions import Present, Priced, Problem, Unfit
from scheduler.schedule import Assignment, Schedule
from scheduler.search import Engine

NEAR = "near"
"""Stands for a rule where being elsewhere is what is paid for, or forbidden."""
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
        """What a thousandth of penalty costs: more than everything that can be elsewhere."""
        return 1 + len(self.problem.durations)

    def elsewhere(self, schedule: Schedule) -> int:
        """Return how many sessions are not where they are in the schedule to stay near to.

        A follower counts only if it is there in one of the two alone: where it is, its leader has said.
        """
        one, other = self.near.by_session, schedule.by_session
        return sum(
            (name in one) != (name in other)
            if name in self.problem.followers
            else _place(one.get(name)) != _place(other.get(name))
            for name in self._comparable
        )

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
            replace(each, price=price)
            for each in self._priced()
            if each.restriction.item not in self.problem.followers
        )
        return (
            replace(self.problem, priced=(*self.problem.priced, *moves)) if price else self.problem
        )

    def _priced(self) -> Iterator[Priced]:
        """Yield what costs 1 for each session elsewhere; of a follower, only whether it is there."""
        for name in self._comparable:
            there = self.near.by_session.get(name)
            if there is None:
                yield Priced(NEAR, Unfit(name, name, None), 1)
                continue
            if name in self.problem.omissible:
                yield Priced(NEAR, Present(name, name), 1)
            if name not in self.problem.followers:
                for outside in _outside(name, {there.start: {there.room}}, self.problem.rooms):
                    yield Priced(NEAR, outside, 1)

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
    scaled, stop = around.scaled(), stop or threading.Event()
    began, limit = time.perf_counter(), effort.time_limit
    for every_room, share in ((False, TWO_PLACES), (True, 1.0 - TWO_PLACES)):
        left = share * limit
        if every_room and effort.workers > 1:  # by the clock, what is not used is left
            left = limit - (time.perf_counter() - began)
        if stop.is_set() or left <= 0 or not around.elsewhere(found.schedule):
            break
        held = tuple(around.between(found.schedule, every_room=every_room))
        answer = search(
            replace(scaled, priced=(*scaled.priced, *held)),
            replace(effort, engine=Engine.CP_SAT, time_limit=left),
            start=found.schedule,
            watch=watch,
            stop=stop,
        )
        before = around.unit * found.penalty + around.elsewhere(found.schedule)
        if answer.schedule is not None and answer.penalty is not None and answer.penalty <= before:
            found = Nearest(answer.schedule, answer.penalty // around.unit)
    return found
