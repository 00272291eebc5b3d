"""`FreeTime` in the annealer: the load of each cell of a window, and the missing minutes.

Cells lie window after window, those of the windows of a restriction in order of time.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.prices import (
    Ints,
    first_prices,
    firsts,
    ints,
    joined,
    price,
    repriced,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.shared_loads import FreeWindow, Hold, holds_of, windows_of
from scheduler.restrictions import FreeTime


class FreeTimes(NamedTuple):
    """All `FreeTime` restrictions of a problem: w windows in c cells."""

    window_count: int
    loads: Ints
    """Load of each cell, of those that are in; length c."""
    lengths: Ints
    """Minutes of each cell."""
    cells: Ints
    """First cell of each window, and the one after the last; length w + 1."""
    limits: Ints
    """The most load that is free, by window."""
    needs: Ints
    """Minutes that have to be free in one stretch, by window."""
    missing: Ints
    """Minutes that are missing, by window."""
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    shares: Ints
    """First share of each session: its use in a restriction."""
    share_loads: Ints
    spans: Ints
    """For each share, where its cells and windows begin, one of each for each start."""
    from_cells: Ints
    """First cell that the session holds."""
    to_cells: Ints
    """Cell after the last."""
    from_windows: Ints
    """Window of that first cell."""
    to_windows: Ints
    """Window after that of the last."""


@enclosed
def _missing(data: FreeTimes, window: int, first: int, last: int, load: int) -> int:
    """Return the minutes that are missing in a window with so much more load in some cells."""
    longest, run = 0, 0
    limit, need = data.limits[window], data.needs[window]
    for cell in range(data.cells[window], data.cells[window + 1]):
        more = load if first <= cell < last else 0
        if data.loads[cell] + more > limit:
            run = 0
            continue
        run += data.lengths[cell]
        longest = max(longest, run)
        if longest >= need:
            return 0
    return need - longest


@enclosed
def move_free_time(data: FreeTimes, session: int, start: int, sign: int) -> None:
    """Add or take away a session, and look again at the windows that it holds something of."""
    for share in range(data.shares[session], data.shares[session + 1]):
        at = data.spans[share] + start
        for cell in range(data.from_cells[at], data.to_cells[at]):
            data.loads[cell] += sign * data.share_loads[share]
        for window in range(data.from_windows[at], data.to_windows[at]):
            data.missing[window] = _missing(data, window, 0, 0, 0)


@enclosed
def _price_of(data: FreeTimes, share: int, at: int) -> int:
    """Return the price of a start for a share."""
    total = 0
    for window in range(data.from_windows[at], data.to_windows[at]):
        missing = data.missing[window]
        if missing < data.needs[window]:
            first, last = data.from_cells[at], data.to_cells[at]
            more = _missing(data, window, first, last, data.share_loads[share]) - missing
            total += data.prices[window] * more
    return total


@enclosed
def free_time_at(data: FreeTimes, session: int, start: int) -> int:
    """Return the price of a start."""
    total = 0
    for share in range(data.shares[session], data.shares[session + 1]):
        total += _price_of(data, share, data.spans[share] + start)
    return total


@enclosed
def price_free_time(data: FreeTimes, session: int, starts: int, by_start: Ints) -> None:
    """Add the price of every start."""
    for share in range(data.shares[session], data.shares[session + 1]):
        first = data.spans[share]
        for start in range(starts):
            by_start[start] += _price_of(data, share, first + start)


@enclosed
def reprice_free_time(data: FreeTimes, rise: int) -> int:
    """Raise the prices of broken windows (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for window in range(data.window_count):
        missing = data.missing[window]
        total += repriced(data.prices, data.first_prices, window, rise, missing)
    return total


class _FreeTimeShare(NamedTuple):
    """A session's use in a restriction: cells and windows that it holds, by start."""

    load: int
    from_cells: Ints
    to_cells: Ints
    from_windows: Ints
    to_windows: Ints


class _Row(NamedTuple):
    """A restriction, with those of its windows in which something can be missing."""

    at_most: int
    price: int
    holds: tuple[Hold, ...]
    windows: tuple[FreeWindow, ...]


def free_times_of(model: Model) -> FreeTimes:
    """Collect the free times of a problem, with no session on the board."""
    rows = [_row(free, paid, model) for free, paid in model.asked(FreeTime)]
    shares = _shares(rows, model.domains)
    flat = [share for own in shares.values() for share in own]
    windows = [(row, window) for row in rows for window in row.windows]
    lengths = joined([window.lengths for _, window in windows])
    prices = ints(row.price for row, _ in windows)
    return FreeTimes(
        window_count=len(windows),
        loads=np.zeros(len(lengths), dtype=np.int64),
        lengths=lengths,
        cells=firsts(len(window.lengths) for _, window in windows),
        limits=ints(row.at_most for row, _ in windows),
        needs=ints(window.need for _, window in windows),
        missing=np.zeros(len(windows), dtype=np.int64),
        prices=prices,
        first_prices=first_prices(prices),
        shares=firsts(map(len, shares.values())),
        share_loads=ints(share.load for share in flat),
        spans=firsts(len(share.from_cells) for share in flat),
        from_cells=joined([share.from_cells for share in flat]),
        to_cells=joined([share.to_cells for share in flat]),
        from_windows=joined([share.from_windows for share in flat]),
        to_windows=joined([share.to_windows for share in flat]),
    )


def _row(free: FreeTime, paid: int | None, model: Model) -> _Row:
    holds = holds_of(free, model.domains)
    windows = tuple(windows_of(free, holds, model.timeline))
    return _Row(free.at_most, price(paid), holds, windows)


def _shares(rows: Sequence[_Row], domains: Mapping[str, Domain]) -> dict[str, list[_FreeTimeShare]]:
    """Return what each session has in the restrictions, whose cells and windows are counted through."""
    shares: dict[str, list[_FreeTimeShare]] = {session: [] for session in domains}
    first_cell = first_window = 0
    for row in rows:
        begins = joined([window.begins for window in row.windows])
        numbers = joined(
            [
                np.full(len(window.begins), first_window + number)
                for number, window in enumerate(row.windows)
            ]
        )
        for hold in row.holds:
            share = _share(hold, begins, numbers, first_cell)
            if np.any(share.from_windows < share.to_windows):
                shares[hold.use.session].append(share)
        first_cell, first_window = first_cell + len(begins), first_window + len(row.windows)
    return shares


def _share(hold: Hold, begins: Ints, numbers: Ints, first_cell: int) -> _FreeTimeShare:
    """Return what a use holds of cells that begin at some minutes, each in the window of a number."""
    since, until = np.searchsorted(begins, hold.begins), np.searchsorted(begins, hold.ends)
    some = since < until
    from_windows, to_windows = np.zeros_like(since), np.zeros_like(since)
    from_windows[some] = numbers[since[some]]
    to_windows[some] = numbers[until[some] - 1] + 1
    return _FreeTimeShare(
        hold.use.load, first_cell + since, first_cell + until, from_windows, to_windows
    )
