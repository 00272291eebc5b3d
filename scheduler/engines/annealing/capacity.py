"""`Capacity` in the annealer: loads per row and cell, and what another session would add to them.

A row is a restriction. Sessions share in rows over cells of time; what they share over the same cells, in
the same rooms, is gathered in one *share*. A *bundle* of a session has shares over the same cells: others
with the same rooms may have them in common with it.

Time is cut into *cells*: the stretches in which nothing can start or end, whatever is placed where.

What sessions hold in the rows of capacities, as *parts* that sessions alike have in common.

A problem of many rooms names each session in a row of each of them: what that comes to is worked out once for
all sessions that have the same rooms.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import (
    Ints,
    can_change,
    first_prices,
    firsts,
    ints,
    joined,
    price,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.model import Model
from scheduler.engines.shared_loads import counting_rooms
from scheduler.engines.timeline import Minutes, Timeline, loads_at, minutes, steps_of
from scheduler.restrictions import Capacity, Use


class Capacities(NamedTuple):
    """All `Capacity` restrictions of a problem: k rows, c cells."""

    row_count: int
    cell_count: int
    limits: Ints
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    usual: Ints
    """The load that most sessions have in a row."""
    lengths: Ints
    """Minutes of each cell."""
    loads: NDArray[np.int64]
    """Load in each row and cell; shape (k, c)."""
    marginal: NDArray[np.int64]
    """Price of one usual load more, in each row and cell; shape (k, c)."""
    bundles: Ints
    """First bundle of each session."""
    spans: Ints
    """Of each bundle, where its begins and ends lie, one for each start of its session."""
    begins: Ints
    """Cells in which a session begins to count."""
    ends: Ints
    """Cells in which it no longer counts."""
    shares: Ints
    """First share of each bundle."""
    shares_until: Ints
    """The share after its last."""
    uses: Ints
    """First use of each share."""
    rows: Ints
    """Row of each use."""
    use_loads: Ints
    """Load of each use."""
    rooms: Ints
    """First room of each share; a share without rooms counts in all of them."""
    counting: Ints
    """Rooms, as positions in the session's domain, in order."""
    running: Ints
    """Room to work in, for c + 1 numbers."""


@enclosed
def counts_in(rooms: Ints, counting: Ints, share: int, room: int) -> bool:
    """Return True if a room is among those of a share, or if it has none: then it counts in all."""
    first, last = rooms[share], rooms[share + 1]
    if first == last:
        return True
    for position in range(first, last):  # noqa: SIM110  # compiled code knows no generators
        if counting[position] == room:
            return True
    return False


@enclosed
def _more(spare: int, load: int) -> int:
    """Return by how much a load adds to the excess of a row that has `spare` more than its limit."""
    return max(spare + load, 0) - max(spare, 0)


@enclosed
def move_capacity(data: Capacities, session: int, start: int, room: int, sign: int) -> None:
    """Add or take away the loads of a session."""
    for bundle in range(data.bundles[session], data.bundles[session + 1]):
        begin, end = data.begins[data.spans[bundle] + start], data.ends[data.spans[bundle] + start]
        for share in range(data.shares[bundle], data.shares_until[bundle]):
            if counts_in(data.rooms, data.counting, share, room):
                _move_share(data, share, begin, end, sign)


@enclosed
def _move_share(data: Capacities, share: int, begin: int, end: int, sign: int) -> None:
    """Add or take away the loads of a share in some cells."""
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], sign * data.use_loads[use]
        limit, usual, cost = data.limits[row], data.usual[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] + load - limit
            data.loads[row][cell] += load
            data.marginal[row][cell] = cost * data.lengths[cell] * _more(spare, usual)


@enclosed
def _sum_share(data: Capacities, share: int, begin: int, end: int) -> None:
    """Write running sums of what a share would add, from cell `begin` on, into ``data.running``."""
    running = data.running
    for cell in range(end - begin + 1):
        running[cell] = 0
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], data.use_loads[use]
        if load == data.usual[row]:
            for cell in range(begin, end):
                running[cell - begin + 1] += data.marginal[row][cell]
            continue
        limit, cost = data.limits[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] - limit
            running[cell - begin + 1] += cost * data.lengths[cell] * _more(spare, load)
    for cell in range(1, end - begin + 1):
        running[cell] += running[cell - 1]


@enclosed
def price_capacity(
    data: Capacities, session: int, starts: int, by_start: Ints, by_place: Ints
) -> None:
    """Add the price of every start, or of every start in some rooms."""
    for bundle in range(data.bundles[session], data.bundles[session + 1]):
        span = data.spans[bundle]
        begin, end = data.begins[span], data.ends[span + starts - 1]
        for share in range(data.shares[bundle], data.shares_until[bundle]):
            _sum_share(data, share, begin, end)
            first, last = data.rooms[share], data.rooms[share + 1]
            if first == last:
                _add_sums(data, span, starts, by_start, 0)
            for position in range(first, last):
                at = data.counting[position] * starts
                _add_sums(data, span, starts, by_place, at)


