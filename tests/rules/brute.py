"""What each kind of restriction means, read naively: for tests, next to `scheduler.restrictions`."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import singledispatch
from itertools import groupby, permutations

from scheduler.instance import Instance
from scheduler.restrictions import (
    After,
    Avoid,
    Capacity,
    Compact,
    Distinct,
    FreeTime,
    GroupKind,
    Lag,
    LoadQuota,
    Pairs,
    Peaks,
    Present,
    Priced,
    Problem,
    RelatedPairs,
    Restriction,
    Stay,
    Timing,
    Travel,
    Unfit,
    Worst,
)
from scheduler.rules import problem_of, with_seats
from scheduler.schedule import Schedule
from tests.rules.brute_blocks import block_amount
from tests.rules.placed import MINUTE, Placed, first_met, inside, minutes_of, positions


def timed(related: RelatedPairs, first: str, second: str, placed: Placed) -> int:
    """Return how the times of two sessions relate."""
    starts = placed.start[first], placed.start[second]
    ends = placed.end[first], placed.end[second]
    one, other = (
        [n for n, (since, until) in enumerate(related.periods) if since <= start < until]
        for start in starts
    )
    minutes = max(0, (min(ends) - max(starts)) // MINUTE)
    match related.timing:
        case Timing.OVERLAP:
            return minutes
        case Timing.CLOSE:
            between = max(starts) - min(ends)
            return int(minutes > 0 or (one == other != [] and between < related.pause))
        case Timing.SAME_PERIOD:
            return int(one == other != [])
        case Timing.OTHER_PERIOD:
            return int(one != [] and other not in ([], one))
        case Timing.LATE:
            return int(ends[0] > starts[1])
        case Timing.APART:
            return int(starts[0] != starts[1])


def amount_of(restriction: Restriction, problem: Problem, schedule: Schedule) -> int:
    """Return the amount of a restriction, by its definition."""
    return _amount(restriction, Placed(problem, schedule))


def amounts_of(problem: Problem, schedule: Schedule) -> list[tuple[Priced, int]]:
    """Return all restrictions of a problem with their amounts, by their definitions."""
    placed = Placed(problem, schedule)
    return [(each, _amount(each.restriction, placed)) for each in problem.priced]


def amount(instance: Instance, schedule: Schedule, rule: str, item: str | None = None) -> int:
    """Return what the restrictions of a rule come to in all, or those of one of its items."""
    return sum(
        counted
        for priced, counted in amounts_of(problem_of(instance), with_seats(schedule))
        if priced.rule == rule and item in (None, priced.restriction.item)
    )


def restrictions(instance: Instance, rule: str) -> list[Restriction]:
    """Return the restrictions of a rule."""
    return [each.restriction for each in problem_of(instance).priced if each.rule == rule]


@singledispatch
def _amount(restriction: Restriction, placed: Placed) -> int:
    raise NotImplementedError(f"{type(restriction).__name__} has no brute-force reading")


@_amount.register
def _(stay: Stay, placed: Placed) -> int:
    if not placed.holds(stay.session):
        return 0
    start = placed.start[stay.session] - stay.before
    end = placed.end[stay.session] + stay.after
    stretch = list(minutes_of(start, end))
    best = 0
    for window in stay.within:
        best = max(best, sum(inside(minute, window) for minute in stretch))
    return len(stretch) - best


@_amount.register
def _(avoid: Avoid, placed: Placed) -> int:
    if not placed.holds(avoid.session):
        return 0
    if avoid.rooms is not None and placed.room[avoid.session] not in avoid.rooms:
        return 0
    total = 0
    for minute in minutes_of(placed.start[avoid.session], placed.end[avoid.session]):
        total += sum(inside(minute, window) for window in avoid.during)
    return total * avoid.rate


@_amount.register
def _(unfit: Unfit, placed: Placed) -> int:
    here = now = 1
    if not placed.holds(unfit.session):
        return 0
    if unfit.amounts is not None:
        here = unfit.amounts.get(placed.room[unfit.session], 0)
    if unfit.starts is not None:
        now = unfit.starts.get(placed.start[unfit.session], unfit.other_starts)
    return here * now


@_amount.register
def _(present: Present, placed: Placed) -> int:
    return 0 if placed.holds(present.session) else present.amount


@_amount.register
def _(worst: Worst, placed: Placed) -> int:
    largest = 0
    for group in worst.groups:
        total = 0
        for restriction in group:
            total += _amount(restriction, placed)
        largest = max(largest, total)
    return largest


@_amount.register
def _(capacity: Capacity, placed: Placed) -> int:
    load: Counter[datetime] = Counter()
    for use in capacity.uses:
        if not placed.holds(use.session):
            continue
        room, after = placed.room[use.session], use.after
        if use.rooms is not None and room not in use.rooms:
            continue
        if capacity.rooms is not None:
            if room not in capacity.rooms:
                continue
            after += capacity.rooms[room]
        for minute in minutes_of(
            placed.start[use.session] - use.before, placed.end[use.session] + after
        ):
            load[minute] += use.load
    load.update({minute: n for span, n in capacity.taken for minute in minutes_of(*span)})
    return capacity.rate * sum(max(0, units - capacity.at_most) for units in load.values())


@_amount.register
def _(quota: LoadQuota, placed: Placed) -> int:
    total = 0
    always = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    periods = (always,) if quota.periods is None else quota.periods
    for number, period in enumerate(periods):
        load = 0
        for session, units in quota.loads.items():
            if not placed.holds(session):
                continue
            if quota.rooms is not None and placed.room[session] not in quota.rooms:
                continue
            if quota.running and quota.periods is not None:
                load += units * (first_met(placed, session, quota.periods) == number)
            elif inside(placed.start[session], period):
                load += units
        if quota.at_most is not None:
            total += max(0, load - quota.at_most)
        if quota.at_least:
            total += max(0, quota.at_least - load)
    return quota.rate * total


@_amount.register
def _(peaks: Peaks, placed: Placed) -> int:
    total = 0
    for group in peaks.groups:
        needed = 0
        for period in group:
            at_once: Counter[datetime] = Counter()
            for session in filter(placed.holds, peaks.sessions):
                for minute in minutes_of(placed.start[session], placed.end[session]):
                    at_once[minute] += inside(minute, period)
            needed += max(at_once.values(), default=0)
        total += max(0, needed - peaks.at_most)
    return peaks.rate * total


@_amount.register
def _(free: FreeTime, placed: Placed) -> int:
    load: Counter[datetime] = Counter()
    for use in free.uses:
        if placed.holds(use.session):
            start, end = placed.start[use.session], placed.end[use.session]
            for minute in minutes_of(start - use.before, end + use.after):
                load[minute] += use.load
    total = 0
    for window in free.windows:
        minutes = list(minutes_of(*window))
        wanted = min(free.length // MINUTE, len(minutes))
        stretches = groupby(minutes, lambda minute: load[minute] <= free.at_most)
        total += max(
            0, wanted - max((len(list(s)) for is_free, s in stretches if is_free), default=0)
        )
    return total


@_amount.register
def _(lag: Lag, placed: Placed) -> int:
    if not placed.holds(lag.first, lag.then):
        return 0
    end_of_first = placed.end[lag.first]
    start, end = placed.start[lag.then], placed.end[lag.then]
    too_early, too_late = [timedelta()], [timedelta()]
    if lag.at_least is not None:
        too_early.append(end_of_first + lag.at_least - start)
    if lag.at_most is not None:
        too_late.append(start - end_of_first - lag.at_most)
    for day in lag.days:
        if inside(placed.start[lag.first], day.period):
            if day.start_from is not None:
                too_early.append(day.start_from - start)
            if day.end_by is not None:
                too_late.append(end - day.end_by)
    return (max(too_early) + max(too_late)) // MINUTE


@_amount.register
def _(after: After, placed: Placed) -> int:
    bounds = after.at_least, after.at_most, after.days
    return sum(_amount(Lag("", first, after.then, *bounds), placed) for first in after.firsts)


@_amount.register
def _(distinct: Distinct, placed: Placed) -> int:
    held = [*filter(placed.holds, distinct.sessions)]
    if distinct.periods is None:
        used: set[object] = {placed.room[session] for session in held}
    elif distinct.origins is None:
        used = {*positions(distinct.sessions, distinct.periods, placed)}
    else:
        used = {
            (placed.start[session] - origin) % timedelta(days=1)
            for session in held
            for period, origin in zip(distinct.periods, distinct.origins, strict=True)
            if inside(placed.start[session], period)
        }
    return max(0, len(used) - distinct.free)


@_amount.register
def _(compact: Compact, placed: Placed) -> int:
    used = positions(compact.sessions, compact.periods, placed)
    return max(used) - min(used) if used else 0


@_amount.register
def _(travel: Travel, placed: Placed) -> int:
    total = timedelta()
    for earlier, later in permutations(filter(placed.holds, travel.sessions), 2):
        here = travel.places[placed.room[earlier]]
        there = travel.places[placed.room[later]]
        way = travel.ways.get((here, there), timedelta())
        between = placed.start[later] - placed.end[earlier]
        if between >= timedelta():
            total += max(timedelta(), way - between)
    return total // MINUTE


@_amount.register
def _(pairs: Pairs, placed: Placed) -> int:
    total = 0
    for (first, second), shared in pairs.shared.items():
        if not placed.holds(first, second):
            continue
        now = here = 1
        if pairs.times is not None:
            starts = (placed.start[first], placed.start[second])
            marks = [
                pairs.times.marks.get(session, {}).get(start)
                for session, start in zip((first, second), starts, strict=True)
            ]
            now = sum(
                amount
                for (one, other), amount in pairs.times.amounts.items()
                if marks == [one, other]
            )
        if pairs.rooms is not None:
            here = pairs.rooms.get((placed.room[first], placed.room[second]), 0)
        total += shared * now * here
    return total


@_amount.register
def _(related: RelatedPairs, placed: Placed) -> int:
    total = 0
    for (first, second), shared in related.shared.items():
        if placed.holds(first, second):
            here = 1
            if related.rooms is not None:
                here = related.rooms.get((placed.room[first], placed.room[second]), 0)
            total += shared * here * timed(related, first, second, placed)
    return total


@_amount.register
def _(block: GroupKind, placed: Placed) -> int:
    return block_amount(block, placed)
