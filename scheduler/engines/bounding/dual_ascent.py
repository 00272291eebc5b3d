"""Dual ascent: a lower bound for the price of pairs, raised round by round.

A problem of pairs is a quadratic assignment problem. If a session is at a place, all others are at some
places too, no two in one cell: the least that the pairs with it can cost is an assignment problem, whose
optimum is added to the cost of the place (Gilmore 1962, Lawler 1963). Costs of places alone are an
assignment problem again, whose optimum is the bound. What its prices leave of the costs goes back to the
pairs, evenly, and the next round begins: the dual ascent of Hahn and Grant (1998), which approaches the
relaxation of Adams and Johnson (1994) from below. Nothing is lost or added on the way for any schedule, so
the bound holds after each step.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.bounding.linear_assignment import (
    NEVER,
    AssignmentProblem,
    assign,
    assignment_of,
    clear,
)
from scheduler.engines.compilation.kernels import Packed, by_address, compiled, enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.pair_tables import PairRelation, Table, relation_of
from scheduler.engines.parameters import DEFAULTS, BoundingParams
from scheduler.restrictions import Capacity, Pairs

Turns = Mapping[int, frozenset[str]]
"""For a room, sessions that have to take turns there."""

SCALE = 64
"""Resolution of costs, in parts of a thousandth, unless they are large."""

DEAREST = 2**24
"""Largest cost of a pair, in parts; higher costs are cut to it."""

FORBIDDEN = 16
"""Cost of a hard pair, as a multiple of the dearest pair; any price gives a valid bound."""

MOST = 2**30
"""Most that two places may cost together; costs that are moved onto them beyond it are forgone."""

CELL = 20e-9
"""Nominal seconds for each entry of an assignment problem."""


@dataclass(frozen=True)
class _Share:
    """Shared amounts of two sessions in one `Pairs` restriction."""

    number: int
    """Position of the restriction."""
    worth: int
    """Price times shared amount; 0 where the relation is forbidden."""
    turned: bool
    """Whether the second of both sessions comes first."""


@dataclass(frozen=True)
class _Spots:
    """The places of a session: arrays with an entry for each of them."""

    starts: Table
    """Positions in the domain."""
    rooms: Table
    """The same of rooms."""
    begins: Table
    ends: Table
    shared: Table
    """Rooms in which the session takes turns with others; -1 for other rooms."""
    key: bytes
    """Equal for sessions with equal places."""


def _spots_of(domain: Domain, turns: Turns) -> _Spots:
    starts, rooms = np.nonzero(domain.allowed)
    turning = [domain.session in turns.get(int(room), ()) for room in domain.rooms]
    shared = np.where(np.array(turning, dtype=bool)[rooms], domain.rooms[rooms], -1)
    parts = (domain.starts, domain.ends, domain.rooms, domain.allowed, shared)
    key = b"|".join(each.tobytes() for each in parts)
    return _Spots(starts, rooms, domain.starts[starts], domain.ends[starts], shared, key)


class PairCosts:
    """Costs of two sessions, by place of the first and place of the second."""

    def __init__(self, model: Model) -> None:
        self._relations: list[PairRelation] = []
        self._shares: dict[tuple[str, str], list[_Share]] = {}
        self.sessions = self._read(model)
        """Those that pay for being placed beside others, in the order of the problem."""
        turns = turns_of(model)
        self.spots = {name: _spots_of(model.domains[name], turns) for name in self.sessions}
        """Their places."""
        self._tables: dict[tuple[object, ...], Table] = {}
        """Sessions that are alike have a table in common."""

    def _read(self, model: Model) -> Sequence[str]:
        paying: set[str] = set()
        for number, (pairs, price) in enumerate(model.asked(Pairs)):
            self._relations.append(relation_of(pairs, model.domains, model.rooms, model.timeline))
            for (first, second), shared in pairs.shared.items():
                turned = model.numbers[first] > model.numbers[second]
                pair = (second, first) if turned else (first, second)
                share = _Share(number, (price or 0) * shared, turned)
                self._shares.setdefault(pair, []).append(share)
            if price:
                paying.update(session for pair in pairs.shared for session in pair)
        return [name for name in model.domains if name in paying]

    def paid(self, first: str, second: str) -> Table:
        """Return the soft cost of two sessions at all their places, the first before the second."""
        shape = len(self.spots[first].starts), len(self.spots[second].starts)
        total = np.zeros(shape, dtype=np.int64)
        for share in self._shares.get((first, second), ()):
            if share.worth:
                total += share.worth * self._table(share, first, second)
        return total

    def forbidden(self, first: str, second: str) -> NDArray[np.bool_]:
        """Return the places that two sessions cannot have together."""
        total = self._clash(first, second) > 0
        for share in self._shares.get((first, second), ()):
            if not share.worth:
                total = total | (self._table(share, first, second) > 0)
        return total

    def _table(self, share: _Share, first: str, second: str) -> Table:
        """Return the amounts at all places of two sessions."""
        marks = self._relations[share.number].marks
        none = np.zeros(0, dtype=np.int64)
        kinds = [(self.spots[n].key, marks.get(n, none).tobytes()) for n in (first, second)]
        key = (share.number, share.turned, *kinds)
        if key not in self._tables:
            one, other = (second, first) if share.turned else (first, second)
            table = self._amounts(self._relations[share.number], one, other)
            self._tables[key] = table.T if share.turned else table
        return self._tables[key]

    def _amounts(self, relation: PairRelation, first: str, second: str) -> Table:
        one, other = self.spots[first], self.spots[second]
        amounts: Table = np.ones((len(one.starts), len(other.starts)), dtype=np.int64)
        by_start = relation.between_starts(first, second)
        by_room = relation.between_rooms(first, second)
        if by_start is not None:
            amounts *= by_start[one.starts[:, None], other.starts]
        if by_room is not None:
            amounts *= by_room[one.rooms[:, None], other.rooms]
        return amounts

    def _clash(self, first: str, second: str) -> Table:
        """Return 1 where two sessions that take turns would be in a room at the same time."""
        one, other = self.spots[first], self.spots[second]
        key = ("clash", one.key, other.key)
        if key not in self._tables:
            clash = (one.begins[:, None] < other.ends) & (other.begins < one.ends[:, None])
            clash &= (one.shared[:, None] == other.shared) & (one.shared[:, None] >= 0)
            self._tables[key] = clash.astype(np.int64)
        return self._tables[key]


def turns_of(model: Model) -> Turns:
    """Return who takes turns in which rooms; of several groups in a room the largest."""
    numbers = {name: number for number, name in enumerate(model.problem.rooms)}
    turns: dict[int, frozenset[str]] = {}
    for capacity, price in model.asked(Capacity):
        if price is not None:
            continue
        for room in numbers if capacity.rooms is None else capacity.rooms:
            sessions = _one_at_a_time(capacity, room)
            if len(sessions) > len(turns.get(numbers[room], ())):
                turns[numbers[room]] = sessions
    return turns


def _one_at_a_time(capacity: Capacity, room: str) -> frozenset[str]:
    """Return the sessions of a capacity of which no two can run at once in a room."""
    return frozenset(
        use.session
        for use in capacity.uses
        if 2 * use.load > capacity.at_most and (use.rooms is None or room in use.rooms)
    )


@by_address
class CostTables(NamedTuple):
    """Sessions are numbered from 0 on, and their places lie end to end.

    A *cell* is a room at a start. Sessions that take turns in a room share its cells, of which each takes
    one of them; any other session has a cell of its own, for all of its places there.
    """

    sessions: int
    columns: int
    """Number of cells."""
    places: NDArray[np.int64]
    """For each session, where its places begin; one longer."""
    costs: NDArray[np.int64]
    """Residual cost of each place."""
    cells: NDArray[np.int64]
    """Cell of each place."""
    pairs: NDArray[np.int64]
    """For two sessions, the first below the second, where their table begins in `together`."""
    together: NDArray[np.int32]
    """Residual cost of each pair of places: a table by place of the first and of the second session."""


def cost_tables_of(model: Model, largest: int) -> tuple[CostTables, int, int] | None:
    """Return the cost tables of a model; None if no pairs have a price, or too many pairs of places.

    With it come its unit, in parts of a thousandth, and what sessions in no pair cost, in thousandths.
    """
    costs = PairCosts(model)
    names = costs.sessions
    sizes = [int(model.domains[name].allowed.sum()) for name in names]
    number = sum(one * other for one, other in combinations(sizes, 2))
    if len(names) < 2 or number > largest:
        return None
    dearest = max(int(costs.paid(*pair).max()) for pair in combinations(names, 2))
    scale = max(1, min(SCALE, DEAREST // max(1, dearest)))
    cells, columns = _cells(costs)
    own = [model.domains[name].price[model.domains[name].allowed] for name in names]
    pairs, together = _together(costs, sizes, scale, min(DEAREST, dearest * scale))
    tables = CostTables(
        sessions=len(names),
        columns=columns,
        places=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        costs=np.concatenate(own) * scale,
        cells=cells,
        pairs=pairs,
        together=together,
    )
    others = model.domains.keys() - set(names)
    elsewhere = [model.domains[each] for each in others]
    least = sum(int(domain.price[domain.allowed].min()) for domain in elsewhere)
    return tables, scale, least


def _together(
    costs: PairCosts, sizes: list[int], scale: int, dearest: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    sessions = range(len(sizes))
    total = sum(one * other for one, other in combinations(sizes, 2))
    pairs = np.zeros((len(sizes), len(sizes)), dtype=np.int64)
    together = np.zeros(total, dtype=np.int32)
    begin = 0
    for one, other in combinations(sessions, 2):
        names = costs.sessions[one], costs.sessions[other]
        table = np.minimum(costs.paid(*names) * scale, dearest)
        table[costs.forbidden(*names)] = FORBIDDEN * max(1, dearest)
        together[begin : begin + table.size] = table.reshape(-1)
        pairs[one, other] = begin
        begin += table.size
    return pairs, together


def _cells(costs: PairCosts) -> tuple[NDArray[np.int64], int]:
    numbers: dict[tuple[int, int] | str, int] = {}
    found: list[int] = []
    for name, spots in costs.spots.items():
        for begin, room in zip(spots.begins, spots.shared, strict=True):
            cell = name if room < 0 else (int(begin), int(room))
            found.append(numbers.setdefault(cell, len(numbers)))
    return np.array(found, dtype=np.int64), len(numbers)


def ascent_of(model: Model, params: BoundingParams = DEFAULTS.bounding) -> "Ascent | None":
    """Return an ascent for a model; None if no pairs have a price, or if it has too many places."""
    made = cost_tables_of(model, params.largest_ascent)
    if made is None or made[0].columns < made[0].sessions:
        return None
    return Ascent(*made, params.ascent_worth)


class Ascent:
    """A lower bound that rises from round to round."""

    def __init__(self, tables: CostTables, scale: int, elsewhere: int, worth: float) -> None:
        self._worth = worth
        self._tables = Packed(tables)
        self._scale, self._elsewhere = scale, elsewhere
        self._work = Packed(assignment_of(tables.sessions, tables.columns))
        self._total = 0
        self._rounds = 0
        self.bound = 0
        """No schedule has a smaller penalty, in thousandths."""

    @property
    def work(self) -> float:
        """Nominal seconds of work for a session in a round, on average."""
        tables = self._tables.fields
        places = len(tables.costs) / tables.sessions
        return CELL * places * tables.sessions * tables.columns

    def climb(self, rng: np.random.Generator, over: Callable[[], bool]) -> bool:
        """Run a round and return whether it paid; `over` is called after each session."""
        share = 2 - self._rounds % 2
        for session in rng.permutation(self._tables.fields.sessions).tolist():
            if over():
                break
            _gather(self._tables, self._work, session, share)
        gained = _settle(self._tables, self._work)
        if gained >= NEVER // 2:
            return False  # there is no schedule at all, which others prove
        self._total += gained
        self._rounds += 1
        _spread(self._tables)
        before = self.bound
        self.bound = self._elsewhere - (-self._total // self._scale)
        return self.bound - before > self._worth * self.bound


@compiled
def _gather(tables: CostTables, work: AssignmentProblem, session: int, share: int) -> None:
    """Add to each place of a session the least that a share of its pairs costs, and take it from them."""
    for place in range(tables.places[session], tables.places[session + 1]):
        if tables.costs[place] >= NEVER // 2:
            continue
        _fill(tables, work, session, place, share)
        least = assign(work, tables.sessions - 1, tables.columns)
        if least >= NEVER // 2:
            tables.costs[place] = NEVER
            continue
        tables.costs[place] += least
        row = 0
        for other in range(tables.sessions):
            if other != session:
                _take(tables, work, session, place, other, row)
                row += 1


@enclosed
def _fill(
    tables: CostTables, work: AssignmentProblem, session: int, place: int, share: int
) -> None:
    """Write what the pairs of a place cost as an assignment problem: a row for each other session."""
    row = 0
    for other in range(tables.sessions):
        if other == session:
            continue
        clear(work, row, tables.columns)
        begin = tables.places[other]
        at, step = _table(tables, session, place, other)
        for there in range(begin, tables.places[other + 1]):
            if tables.costs[there] < NEVER // 2:
                cost = tables.together[at + (there - begin) * step] // share
                cell = tables.cells[there]
                work.cost[row][cell] = min(work.cost[row][cell], cost)
        row += 1


@enclosed
def _take(
    tables: CostTables, work: AssignmentProblem, session: int, place: int, other: int, row: int
) -> None:
    """Take from the pairs of a place what has been added to the place."""
    begin = tables.places[other]
    at, step = _table(tables, session, place, other)
    for there in range(begin, tables.places[other + 1]):
        if tables.costs[there] < NEVER // 2:
            price = work.row[row] + work.column[tables.cells[there]]
            tables.together[at + (there - begin) * step] -= price


@enclosed
def _table(tables: CostTables, session: int, place: int, other: int) -> tuple[int, int]:
    """Return where the costs of a place with those of another session are, and how far apart."""
    here = place - tables.places[session]
    if session < other:
        width = tables.places[other + 1] - tables.places[other]
        return tables.pairs[session][other] + here * width, 1
    width = tables.places[session + 1] - tables.places[session]
    return tables.pairs[other][session] + here, width


@compiled
def _settle(tables: CostTables, work: AssignmentProblem) -> int:
    """Return the least that all sessions can cost by themselves, and take it from their places."""
    sessions = tables.sessions
    for session in range(sessions):
        clear(work, session, tables.columns)
        for place in range(tables.places[session], tables.places[session + 1]):
            cell = tables.cells[place]
            work.cost[session][cell] = min(work.cost[session][cell], tables.costs[place])
    least = assign(work, sessions, tables.columns)
    if least < NEVER // 2:
        for session in range(sessions):
            for place in range(tables.places[session], tables.places[session + 1]):
                tables.costs[place] -= work.row[session] + work.column[tables.cells[place]]
    return least


@compiled
def _spread(tables: CostTables) -> None:
    """Distribute the residual cost of each place evenly to its pairs."""
    sessions = tables.sessions
    for session in range(sessions):
        for place in range(tables.places[session], tables.places[session + 1]):
            each = tables.costs[place] // (sessions - 1)
            if each == 0 or tables.costs[place] >= NEVER // 2:
                continue
            tables.costs[place] -= each * (sessions - 1)
            for other in range(sessions):
                if other != session:
                    begin = tables.places[other]
                    at, step = _table(tables, session, place, other)
                    for there in range(tables.places[other + 1] - begin):
                        spot = at + there * step
                        tables.together[spot] = min(tables.together[spot] + each, MOST)