@enclosed
def _add_sums(data: Capacities, span: int, starts: int, prices: Ints, first: int) -> None:
    """Add what running sums come to over the cells of each start to its price, from the first one on."""
    running, begin = data.running, data.begins[span]
    for start in range(starts):
        prices[first + start] += (
            running[data.ends[span + start] - begin] - running[data.begins[span + start] - begin]
        )


@enclosed
def capacity_at(data: Capacities, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for bundle in range(data.bundles[session], data.bundles[session + 1]):
        begin, end = data.begins[data.spans[bundle] + start], data.ends[data.spans[bundle] + start]
        for share in range(data.shares[bundle], data.shares_until[bundle]):
            if counts_in(data.rooms, data.counting, share, room):
                total += _share_at(data, share, begin, end)
    return total


@enclosed
def _share_at(data: Capacities, share: int, begin: int, end: int) -> int:
    """Return what a share would add in some cells."""
    total = 0
    for use in range(data.uses[share], data.uses[share + 1]):
        row, load = data.rows[use], data.use_loads[use]
        if load == data.usual[row]:
            for cell in range(begin, end):
                total += data.marginal[row][cell]
            continue
        limit, cost = data.limits[row], data.prices[row]
        for cell in range(begin, end):
            spare = data.loads[row][cell] - limit
            total += cost * data.lengths[cell] * _more(spare, load)
    return total


@enclosed
def reprice_capacity(data: Capacities, rise: int) -> int:
    """Raise the prices of broken rows (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for row in range(data.row_count):
        if not can_change(data.prices[row], data.first_prices[row], rise):
            continue
        excess = _excess(data, row)
        if rise > 0 and excess == 0:
            continue
        total += rise * data.first_prices[row] * excess
        data.prices[row] += rise * data.first_prices[row]
        cost, limit = data.prices[row], data.limits[row]
        for cell in range(data.cell_count):
            more = _more(data.loads[row][cell] - limit, data.usual[row])
            data.marginal[row][cell] = cost * data.lengths[cell] * more
    return total


@enclosed
def _excess(data: Capacities, row: int) -> int:
    excess = 0
    for cell in range(data.cell_count):
        excess += data.lengths[cell] * max(data.loads[row][cell] - data.limits[row], 0)
    return excess


Around = tuple[int, int]
"""Minutes before the start and after the end of a session that it counts."""


class _Use(NamedTuple):
    """A load in a row, in rooms that prolong it alike."""

    row: int
    load: int
    rooms: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class AlikeUses:
    """Uses that begin and end alike."""

    around: Around
    rows: Ints
    loads: Ints
    rooms: Sequence[tuple[int, ...]]
    """For each use the rooms in which it counts, as positions in the domain; none: in all of them."""
    most: NDArray[np.bool_]
    """Whether none of the same session in the same row lasts longer."""


def _parts_of(capacities: Sequence[Capacity], model: Model, check: Check) -> list[list[AlikeUses]]:
    """Return the parts of each session: in certain rooms, and one for what counts alike in all of them."""
    groups: dict[tuple[int, bool], list[int]] = {}
    for row, capacity in enumerate(capacities):
        groups.setdefault((id(capacity.uses), capacity.rooms is None), []).append(row)
    inside = _Inside(capacities, model.room_numbers)
    parts: list[list[AlikeUses]] = [[] for _ in model.domains]
    everywhere: list[dict[Around, list[_Use]]] = [{} for _ in model.domains]
    for (_, whole), rows in groups.items():
        for use in checked(capacities[rows[0]].uses, check):
            session = model.numbers[use.session]
            if whole and use.rooms is None:
                around = minutes(use.before), minutes(use.after)
                alike = everywhere[session].setdefault(around, [])
                alike += [_Use(row, use.load, ()) for row in rows]
            else:
                parts[session] += inside.parts(rows, use, model.domains[use.session])
    for own, uses in zip(parts, everywhere, strict=True):
        own += [_part(*each) for each in uses.items()]
    return parts


class _Inside:
    """Uses that count in certain rooms."""

    def __init__(self, capacities: Sequence[Capacity], room_numbers: Mapping[str, int]) -> None:
        self._capacities = capacities
        self._room_numbers = room_numbers
        self._known: dict[object, list[AlikeUses]] = {}

    def parts(self, rows: Sequence[int], use: Use, domain: Domain) -> list[AlikeUses]:
        """Return the parts of a session in rows that have their uses in common, this one among them."""
        key = rows[0], use.load, use.before, use.after, use.rooms, domain.rooms.tobytes()
        if key not in self._known:
            self._known[key] = self._made(rows, use, domain)
        return self._known[key]

    def _made(self, rows: Sequence[int], use: Use, domain: Domain) -> list[AlikeUses]:
        before, longest = minutes(use.before), dict[int, int]()
        uses: dict[Around, list[_Use]] = {}
        for row in rows:
            counting = counting_rooms(use, self._capacities[row], domain, self._room_numbers)
            for more, numbers in (counting or {}).items():
                after = minutes(use.after) + more
                uses.setdefault((before, after), []).append(_Use(row, use.load, tuple(numbers)))
                longest[row] = max(after, longest.get(row, after))
        return [
            _part(around, alike, [longest[each.row] == around[1] for each in alike])
            for around, alike in uses.items()
        ]


def _part(around: Around, uses: Sequence[_Use], most: Sequence[bool] | None = None) -> AlikeUses:
    """Return uses that begin and end alike, with which of them last longest; if not said, all do."""
    return AlikeUses(
        around,
        rows=ints(use.row for use in uses),
        loads=ints(use.load for use in uses),
        rooms=[use.rooms for use in uses],
        most=np.array([True] * len(uses) if most is None else most, dtype=np.bool_),
    )


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


_Stretch = tuple[int, Around]
"""A session, the first of those that start and end alike, and the minutes around it that count."""


@dataclass(frozen=True)
class _Span:
    """The cells over which a session counts."""

    begin: Ints
    """First cell for each of n starts."""
    end: Ints
    """Cell after the last, for each of n starts."""
    covered: Ints
    """Cells that some start covers."""


class _Bundle(NamedTuple):
    """Range of the shares of a session over the same cells."""

    stretch: _Stretch
    first: int
    until: int


@dataclass
class _Shares:
    """Shares in the making; of a part that is crowded for several sessions alike, they are there once."""

    uses: list[int] = field(default_factory=list)
    """Number of uses of each share."""
    rooms: list[tuple[int, ...]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    loads: list[int] = field(default_factory=list)
    known: dict[tuple[AlikeUses, bytes], tuple[int, int]] = field(default_factory=dict)

    def of(self, part: AlikeUses, crowded: NDArray[np.bool_]) -> tuple[int, int]:
        """Return the first share of the crowded uses of a part, and that after the last."""
        key = part, crowded.tobytes()
        if key not in self.known:
            first = len(self.uses)
            by_rooms: dict[tuple[int, ...], list[int]] = {}
            for use in np.flatnonzero(crowded).tolist():
                by_rooms.setdefault(part.rooms[use], []).append(use)
            for rooms, own in by_rooms.items():
                self.uses.append(len(own))
                self.rooms.append(rooms)
                self.rows += part.rows[own].tolist()
                self.loads += part.loads[own].tolist()
            self.known[key] = first, len(self.uses)
        return self.known[key]


def capacities_of(model: Model, check: Check = never) -> Capacities:
    """Gather the capacities of a problem, with nothing running."""
    found, domains, timeline = model.asked(Capacity), list(model.domains.values()), model.timeline
    capacities = [capacity for capacity, _ in found]
    parts = _parts_of(capacities, model, check)
    alike = _alike(domains)
    cells, spans = _spans(parts, domains, alike, _steps(capacities, timeline))
    check()
    taken = _taken(capacities, cells, timeline)
    limits, usual = ints(each.at_most for each in capacities), _usual(capacities)
    shares = _Shares()
    bundles = _bundles(_Loads(parts, alike, spans, limits, taken), shares, check)
    flat = [bundle for own in bundles for bundle in own]
    at = dict(zip(spans, firsts(len(span.begin) for span in spans.values()).tolist(), strict=False))
    prices = ints(price(paid, capacity.rate) for capacity, paid in found)
    return Capacities(
        row_count=len(limits),
        cell_count=len(cells),
        limits=limits,
        prices=prices,
        first_prices=first_prices(prices),
        usual=usual,
        lengths=cells.lengths,
        loads=taken,
        marginal=prices[:, None] * _first_excess(limits, usual, taken) * cells.lengths[None, :],
        bundles=firsts(len(own) for own in bundles),
        spans=ints(at[bundle.stretch] for bundle in flat),
        begins=joined([span.begin for span in spans.values()]),
        ends=joined([span.end for span in spans.values()]),
        shares=ints(bundle.first for bundle in flat),
        shares_until=ints(bundle.until for bundle in flat),
        uses=firsts(shares.uses),
        rows=ints(shares.rows),
        use_loads=ints(shares.loads),
        rooms=firsts(map(len, shares.rooms)),
        counting=ints(room for own in shares.rooms for room in own),
        running=np.zeros(len(cells) + 1, dtype=np.int64),
    )


def _steps(capacities: Sequence[Capacity], timeline: Timeline) -> Ints:
    """Return the minutes at which the fixed load changes."""
    return ints({minute for each in capacities for minute, _ in steps_of(each.taken, timeline)})


def _first_excess(limits: Ints, usual: Ints, taken: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return by how much one usual load exceeds each row in each cell, with no session there."""
    spare = taken - limits[:, None]
    excess: NDArray[np.int64] = np.maximum(usual[:, None] + spare, 0) - np.maximum(spare, 0)
    return excess


def _taken(capacities: Sequence[Capacity], cells: Cells, timeline: Timeline) -> NDArray[np.int64]:
    """Return the load that is there without any session, in each row and cell."""
    found = np.zeros((len(capacities), len(cells)), dtype=np.int64)
    for row, each in enumerate(capacities):
        if each.taken:
            found[row] = loads_at(cells.edges[:-1], each.taken, timeline)
    return found


def looked_at(data: Capacities, starts: Ints) -> int:
    """Return how many numbers the pricing of all sessions, of so many starts each, looks at."""
    lasts = data.spans + np.repeat(starts, np.diff(data.bundles)) - 1
    cells = data.ends[lasts] - data.begins[data.spans]
    uses = data.uses[data.shares_until] - data.uses[data.shares]
    return int((uses * cells).sum())


def _usual(capacities: Sequence[Capacity]) -> Ints:
    """Return the load that most sessions have in each row; many rows have the same uses."""
    known: dict[int, int] = {}
    for each in capacities:
        if id(each.uses) not in known:
            loads = [use.load for use in each.uses]
            known[id(each.uses)] = max(sorted(set(loads)), key=loads.count, default=1)
    return ints(known[id(each.uses)] for each in capacities)


def _alike(domains: Sequence[Domain]) -> list[int]:
    """Return for each session the first one that starts and ends as it does."""
    known: dict[tuple[bytes, bytes], int] = {}
    keys = ((each.starts.tobytes(), each.ends.tobytes()) for each in domains)
    return [known.setdefault(key, session) for session, key in enumerate(keys)]


def _spans(
    parts: Sequence[Sequence[AlikeUses]],
    domains: Sequence[Domain],
    alike: Sequence[int],
    steps: Ints,
) -> tuple[Cells, dict[_Stretch, _Span]]:
    """Return the cells of all uses and of other steps, and those that each stretch covers."""
    named = dict.fromkeys(
        (session, part.around) for session, own in zip(alike, parts, strict=True) for part in own
    )
    edges = {(session, around): domains[session].stretch(*around) for session, around in named}
    found = [each for both in edges.values() for each in both]
    cells = Cells([*found, steps] if found else ())
    return cells, {
        stretch: _span(cells.position(begin), cells.position(end), len(cells))
        for stretch, (begin, end) in edges.items()
    }


def _span(begin: Ints, end: Ints, cells: int) -> _Span:
    change = np.zeros(cells + 1, dtype=np.int64)
    np.add.at(change, begin, 1)
    np.add.at(change, end, -1)
    return _Span(begin, end, np.flatnonzero(np.cumsum(change)[:-1]))


class _Loads(NamedTuple):
    """Parts of all sessions, and what tells which of their uses can be too many."""

    parts: Sequence[Sequence[AlikeUses]]
    alike: Sequence[int]
    spans: Mapping[_Stretch, _Span]
    limits: Ints
    taken: NDArray[np.int64]
    """Load of each row and cell without them."""

    def of(self, check: Check) -> dict[tuple[int, AlikeUses], NDArray[np.bool_]]:
        """Return for each part, and sessions alike, which uses are in rows that they can crowd."""
        number = Counter(
            (session, part)
            for session, own in zip(self.alike, self.parts, strict=True)
            for part in own
        )
        possible = self.taken.copy()
        for (session, part), times in checked(number.items(), check):
            covered = self.spans[session, part.around].covered
            loads = times * part.loads[part.most]
            possible[np.ix_(part.rows[part.most], covered)] += loads[:, None]
        crowded = possible > self.limits[:, None]
        return {
            (session, part): np.any(
                crowded[np.ix_(part.rows, self.spans[session, part.around].covered)], axis=1
            )
            for session, part in checked(number, check)
        }


def _bundles(loads: _Loads, shares: _Shares, check: Check) -> list[list[_Bundle]]:
    """Return the bundles of each session: uses of rows that can be crowded where the session can be."""
    crowded = loads.of(check)
    bundles: list[list[_Bundle]] = []
    for session, own in zip(loads.alike, loads.parts, strict=True):
        found = [
            _Bundle((session, part.around), *shares.of(part, crowded[session, part]))
            for part in own
        ]
        bundles.append([bundle for bundle in found if bundle.first < bundle.until])
    return bundles
