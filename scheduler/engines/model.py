"""A problem prepared for both engines: domains, and the restrictions that can still matter.

Restrictions on several sessions that differ only in price are merged.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from scheduler.engines.domains import ABSENT, NOWHERE, Domain, domains_of, followed, together
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.lags import spread
from scheduler.engines.pair_tables import as_pairs
from scheduler.engines.propagation import narrowed
from scheduler.engines.timeline import Minutes, Timeline
from scheduler.restrictions import (
    Capacity,
    Held,
    Pairs,
    Priced,
    Problem,
    Switches,
    Times,
    Unary,
    Unmixed,
    Use,
    Worst,
)
from scheduler.schedule import Assignment, Schedule

K = TypeVar("K")

R = TypeVar("R")

Places = Sequence[tuple[int, int]]
"""For each session, the positions of its start and of its room in its domain."""

Start = Sequence[tuple[int, int] | None]
"""The same of a schedule to begin with; None for a session that is outside its domain there."""


def merged(
    shared: Sequence[Priced], check: Check = never, *, by_rule: bool = False
) -> tuple[Priced, ...]:
    """Merge capacities, pairs that relate alike, and what one group holds, whatever their rules and items.

    Of equal capacities the hard one stays, or one at the sum of prices. What pairs share, and what rooms that
    a group holds amount to, is added up: at its price, or as it is where it is forbidden. `check` may raise
    that nobody waits for it any more. With `by_rule`, what is paid for stays apart by rule.
    """
    found: dict[object, Priced] = {}
    known: dict[int, object] = {}
    for priced in checked(shared, check):
        apart = priced.rule if by_rule and priced.price is not None else None
        key = apart, _key(priced, known)
        before = found.get(key)
        found[key] = priced if before is None else _both(before, priced)
    return tuple(found.values())


def _key(priced: Priced, known: dict[int, object]) -> object:
    match priced.restriction:
        case Capacity() as capacity:
            return _capacity_key(capacity, known)
        case Pairs() as pairs if priced.price != 0:
            return priced.price is None, _times_key(pairs.times), _rooms_key(pairs.rooms)
        case Held() as held if priced.price != 0:
            return priced.price is None, held.sessions, held.periods
        case _:
            return id(priced)


def _capacity_key(capacity: Capacity, known: dict[int, object]) -> object:
    """Return what equal capacities have in common; many have the same uses, which are looked at once."""
    rooms = None if capacity.rooms is None else tuple(sorted(capacity.rooms.items()))
    uses = known.get(id(capacity.uses))
    if uses is None:
        uses = known[id(capacity.uses)] = _uses_key(capacity.uses)
    return uses, capacity.at_most, rooms, capacity.taken


def _uses_key(uses: Sequence[Use]) -> object:
    return frozenset((u.session, u.load, u.before, u.after, u.rooms) for u in uses)


def _times_key(times: Times | None) -> object:
    if times is None:
        return None
    known: dict[int, object] = {}
    for marks in times.marks.values():
        if id(marks) not in known:
            known[id(marks)] = frozenset(marks.items())
    marks_of = frozenset((session, known[id(marks)]) for session, marks in times.marks.items())
    return marks_of, frozenset(times.amounts.items())


def _rooms_key(rooms: Mapping[tuple[str, str], int] | None) -> object:
    return None if rooms is None else frozenset(rooms.items())


def _both(one: Priced, other: Priced) -> Priced:
    match one.restriction, other.restriction:
        case Capacity() as first, Capacity() as second:
            if one.price is None or other.price is None:
                return one if one.price is None else other
            price = one.price * first.rate + other.price * second.rate
            return replace(one, price=price, restriction=replace(first, rate=1))
        case Pairs() as first, Pairs() as second:
            shared = _added(one, first.shared, other, second.shared)
            return _as_it_is(one, replace(first, shared=shared))
        case Held() as first, Held() as second:
            amounts = _added(one, first.amounts, other, second.amounts)
            return _as_it_is(one, replace(first, amounts=amounts))
        case _:
            raise TypeError(f"not to be merged: {one.restriction}, {other.restriction}")


def _added(
    one: Priced, amounts: Mapping[K, int], other: Priced, more: Mapping[K, int]
) -> Mapping[K, int]:
    """Add up amounts at their prices, or as they are where they are forbidden."""
    total: dict[K, int] = {}
    for priced, each in ((one, amounts), (other, more)):
        for key, amount in each.items():
            worth = amount if priced.price is None else amount * priced.price
            total[key] = total.get(key, 0) + worth
    return total


def _as_it_is(priced: Priced, restriction: Pairs | Held) -> Priced:
    """Return a restriction whose amounts are penalties already, or forbidden."""
    return replace(priced, price=None if priced.price is None else 1, restriction=restriction)


@dataclass(frozen=True)
class Model:
    """A problem without the places that no session can have."""

    problem: Problem
    timeline: Timeline
    domains: Mapping[str, Domain]
    """Where each session may go, in the order of the problem."""
    shared: tuple[Priced, ...]
    """Restrictions on several sessions; equal ones are one."""

    @property
    def hopeless(self) -> tuple[str, ...]:
        """Sessions without any place left, which proves infeasibility."""
        return tuple(name for name, domain in self.domains.items() if domain.empty)

    def without_prices(self) -> "Model":
        """Return the model with hard restrictions only."""
        return replace(
            self,
            domains={name: domain.without_prices() for name, domain in self.domains.items()},
            shared=tuple(priced for priced in self.shared if priced.price is None),
        )

    def of_kind(self, kind: type | tuple[type, ...]) -> list[Priced]:
        """Return the shared restrictions of a kind."""
        return [priced for priced in self.shared if isinstance(priced.restriction, kind)]

    def asked(self, kind: type[R]) -> list[tuple[R, int | None]]:
        """Return the shared restrictions of a kind, each with its price."""
        return asked(self.shared, kind)

    @property
    def only_pairs_cost(self) -> bool:
        """Return True if `Pairs` are the only priced restrictions on several sessions."""
        return self._paid <= {Pairs}

    @property
    def only_worsts_cost(self) -> bool:
        """Return True if there is a `Worst` that has a price, and nothing else about several sessions has."""
        return self._paid == {Worst}

    @property
    def _paid(self) -> set[type]:
        """Kinds of shared restrictions that have a price."""
        return {type(each.restriction) for each in self.shared if each.price is not None}

    @cached_property
    def size(self) -> int:
        """Places that all sessions have together."""
        return _size(self.domains)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Position of each session."""
        return {name: number for number, name in enumerate(self.domains)}

    @cached_property
    def leaders(self) -> Mapping[int, int]:
        """Position of the leader of each follower, by the position of that."""
        numbers = self.numbers
        return {numbers[name]: numbers[leader] for name, leader in self.problem.followers.items()}

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """Rooms, as domains count them: those of the problem, and one for absence if that is possible."""
        rooms = self.problem.rooms
        return (*rooms, NOWHERE) if self.problem.omissible else rooms

    @cached_property
    def room_numbers(self) -> Mapping[str, int]:
        """Position of each room."""
        return {name: number for number, name in enumerate(self.rooms)}

    @cached_property
    def starts(self) -> Minutes:
        """Minutes of all starts: those of the problem, and one for absence if that is possible."""
        minutes = self.timeline.minutes(self.problem.starts)
        return np.append(minutes, ABSENT) if self.problem.omissible else minutes

    def schedule(self, places: Iterable[tuple[int, int]]) -> Schedule:
        """Return the schedule of places: for each session positions of start and room in its domain."""
        rooms = self.problem.rooms
        return Schedule.of(
            Assignment(
                domain.session,
                self.timeline.instant(int(domain.starts[start])),
                rooms[domain.rooms[room]],
            )
            for domain, (start, room) in zip(self.domains.values(), places, strict=True)
            if domain.starts[start] != ABSENT
        )

    def around(self, places: Start, free: Collection[str]) -> "Model":
        """Return the model in which only some sessions may move."""
        domains = dict(self.domains)
        for (name, domain), place in zip(self.domains.items(), places, strict=True):
            if name not in free and place is not None:
                domains[name] = domain.at(place)
        return replace(self, domains=followed(domains, self.problem.followers))

    def places(self, schedule: Schedule) -> list[tuple[int, int] | None]:
        """Return the places of a schedule's sessions; None for a session outside its domain.

        A follower that is not where its leader is is dropped.
        """
        with_leaders = together(schedule, self.problem.followers)
        return [self._place(domain, with_leaders) for domain in self.domains.values()]

    def _place(self, domain: Domain, schedule: Schedule) -> tuple[int, int] | None:
        assignment = schedule.by_session.get(domain.session)
        if assignment is None and domain.optional:
            return len(domain.starts) - 1, len(domain.rooms) - 1
        if assignment is None or assignment.room not in self.problem.rooms:
            return None
        minute = self.timeline.minute(assignment.start)
        return domain.place_at(minute, self.problem.rooms.index(assignment.room))


