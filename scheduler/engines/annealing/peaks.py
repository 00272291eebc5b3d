"""`Peaks` in the annealer: how many sessions run in each cell, the most in each period, sums of groups.

A *profile* is what restrictions on the same sessions have in common: loads over the cells of time. A
*stretch* is a run of cells in one of its periods.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import Ints, can_change
from scheduler.engines.compilation.kernels import enclosed


class PeakSums(NamedTuple):
    """All `Peaks` restrictions of a problem: p periods of all profiles, g groups, c cells."""

    group_count: int
    loads: NDArray[np.int64]
    """Sessions that run in each cell, by profile; shape (profiles, c)."""
    profiles: Ints
    """Profile of each period."""
    begins: Ints
    """First cell of each period."""
    ends: Ints
    """Cell after the last of each period."""
    peaks: Ints
    """The most that run at once in each period, of those that are in."""
    groups_at: Ints
    """For each period, where its groups begin in `groups`."""
    groups: Ints
    limits: Ints
    """By group."""
    prices: Ints
    first_prices: Ints
    """Prices of what is forbidden, before any of it got dearer; 0 for what is paid."""
    sums: Ints
    """Sum of the peaks of each group."""
    shares: Ints
    """First share of each session: what it has in a profile."""
    share_profiles: Ints
    """Profile of each share."""
    spans: Ints
    """For each share, where its cells and periods begin, one of each for each start."""
    from_cells: Ints
    """First cell that the session runs in."""
    to_cells: Ints
    """Cell after the last."""
    from_periods: Ints
    """First period that it runs in."""
    to_periods: Ints
    """Period after the last."""


@enclosed
def move_peaks(data: PeakSums, session: int, start: int, sign: int) -> None:
    """Add or take away a session, and look again at the periods that it runs in."""
    for share in range(data.shares[session], data.shares[session + 1]):
        at, profile = data.spans[share] + start, data.share_profiles[share]
        for cell in range(data.from_cells[at], data.to_cells[at]):
            data.loads[profile][cell] += sign
        for period in range(data.from_periods[at], data.to_periods[at]):
            peak = 0
            for cell in range(data.begins[period], data.ends[period]):
                peak = max(peak, data.loads[profile][cell])
            change = peak - data.peaks[period]
            if change != 0:
                data.peaks[period] = peak
                for position in range(data.groups_at[period], data.groups_at[period + 1]):
                    data.sums[data.groups[position]] += change


@enclosed
def _raise_sums(data: PeakSums, period: int, sign: int) -> int:
    """Let the peak of a period be one more in its groups, or one less; return the price of one more."""
    total = 0
    for position in range(data.groups_at[period], data.groups_at[period + 1]):
        group = data.groups[position]
        if data.sums[group] >= data.limits[group]:
            total += data.prices[group]
        data.sums[group] += sign
    return total


@enclosed
def _is_raised(data: PeakSums, profile: int, period: int, first: int, last: int) -> bool:
    """Tell whether one more in these cells makes the peak of a period larger."""
    for cell in range(max(first, data.begins[period]), min(last, data.ends[period])):
        if data.loads[profile][cell] >= data.peaks[period]:
            return True
    return False


@enclosed
def peaks_at(data: PeakSums, session: int, start: int) -> int:
    """Return the price of a start."""
    total = 0
    for share in range(data.shares[session], data.shares[session + 1]):
        at, profile = data.spans[share] + start, data.share_profiles[share]
        first, last = data.from_cells[at], data.to_cells[at]
        # Two periods of one group may both be raised: the second is priced on top of the first.
        raised = False
        for period in range(data.from_periods[at], data.to_periods[at]):
            if _is_raised(data, profile, period, first, last):
                total += _raise_sums(data, period, 1)
                raised = True
        if not raised:
            continue
        for period in range(data.from_periods[at], data.to_periods[at]):
            if _is_raised(data, profile, period, first, last):
                _raise_sums(data, period, -1)
    return total


@enclosed
def price_peaks(data: PeakSums, session: int, starts: int, by_start: Ints) -> None:
    """Add the price of every start."""
    if data.shares[session] == data.shares[session + 1]:
        return
    for start in range(starts):
        by_start[start] += peaks_at(data, session, start)


@enclosed
def reprice_peaks(data: PeakSums, rise: int) -> int:
    """Make broken forbidden groups dearer (rise 1), or all a step cheaper (-1); return the change."""
    total = 0
    for group in range(data.group_count):
        if not can_change(data.prices[group], data.first_prices[group], rise):
            continue
        excess = max(data.sums[group] - data.limits[group], 0)
        if rise < 0 or excess > 0:
            total += rise * data.first_prices[group] * excess
            data.prices[group] += rise * data.first_prices[group]
    return total
