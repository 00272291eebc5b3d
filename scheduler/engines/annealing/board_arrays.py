"""The board of a model: all sessions out."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.board import Board
from scheduler.engines.annealing.borders import border_tables_of
from scheduler.engines.annealing.capacity_arrays import capacities_of
from scheduler.engines.annealing.dispersion import dispersion_of
from scheduler.engines.annealing.free_time import free_times_of
from scheduler.engines.annealing.lags import lags_of
from scheduler.engines.annealing.peak_arrays import peaks_of
from scheduler.engines.annealing.prices import OUT, Ints
from scheduler.engines.annealing.quotas import quotas_of
from scheduler.engines.annealing.tracks.holdings import holdings_of
from scheduler.engines.annealing.tracks.pair_arrays import pair_tables_of
from scheduler.engines.annealing.tracks.ranks import ranks_of
from scheduler.engines.annealing.tracks.switches import switches_of
from scheduler.engines.annealing.travel import travels_of
from scheduler.engines.annealing.worst import worsts_of
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model
from scheduler.restrictions import Capacity, FreeTime, Lag, Peaks, Quota


def board_of(model: Model, check: Check = never) -> tuple[Board, int]:
    """Return a board with all sessions out, and the price of that; `check` may raise before."""
    domains, timeline, names = list(model.domains.values()), model.timeline, model.rooms
    own = _own(domains, whole=model.only_pairs_cost)
    start_positions = [np.searchsorted(model.starts, domain.starts) for domain in domains]
    quotas, empty = quotas_of(model.of_kind(Quota), domains, names, timeline)
    board = Board(
        session_count=len(domains),
        places=np.zeros(len(domains), dtype=np.int64),
        starts=ints(len(domain.starts) for domain in domains),
        rooms=ints(len(domain.rooms) for domain in domains),
        own_at=own.at,
        own=own.prices,
        start_prices=own.by_start,
        room_prices=own.by_room,
        start_numbers=_numbers(start_positions, len(model.starts)),
        room_numbers=_numbers([domain.rooms for domain in domains], len(names)),
        all_starts=joined(start_positions),
        all_rooms=joined([domain.rooms for domain in domains]),
        start_at=firsts(len(domain.starts) for domain in domains),
        room_at=firsts(len(domain.rooms) for domain in domains),
        capacities=capacities_of(model.of_kind(Capacity), domains, names, model.timeline, check),
        lags=lags_of(model.of_kind(Lag), domains, timeline),
        borders=border_tables_of(model),
        quotas=quotas,
        peaks=peaks_of(model.of_kind(Peaks), domains, timeline),
        free_times=free_times_of(model.of_kind(FreeTime), model.domains, timeline),
        dispersion=dispersion_of(model),
        travels=travels_of(model, check),
        pairs=pair_tables_of(model),
        holdings=holdings_of(model),
        switches=switches_of(model),
        ranks=ranks_of(model),
        worsts=worsts_of(model),
        paired=model.only_pairs_cost,
        prices=np.zeros(max(each.allowed.size for each in domains), dtype=np.int64),
        by_start=np.zeros(max(len(domain.starts) for domain in domains), dtype=np.int64),
        by_room=np.zeros(max(len(domain.rooms) for domain in domains), dtype=np.int64),
    )
    return board, empty


class _Own(NamedTuple):
    """What places cost by themselves, as the board has it."""

    at: Ints
    prices: Ints
    by_start: Ints
    by_room: Ints


def _own(domains: Sequence[Domain], *, whole: bool) -> _Own:
    """Return what places cost; what a start or a room costs apart, unless the prices are wanted whole.

    Sessions with the same places, and the same prices for the rest, have a table in common.
    """
    known: dict[object, int] = {}
    tables, length = list[Ints](), 0
    at = []
    for domain in domains:
        parts = [part for pair in domain.pair_prices for part in (pair.by_start, pair.in_rooms)]
        parts += [domain.start_price, domain.room_price] if whole else []
        key = id(domain.allowed), *(part.tobytes() for part in parts)
        if key not in known:
            known[key] = length
            price = domain.price if whole else domain.pair_price
            tables.append(np.where(domain.allowed, price, OUT).T.reshape(-1))
            length += domain.allowed.size
        at.append(known[key])
    apart = 0 if whole else 1
    return _Own(
        at=ints(at),
        prices=joined(tables),
        by_start=joined([apart * domain.start_price for domain in domains]),
        by_room=joined([apart * domain.room_price for domain in domains]),
    )


def _numbers(positions: list[Ints], size: int) -> NDArray[np.int32]:
    """Return for each session the position of each start or room in its domain; -1 for none."""
    numbers = np.full((len(positions), size), -1, dtype=np.int32)
    for session, own in enumerate(positions):
        numbers[session, own] = np.arange(len(own))
    return numbers
