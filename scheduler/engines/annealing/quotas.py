"""`LoadQuota` in the annealer: loads per row and period."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import (
    MINUTES_PER_UNIT,
    Ints,
    can_change,
    first_prices,
    price,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.shared_loads import quota_periods
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import LoadQuota, Priced

NO_LIMIT = 10**12


class Quotas(NamedTuple):
    """All `LoadQuota` restrictions of a problem: k rows, up to p periods."""

    row_count: int
    most: Ints
    least: Ints
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    widths: Ints
    """Number of periods of each row."""
    loads: NDArray[np.int64]
    """Shape (k, p)."""
    uses: Ints
    """First use of each session."""
    rows: Ints
    """Row of each use."""
    use_loads: Ints
    """Load of each use."""
    tables: Ints
    """For each use, where its periods begin."""
    periods: Ints
    """Period of each start of the session; -1 for none."""
    rooms: Ints
    """For each use, where it begins in `counting`, one entry for each room of the session; -1: all count."""
    counting: NDArray[np.bool_]
    """Whether the session counts in a room."""


@enclosed
def _counts_in(data: Quotas, use: int, room: int) -> bool:
    return data.rooms[use] < 0 or data.counting[data.rooms[use] + room]


@enclosed
def move_quotas(data: Quotas, session: int, start: int, room: int, sign: int) -> None:
    """Add or take away the session's loads."""
    for use in range(data.uses[session], data.uses[session + 1]):
        if not _counts_in(data, use, room):
            continue
        period = data.periods[data.tables[use] + start]
        if period >= 0:
            data.loads[data.rows[use]][period] += sign * data.use_loads[use]


@enclosed
def _added(data: Quotas, use: int, start: int) -> int:
    """Return the price of what a use adds to, or fills up, in the period of a start."""
    period = data.periods[data.tables[use] + start]
    if period < 0:
        return 0
    row = data.rows[use]
    before = data.loads[row][period]
    after = before + data.use_loads[use]
    over = max(after - data.most[row], 0) - max(before - data.most[row], 0)
    short = max(data.least[row] - after, 0) - max(data.least[row] - before, 0)
    return data.prices[row] * (over + short)


@enclosed
def price_quotas(
    data: Quotas, session: int, starts: int, rooms: int, by_start: Ints, by_place: Ints
) -> None:
    """Add the price of every start, or of every start in the rooms that count."""
    for use in range(data.uses[session], data.uses[session + 1]):
        if data.rooms[use] < 0:
            for start in range(starts):
                by_start[start] += _added(data, use, start)
            continue
        for start in range(starts):
            added = _added(data, use, start)
            for room in range(rooms):
                if _counts_in(data, use, room):
                    by_place[room * starts + start] += added


@enclosed
def quotas_at(data: Quotas, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for use in range(data.uses[session], data.uses[session + 1]):
        if _counts_in(data, use, room):
            total += _added(data, use, start)
    return total


@enclosed
def reprice_quotas(data: Quotas, rise: int) -> int:
    """Raise the prices of broken rows (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for row in range(data.row_count):
        if not can_change(data.prices[row], data.first_prices[row], rise):
            continue
        missed = 0
        for period in range(data.widths[row]):
            load = data.loads[row][period]
            missed += max(load - data.most[row], 0) + max(data.least[row] - load, 0)
        if rise < 0 or missed > 0:
            total += rise * data.first_prices[row] * missed
            data.prices[row] += rise * data.first_prices[row]
    return total


class _QuotaUse(NamedTuple):
    """A session's share in a row."""

    row: int
    load: int
    periods: Ints
    """Period of each of its starts; -1 for none."""
    rooms: NDArray[np.bool_]
    """Whether it counts in each of its rooms; empty, if it does in all."""


def quotas_of(
    restrictions: Sequence[Priced],
    domains: Sequence[Domain],
    rooms: Sequence[str],
    timeline: Timeline,
) -> tuple[Quotas, int]:
    """Collect the quotas of a problem, with no session on the board, and their initial price."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    found = [each.restriction for each in restrictions]
    quotas = [each for each in found if isinstance(each, LoadQuota)]
    uses: list[list[_QuotaUse]] = [[] for _ in domains]
    for row, quota in enumerate(quotas):
        for session, load in quota.loads.items():
            domain = domains[index[session]]
            periods = quota_periods(quota, domain, timeline)
            uses[index[session]].append(
                _QuotaUse(row, load, periods, _counting(quota, domain, rooms))
            )
    flat = [use for own in uses for use in own]
    prices = ints(_price(p, q) for p, q in zip(restrictions, quotas, strict=True))
    least = ints(quota.at_least or -NO_LIMIT for quota in quotas)
    widths = ints(1 if quota.periods is None else len(quota.periods) for quota in quotas)
    counting = [use.rooms for use in flat]
    data = Quotas(
        row_count=len(quotas),
        most=ints(NO_LIMIT if each.at_most is None else each.at_most for each in quotas),
        least=least,
        prices=prices,
        first_prices=first_prices(prices),
        widths=widths,
        loads=np.zeros((len(quotas), widths.max(initial=0)), dtype=np.int64),
        uses=firsts(len(own) for own in uses),
        rows=ints(use.row for use in flat),
        use_loads=ints(use.load for use in flat),
        tables=firsts(len(use.periods) for use in flat),
        periods=joined([use.periods for use in flat]),
        rooms=np.where([len(each) > 0 for each in counting], firsts(map(len, counting))[:-1], -1),
        counting=np.concatenate([np.zeros(0, dtype=bool), *counting]),
    )
    return data, int((prices * np.maximum(least, 0) * widths).sum())


def _counting(quota: LoadQuota, domain: Domain, rooms: Sequence[str]) -> NDArray[np.bool_]:
    """Return in which of its rooms a session counts; nothing, if it does in all."""
    if quota.rooms is None:
        return np.zeros(0, dtype=bool)
    return np.array([rooms[room] in quota.rooms for room in domain.rooms], dtype=bool)


def _price(priced: Priced, quota: LoadQuota) -> int:
    counts_sessions = max(quota.loads.values(), default=1) == 1
    return price(priced.price, quota.rate, MINUTES_PER_UNIT if counts_sessions else 1)
