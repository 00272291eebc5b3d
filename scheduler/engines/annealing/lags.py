"""`Lag` in the annealer: prices towards earlier and later sessions."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import Ints, can_change, first_prices, price
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import ABSENT, Domain
from scheduler.engines.lags import NEVER, lag_table
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Lag, Priced

FAR = 120
"""Most minutes that a forbidden lag counts: a chain that is a day late must be able to move link by
link, and each night between would otherwise be a barrier."""


class Lags(NamedTuple):
    """All `Lag` restrictions of a problem: k lags."""

    lag_count: int
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    most: Ints
    """Most minutes that each lag counts."""
    firsts: Ints
    thens: Ints
    ahead: Ints
    """For each session, where the lags in which it comes first begin in `ahead_lags`."""
    ahead_lags: Ints
    behind: Ints
    """The same of those in which it comes second, in `behind_lags`."""
    behind_lags: Ints
    tables: Ints
    """For each lag, where its tables begin, one entry for each start of its first session."""
    start_from: Ints
    """Earliest start of the second session."""
    start_by: Ints
    """Latest start of the second session."""
    end_by: Ints
    """Latest end of the second session."""
    starts: Ints
    """For each session, where its starts begin in `minutes`."""
    minutes: Ints
    ends: Ints
    """When each session ends, by start, as in `minutes`."""
    at: Ints
    """Position of each session's start; -1 while it is out, or absent."""


@enclosed
def _is_absence(data: Lags, session: int, start: int) -> bool:
    return data.minutes[data.starts[session] + start] == ABSENT


@enclosed
def move_lags(data: Lags, session: int, start: int, sign: int) -> None:
    """Keep where the session is."""
    data.at[session] = start if sign > 0 and not _is_absence(data, session, start) else -1


@enclosed
def _missed(data: Lags, lag: int, first: int, then: int) -> int:
    """Return the minutes that a lag counts with its sessions at the starts in these positions."""
    entry = data.tables[lag] + first
    second = data.thens[lag]
    position = data.starts[second] + then
    start = data.minutes[position]
    late = max(start - data.start_by[entry], data.ends[position] - data.end_by[entry])
    missed = max(data.start_from[entry] - start, 0) + max(late, 0)
    return min(missed, data.most[lag])


@enclosed
def lags_at(data: Lags, session: int, start: int) -> int:
    """Return the price of one start: how early or late it makes others, and how early or late it is."""
    total = 0
    if _is_absence(data, session, start):
        return 0
    for position in range(data.ahead[session], data.ahead[session + 1]):
        lag = data.ahead_lags[position]
        then = data.at[data.thens[lag]]
        if then >= 0:
            total += data.prices[lag] * _missed(data, lag, start, then)
    for position in range(data.behind[session], data.behind[session + 1]):
        lag = data.behind_lags[position]
        first = data.at[data.firsts[lag]]
        if first >= 0:
            total += data.prices[lag] * _missed(data, lag, first, start)
    return total


@enclosed
def price_lags(data: Lags, session: int, starts: int, by_start: Ints) -> None:
    """Add the price of every start."""
    ahead = data.ahead[session + 1] - data.ahead[session]
    behind = data.behind[session + 1] - data.behind[session]
    if ahead + behind == 0:
        return
    for start in range(starts):
        by_start[start] += lags_at(data, session, start)


@enclosed
def reprice_lags(data: Lags, rise: int) -> int:
    """Raise the prices of broken lags (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for lag in range(data.lag_count):
        if not can_change(data.prices[lag], data.first_prices[lag], rise):
            continue
        first, then = data.at[data.firsts[lag]], data.at[data.thens[lag]]
        missed = _missed(data, lag, first, then) if first >= 0 and then >= 0 else 0
        if rise < 0 or missed > 0:
            total += rise * data.first_prices[lag] * missed
            data.prices[lag] += rise * data.first_prices[lag]
    return total


@enclosed
def start_of(data: Lags, session: int) -> int:
    """Return the minute at which a session, which is in, starts; ABSENT if it does not."""
    if data.at[session] < 0:
        return ABSENT
    return data.minutes[data.starts[session] + data.at[session]]


def lags_of(restrictions: Sequence[Priced], domains: Sequence[Domain], timeline: Timeline) -> Lags:
    """Collect the lags of a problem, with no session on the board."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    found = [each.restriction for each in restrictions]
    lags = [each for each in found if isinstance(each, Lag)]
    prices = ints(price(each.price) for each in restrictions)
    leaders = ints(index[lag.first] for lag in lags)
    followers = ints(index[lag.then] for lag in lags)
    tables = [lag_table(lag, domains[index[lag.first]], timeline) for lag in lags]
    ahead = [np.flatnonzero(leaders == number) for number in range(len(domains))]
    behind = [np.flatnonzero(followers == number) for number in range(len(domains))]
    return Lags(
        lag_count=len(lags),
        prices=prices,
        first_prices=first_prices(prices),
        most=ints(FAR if each.price is None else 2 * NEVER for each in restrictions),
        firsts=leaders,
        thens=followers,
        ahead=firsts(len(each) for each in ahead),
        ahead_lags=joined(ahead),
        behind=firsts(len(each) for each in behind),
        behind_lags=joined(behind),
        tables=firsts(len(table.start_from) for table in tables),
        start_from=joined([table.start_from for table in tables]),
        start_by=joined([table.start_by for table in tables]),
        end_by=joined([table.end_by for table in tables]),
        starts=firsts(len(domain.starts) for domain in domains),
        minutes=joined([domain.starts for domain in domains]),
        ends=joined([domain.ends for domain in domains]),
        at=np.full(len(domains), -1, dtype=np.int64),
    )
