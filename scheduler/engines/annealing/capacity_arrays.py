"""From `Capacity` to the arrays of the annealer.

Time is cut into *cells*: the stretches in which nothing can start or end, whatever is placed where.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.capacity import Capacities
from scheduler.engines.annealing.prices import Ints, first_prices, price
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.shared_loads import counting_rooms
from scheduler.engines.timeline import Minutes, minutes
from scheduler.restrictions import Capacity, Priced, Use


class Cells:
    """A division of time; a load is constant within each cell."""

    def __init__(self, edges: Iterable[Minutes]) -> None:
        found = [np.asarray(each) for each in edges]
        self.edges = np.unique(np.concatenate(found)) if found else np.zeros(1, dtype=np.int64)
        self.lengths: Ints = np.diff(self.edges)

    def __len__(self) -> int:
        return len(self.lengths)

    def position(self, minutes: Minutes) -> Ints:
        """Return the position of the cell that begins at each of these minutes, all of them edges."""
        return np.searchsorted(self.edges, minutes)


_Stretch = tuple[int, int, int]
"""A session, and minutes before its start and after its end that it counts."""


@dataclass(frozen=True)
class _Span:
    """The cells over which a session counts."""

    begin: Ints
    """First cell for each of n starts."""
    end: Ints
    """Cell after the last, for each of n starts."""
    covered: Ints
    """Cells that some start covers."""


class _Use(NamedTuple):
    """A session's share in a row, in rooms that prolong it alike."""

    row: int
    load: int
    rooms: tuple[int, ...]
    """Rooms in which it counts, as positions in its domain; none: in all of them."""
    stretch: _Stretch


def capacities_of(
    restrictions: Sequence[Priced],
    domains: Sequence[Domain],
    rooms: Sequence[str],
    check: Check = never,
) -> Capacities:
    """Gather the capacities of a problem, with nothing running."""
    found = [each.restriction for each in restrictions]
    capacities = [each for each in found if isinstance(each, Capacity)]
    uses = _uses(capacities, domains, rooms, check)
    cells, spans = _spans(uses, domains)
    check()
    limits = ints(each.at_most for each in capacities)
    shape = len(capacities), len(cells)
    crowded = _possible(checked(uses, check), spans, shape) > limits[:, None]
    shares = [_shares(own, spans, crowded) for own in checked(uses, check)]
    check()
    flat = [share for own in shares for share in own]
    own_spans = [spans[share[0].stretch] for share in flat]
    usual = ints(_usual(each) for each in capacities)
    prices = ints(price(p.price, c.rate) for p, c in zip(restrictions, capacities, strict=True))
    empty = np.maximum(usual - limits, 0) - np.maximum(-limits, 0)
    return Capacities(
        limits=limits,
        prices=prices,
        first_prices=first_prices(prices),
        usual=usual,
        lengths=cells.lengths,
        loads=np.zeros(crowded.shape, dtype=np.int64),
        marginal=(prices * empty)[:, None] * cells.lengths[None, :],
        shares=firsts(len(own) for own in shares),
        spans=firsts(len(each.begin) for each in own_spans),
        begins=joined([each.begin for each in own_spans]),
        ends=joined([each.end for each in own_spans]),
        uses=firsts(len(share) for share in flat),
        rows=ints(use.row for share in flat for use in share),
        use_loads=ints(use.load for share in flat for use in share),
        rooms=firsts(len(share[0].rooms) for share in flat),
        counting=ints(room for share in flat for room in share[0].rooms),
        running=np.zeros(len(cells) + 1, dtype=np.int64),
    )


def _usual(capacity: Capacity) -> int:
    loads = [use.load for use in capacity.uses]
    return max(sorted(set(loads)), key=loads.count, default=1)


def _uses(
    capacities: Sequence[Capacity], domains: Sequence[Domain], rooms: Sequence[str], check: Check
) -> list[list[_Use]]:
    """Return the uses of each session."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    room_numbers = {name: number for number, name in enumerate(rooms)}
    uses: list[list[_Use]] = [[] for _ in domains]
    for row, capacity in enumerate(checked(capacities, check)):
        for use in capacity.uses:
            number = index[use.session]
            for after, counting in _prolonged(use, capacity, domains[number], room_numbers):
                stretch = number, minutes(use.before), after
                uses[number].append(_Use(row, use.load, counting, stretch))
    return uses


def _prolonged(
    use: Use, capacity: Capacity, domain: Domain, room_numbers: Mapping[str, int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the minutes after its end that a session counts, with the positions of the rooms for it."""
    after = minutes(use.after)
    counting = counting_rooms(use, capacity, domain, room_numbers)
    if counting is None:
        yield after, ()
        return
    for more, numbers in counting.items():
        yield after + more, tuple(numbers)


def _spans(
    uses: Sequence[Sequence[_Use]], domains: Sequence[Domain]
) -> tuple[Cells, dict[_Stretch, _Span]]:
    """Return the cells of all uses, and those that each stretch covers."""
    edges = {}
    for stretch in dict.fromkeys(use.stretch for own in uses for use in own):
        session, before, after = stretch
        edges[stretch] = domains[session].stretch(before, after)
    cells = Cells(each for both in edges.values() for each in both)
    return cells, {
        stretch: _span(cells.position(begin), cells.position(end), len(cells))
        for stretch, (begin, end) in edges.items()
    }


def _span(begin: Ints, end: Ints, cells: int) -> _Span:
    change = np.zeros(cells + 1, dtype=np.int64)
    np.add.at(change, begin, 1)
    np.add.at(change, end, -1)
    return _Span(begin, end, np.flatnonzero(np.cumsum(change)[:-1]))


def _possible(
    uses: Iterable[Sequence[_Use]], spans: Mapping[_Stretch, _Span], shape: tuple[int, int]
) -> NDArray[np.int64]:
    """Return the most load that each cell of each row could ever have, or more."""
    possible = np.zeros(shape, dtype=np.int64)
    for own in uses:
        most: dict[tuple[int, int], _Use] = {}
        for use in own:
            # What prolongs it more covers all that what prolongs it less does.
            key = use.row, use.stretch[1]
            if key not in most or most[key].stretch[2] < use.stretch[2]:
                most[key] = use
        for stretch, alike in _by_stretch(list(most.values())).items():
            rows, loads = ints(use.row for use in alike), ints(use.load for use in alike)
            possible[np.ix_(rows, spans[stretch].covered)] += loads[:, None]
    return possible


def _by_stretch(uses: Sequence[_Use]) -> dict[_Stretch, list[_Use]]:
    """Group uses of one session that begin and end alike."""
    found: dict[_Stretch, list[_Use]] = {}
    for use in uses:
        found.setdefault(use.stretch, []).append(use)
    return found


def _shares(
    uses: Sequence[_Use], spans: Mapping[_Stretch, _Span], crowded: NDArray[np.bool_]
) -> list[list[_Use]]:
    """Gather uses of rows that can be crowded where the session can be, by their cells and rooms."""
    groups: dict[tuple[tuple[int, ...], _Stretch], list[_Use]] = {}
    full: set[_Use] = set()
    for stretch, alike in _by_stretch(uses).items():
        rows = ints(use.row for use in alike)
        found: NDArray[np.bool_] = np.any(crowded[np.ix_(rows, spans[stretch].covered)], axis=1)
        full.update(use for use, each in zip(alike, found.tolist(), strict=True) if each)
    for use in uses:
        if use in full:
            groups.setdefault((use.rooms, use.stretch), []).append(use)
    return list(groups.values())
