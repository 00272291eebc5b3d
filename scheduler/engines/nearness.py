"""How far a schedule is from another one, as restrictions: what is elsewhere has a price.

The penalty counts first, and what is elsewhere only between equal penalties, as ``unit * penalty + distance``
with a unit larger than any distance. Of the distance sessions count first, then how many of them have others
that follow them, then those.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from scheduler.restrictions import Present, Priced, Problem, Unary, Unfit, Worst
from scheduler.schedule import Assignment, Schedule

NEAR = "near"
"""Stands for a rule where being elsewhere is what is paid for, or forbidden."""
FOLLOWERS = "followers near"
"""The same of sessions that follow others."""

Place = tuple[datetime, str]


@dataclass(frozen=True)
class Nearness:
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

    def moved(self, schedule: Schedule) -> frozenset[str]:
        """Return the sessions that are elsewhere; who has a seat on a panel does not count."""
        one, other = self.near.by_session, schedule.by_session
        return frozenset(
            name for name in self._leaders if _place(one.get(name)) != _place(other.get(name))
        )

    def ceiling(self, moves: int) -> Mapping[str, int]:
        """Return what moves may cost in the scaled problem if so many sessions are elsewhere at most."""
        always = len({*self._leaders} - {*self._comparable})
        return {NEAR: self._session_unit * (moves - always)}

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
                yield Priced(FOLLOWERS, other, 1)
                continue
            yield from (Priced(NEAR, e, self._session_unit) for e in self._elsewhere(name, there))
        for leader, others in groups.items():
            worst = Worst(leader, tuple((each,) for each in others))
            yield Priced(FOLLOWERS, worst, self._group_unit)

    def _elsewhere(self, name: str, there: Assignment | None) -> Iterator[Unary]:
        """Yield what counts 1 together if a session is not where it is in the schedule to stay near to."""
        if there is None:
            yield Unfit(name, name, None)
            return
        if name in self.problem.omissible:
            yield Present(name, name)
        at_start = MappingProxyType({there.start: 0})
        yield Unfit(name, name, None, at_start, other_starts=1)
        others = {room: 1 for room in self.problem.rooms if room != there.room}
        if others:
            in_time = MappingProxyType({there.start: 1})
            yield Unfit(name, name, MappingProxyType(others), in_time)

    def between(self, found: Schedule) -> Iterator[Priced]:
        """Yield what forbids each session all starts but those of the two schedules."""
        for name in self._leaders:
            both = (schedule.by_session.get(name) for schedule in (self.near, found))
            starts = MappingProxyType({there.start: 0 for there in both if there is not None})
            yield Priced(NEAR, Unfit(name, name, None, starts, other_starts=1), None)

    def followers_alone(self, found: Schedule) -> Iterator[Priced]:
        """Yield what holds all sessions where they are in a schedule, but not those that follow others."""
        for name in self._leaders:
            there = found.by_session.get(name)
            yield from (Priced(NEAR, each, None) for each in self._elsewhere(name, there))


def _place(there: Assignment | None) -> Place | None:
    return None if there is None else (there.start, there.room)
