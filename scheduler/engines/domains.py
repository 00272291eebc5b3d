"""Where each session may go, and what each place costs by itself.

The restrictions on a single session (`Stay`, `Avoid`, `Unfit`) become one table a session over its
possible starts and rooms: forbidden places are taken out, the price of the others is added up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.timeline import Minutes, Timeline, minutes, overlap
from scheduler.restrictions import Avoid, Priced, Problem, Stay, Unfit

Unary = Stay | Avoid | Unfit
RoomsByHold = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Amounts:
    """Amount of a unary restriction at every place: ``by_start[t] * in_rooms[r]``."""

    by_start: Minutes
    """Amount by start."""
    in_rooms: Minutes
    """Factor by room."""


def amounts_of(
    restriction: Unary, starts: Minutes, problem: Problem, timeline: Timeline
) -> Amounts:
    """Return the amount of a restriction at given starts, and in every room, of its session."""
    ends = starts + minutes(problem.durations[restriction.session])
    everywhere = np.ones(len(problem.rooms), dtype=np.int64)
    match restriction:
        case Unfit(amounts=amounts, starts=at):
            by_start, by_room = np.ones_like(starts), everywhere
            if at is not None:
                known = {timeline.minute(start): amount for start, amount in at.items()}
                by_start = np.array([known.get(int(each), 0) for each in starts], dtype=np.int64)
            if amounts is not None:
                by_room = np.array([amounts.get(r, 0) for r in problem.rooms], dtype=np.int64)
            return Amounts(by_start, by_room)
        case Stay(within=within, before=before, after=after):
            first, last = starts - minutes(before), ends + minutes(after)
            shared = overlap(first, last, *timeline.edges(within))
            inside = shared.max(axis=1, initial=0)
            return Amounts(last - first - inside, everywhere)
        case Avoid(during=during, rate=rate, rooms=rooms):
            inside = overlap(starts, ends, *timeline.edges(during)).sum(axis=1)
            if rooms is not None:
                everywhere = np.array([room in rooms for room in problem.rooms], dtype=np.int64)
            return Amounts(rate * inside, everywhere)


@dataclass(frozen=True)
class Domain:
    """The places that are left to a session: some starts times some rooms, less a few pairs."""

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


def domains_of(problem: Problem, timeline: Timeline) -> dict[str, Domain]:
    """Return the domain of every session, in the order of the problem."""
    unary: dict[str, list[Priced]] = {session: [] for session in problem.durations}
    for priced in problem.priced:
        if isinstance(priced.restriction, Unary):
            unary[priced.restriction.session].append(priced)
    starts = timeline.minutes(problem.starts)
    return {
        session: _domain(session, own, starts, problem, timeline) for session, own in unary.items()
    }


def _domain(
    session: str, unary: Iterable[Priced], starts: Minutes, problem: Problem, timeline: Timeline
) -> Domain:
    rooms = np.arange(len(problem.rooms))
    allowed = np.ones((len(starts), len(rooms)), dtype=bool)
    start_price, room_price = np.zeros_like(starts), np.zeros_like(rooms)
    pairs = []
    for priced in unary:
        amounts = _amounts(priced, starts, problem, timeline)
        if priced.price is None:
            allowed &= (amounts.by_start[:, None] * amounts.in_rooms[None, :]) == 0
        elif (amounts.in_rooms == 1).all():
            start_price = start_price + priced.price * amounts.by_start
        elif (amounts.by_start == 1).all():
            room_price = room_price + priced.price * amounts.in_rooms
        elif amounts.by_start.any() and amounts.in_rooms.any():
            pairs.append(Amounts(priced.price * amounts.by_start, amounts.in_rooms))
    duration = minutes(problem.durations[session])
    whole = Domain(session, duration, starts, rooms, allowed, start_price, room_price, tuple(pairs))
    return whole.only(np.ones(len(starts), dtype=bool))


def _amounts(priced: Priced, starts: Minutes, problem: Problem, timeline: Timeline) -> Amounts:
    if not isinstance(priced.restriction, Unary):
        raise TypeError(f"not about a single session: {priced.restriction}")
    return amounts_of(priced.restriction, starts, problem, timeline)


def can_be_close(one: Domain, other: Domain, within: float) -> bool:
    """Tell whether less than `within` minutes can lie between two sessions, or they can overlap."""
    apart = one.starts[:, None] - other.starts[None, :]
    return bool(((apart < other.duration + within) & (-apart < one.duration + within)).any())


def rooms_by_hold(
    domain: Domain, holds: Mapping[str, timedelta], names: Sequence[str]
) -> RoomsByHold:
    """Group those of a domain's rooms that `holds` names by the minutes that it gives for them.

    Rooms are positions in the domain; `names` are those of the problem's rooms.
    """
    alike: dict[int, list[int]] = {}
    for number, room in enumerate(domain.rooms):
        if names[room] in holds:
            alike.setdefault(minutes(holds[names[room]]), []).append(number)
    return alike
