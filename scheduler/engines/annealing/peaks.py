"""`Peaks` in the annealer: sessions per cell, the maximum of each period, and sums of groups.

A *profile* is what restrictions on the same sessions have in common: loads over the cells of time. A
*stretch* is a run of cells in one of its periods.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.capacity import Cells
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
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Peaks


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
    """Initial prices of hard restrictions; 0 for soft ones."""
    sums: Ints
    """Sum of the peaks of each group."""
    shares: Ints
    """First share of each session in a profile."""
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
    """Raise or lower the peak of a period by one in its groups; return the price of one more."""
    total = 0
    for position in range(data.groups_at[period], data.groups_at[period + 1]):
        group = data.groups[position]
        if data.sums[group] >= data.limits[group]:
            total += data.prices[group]
        data.sums[group] += sign
    return total


@enclosed
def _is_raised(data: PeakSums, profile: int, period: int, first: int, last: int) -> bool:
    """Return True if one more in these cells makes the peak of a period larger."""
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
    """Raise the prices of broken groups (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for group in range(data.group_count):
        excess = max(data.sums[group] - data.limits[group], 0)
        total += repriced(data.prices, data.first_prices, group, rise, excess)
    return total


Period = tuple[int, int]
"""From which minute to which."""


class _Group(NamedTuple):
    """Periods whose peaks are added up."""

    periods: tuple[Period, ...]
    at_most: int
    price: int


@dataclass
class _Profile:
    """Groups of periods over the same sessions; those that are not the same do not overlap."""

    sessions: tuple[str, ...]
    groups: list[_Group]

    @property
    def periods(self) -> list[Period]:
        """Periods of all groups, sorted."""
        return sorted({period for group in self.groups for period in group.periods})

    def takes(self, group: _Group) -> bool:
        """Return True if no period of a group overlaps another one here."""
        both = sorted({*self.periods, *group.periods})
        return all(earlier[1] <= later[0] for earlier, later in pairwise(both))


class _PeakShare(NamedTuple):
    """Share of a session in a profile: its cells and periods, by start."""

    profile: int
    from_cells: Ints
    to_cells: Ints
    from_periods: Ints
    to_periods: Ints


def peaks_of(model: Model) -> PeakSums:
    """Collect the peaks of a problem, with no session on the board."""
    profiles, domains = _profiles(model), list(model.domains.values())
    groups = [group for profile in profiles for group in profile.groups]
    periods = [(n, *each) for n, profile in enumerate(profiles) for each in profile.periods]
    named = {session for profile in profiles for session in profile.sessions}
    stretches = [domain.stretch(0, 0) for domain in domains if domain.session in named]
    edges = [ints(minute for _, *period in periods for minute in period)]
    cells = Cells([*(edge for both in stretches for edge in both), *edges])
    shares = [_shares(domain, profiles, cells) for domain in domains]
    flat = [share for own in shares for share in own]
    members = _members(profiles)
    prices = ints(group.price for group in groups)
    return PeakSums(
        group_count=len(groups),
        loads=np.zeros((len(profiles), len(cells)), dtype=np.int64),
        profiles=ints(profile for profile, _, _ in periods),
        begins=cells.position(ints(begin for _, begin, _ in periods)),
        ends=cells.position(ints(end for _, _, end in periods)),
        peaks=np.zeros(len(periods), dtype=np.int64),
        groups_at=firsts(map(len, members)),
        groups=ints(group for own in members for group in own),
        limits=ints(group.at_most for group in groups),
        prices=prices,
        first_prices=first_prices(prices),
        sums=np.zeros(len(groups), dtype=np.int64),
        shares=firsts(map(len, shares)),
        share_profiles=ints(share.profile for share in flat),
        spans=firsts(len(share.from_cells) for share in flat),
        from_cells=joined([share.from_cells for share in flat]),
        to_cells=joined([share.to_cells for share in flat]),
        from_periods=joined([share.from_periods for share in flat]),
        to_periods=joined([share.to_periods for share in flat]),
    )


def _profiles(model: Model) -> list[_Profile]:
    """Collect the groups that can exceed their limit, by their sessions."""
    profiles: list[_Profile] = []
    for peaks, paid in model.asked(Peaks):
        for group in _groups(peaks, paid, model.timeline):
            own = (each for each in profiles if each.sessions == peaks.sessions)
            fitting = next((each for each in own if each.takes(group)), None)
            if fitting is None:
                fitting = _Profile(peaks.sessions, [])
                profiles.append(fitting)
            fitting.groups.append(group)
    return profiles


def _groups(peaks: Peaks, paid: int | None, timeline: Timeline) -> Iterator[_Group]:
    """Yield the groups that can exceed their limit; a hard unit weighs an hour."""
    minute = timeline.minute
    for group in peaks.groups:
        if len(group) * len(peaks.sessions) > peaks.at_most:
            periods = tuple((minute(begin), minute(end)) for begin, end in group)
            yield _Group(periods, peaks.at_most, price(paid, peaks.rate, MINUTES_PER_UNIT))


def _members(profiles: Sequence[_Profile]) -> list[list[int]]:
    """Return for each period of each profile the groups that it is in, all counted through."""
    members: list[list[int]] = []
    number = 0
    for profile in profiles:
        own: dict[Period, list[int]] = {period: [] for period in profile.periods}
        for group in profile.groups:
            for period in group.periods:
                own[period].append(number)
            number += 1
        members += own.values()
    return members


def _shares(domain: Domain, profiles: Sequence[_Profile], cells: Cells) -> list[_PeakShare]:
    """Return what a session has in the profiles, whose periods are counted through."""
    found, first = [], 0
    for number, profile in enumerate(profiles):
        periods = profile.periods
        if domain.session in profile.sessions:
            found.append(_share(number, domain, periods, first, cells))
        first += len(periods)
    return found


def _share(
    number: int, domain: Domain, periods: Sequence[Period], first: int, cells: Cells
) -> _PeakShare:
    begins, ends = domain.stretch(0, 0)
    since = np.searchsorted(ints(end for _, end in periods), begins, side="right")
    until = np.searchsorted(ints(begin for begin, _ in periods), ends, side="left")
    from_cells, to_cells = cells.position(begins), cells.position(ends)
    # It runs at no time while it is absent, and in no period then.
    until = np.where(ends > begins, np.maximum(until, since), since)
    return _PeakShare(number, from_cells, to_cells, first + since, first + until)
