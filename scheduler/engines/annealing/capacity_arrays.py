"""From `Capacity` to the arrays of the annealer.

Time is cut into *cells*: the stretches in which nothing can start or end, whatever is placed where.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.capacity import Capacities
from scheduler.engines.annealing.capacity_uses import Around, Part, parts_of
from scheduler.engines.annealing.prices import Ints, first_prices, price
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.timeline import Minutes, Timeline, loads_at, steps_of
from scheduler.restrictions import Capacity, Priced


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
    """Shares of a session over the same cells: those from one on, until another."""

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
    known: dict[tuple[Part, bytes], tuple[int, int]] = field(default_factory=dict)

    def of(self, part: Part, crowded: NDArray[np.bool_]) -> tuple[int, int]:
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


def capacities_of(
    restrictions: Sequence[Priced],
    domains: Sequence[Domain],
    rooms: Sequence[str],
    timeline: Timeline,
    check: Check = never,
) -> Capacities:
    """Gather the capacities of a problem, with nothing running."""
    capacities = [each for p in restrictions if isinstance(each := p.restriction, Capacity)]
    parts = parts_of(capacities, domains, rooms, check)
    alike = _alike(domains)
    cells, spans = _spans(parts, domains, alike, _steps(capacities, timeline))
    check()
    taken = _taken(capacities, cells, timeline)
    limits, usual = ints(each.at_most for each in capacities), _usual(capacities)
    shares = _Shares()
    bundles = _bundles(_Loads(parts, alike, spans, limits, taken), shares, check)
    flat = [bundle for own in bundles for bundle in own]
    at = dict(zip(spans, firsts(len(span.begin) for span in spans.values()).tolist(), strict=False))
    prices = ints(price(p.price, c.rate) for p, c in zip(restrictions, capacities, strict=True))
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
    """Return the minutes at which what is taken changes."""
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
    parts: Sequence[Sequence[Part]], domains: Sequence[Domain], alike: Sequence[int], steps: Ints
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

    parts: Sequence[Sequence[Part]]
    alike: Sequence[int]
    spans: Mapping[_Stretch, _Span]
    limits: Ints
    taken: NDArray[np.int64]
    """What is taken without them, in each row and cell."""

    def of(self, check: Check) -> dict[tuple[int, Part], NDArray[np.bool_]]:
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
