"""From `Unmixed`, `Held`, `Beside`, `Parallel` and `Gapless` to the arrays of the annealer."""

from collections.abc import Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import MEETING, Ints, price
from scheduler.engines.annealing.tracks.holdings import Blocks
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import (
    Beside,
    Gapless,
    Group,
    Held,
    Parallel,
    Priced,
    RoomHolding,
    Span,
    Unmixed,
)

_Key = tuple[Group, tuple[Span, ...]]


class _Gathered:
    """Groups and prices, found restriction by restriction."""

    def __init__(self, rooms: Sequence[str]) -> None:
        self.numbers: dict[_Key, int] = {}
        self.rooms = {room: number for number, room in enumerate(rooms)}
        self.held: list[tuple[int, int, int, int]] = []
        """Group, period, room and price."""
        self.parallel: list[tuple[int, int]] = []
        self.gaps: list[tuple[int, int]] = []
        self.beside: list[tuple[int, int, int]] = []
        """Group, other group and price; each pair both ways."""
        self.mixtures: list[tuple[list[int], int]] = []

    def group(self, sessions: Group, periods: tuple[Span, ...]) -> int:
        """Return the number of a group."""
        return self.numbers.setdefault((tuple(sorted(sessions)), periods), len(self.numbers))

    def add(self, priced: Priced) -> None:
        """Take in a restriction."""
        cost = price(priced.price, unit=MEETING)
        match priced.restriction:
            case Unmixed(groups=groups, periods=periods):
                numbers = [self.group(sessions, periods) for sessions in groups]
                self.mixtures.append((numbers, cost))
            case Held(sessions=sessions, periods=periods, amounts=amounts):
                group = self.group(sessions, periods)
                for (period, room), amount in amounts.items():
                    self.held.append((group, period, self.rooms[room], cost * amount))
            case Beside(one=one, other=other, periods=periods):
                first, second = self.group(one, periods), self.group(other, periods)
                self.beside += [(first, second, cost), (second, first, cost)]
            case Parallel(sessions=sessions, periods=periods):
                self.parallel.append((self.group(sessions, periods), cost))
            case Gapless(sessions=sessions, periods=periods):
                self.gaps.append((self.group(sessions, periods), cost))


def blocks_of(model: Model) -> Blocks:
    """Gather what a problem says about groups that hold rooms, with no session in."""
    domains, rooms = list(model.domains.values()), model.rooms
    found = _Gathered(rooms)
    for priced in model.of_kind(get_args(RoomHolding)):
        found.add(priced)
    groups = len(found.numbers)
    periods = max((len(spans) for _, spans in found.numbers), default=0)
    shape = groups, periods, len(rooms)
    held, prices = _prices(found, shape)
    members = _members(found, domains, model.timeline)
    flat = [member for own in members for member in own]
    beside = sorted(found.beside)
    mixtures = sorted((g, n) for n, (own, _) in enumerate(found.mixtures) for g in own)
    return Blocks(
        members=firsts(len(own) for own in members),
        groups=ints(group for group, _ in flat),
        tables=firsts(len(each) for _, each in flat),
        periods=joined([each for _, each in flat]),
        room_at=firsts(len(domain.rooms) for domain in domains),
        rooms=joined([domain.rooms for domain in domains]),
        inside=np.zeros(shape, dtype=np.int64),
        held=np.zeros(shape[:2], dtype=np.int64),
        beside=np.zeros(shape[:2], dtype=np.int64),
        held_prices=held,
        prices=prices,
        neighbours=_by_group([each[0] for each in beside], groups),
        neighbour_groups=ints(each[1] for each in beside),
        neighbour_prices=ints(each[2] for each in beside),
        mixtures=_by_group([group for group, _ in mixtures], groups),
        mixture_numbers=ints(number for _, number in mixtures),
        mixture_prices=ints(cost for _, cost in found.mixtures),
        mixed=np.zeros((len(found.mixtures), *shape[1:]), dtype=np.int64),
        cells=np.zeros(len(rooms), dtype=np.int64),
    )


def _prices(
    found: _Gathered, shape: tuple[int, int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the price of each held room, and for each group those of parallel rooms and gaps."""
    held, prices = np.zeros(shape, dtype=np.int64), np.zeros((shape[0], 2), dtype=np.int64)
    for group, period, room, cost in found.held:
        held[group, period, room] += cost
    for column, costs in enumerate((found.parallel, found.gaps)):
        for group, cost in costs:
            prices[group, column] += cost
    return held, prices


def _by_group(sorted_groups: Sequence[int], groups: int) -> Ints:
    """Return where the entries of each group begin."""
    return np.searchsorted(ints(sorted_groups), np.arange(groups + 1)).astype(np.int64)


def _members(
    found: _Gathered, domains: Sequence[Domain], timeline: Timeline
) -> list[list[tuple[int, Ints]]]:
    """Return the groups of each session, with the period of each of its starts."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    members: list[list[tuple[int, Ints]]] = [[] for _ in domains]
    for (sessions, spans), group in found.numbers.items():
        edges = timeline.edges(spans)
        for session in sessions:
            number = index[session]
            members[number].append((group, domains[number].periods(*edges)))
    return members
