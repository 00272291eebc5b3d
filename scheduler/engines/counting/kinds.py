"""Amounts of the basic kinds of restrictions on sessions as placed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from scheduler.engines.timeline import MINUTES_A_DAY, Timeline, minutes
from scheduler.restrictions import (
    NONE,
    Avoid,
    Capacity,
    Compact,
    Distinct,
    FreeTime,
    LoadQuota,
    Peaks,
    Present,
    Spread,
    Stay,
    Travel,
    Unfit,
    Use,
)


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """A session as placed, in minutes since the origin."""

    start: int
    end: int
    room: str


Runs = Mapping[str, PlacedRun]
"""Sessions that take place; those that are absent are missing."""
Spans = Sequence[tuple[int, int]]
Counting = Callable[[Runs], int]


def shared(start: int, end: int, window: tuple[int, int]) -> int:
    """Return the minutes that a stretch shares with a window."""
    return max(0, min(end, window[1]) - max(start, window[0]))


def period_of(start: int, periods: Spans) -> int | None:
    """Return the position of the period in which a start lies; None if it lies in none."""
    return next((n for n, (begin, end) in enumerate(periods) if begin <= start < end), None)


def period_met(run: PlacedRun, periods: Spans) -> int | None:
    """Return the position of the first period in which some of a run lies; None if it lies in none."""
    met = (n for n, period in enumerate(periods) if shared(run.start, run.end, period) > 0)
    return min(met, key=lambda n: periods[n], default=None)


Uses = Sequence[tuple[Use, int, int]]
"""Uses, with the minutes for which they hold something before and after."""


def stay_amount(stay: Stay, within: Spans) -> Counting:
    """Count a `Stay`."""
    before, after = minutes(stay.before), minutes(stay.after)

    def count(runs: Runs) -> int:
        run = runs.get(stay.session)
        if run is None:
            return 0
        start, end = run.start - before, run.end + after
        return end - start - max((shared(start, end, window) for window in within), default=0)

    return count


def avoid_amount(avoid: Avoid, during: Spans) -> Counting:
    """Count an `Avoid`."""

    def count(runs: Runs) -> int:
        run = runs.get(avoid.session)
        if run is None or (avoid.rooms is not None and run.room not in avoid.rooms):
            return 0
        start, end = run.start, run.end
        met = (each for each in during if each[0] < end and start < each[1])  # few of many
        return avoid.rate * sum(shared(start, end, window) for window in met)

    return count


def unfit_amount(unfit: Unfit, timeline: Timeline) -> Counting:
    """Count an `Unfit`."""
    starts = unfit.starts
    at = None if starts is None else {timeline.minute(each): n for each, n in starts.items()}

    def count(runs: Runs) -> int:
        run = runs.get(unfit.session)
        if run is None:
            return 0
        here = 1 if unfit.amounts is None else unfit.amounts.get(run.room, 0)
        return here * (1 if at is None else at.get(run.start, unfit.other_starts))

    return count


def present_amount(present: Present) -> Counting:
    """Count a `Present`."""

    def count(runs: Runs) -> int:
        return 0 if present.session in runs else present.amount

    return count


def worst_amount(groups: Sequence[Sequence[Counting]]) -> Counting:
    """Count a `Worst`, given how to count the restrictions of each group."""

    def count(runs: Runs) -> int:
        return max((sum(each(runs) for each in group) for group in groups), default=0)

    return count


def uses_in_minutes(uses: Iterable[Use]) -> Uses:
    """Return uses with the minutes for which they hold something before and after."""
    return [(use, minutes(use.before), minutes(use.after)) for use in uses]


def capacity_amount(
    capacity: Capacity, uses: Uses, taken: Sequence[tuple[int, int]] = ()
) -> Counting:
    """Count a `Capacity`; what is used is given in minutes, and what is taken as changes of the load."""
    rooms = None
    if capacity.rooms is not None:
        rooms = {room: minutes(after) for room, after in capacity.rooms.items()}

    def changes(runs: Runs) -> Iterator[tuple[int, int]]:
        yield from taken
        for use, before, after in uses:
            run = runs.get(use.session)
            if run is None or (use.rooms is not None and run.room not in use.rooms):
                continue
            if rooms is not None and run.room not in rooms:
                continue
            more = 0 if rooms is None else rooms[run.room]
            yield run.start - before, use.load
            yield run.end + after + more, -use.load

    def count(runs: Runs) -> int:
        load = excess = since = 0
        for moment, group in groupby(sorted(changes(runs)), key=lambda change: change[0]):
            excess += max(0, load - capacity.at_most) * (moment - since)
            load, since = load + sum(change for _, change in group), moment
        return capacity.rate * excess

    return count


def _start_period(run: PlacedRun, periods: Spans) -> int | None:
    return period_of(run.start, periods)


def quota_amount(quota: LoadQuota, periods: Spans | None) -> Counting:
    """Count a `LoadQuota`."""
    where = period_met if quota.running else _start_period

    def count(runs: Runs) -> int:
        loads = [0] * (1 if periods is None else len(periods))
        for session, load in quota.loads.items():
            run = runs.get(session)
            if run is None or (quota.rooms is not None and run.room not in quota.rooms):
                continue
            period = 0 if periods is None else where(run, periods)
            if period is not None:
                loads[period] += load
        over = (
            sum(max(0, load - quota.at_most) for load in loads) if quota.at_most is not None else 0
        )
        short = sum(max(0, quota.at_least - load) for load in loads) if quota.at_least else 0
        return quota.rate * (over + short)

    return count


def peaks_amount(peaks: Peaks, groups: Sequence[Spans]) -> Counting:
    """Count a `Peaks`."""
    periods = list(dict.fromkeys(period for group in groups for period in group))

    def peak(held: Sequence[tuple[int, int]]) -> int:
        """Return the most of these stretches at one time: as many as there are when one begins."""
        return max((sum(s <= since < e for s, e in held) for since, _ in held), default=0)

    def count(runs: Runs) -> int:
        held = [runs[session] for session in peaks.sessions if session in runs]
        peaks_of = {}
        for begin, end in periods:
            cut = [(max(run.start, begin), min(run.end, end)) for run in held]
            peaks_of[begin, end] = peak([stretch for stretch in cut if stretch[0] < stretch[1]])
        sums = (sum(peaks_of[period] for period in group) for group in groups)
        return peaks.rate * sum(max(0, total - peaks.at_most) for total in sums)

    return count


def free_time_amount(free: FreeTime, windows: Spans) -> Counting:
    """Count a `FreeTime`."""
    length, uses = minutes(free.length), uses_in_minutes(free.uses)

    def count(runs: Runs) -> int:
        held = [
            (runs[use.session].start - before, runs[use.session].end + after, use.load)
            for use, before, after in uses
            if use.session in runs
        ]
        return sum(
            max(0, min(length, end - begin) - _longest_free(begin, end, held, free.at_most))
            for begin, end in windows
        )

    return count


def _longest_free(begin: int, end: int, held: Iterable[tuple[int, int, int]], at_most: int) -> int:
    """Return the most minutes between two of them, one after the other, with no more than so much load."""
    here = [each for each in held if each[0] < end and each[1] > begin]
    edges = {begin, end, *(edge for s, e, _ in here for edge in (max(s, begin), min(e, end)))}
    longest, since = 0, begin
    for left, right in pairwise(sorted(edges)):
        if sum(load for s, e, load in here if s <= left < e) > at_most:
            since = right
        longest = max(longest, right - since)
    return longest


def distinct_amount(distinct: Distinct, periods: Spans | None, timeline: Timeline) -> Counting:
    """Count a `Distinct`."""
    origins = None if distinct.origins is None else [*map(timeline.minute, distinct.origins)]

    def count(runs: Runs) -> int:
        used: set[str | int]
        held = [runs[session] for session in distinct.sessions if session in runs]
        if periods is None:
            used = {run.room for run in held}
        else:
            found = ((run.start, period_of(run.start, periods)) for run in held)
            inside = [(start, period) for start, period in found if period is not None]
            if origins is None:
                used = {period for _, period in inside}
            else:
                used = {(start - origins[period]) % MINUTES_A_DAY for start, period in inside}
        return max(0, len(used) - distinct.free)

    return count


def compact_amount(compact: Compact, periods: Spans) -> Counting:
    """Count a `Compact`."""

    def count(runs: Runs) -> int:
        held = (runs[session] for session in compact.sessions if session in runs)
        found = (period_of(run.start, periods) for run in held)
        used = [period for period in found if period is not None]
        return max(used) - min(used) if used else 0

    return count


def spread_amount(spread: Spread) -> Counting:
    """Count a `Spread`."""

    def count(runs: Runs) -> int:
        left = [
            there - sum(load for name, load in spread.loads[session].items() if name in runs)
            for session, there in spread.minutes.items()
            if session in runs
        ]
        return max(left) - min(left) if left else 0

    return count


def travel_amount(travel: Travel) -> Counting:
    """Count a `Travel`."""

    def count(runs: Runs) -> int:
        short = 0
        held = (runs[session] for session in travel.sessions if session in runs)
        ordered = sorted(held, key=lambda run: run.start)
        for earlier, later in combinations(ordered, 2):
            places = travel.places[earlier.room], travel.places[later.room]
            way = minutes(travel.ways.get(places, NONE))
            gap = later.start - earlier.end
            short += max(0, way - gap) if gap >= 0 else 0
        return short

    return count
