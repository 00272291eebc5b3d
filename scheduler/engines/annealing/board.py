"""The board: where every session is, and what each place of a session would cost."""

from collections.abc import Iterator, Sequence

import numpy as np

from scheduler.engines.annealing.capacity import CapacityTerm
from scheduler.engines.annealing.lags import LagTerm
from scheduler.engines.annealing.prices import OUT, Floats, Ints
from scheduler.engines.annealing.quotas import QuotaTerm
from scheduler.engines.annealing.spreads import CompactTerm, DistinctTerm
from scheduler.engines.annealing.term import Pricing, Term
from scheduler.engines.annealing.travel import TravelTerm
from scheduler.engines.model import Model
from scheduler.restrictions import Capacity, Compact, Distinct, Lag, Priced, Quota, Travel


class Board:
    """Sessions on their places, and the price of moving one of them.

    A place of a session is one number: position of the room times number of starts, plus position of
    the start, both in the session's domain.
    """

    def __init__(self, model: Model) -> None:
        self.domains = list(model.domains.values())
        self.places: Ints = np.zeros(len(self.domains), dtype=np.int64)
        """Where each session is."""
        self._widths = [len(domain.starts) for domain in self.domains]
        self._own = [
            np.where(domain.allowed, domain.price, OUT).T.copy() for domain in self.domains
        ]
        self._prices = [Pricing(len(each.starts), len(each.rooms)) for each in self.domains]
        self._terms = list(_terms(model))
        self.free = [number for number, own in enumerate(self._own) if own.size > 1]
        """Sessions that have more than one place."""
        self.near = _near(model)
        """For each session, those that a lag connects with it."""

    def place(self, session: int, start: int, room: int) -> int:
        """Return the place with these positions of start and room."""
        return room * self._widths[session] + start

    def numbered(self, places: Sequence[tuple[int, int]]) -> Ints:
        """Return the place of each session with these positions of start and room."""
        return np.array(
            [self.place(session, *place) for session, place in enumerate(places)], dtype=np.int64
        )

    def positions(self, places: Ints) -> list[tuple[int, int]]:
        """Return the positions of start and room of each session's place."""
        rooms, starts = np.divmod(places, np.array(self._widths))
        return [(int(start), int(room)) for start, room in zip(starts, rooms, strict=True)]

    @property
    def elements_each(self) -> float:
        """Array elements that the pricing of a session computes with, on average: the size of its work."""
        starts = sum(len(domain.starts) * (len(domain.rooms) + 4) for domain in self.domains)
        elements = starts + sum(term.elements() for term in self._terms)
        return elements / len(self.domains)

    def empty(self) -> float:
        """Return the price of the board without any session."""
        return sum(term.empty() for term in self._terms)

    def put(self, session: int, place: int) -> None:
        """Put a session, which is out, on a place."""
        self.places[session] = place
        self._move(session, 1)

    def take(self, session: int) -> None:
        """Take a session out."""
        self._move(session, -1)

    def prices(self, session: int) -> Floats:
        """Return what each place of a session, which is out, would cost; valid until the next call."""
        places = self._prices[session]
        places.clear(self._own[session])
        for term in self._terms:
            term.price(session, places)
        return places.total().reshape(-1)

    def allowed(self, session: int) -> Ints:
        """Return the places in a session's domain."""
        return np.flatnonzero(self.domains[session].allowed.T.reshape(-1))

    def _move(self, session: int, sign: int) -> None:
        room, start = divmod(int(self.places[session]), self._widths[session])
        for term in self._terms:
            term.move(session, start, room, sign)


def _terms(model: Model) -> Iterator[Term]:
    """Yield a term for each kind of restriction that the problem has."""
    domains = list(model.domains.values())
    timeline, rooms = model.timeline, model.problem.rooms
    general: list[Priced] = []
    roomy: list[Priced] = []
    for priced in model.of_kind(Capacity):
        is_general = isinstance(priced.restriction, Capacity) and priced.restriction.rooms is None
        (general if is_general else roomy).append(priced)
    for capacities in (general, roomy):
        if capacities:
            yield CapacityTerm(capacities, domains, rooms)
    if lags := model.of_kind(Lag):
        yield LagTerm(lags, domains, timeline)
    if quotas := model.of_kind(Quota):
        yield QuotaTerm(quotas, domains, timeline)
    if distincts := model.of_kind(Distinct):
        yield DistinctTerm(distincts, domains, len(rooms), timeline)
    if compacts := model.of_kind(Compact):
        yield CompactTerm(compacts, domains, timeline)
    for travels in _by_map(model.of_kind(Travel)):
        yield TravelTerm(travels, domains, rooms)


def _near(model: Model) -> list[list[int]]:
    near: list[set[int]] = [set() for _ in model.domains]
    for priced in model.of_kind(Lag):
        if isinstance(priced.restriction, Lag):
            first = model.numbers[priced.restriction.first]
            then = model.numbers[priced.restriction.then]
            near[first].add(then)
            near[then].add(first)
    return [sorted(each) for each in near]


def _by_map(travels: Sequence[Priced]) -> list[list[Priced]]:
    """Group travels that have places and ways in common."""
    groups: list[list[Priced]] = []
    for priced in travels:
        for group in groups:
            if _map(group[0]) == _map(priced):
                group.append(priced)
                break
        else:
            groups.append([priced])
    return groups


def _map(priced: Priced) -> object:
    travel = priced.restriction
    return (travel.places, travel.ways) if isinstance(travel, Travel) else None
