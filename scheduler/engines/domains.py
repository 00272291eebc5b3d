"""Where each session may go, and what each place costs by itself.

The restrictions on a single session (`Stay`, `Avoid`, `Unfit`) become one table a session over its
possible starts and rooms: forbidden places are taken out, the price of the others is added up. A session
that may be absent has one place more for that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.absence import ABSENT
from scheduler.engines.timeline import Minutes, Timeline, minutes, overlap, period_of
from scheduler.engines.unfinished import Check, checked, never
from scheduler.restrictions import (
    Avoid,
    Present,
    Priced,
    Problem,
    Span,
    Stay,
    Unary,
    Unfit,
)


@dataclass(frozen=True)
class Amounts:
    """Amount of a unary restriction at every place: ``by_start[t] * in_rooms[r]``."""

    by_start: Minutes
    """Amount by start."""
    in_rooms: Minutes
    """Factor by room."""

    @property
    def everywhere(self) -> bool:
        """Tell whether the amount is that of the start in every room."""
        return bool((self.in_rooms == 1).all())


def amounts_of(
    restriction: Unary, starts: Minutes, problem: Problem, timeline: Timeline
) -> Amounts:
    """Return the amount of a restriction at given starts, and in every room, of its session.

    That of a `Present` is 0 there.
    """
    return Reader(starts, problem, timeline).amounts(restriction)


class Reader:
    """Reads amounts at given starts; sessions as long as each other share what windows have of them."""

    def __init__(self, starts: Minutes, problem: Problem, timeline: Timeline) -> None:
        self.starts = starts
        self._problem = problem
        self._timeline = timeline
        self._everywhere = np.ones(len(problem.rooms), dtype=np.int64)
        self._outside: dict[tuple[int, int, Sequence[Span]], Minutes] = {}
        self._inside: dict[tuple[int, Sequence[Span]], Minutes] = {}
        self._in_rooms: dict[frozenset[str], Minutes] = {}

    def amounts(self, restriction: Unary) -> Amounts:
        """Return the amount of a restriction at every start and in every room."""
        length = minutes(self._problem.durations[restriction.session])
        match restriction:
            case Unfit(amounts=amounts, starts=at, other_starts=others):
                return Amounts(self._at(at, others), self._in(amounts))
            case Stay(within=within, before=before, after=after):
                outside = self._minutes_outside(minutes(before), length + minutes(after), within)
                return Amounts(outside, self._everywhere)
            case Avoid(during=during, rate=rate, rooms=rooms):
                return Amounts(rate * self._minutes_inside(length, during), self._among(rooms))
            case Present():
                return Amounts(np.zeros_like(self.starts), self._everywhere)

    def _at(self, amounts: Mapping[datetime, int] | None, others: int) -> Minutes:
        if amounts is None:
            return np.ones_like(self.starts)
        known = {self._timeline.minute(start): amount for start, amount in amounts.items()}
        return np.array([known.get(int(each), others) for each in self.starts], dtype=np.int64)

    def _in(self, amounts: Mapping[str, int] | None) -> Minutes:
        if amounts is None:
            return self._everywhere
        return np.array([amounts.get(room, 0) for room in self._problem.rooms], dtype=np.int64)

    def _among(self, rooms: frozenset[str] | None) -> Minutes:
        """Return 1 for these rooms and 0 for others; 1 for all if none are given."""
        if rooms is None:
            return self._everywhere
        if rooms not in self._in_rooms:
            among = [room in rooms for room in self._problem.rooms]
            self._in_rooms[rooms] = np.array(among, dtype=np.int64)
        return self._in_rooms[rooms]

    def _minutes_outside(self, before: int, after: int, within: Sequence[Span]) -> Minutes:
        """Return the minutes of each stretch, less the most of it that is in one window."""
        key = before, after, within
        if key not in self._outside:
            first, last = self.starts - before, self.starts + after
            shared = overlap(first, last, *self._timeline.edges(within))
            self._outside[key] = last - first - shared.max(axis=1, initial=0)
        return self._outside[key]

    def _minutes_inside(self, length: int, during: Sequence[Span]) -> Minutes:
        """Return the minutes of each stretch that are in any of the windows."""
        key = length, during
        if key not in self._inside:
            ends = self.starts + length
            shared = overlap(self.starts, ends, *self._timeline.edges(during))
            self._inside[key] = shared.sum(axis=1)
        return self._inside[key]


@dataclass(frozen=True)
class Domain:
    """The places that are left to a session: some starts times some rooms, less a few pairs.

    If the session may be absent, the last start, `ABSENT`, in the last room stands for that. It is allowed in
    no other room, and nothing else in that room.
    """

    session: str
    duration: int
    """Minutes from start to end."""
    starts: Minutes
    """Minutes at which it may start, ascending; length n."""
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
        """Tell whether no place is left."""
        return not self.allowed.any()

    @property
    def optional(self) -> bool:
        """Tell whether the session may be absent."""
        return len(self.starts) > 0 and int(self.starts[-1]) == ABSENT

    @property
    def held(self) -> Minutes:
        """Minutes at which the session may start if it takes place."""
        return self.starts[:-1] if self.optional else self.starts

    @property
    def own_rooms(self) -> NDArray[np.int64]:
        """Positions of its rooms among the problem's; -1 for that which stands for absence."""
        return np.append(self.rooms[:-1], -1) if self.optional else self.rooms

    def stretch(self, before: int, after: int) -> tuple[Minutes, Minutes]:
        """Return since when and until when it holds something, by start: for no time while it is absent."""
        begins, ends = self.held - before, self.held + self.duration + after
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
        price = self.start_price[:, None] + self.room_price[None, :]
        for pair in self.pair_prices:
            price = price + pair.by_start[:, None] * pair.in_rooms[None, :]
        return price

    def without_prices(self) -> "Domain":
        """Return the same places, for nothing."""
        free = np.zeros_like
        return replace(
            self,
            start_price=free(self.start_price),
            room_price=free(self.room_price),
            pair_prices=(),
        )

    def only(self, keep: NDArray[np.bool_]) -> "Domain":
        """Return the domain with only some of its starts, and no start or room that is no use."""
        return self.where(keep[:, None])

    def where(self, keep: NDArray[np.bool_]) -> "Domain":
        """Return the domain with only some of its places, and no start or room that is no use."""
        allowed = self.allowed & keep
        starts: NDArray[np.bool_] = np.any(allowed, axis=1)
        rooms: NDArray[np.bool_] = np.any(allowed, axis=0)
        return Domain(
            self.session,
            self.duration,
            self.starts[starts],
            self.rooms[rooms],
            allowed[np.ix_(starts, rooms)],
            self.start_price[starts],
            self.room_price[rooms],
            tuple(Amounts(p.by_start[starts], p.in_rooms[rooms]) for p in self.pair_prices),
        )


