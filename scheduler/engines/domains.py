"""Domains: the possible starts and rooms of each session, and their own prices.

The restrictions on a single session (`Stay`, `Avoid`, `Unfit`) become one table a session over its
possible starts and rooms: forbidden places are taken out, the price of the others is added up. A session
that may be absent has one more place for absence. A follower can only be where its leader is, or absent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.amounts import Amounts, Reader
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.timeline import MINUTES_A_DAY, Minutes, Timeline, period_of
from scheduler.restrictions import Distinct, Present, Problem, Unary
from scheduler.schedule import Schedule

ABSENT = 10**8
"""The start, in minutes, of a session that is absent: after all others."""

Alone = tuple[Unary, int | None]
"""A restriction on a single session, with its price."""

NOWHERE = ""
"""The room of a session that is absent: after all others; no room has this name."""


@dataclass(frozen=True)
class Domain:
    """The places left to a session: a product of starts and rooms, without some pairs.

    If the session may be absent, the last start, `ABSENT`, in the last room stands for that. It is allowed in
    no other room, and nothing else in that room.
    """

    session: str
    starts: Minutes
    """Minutes at which it may start, ascending; length n."""
    ends: Minutes
    """Minutes at which it then ends: none is before that of an earlier start; length n."""
    rooms: NDArray[np.int64]
    """Positions of its rooms among the problem's rooms, ascending; length m."""
    allowed: NDArray[np.bool_]
    """Which pairs are allowed, shape (n, m); each row and each column has one."""
    start_price: Minutes
    """Price of each start in thousandths, length n."""
    room_price: Minutes
    """Price of each room in thousandths, length m."""
    pair_prices: tuple[Amounts, ...]
    """Prices that only certain starts in certain rooms have, over n starts and m rooms."""

    @property
    def empty(self) -> bool:
        """Return True if no place is left."""
        return not self.allowed.any()

    @cached_property
    def optional(self) -> bool:
        """Return True if the session may be absent."""
        return len(self.starts) > 0 and int(self.starts[-1]) == ABSENT

    @cached_property
    def held(self) -> Minutes:
        """Minutes at which the session may start if it takes place."""
        return self.starts[:-1] if self.optional else self.starts

    @cached_property
    def room_positions(self) -> Mapping[int, int]:
        """Position in `rooms` of each of them."""
        return {room: position for position, room in enumerate(self.rooms.tolist())}

    @cached_property
    def held_ends(self) -> Minutes:
        """Minutes at which the session ends if it takes place, by start."""
        return self.ends[:-1] if self.optional else self.ends

    @cached_property
    def longest(self) -> int:
        """Most minutes from start to end; 0 without a start."""
        return int((self.held_ends - self.held).max(initial=0))

    @cached_property
    def shortest(self) -> int:
        """Fewest minutes from start to end; 0 without a start."""
        return int((self.held_ends - self.held).min()) if len(self.held) else 0

    @property
    def varies(self) -> bool:
        """Return True if the time from start to end depends on the start."""
        return self.shortest < self.longest

    @property
    def own_rooms(self) -> NDArray[np.int64]:
        """Positions of its rooms among the problem's; -1 for that which stands for absence."""
        return np.append(self.rooms[:-1], -1) if self.optional else self.rooms

    @property
    def first_place(self) -> tuple[int, int]:
        """Positions of the first start and room that are allowed together; absence is the last."""
        start, room = np.argwhere(self.allowed)[0].tolist()
        return start, room

    def place_at(self, minute: int, room: int) -> tuple[int, int] | None:
        """Return the positions of a start and a room; None if the session cannot be there."""
        starts, rooms = np.flatnonzero(self.starts == minute), np.flatnonzero(self.rooms == room)
        if not len(starts) or not len(rooms) or not self.allowed[starts[0], rooms[0]]:
            return None
        return int(starts[0]), int(rooms[0])

    def stretch(self, before: int, after: int) -> tuple[Minutes, Minutes]:
        """Return from when until when it occupies a resource, by start; an empty span while it is absent."""
        begins, ends = self.held - before, self.held_ends + after
        if not self.optional:
            return begins, ends
        end = ends.max(initial=0)
        return np.append(begins, end), np.append(ends, end)

    def periods(self, begins: Minutes, ends: Minutes) -> Minutes:
        """Return the position of the period that holds each start; -1 where none does."""
        found = period_of(self.held, begins, ends)
        return np.append(found, -1) if self.optional else found

    @property
    def price(self) -> NDArray[np.int64]:
        """Price of each place in thousandths, shape (n, m)."""
        return self.start_price[:, None] + self.room_price[None, :] + self.pair_price

    @property
    def pair_price(self) -> NDArray[np.int64]:
        """Price of each place, but for those of its start and of its room, shape (n, m)."""
        price = np.zeros(self.allowed.shape, dtype=np.int64)
        for pair in self.pair_prices:
            price += pair.by_start[:, None] * pair.in_rooms[None, :]
        return price

    def without_prices(self) -> "Domain":
        """Return the same places at price 0."""
        free = np.zeros_like
        return replace(
            self,
            start_price=free(self.start_price),
            room_price=free(self.room_price),
            pair_prices=(),
        )

    @cached_property
    def in_any_room(self) -> "Domain":
        """The domain with one room at price 0, which stands for all of its rooms."""
        return Domain.of_starts(self.session, self.starts, self.ends)

    @classmethod
    def of_starts(cls, session: str, starts: Minutes, ends: Minutes) -> "Domain":
        """Return the domain of a session that may start at any of these minutes, in one room, at price 0."""
        room = np.zeros(1, dtype=np.int64)
        allowed = np.ones((len(starts), 1), dtype=np.bool_)
        return cls(session, starts, ends, room, allowed, np.zeros_like(starts), room, ())

    def only(self, keep: NDArray[np.bool_]) -> "Domain":
        """Return the domain with only some of its starts, without useless rooms."""
        return self.where(keep[:, None])

    def at(self, place: tuple[int, int] | None) -> "Domain":
        """Return the domain restricted to one place, or to no place if None is given."""
        only = np.zeros_like(self.allowed)
        if place is not None:
            only[place] = True
        return self.where(only)

    def where(self, keep: NDArray[np.bool_]) -> "Domain":
        """Return the domain with only some of its places, without useless starts and rooms."""
        allowed = self.allowed & keep
        starts: NDArray[np.bool_] = np.any(allowed, axis=1)
        rooms: NDArray[np.bool_] = np.any(allowed, axis=0)
        return Domain(
            self.session,
            self.starts[starts],
            self.ends[starts],
            self.rooms[rooms],
            allowed[np.ix_(starts, rooms)],
            self.start_price[starts],
            self.room_price[rooms],
            tuple(Amounts(p.by_start[starts], p.in_rooms[rooms]) for p in self.pair_prices),
        )


