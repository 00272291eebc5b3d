"""`Peaks` and `FreeTime` in the annealer: loads in cells of windows of time, and what they come to.

Each window has a *value*: the peak of its cells, or the minutes of free time that are missing. A group of
windows costs the sum of their values beyond its limit. Cells lie window after window; those of a row of
windows are in order of time, so a session holds some that follow one another.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.prices import (
    MINUTES_PER_UNIT,
    Ints,
    first_prices,
    firsts,
    ints,
    joined,
    price,
    repriced,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.model import Model
from scheduler.engines.shared_loads import FreeWindow, Hold, holds_of, windows_of
from scheduler.restrictions import FreeTime, Peaks, Use


class WindowSums(NamedTuple):
    """All `Peaks` and `FreeTime` restrictions of a problem: w windows in c cells, g groups."""

    loads: Ints
    """Load of each cell, of the sessions that are in; length c."""
    lengths: Ints
    """Minutes of each cell."""
    cells: Ints
    """First cell of each window, and the one after the last; length w + 1."""
    window_of: Ints
    """Window of each cell."""
    needs: Ints
    """Minutes that have to be free in one stretch, by window; 0 where the peak counts."""
    limits: Ints
    """The most load that is free, by window."""
    values: Ints
    """The peak, or the minutes that are missing, by window."""
    groups_at: Ints
    """For each window, where its groups begin in `groups`."""
    groups: Ints
    group_count: int
    most: Ints
    """By group; length g."""
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    sums: Ints
    """Sum of the values of each group."""
    shares: Ints
    """First share of each session: its use in a row of windows."""
    share_loads: Ints
    spans: Ints
    """For each share, where its cells begin, one range for each start."""
    from_cells: Ints
    """First cell that the session holds."""
    to_cells: Ints
    """Cell after the last."""
    touched: Ints
    """Scratch space: groups that a session makes dearer."""
    raised: Ints
    """Scratch space: by how much it raises their sums."""


@enclosed
def _missing(data: WindowSums, window: int, first: int, last: int, load: int) -> int:
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
def _peak(data: WindowSums, first: int, last: int, least: int) -> int:
    """Return the largest load of some cells, or `least` if that is more."""
    peak = least
    for cell in range(first, last):
        peak = max(peak, data.loads[cell])
    return peak


@enclosed
def _more(data: WindowSums, window: int, first: int, last: int, load: int) -> int:
    """Return by how much a load in some cells raises the value of a window."""
    value = data.values[window]
    if data.needs[window] == 0:
        first, last = max(first, data.cells[window]), min(last, data.cells[window + 1])
        return _peak(data, first, last, value - load) + load - value
    if value == data.needs[window]:
        return 0
    return _missing(data, window, first, last, load) - value


@enclosed
def move_windows(data: WindowSums, session: int, start: int, sign: int) -> None:
    """Add or take away a session, and look again at the windows that it holds something of."""
    for share in range(data.shares[session], data.shares[session + 1]):
        at = data.spans[share] + start
        first, last = data.from_cells[at], data.to_cells[at]
        if first == last:
            continue
        for cell in range(first, last):
            data.loads[cell] += sign * data.share_loads[share]
        for window in range(data.window_of[first], data.window_of[last - 1] + 1):
            if data.needs[window] == 0:
                value = _peak(data, data.cells[window], data.cells[window + 1], 0)
            else:
                value = _missing(data, window, 0, 0, 0)
            change = value - data.values[window]
            data.values[window] = value
            for position in range(data.groups_at[window], data.groups_at[window + 1]):
                data.sums[data.groups[position]] += change


@enclosed
def windows_at(data: WindowSums, session: int, start: int) -> int:
    """Return the price of a start."""
    total = touched = 0
    for share in range(data.shares[session], data.shares[session + 1]):
        at = data.spans[share] + start
        first, last = data.from_cells[at], data.to_cells[at]
        if first == last:
            continue
        for window in range(data.window_of[first], data.window_of[last - 1] + 1):
            more = _more(data, window, first, last, data.share_loads[share])
            if more == 0:
                continue
            for position in range(data.groups_at[window], data.groups_at[window + 1]):
                # Several windows of a group may be raised: each is priced on top of those before.
                group = data.groups[position]
                excess = data.sums[group] - data.most[group]
                total += data.prices[group] * (max(excess + more, 0) - max(excess, 0))
                data.sums[group] += more
                data.touched[touched], data.raised[touched] = group, more
                touched += 1
    for number in range(touched):
        data.sums[data.touched[number]] -= data.raised[number]
    return total


@enclosed
def price_windows(data: WindowSums, session: int, starts: int, by_start: Ints) -> None:
    """Add the price of every start."""
    if data.shares[session] == data.shares[session + 1]:
        return
    for start in range(starts):
        by_start[start] += windows_at(data, session, start)


@enclosed
def reprice_windows(data: WindowSums, rise: int) -> int:
    """Raise the prices of broken groups (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for group in range(data.group_count):
        excess = max(data.sums[group] - data.most[group], 0)
        total += repriced(data.prices, data.first_prices, group, rise, excess)
    return total


class _Share(NamedTuple):
    """A session's use in a row: cells that it holds, by start."""

    load: int
    from_cells: Ints
    to_cells: Ints


class _Group(NamedTuple):
    """Windows whose values are added up."""

    windows: Sequence[int]
    at_most: int
    price: int


Period = tuple[int, int]
"""From which minute to which."""


class _Windows:
    """Windows, groups and shares, found restriction by restriction."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.windows: list[FreeWindow] = []
        self.limits: list[int] = []
        self.groups: list[_Group] = []
        self.shares: dict[str, list[_Share]] = {session: [] for session in model.domains}
        self._cell_count = 0

    def add_free_time(self, free: FreeTime, paid: int | None) -> None:
        """Take in a restriction: each of its windows in which something can be missing is a group."""
        holds = holds_of(free, self.model.domains)
        windows = [*windows_of(free, holds, self.model.timeline)]
        for number in self._add_row(holds, windows, free.at_most):
            self.groups.append(_Group((number,), 0, price(paid)))

    def add_peaks(self, restrictions: Iterable[tuple[Peaks, int | None]]) -> None:
        """Take in the groups that can exceed their limit; a hard unit weighs an hour."""
        minute = self.model.timeline.minute
        found: dict[tuple[str, ...], list[tuple[list[Period], int, int]]] = {}
        for peaks, paid in restrictions:
            cost = price(paid, peaks.rate, MINUTES_PER_UNIT)
            for group in peaks.groups:
                if len(group) * len(peaks.sessions) > peaks.at_most:
                    periods = [(minute(begin), minute(end)) for begin, end in group]
                    found.setdefault(peaks.sessions, []).append((periods, peaks.at_most, cost))
        for sessions, groups in found.items():
            numbers = self._add_periods(sessions, {each for own, _, _ in groups for each in own})
            for periods, at_most, cost in groups:
                self.groups.append(_Group([numbers[each] for each in periods], at_most, cost))

    def _add_periods(self, sessions: Sequence[str], periods: set[Period]) -> dict[Period, int]:
        """Take in the periods of some sessions, in rows without overlaps; return their windows."""
        domains = self.model.domains
        holds = [Hold(Use(each), *domains[each].stretch(0, 0)) for each in dict.fromkeys(sessions)]
        moments = np.unique(joined([edge for hold in holds for edge in (hold.begins, hold.ends)]))
        rows: list[list[Period]] = []
        for period in sorted(periods):
            row = next((row for row in rows if row[-1][1] <= period[0]), None)
            if row is None:
                rows.append([period])
            else:
                row.append(period)
        numbers: dict[Period, int] = {}
        for row in rows:
            windows = [_peak_window(*period, moments) for period in row]
            numbers |= zip(row, self._add_row(holds, windows, 0), strict=True)
        return numbers

    def _add_row(
        self, holds: Sequence[Hold], windows: Sequence[FreeWindow], limit: int
    ) -> Sequence[int]:
        """Take in windows in order of time, with what holds some of them; return their numbers."""
        begins = joined([window.begins for window in windows])
        for hold in holds:
            since, until = np.searchsorted(begins, hold.begins), np.searchsorted(begins, hold.ends)
            if (since < until).any():
                cells = self._cell_count + since, self._cell_count + until
                self.shares[hold.use.session].append(_Share(hold.use.load, *cells))
        self.windows += windows
        self.limits += [limit] * len(windows)
        self._cell_count += len(begins)
        return range(len(self.windows) - len(windows), len(self.windows))


def _peak_window(begin: int, end: int, moments: Ints) -> FreeWindow:
    """Return a period in cells between these moments, of which the peak counts."""
    inside = moments[(moments > begin) & (moments < end)]
    cells = np.concatenate([[begin], inside, [end]])
    return FreeWindow(cells[:-1], np.diff(cells), need=0)


def window_sums_of(model: Model) -> WindowSums:
    """Collect the peaks and free times of a problem, with no session on the board."""
    made = _Windows(model)
    for free, paid in model.asked(FreeTime):
        made.add_free_time(free, paid)
    made.add_peaks(model.asked(Peaks))
    windows, groups = made.windows, made.groups
    members = sorted((window, n) for n, group in enumerate(groups) for window in group.windows)
    flat = [share for own in made.shares.values() for share in own]
    lengths = joined([window.lengths for window in windows])
    sizes = ints(len(window.lengths) for window in windows)
    prices = ints(group.price for group in groups)
    numbers = np.arange(len(windows) + 1)
    return WindowSums(
        loads=np.zeros(len(lengths), dtype=np.int64),
        lengths=lengths,
        cells=firsts(sizes),
        window_of=np.repeat(np.arange(len(windows)), sizes),
        needs=ints(window.need for window in windows),
        limits=ints(made.limits),
        values=np.zeros(len(windows), dtype=np.int64),
        groups_at=np.searchsorted(ints(window for window, _ in members), numbers),
        groups=ints(group for _, group in members),
        group_count=len(groups),
        most=ints(group.at_most for group in groups),
        prices=prices,
        first_prices=first_prices(prices),
        sums=np.zeros(len(groups), dtype=np.int64),
        shares=firsts(map(len, made.shares.values())),
        share_loads=ints(share.load for share in flat),
        spans=firsts(len(share.from_cells) for share in flat),
        from_cells=joined([share.from_cells for share in flat]),
        to_cells=joined([share.to_cells for share in flat]),
        touched=np.zeros(len(members), dtype=np.int64),
        raised=np.zeros(len(members), dtype=np.int64),
    )