def domains_of(problem: Problem, timeline: Timeline, check: Check = never) -> dict[str, Domain]:
    """Return the domain of every session, in the order of the problem."""
    unary: dict[str, list[Priced]] = {session: [] for session in problem.durations}
    for priced in problem.priced:
        if isinstance(priced.restriction, Unary):
            unary[priced.restriction.session].append(priced)
    reader = Reader(timeline.minutes(problem.starts), problem, timeline)
    found = {s: _domain(s, own, reader, problem) for s, own in checked(unary.items(), check)}
    for session in problem.omissible:
        found[session] = _or_absent(found[session], unary[session], problem)
    return found


def _domain(session: str, unary: Sequence[Priced], reader: Reader, problem: Problem) -> Domain:
    starts, rooms = reader.starts, np.arange(len(problem.rooms))
    allowed = np.ones((len(starts), len(rooms)), dtype=bool)
    start_price, room_price = np.zeros_like(starts), np.zeros_like(rooms)
    pairs = []
    for priced in unary:
        amounts = reader.amounts(_unary(priced))
        if priced.price is None:
            _forbid(allowed, amounts)
        elif amounts.everywhere:
            start_price = start_price + priced.price * amounts.by_start
        elif (amounts.by_start == 1).all():
            room_price = room_price + priced.price * amounts.in_rooms
        elif amounts.by_start.any() and amounts.in_rooms.any():
            pairs.append(Amounts(priced.price * amounts.by_start, amounts.in_rooms))
    duration = minutes(problem.durations[session])
    whole = Domain(session, duration, starts, rooms, allowed, start_price, room_price, tuple(pairs))
    return whole.only(np.ones(len(starts), dtype=bool))


def _or_absent(domain: Domain, unary: Sequence[Priced], problem: Problem) -> Domain:
    """Return a domain with a place for absence, at what that costs, unless it is forbidden."""
    price = 0
    for priced in unary:
        amount = absent_amount(_unary(priced))
        if amount and priced.price is None:
            return domain
        price += (priced.price or 0) * amount
    starts, rooms = domain.allowed.shape
    allowed = np.zeros((starts + 1, rooms + 1), dtype=bool)
    allowed[:-1, :-1] = domain.allowed
    allowed[-1, -1] = True
    return replace(
        domain,
        starts=np.append(domain.starts, ABSENT),
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
    at, rooms = amounts.by_start > 0, amounts.in_rooms > 0
    if rooms.all():
        allowed[at] = False
    elif at.all():
        allowed[:, rooms] = False
    else:
        allowed[np.ix_(at, rooms)] = False


def _unary(priced: Priced) -> Unary:
    if not isinstance(priced.restriction, Unary):
        raise TypeError(f"not about a single session: {priced.restriction}")
    return priced.restriction


def can_be_close(one: Domain, other: Domain, within: float) -> bool:
    """Tell whether less than `within` minutes can lie between two sessions, or they can overlap."""
    apart = one.held[:, None] - other.held[None, :]
    return bool(((apart < other.duration + within) & (-apart < one.duration + within)).any())