def classes_of(distinct: Distinct, domain: Domain, timeline: Timeline) -> Minutes:
    """Return the period, or the minute of the day, of each start of a session; -1 where there is none."""
    found = domain.periods(*timeline.edges(distinct.periods or ()))
    if distinct.origins is None:
        return found
    origins = np.append(timeline.minutes(distinct.origins), 0)
    return np.where(found < 0, -1, (domain.starts - origins[found]) % MINUTES_A_DAY)


def domains_of(problem: Problem, timeline: Timeline, check: Check = never) -> dict[str, Domain]:
    """Return the domain of every session, in the order of the problem."""
    unary: dict[str, list[Alone]] = {session: [] for session in problem.durations}
    for each in problem.priced:
        if isinstance(each.restriction, Unary):
            unary[each.restriction.session].append((each.restriction, each.price))
    reader = Reader(timeline.minutes(problem.starts), problem, timeline)
    makers = _Makers(reader, len(problem.rooms))
    found = {s: makers.domain(s, own) for s, own in checked(unary.items(), check)}
    for session in problem.omissible:
        found[session] = _or_absent(found[session], unary[session], problem)
    return found


class _Places(NamedTuple):
    """What is left to sessions of which the same is forbidden: which starts and rooms, and these as such."""

    starts: NDArray[np.bool_]
    rooms: NDArray[np.bool_]
    minutes: Minutes
    numbers: NDArray[np.int64]
    allowed: NDArray[np.bool_]


class _Makers:
    """Builds domains; computes restrictions that many sessions share only once."""

    def __init__(self, reader: Reader, rooms: int) -> None:
        self._reader = reader
        self._rooms = rooms
        self._known: dict[object, tuple[_Places, Sequence[Amounts]]] = {}
        """Places by the identities of the arrays that rule out others, which are kept alive here."""

    def domain(self, session: str, unary: Sequence[Alone]) -> Domain:
        """Return the domain of a session by the restrictions on it alone."""
        reader = self._reader
        start_price = np.zeros_like(reader.starts)
        room_price = np.zeros(self._rooms, dtype=np.int64)
        forbidden, pairs = list[Amounts](), list[Amounts]()
        for restriction, price in unary:
            amounts = reader.amounts(restriction)
            if price is None:
                forbidden.append(amounts)
            elif amounts.everywhere:
                start_price = start_price + price * amounts.by_start
            elif (amounts.by_start == 1).all():
                room_price = room_price + price * amounts.in_rooms
            elif amounts.by_start.any() and amounts.in_rooms.any():
                pairs.append(Amounts(price * amounts.by_start, amounts.in_rooms))
        left = self._left(forbidden)
        return Domain(
            session,
            left.minutes,
            reader.ends(session)[left.starts],
            left.numbers,
            left.allowed,
            start_price[left.starts],
            room_price[left.rooms],
            tuple(Amounts(p.by_start[left.starts], p.in_rooms[left.rooms]) for p in pairs),
        )

    def _left(self, forbidden: Sequence[Amounts]) -> _Places:
        """Return the places at which none of these amounts is."""
        key = tuple((id(each.by_start), id(each.in_rooms)) for each in forbidden)
        if key not in self._known:
            allowed = np.ones((len(self._reader.starts), self._rooms), dtype=bool)
            for amounts in forbidden:
                _forbid(allowed, amounts)
            starts: NDArray[np.bool_] = np.any(allowed, axis=1)
            rooms: NDArray[np.bool_] = np.any(allowed, axis=0)
            minutes, numbers = self._reader.starts[starts], np.flatnonzero(rooms)
            places = _Places(starts, rooms, minutes, numbers, allowed[np.ix_(starts, rooms)])
            self._known[key] = places, forbidden
        return self._known[key][0]


