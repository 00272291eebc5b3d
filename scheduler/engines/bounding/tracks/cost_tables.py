"""Places of sessions and of pairs of them, with what they cost, as arrays."""

from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.bounding.tracks.pair_costs import PairCosts
from scheduler.engines.compilation.structures import by_address
from scheduler.engines.model import Model

SCALE = 64
"""Parts of a thousandth in which costs are told apart, unless they are large."""

DEAREST = 2**24
"""Most parts that a pair counts for; what costs more costs so much here."""

FORBIDDEN = 16
"""What a forbidden pair of places costs, in dearest pairs: any price is right for a bound."""


@by_address
class CostTables(NamedTuple):
    """Sessions are numbered from 0 on, and their places lie end to end.

    A *cell* is a room at a start. Sessions that take turns in a room share its cells, of which each takes
    one of them; any other session has a cell of its own, for all of its places there.
    """

    sessions: int
    places: NDArray[np.int64]
    """For each session, where its places begin; one longer."""
    costs: NDArray[np.int64]
    """What is left of the cost of each place."""
    cells: NDArray[np.int64]
    """Cell of each place."""
    pairs: NDArray[np.int64]
    """For two sessions, the first below the second, where their table begins in `together`."""
    together: NDArray[np.int32]
    """What is left of the costs of two places: a table by place of the first and of the second."""


@dataclass(frozen=True)
class Measure:
    """How the tables are to be read."""

    scale: int
    """Parts of a thousandth."""
    elsewhere: int
    """What those sessions cost at least that are in no pair, in thousandths."""
    columns: int
    """Number of cells."""


def cost_tables_of(model: Model, largest: int) -> tuple[CostTables, Measure] | None:
    """Return what a model costs; None if no pairs are paid for, or if there are too many pairs of places."""
    costs = PairCosts(model)
    names = costs.sessions
    sizes = [int(model.domains[name].allowed.sum()) for name in names]
    number = sum(one * other for one, other in combinations(sizes, 2))
    if len(names) < 2 or number > largest:
        return None
    dearest = max(int(costs.paid(*pair).max()) for pair in combinations(names, 2))
    scale = max(1, min(SCALE, DEAREST // max(1, dearest)))
    cells, columns = _cells(costs, model)
    own = [model.domains[name].price[model.domains[name].allowed] for name in names]
    pairs, together = _together(costs, sizes, scale, min(DEAREST, dearest * scale))
    tables = CostTables(
        sessions=len(names),
        places=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        costs=np.concatenate(own) * scale,
        cells=cells,
        pairs=pairs,
        together=together,
    )
    others = model.domains.keys() - set(names)
    elsewhere = [model.domains[each] for each in others]
    least = sum(int(domain.price[domain.allowed].min()) for domain in elsewhere)
    return tables, Measure(scale, least, columns)


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


def _cells(costs: PairCosts, model: Model) -> tuple[NDArray[np.int64], int]:
    """Return the cell of each place, and the number of cells."""
    numbers: dict[tuple[int, int] | str, int] = {}
    found: list[int] = []
    for name in costs.sessions:
        domain, (starts, rooms) = model.domains[name], costs.spots(name)
        for start, room, shared in zip(starts, rooms, costs.taking_turns(name), strict=True):
            cell = (int(domain.starts[start]), int(domain.rooms[room])) if shared else name
            found.append(numbers.setdefault(cell, len(numbers)))
    return np.array(found, dtype=np.int64), len(numbers)