def asked(some: Iterable[Priced], kind: type[R]) -> list[tuple[R, int | None]]:
    """Return those of some restrictions that are of a kind, each with its price."""
    return [(each.restriction, each.price) for each in some if isinstance(each.restriction, kind)]


def prepared(problem: Problem, check: Check = never, *, by_rule: bool = False) -> Model:
    """Prepare a problem; `check` may raise to cancel the work.

    With `by_rule`, restrictions that are paid for stay apart by rule, however equal they are.
    """
    timeline = Timeline(problem.starts[0])
    domains = followed(domains_of(problem, timeline, check), problem.followers)
    simple = [_simpler(each) for each in problem.priced if not isinstance(each.restriction, Unary)]
    check()
    narrow = _narrowed(domains, simple, problem, timeline, check)
    tables = spread([*as_pairs(simple, narrow, timeline)], narrow)
    shared = merged(tables, check, by_rule=by_rule)
    return Model(problem, timeline, narrow, shared)


def _simpler(priced: Priced) -> Priced:
    """Return what forbids the same and is easier to keep: without a switch, a room has one holder."""
    match priced:
        case Priced(restriction=Switches(item, groups, periods), price=None):
            return replace(priced, restriction=Unmixed(item, groups, periods))
        case _:
            return priced


def _narrowed(
    domains: Mapping[str, Domain],
    shared: Sequence[Priced],
    problem: Problem,
    timeline: Timeline,
    check: Check,
) -> Mapping[str, Domain]:
    """Return the domains without what lags rule out, and what follows from that for followers."""
    if any(domain.empty for domain in domains.values()):
        return domains
    narrow = narrowed(domains, shared, timeline, check)
    within = followed(narrow, problem.followers)
    return (
        narrow
        if _size(within) == _size(narrow)
        else _narrowed(within, shared, problem, timeline, check)
    )


def _size(domains: Mapping[str, Domain]) -> int:
    """Return the number of places of all sessions, many of which have them in common."""
    allowed = {id(domain.allowed): domain.allowed for domain in domains.values()}
    number = {key: int(np.count_nonzero(each)) for key, each in allowed.items()}
    return sum(number[id(domain.allowed)] for domain in domains.values())