def _or_absent(domain: Domain, unary: Sequence[Alone], problem: Problem) -> Domain:
    """Return a domain with a place for absence at its price, unless absence is ruled out."""
    price = 0
    for restriction, paid in unary:
        amount = absent_amount(restriction)
        if amount and paid is None:
            return domain
        price += (paid or 0) * amount
    starts, rooms = domain.allowed.shape
    allowed = np.zeros((starts + 1, rooms + 1), dtype=bool)
    allowed[:-1, :-1] = domain.allowed
    allowed[-1, -1] = True
    return replace(
        domain,
        starts=np.append(domain.starts, ABSENT),
        ends=np.append(domain.ends, ABSENT),
        rooms=np.append(domain.rooms, len(problem.rooms)),
        allowed=allowed,
        start_price=np.append(domain.start_price, price),
        room_price=np.append(domain.room_price, 0),
        pair_prices=tuple(
            Amounts(np.append(pair.by_start, 0), np.append(pair.in_rooms, 0))
            for pair in domain.pair_prices
        ),
    )


def absent_amount(restriction: Unary) -> int:
    """Return the amount of a restriction whose session is absent."""
    return restriction.amount if isinstance(restriction, Present) else 0


def _forbid(allowed: NDArray[np.bool_], amounts: Amounts) -> None:
    """Take out the places at which there is an amount."""
    if amounts.everywhere:
        allowed[amounts.by_start > 0] = False
    else:
        allowed[amounts.places] = False


def followed(domains: Mapping[str, Domain], followers: Mapping[str, str]) -> dict[str, Domain]:
    """Return the domains without the places at which a follower and its leader cannot be together.

    A leader has to be where a follower that cannot be absent can be, and so can all the others of its
    followers.
    """
    within = dict(domains)
    for follower, leader in followers.items():
        if not within[follower].optional:
            within[leader] = within[leader].where(shared(within[leader], within[follower]))
    for follower, leader in followers.items():
        own = within[follower]
        keep = shared(own, within[leader])
        if own.optional:
            keep[-1, -1] = True
        within[follower] = own.where(keep)
    return within


def shared(domain: Domain, other: Domain) -> NDArray[np.bool_]:
    """Return which places of a domain are places of another one too."""
    keep = np.zeros(domain.allowed.shape, dtype=bool)
    _, starts, their_starts = np.intersect1d(domain.starts, other.starts, return_indices=True)
    _, rooms, their_rooms = np.intersect1d(domain.rooms, other.rooms, return_indices=True)
    keep[np.ix_(starts, rooms)] = other.allowed[np.ix_(their_starts, their_rooms)]
    return keep


def gathered(
    places: Sequence[tuple[int, int]], domains: Sequence[Domain], leaders: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Return places with each follower that has one where its leader is; absent, if it cannot be there.

    Places are positions of start and room in the domain of each session.
    """
    found = list(places)
    for follower, leader in leaders.items():
        domain = domains[follower]
        away = len(domain.starts) - 1, len(domain.rooms) - 1
        if not domain.optional or found[follower] != away:
            start, room = found[leader]
            there = domain.place_at(domains[leader].starts[start], domains[leader].rooms[room])
            found[follower] = away if there is None else there
    return found


def together(schedule: Schedule, followers: Mapping[str, str]) -> Schedule:
    """Return a schedule without the followers that are not where their leaders are."""
    placed = schedule.by_session
    astray = {
        follower
        for follower, leader in followers.items()
        if follower in placed
        and (
            leader not in placed
            or (placed[follower].start, placed[follower].room)
            != (placed[leader].start, placed[leader].room)
        )
    }
    if not astray:
        return schedule
    return Schedule.of(each for each in schedule.assignments if each.session not in astray)
