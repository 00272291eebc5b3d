"""`Travel` in the annealer: travel times between sessions that are close in time."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import Ints, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import NOWHERE, Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.model import Model
from scheduler.engines.pair_tables import can_be_close
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Priced, Travel


class Travels(NamedTuple):
    """All `Travel` restrictions of a problem; each map of ways is a matrix between rooms."""

    ways: NDArray[np.int64]
    """Minutes between rooms on each of m maps; shape (m, rooms, rooms)."""
    longest: Ints
    """Longest way on each map."""
    partners: Ints
    """For each session, where those begin that it shares somebody with."""
    others: Ints
    """Partner, once for each map."""
    prices: Ints
    """Price of a minute that is missing between the two."""
    maps: Ints
    starts: Ints
    """For each session, where its starts begin in `minutes`."""
    minutes: Ints
    ends: Ints
    """When each session ends, by start, as in `minutes`."""
    room_firsts: Ints
    """For each session, where its rooms begin in `rooms`."""
    rooms: Ints
    at: Ints
    """Minute at which each session starts; -1 while it is out."""
    until: Ints
    """Minute at which it ends."""
    placed: NDArray[np.bool_]
    inside: Ints
    """Room that each session is in."""


@enclosed
def move_travels(data: Travels, session: int, start: int, room: int, sign: int) -> None:
    """Keep where the session is, and when."""
    data.placed[session] = sign > 0
    data.at[session] = data.minutes[data.starts[session] + start]
    data.until[session] = data.ends[data.starts[session] + start]
    data.inside[session] = data.rooms[data.room_firsts[session] + room]


@enclosed
def _missing(data: Travels, start: int, end: int, partner: int, room: int) -> int:
    """Return the minutes that are missing between a place of a session and its partner."""
    other, map_ = data.others[partner], data.maps[partner]
    after = start - data.until[other]
    if after >= 0:
        return max(data.ways[map_][data.inside[other]][room] - after, 0)
    before = data.at[other] - end
    if before >= 0:
        return max(data.ways[map_][room][data.inside[other]] - before, 0)
    return 0


@enclosed
def price_travels(data: Travels, session: int, starts: int, rooms: int, by_place: Ints) -> None:
    """Add the price of every start in every room."""
    for partner in range(data.partners[session], data.partners[session + 1]):
        other, longest = data.others[partner], data.longest[data.maps[partner]]
        if not data.placed[other]:
            continue
        soonest, latest = data.at[other] - longest, data.until[other] + longest
        for start in range(starts):
            minute = data.minutes[data.starts[session] + start]
            end = data.ends[data.starts[session] + start]
            if end <= soonest or minute >= latest:
                continue
            for room in range(rooms):
                where = data.rooms[data.room_firsts[session] + room]
                missing = _missing(data, minute, end, partner, where)
                by_place[room * starts + start] += data.prices[partner] * missing


@enclosed
def travels_at(data: Travels, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    minute = data.minutes[data.starts[session] + start]
    end = data.ends[data.starts[session] + start]
    where = data.rooms[data.room_firsts[session] + room]
    for partner in range(data.partners[session], data.partners[session + 1]):
        if data.placed[data.others[partner]]:
            missing = _missing(data, minute, end, partner, where)
            total += data.prices[partner] * missing
    return total


def travels_of(model: Model, check: Check = never) -> Travels:
    """Collect the `Travel` of a problem, with no session on the board."""
    domains = list(model.domains.values())
    ways, partners = _partners(checked(model.of_kind(Travel), check), domains, model.rooms)
    longest = [int(each.max()) for each in ways]

    @cache
    def close_by(one: int, other: int, map_: int) -> bool:
        return can_be_close(domains[one], domains[other], longest[map_])

    close = [
        [
            (other, map_, cost)
            for (other, map_), cost in sorted(own.items())
            if close_by(min(one, other), max(one, other), map_)
        ]
        for one, own in enumerate(checked(partners, check))
    ]
    flat = [partner for own in close for partner in own]
    return Travels(
        ways=np.array(ways, dtype=np.int64).reshape(len(ways), len(model.rooms), len(model.rooms)),
        longest=ints(longest),
        partners=firsts(len(own) for own in close),
        others=ints(other for other, _, _ in flat),
        prices=ints(cost for _, _, cost in flat),
        maps=ints(map_ for _, map_, _ in flat),
        starts=firsts(len(domain.starts) for domain in domains),
        minutes=joined([domain.starts for domain in domains]),
        ends=joined([domain.ends for domain in domains]),
        room_firsts=firsts(len(domain.rooms) for domain in domains),
        rooms=joined([domain.rooms for domain in domains]),
        at=np.full(len(domains), -1, dtype=np.int64),
        until=np.full(len(domains), -1, dtype=np.int64),
        placed=np.zeros(len(domains), dtype=bool),
        inside=np.zeros(len(domains), dtype=np.int64),
    )


def _partners(
    restrictions: Iterable[Priced], domains: Sequence[Domain], rooms: Sequence[str]
) -> tuple[list[NDArray[np.int64]], list[dict[tuple[int, int], int]]]:
    """Return all maps, and for each session the prices towards its partners by partner and map."""
    maps: dict[bytes, int] = {}
    ways: list[NDArray[np.int64]] = []
    partners: list[dict[tuple[int, int], int]] = [{} for _ in domains]
    index = {domain.session: number for number, domain in enumerate(domains)}
    for each in restrictions:
        if not isinstance(each.restriction, Travel):
            raise TypeError(f"not a Travel: {each.restriction}")
        matrix = _matrix(each.restriction, rooms)
        map_ = maps.setdefault(matrix.tobytes(), len(ways))
        if map_ == len(ways):
            ways.append(matrix)
        for one, other in permutations([index[name] for name in each.restriction.sessions], 2):
            known = partners[one].get((other, map_), 0)
            partners[one][other, map_] = known + price(each.price)
    return ways, partners


def _matrix(travel: Travel, rooms: Sequence[str]) -> NDArray[np.int64]:
    named = [travel.places.get(room, NOWHERE) for room in rooms]
    places = list(dict.fromkeys(named))
    ways = {places: minutes(way) for places, way in travel.ways.items()}
    few = np.array([[ways.get((a, b), 0) for b in places] for a in places], dtype=np.int64)
    where = [places.index(place) for place in named]
    return few[np.ix_(where, where)]
