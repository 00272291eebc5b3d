"""The engines' own count: amounts of all restrictions of a problem on any schedule, and what places cost."""

from collections import Counter as Tally
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property, partial
from itertools import combinations, groupby, pairwise
from typing import Any, TypeVar

import numpy as np

from scheduler.engines.domains import together
from scheduler.engines.items.followers import counted_agendas
from scheduler.engines.lags import Bounds, LagTable
from scheduler.engines.model import Model, Places
from scheduler.engines.timeline import MINUTES_A_DAY, Timeline, minutes, steps_of
from scheduler.errors import DisagreementError
from scheduler.findings import Total
from scheduler.restrictions import (
    NONE,
    After,
    Avoid,
    Beside,
    Capacity,
    Compact,
    Distinct,
    FreeTime,
    Gapless,
    Group,
    Held,
    Lag,
    LoadQuota,
    Pairs,
    Parallel,
    Peaks,
    Present,
    Priced,
    Problem,
    Ranks,
    RelatedPairs,
    Restriction,
    Span,
    Spread,
    Stay,
    Switches,
    Timing,
    Travel,
    Unfit,
    Unmixed,
    Use,
    Worst,
    sessions_of,
)
from scheduler.schedule import Schedule

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """A session as placed, in minutes since the origin."""

    start: int
    end: int
    room: str


Runs = Mapping[str, PlacedRun]
"""Sessions that take place; those that are absent are missing."""
Spans = Sequence[tuple[int, int]]
Uses = Sequence[tuple[Use, int, int]]
"""Uses, with the minutes for which they hold something before and after."""
Counting = Callable[[Runs], int]


class _Clock:
    """Converts times to minutes, once for all restrictions that have them in common."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._known: dict[int, tuple[object, Any]] = {}
        """Converted times by the identity of their source, which is kept alive here."""

    def spans(self, spans: Collection[Span]) -> Spans:
        minute = self.timeline.minute
        return self._once(spans, lambda: [(minute(start), minute(end)) for start, end in spans])

    def uses(self, uses: Collection[Use]) -> Uses:
        return self._once(
            uses, lambda: [(use, minutes(use.before), minutes(use.after)) for use in uses]
        )

    def marks(self, starts: Mapping[datetime, int]) -> Mapping[int, int]:
        minute = self.timeline.minute
        return self._once(starts, lambda: {minute(at): mark for at, mark in starts.items()})

    def _once(self, source: object, convert: Callable[[], K]) -> K:
        if id(source) not in self._known:
            self._known[id(source)] = source, convert()
        found: K = self._known[id(source)][1]
        return found


def _shared(start: int, end: int, window: tuple[int, int]) -> int:
    """Return the minutes that a stretch shares with a window."""
    return max(0, min(end, window[1]) - max(start, window[0]))


def _period_of(start: int, periods: Spans) -> int | None:
    """Return the position of the period in which a start lies; None if it lies in none."""
    return next((n for n, (begin, end) in enumerate(periods) if begin <= start < end), None)


def _period_met(run: PlacedRun, periods: Spans) -> int | None:
    """Return the position of the first period in which some of a run lies; None if it lies in none."""
    met = (n for n, period in enumerate(periods) if _shared(run.start, run.end, period) > 0)
    return min(met, key=lambda n: periods[n], default=None)


def _stay(stay: Stay, clock: _Clock, runs: Runs) -> int:
    run = runs.get(stay.session)
    if run is None:
        return 0
    start, end = run.start - minutes(stay.before), run.end + minutes(stay.after)
    windows = clock.spans(stay.within)
    return end - start - max((_shared(start, end, window) for window in windows), default=0)


def _avoid(avoid: Avoid, clock: _Clock, runs: Runs) -> int:
    run = runs.get(avoid.session)
    if run is None or (avoid.rooms is not None and run.room not in avoid.rooms):
        return 0
    start, end = run.start, run.end
    met = (each for each in clock.spans(avoid.during) if each[0] < end and start < each[1])
    return avoid.rate * sum(_shared(start, end, window) for window in met)


def _unfit(unfit: Unfit, clock: _Clock, runs: Runs) -> int:
    run = runs.get(unfit.session)
    if run is None:
        return 0
    here = 1 if unfit.amounts is None else unfit.amounts.get(run.room, 0)
    if unfit.starts is None:
        return here
    return here * clock.marks(unfit.starts).get(run.start, unfit.other_starts)


def _present(present: Present, _clock: _Clock, runs: Runs) -> int:
    return 0 if present.session in runs else present.amount


def _worst(groups: Sequence[Sequence[Counting]], runs: Runs) -> int:
    """Count a `Worst`, given how to count the restrictions of each group."""
    return max((sum(each(runs) for each in group) for group in groups), default=0)


def _capacity(capacity: Capacity, clock: _Clock, runs: Runs) -> int:
    changes = [*steps_of(capacity.taken, clock.timeline)]
    for use, before, after in clock.uses(capacity.uses):
        run = runs.get(use.session)
        if run is None or (use.rooms is not None and run.room not in use.rooms):
            continue
        more = NONE if capacity.rooms is None else capacity.rooms.get(run.room)
        if more is not None:
            changes.append((run.start - before, use.load))
            changes.append((run.end + after + minutes(more), -use.load))
    load = excess = since = 0
    for moment, group in groupby(sorted(changes), key=lambda change: change[0]):
        excess += max(0, load - capacity.at_most) * (moment - since)
        load, since = load + sum(change for _, change in group), moment
    return capacity.rate * excess


def _quota(quota: LoadQuota, clock: _Clock, runs: Runs) -> int:
    periods = None if quota.periods is None else clock.spans(quota.periods)
    loads = [0] * (1 if periods is None else len(periods))
    for session, load in quota.loads.items():
        run = runs.get(session)
        if run is None or (quota.rooms is not None and run.room not in quota.rooms):
            continue
        period: int | None = 0
        if periods is not None:
            start = run.start
            period = _period_met(run, periods) if quota.running else _period_of(start, periods)
        if period is not None:
            loads[period] += load
    over = sum(max(0, load - quota.at_most) for load in loads) if quota.at_most is not None else 0
    short = sum(max(0, quota.at_least - load) for load in loads) if quota.at_least else 0
    return quota.rate * (over + short)


def _peaks(peaks: Peaks, clock: _Clock, runs: Runs) -> int:
    held = [runs[session] for session in peaks.sessions if session in runs]

    @cache
    def peak(begin: int, end: int) -> int:
        """Return the most that run at one time of a period: as many as there are when one begins."""
        cut = [(max(run.start, begin), min(run.end, end)) for run in held]
        here = [stretch for stretch in cut if stretch[0] < stretch[1]]
        return max((sum(s <= since < e for s, e in here) for since, _ in here), default=0)

    sums = (sum(peak(*period) for period in clock.spans(group)) for group in peaks.groups)
    return peaks.rate * sum(max(0, total - peaks.at_most) for total in sums)


def _free_time(free: FreeTime, clock: _Clock, runs: Runs) -> int:
    length = minutes(free.length)
    held = [
        (runs[use.session].start - before, runs[use.session].end + after, use.load)
        for use, before, after in clock.uses(free.uses)
        if use.session in runs
    ]
    return sum(
        max(0, min(length, end - begin) - _longest_free(begin, end, held, free.at_most))
        for begin, end in clock.spans(free.windows)
    )


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


def _distinct(distinct: Distinct, clock: _Clock, runs: Runs) -> int:
    held = [runs[session] for session in distinct.sessions if session in runs]
    if distinct.periods is None:
        return max(0, len({run.room for run in held}) - distinct.free)
    periods = clock.spans(distinct.periods)
    found = ((run.start, _period_of(run.start, periods)) for run in held)
    inside = [(start, period) for start, period in found if period is not None]
    used = {period for _, period in inside}
    if distinct.origins is not None:
        origins = [*map(clock.timeline.minute, distinct.origins)]
        used = {(start - origins[period]) % MINUTES_A_DAY for start, period in inside}
    return max(0, len(used) - distinct.free)


def _compact(compact: Compact, clock: _Clock, runs: Runs) -> int:
    used = _by_period(_held_by(compact.sessions, compact.periods, clock, runs))
    return max(used) - min(used) if used else 0


def _spread(spread: Spread, _clock: _Clock, runs: Runs) -> int:
    left = [
        there - sum(load for name, load in spread.loads[session].items() if name in runs)
        for session, there in spread.minutes.items()
        if session in runs
    ]
    return max(left) - min(left) if left else 0


def _travel(travel: Travel, _clock: _Clock, runs: Runs) -> int:
    short = 0
    held = (runs[session] for session in travel.sessions if session in runs)
    ordered = sorted(held, key=lambda run: run.start)
    for earlier, later in combinations(ordered, 2):
        places = travel.places[earlier.room], travel.places[later.room]
        way = minutes(travel.ways.get(places, NONE))
        gap = later.start - earlier.end
        short += max(0, way - gap) if gap >= 0 else 0
    return short


def _held_by(
    group: Group, periods: Collection[Span], clock: _Clock, runs: Runs
) -> set[tuple[int, str]]:
    """Return the positions of periods, and the rooms, that a group holds."""
    held, spans = (runs[each] for each in group if each in runs), clock.spans(periods)
    found = ((_period_of(run.start, spans), run.room) for run in held)
    return {(period, room) for period, room in found if period is not None}


def _by_period(held: Iterable[tuple[int, str]]) -> Tally[int]:
    """Return the number of rooms held in each period that has any."""
    return Tally(period for period, _ in held)


def _unmixed(unmixed: Unmixed, clock: _Clock, runs: Runs) -> int:
    held = (_held_by(group, unmixed.periods, clock, runs) for group in unmixed.groups)
    holders = Tally(cell for cells in held for cell in cells)
    return sum(number - 1 for number in holders.values())


def _switches(switches: Switches, clock: _Clock, runs: Runs) -> int:
    rows: dict[tuple[int, str], list[tuple[int, int, int]]] = {}
    periods = clock.spans(switches.periods)
    members = ((group, each) for group, own in enumerate(switches.groups) for each in own)
    for position, (group, session) in enumerate(members):
        if session in runs:
            run = runs[session]
            period = _period_of(run.start, periods)
            if period is not None:
                rows.setdefault((period, run.room), []).append((run.start, position, group))
    return sum(
        earlier[-1] != later[-1]
        for row in rows.values()
        for earlier, later in pairwise(sorted(row))
    )


def _held(held: Held, clock: _Clock, runs: Runs) -> int:
    cells = _held_by(held.sessions, held.periods, clock, runs)
    return sum(held.amounts.get(cell, 0) for cell in cells)


def _beside(beside: Beside, clock: _Clock, runs: Runs) -> int:
    one = _by_period(_held_by(beside.one, beside.periods, clock, runs))
    other = _by_period(_held_by(beside.other, beside.periods, clock, runs))
    return sum(rooms * other[period] for period, rooms in one.items())


def _parallel(parallel: Parallel, clock: _Clock, runs: Runs) -> int:
    rooms = _by_period(_held_by(parallel.sessions, parallel.periods, clock, runs))
    return sum(number - 1 for number in rooms.values())


def _gapless(gapless: Gapless, clock: _Clock, runs: Runs) -> int:
    used = _by_period(_held_by(gapless.sessions, gapless.periods, clock, runs)).keys()
    return int(bool(used) and max(used) - min(used) >= len(used))


def _ranks(ranks: Ranks, rooms: Sequence[str], clock: _Clock, runs: Runs) -> int:
    """Count a `Ranks`; rooms are those of the problem, in its order."""
    periods = clock.spans(ranks.periods)

    def key(session: str) -> tuple[int, int, int]:
        run = runs[session]
        period = _period_of(run.start, periods)
        return -1 if period is None else period, rooms.index(run.room), run.start

    sequence = sorted((each for each in ranks.sessions if each in runs), key=key)
    return sum(
        ranks.wanted.get(session, place) != place for place, session in enumerate(sequence, 1)
    )


def _pairs(pairs: Pairs, clock: _Clock, runs: Runs) -> int:
    def mark(session: str) -> int | None:
        starts = None if pairs.times is None else pairs.times.marks.get(session)
        return None if starts is None else clock.marks(starts).get(runs[session].start)

    times: Mapping[Any, int] | None = None if pairs.times is None else pairs.times.amounts
    held = {each for pair in pairs.shared for each in pair if each in runs}
    marks, rooms, total = {each: mark(each) for each in held}, pairs.rooms, 0
    for (first, second), shared in pairs.shared.items():
        if first in runs and second in runs:
            here = 1 if rooms is None else rooms.get((runs[first].room, runs[second].room), 0)
            now = 1 if times is None else times.get((marks[first], marks[second]), 0)
            total += shared * here * now
    return total


def _related(related: RelatedPairs, clock: _Clock, runs: Runs) -> int:
    rooms, pause, total = related.rooms, minutes(related.pause), 0
    periods = clock.spans(related.periods)
    for (first, second), shared in related.shared.items():
        if first in runs and second in runs:
            one, other = runs[first], runs[second]
            here = 1 if rooms is None else rooms.get((one.room, other.room), 0)
            if here:
                total += shared * here * _timed(related.timing, one, other, periods, pause)
    return total


def _timed(timing: Timing, one: PlacedRun, other: PlacedRun, periods: Spans, pause: int) -> int:
    """Return how the times of two sessions relate."""
    both = min(one.end, other.end) - max(one.start, other.start)
    match timing:
        case Timing.OVERLAP:
            return max(0, both)
        case Timing.LATE:
            return int(one.end > other.start)
        case Timing.APART:
            return int(one.start != other.start)
        case _:
            own, others = _period_of(one.start, periods), _period_of(other.start, periods)
            same = own is not None and own == others
    match timing:
        case Timing.CLOSE:
            return int(both > 0 or (same and -both < pause))
        case Timing.SAME_PERIOD:
            return int(same)
        case _:
            return int(own is not None and others is not None and not same)


_COUNTS: Mapping[type, Callable[[Any, _Clock, Runs], int]] = {
    Stay: _stay,
    Avoid: _avoid,
    Unfit: _unfit,
    Present: _present,
    Capacity: _capacity,
    LoadQuota: _quota,
    Peaks: _peaks,
    FreeTime: _free_time,
    Distinct: _distinct,
    Compact: _compact,
    Spread: _spread,
    Travel: _travel,
    Pairs: _pairs,
    RelatedPairs: _related,
    Unmixed: _unmixed,
    Switches: _switches,
    Held: _held,
    Beside: _beside,
    Parallel: _parallel,
    Gapless: _gapless,
}
"""How to count a restriction on a schedule, by its kind."""


class Objective:
    """Counts the places of a model's sessions."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._counter = Counter(model.problem)
        spreads = tuple(e for e in model.problem.priced if isinstance(e.restriction, Spread))
        self._beyond = Counter(replace(model.problem, priced=spreads)) if spreads else None

    def count(self, places: Places) -> tuple[int, list[str]]:
        """Return the penalty of a schedule, and the rules that it breaks; "followers" is one of these."""
        schedule = self._model.schedule(places)
        counts = self.totals(schedule)
        broken = [rule for rule, count in counts.items() if count.forbidden]
        if together(schedule, self._model.problem.followers) != schedule:
            broken.append("followers")
        return sum(count.penalty for count in counts.values()), broken

    def beyond(self, places: Places) -> int | None:
        """Return the cost of places by the kinds that annealing leaves out; None if one is forbidden."""
        if self._beyond is None:
            return 0
        counts = self._beyond.by_rule(self._model.schedule(places)).values()
        if any(count.forbidden for count in counts):
            return None
        return sum(count.penalty for count in counts)

    def totals(self, schedule: Schedule) -> Mapping[str, Total]:
        """Return the totals of each rule that a schedule, feasible or not, breaks."""
        return self._counter.by_rule(schedule)

    def counted(self, places: Places) -> int:
        """Return the penalty of a schedule that should keep everything.

        Raises
        ------
        DisagreementError
            When it does not: our defect.
        """
        penalty, broken = self.count(places)
        if broken:
            raise DisagreementError(f"an engine broke what it must keep: {', '.join(broken)}")
        return penalty


class _Ahead:
    """The times that the earlier sessions of some lags allow the later ones."""

    def __init__(self, firsts: Sequence[str], bounds: Bounds) -> None:
        self._firsts, self._bounds = firsts, bounds
        self._last: tuple[Runs, LagTable] | None = None

    def table(self, runs: Runs) -> LagTable:
        """Return the allowed times after each session that is held."""
        last = self._last
        if last is not None and last[0] is runs:
            return last[1]
        held = [runs[first] for first in self._firsts if first in runs]
        starts = np.array([run.start for run in held], dtype=np.int64)
        ends = np.array([run.end for run in held], dtype=np.int64)
        table = self._bounds.table(starts, ends)
        self._last = runs, table
        return table


def _lags(session: str, ahead: _Ahead, runs: Runs) -> int:
    """Count a `Lag` or an `After` for all its sessions at once."""
    then = runs.get(session)
    if then is None:
        return 0
    allowed = ahead.table(runs)
    early = np.maximum(allowed.start_from - then.start, 0)
    late = np.maximum(then.start - allowed.start_by, then.end - allowed.end_by)
    return int(early.sum() + np.maximum(late, 0).sum())


class Counter:
    """Counts the amounts of a problem's restrictions on schedules, one after another."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._timeline = Timeline(problem.starts[0])
        self._durations = {name: minutes(each) for name, each in problem.durations.items()}
        self._omissible = problem.omissible
        self._clock = _Clock(self._timeline)
        self._ahead: dict[object, _Ahead] = {}
        self._last: tuple[Runs, Sequence[int]] | None = None
        """The sessions that were counted last, and the amounts of all restrictions on them."""
        self._count: Sequence[tuple[Priced, Counting]] = [
            (priced, self._counting(priced.restriction)) for priced in problem.priced
        ]

    def all_amounts(self, schedule: Schedule) -> Iterator[tuple[Priced, int]]:
        """Yield each broken restriction, on sessions or on their agendas, with its amount."""
        yield from self.amounts(schedule)
        if self._problem.tasks:
            yield from Counter(counted_agendas(self._problem, schedule)).amounts(schedule)

    def amounts(self, schedule: Schedule) -> Iterator[tuple[Priced, int]]:
        """Yield each restriction on sessions that the schedule breaks, with its amount."""
        for (priced, _), amount in zip(self._count, self._amounts(schedule), strict=True):
            if amount:
                yield priced, amount

    def _amounts(self, schedule: Schedule) -> Sequence[int]:
        """Return the amounts of all restrictions; only those on sessions that have moved are counted anew.

        Several threads may ask at once: what was counted last is replaced as a whole.
        """
        runs, last = self._runs(schedule), self._last
        if last is None:
            amounts = [count(runs) for _, count in self._count]
        else:
            before, known = last
            moved = [each for each in self._durations if runs.get(each) != before.get(each)]
            amounts = [*known]
            for position in {n for each in moved for n in self._about.get(each, ())}:
                amounts[position] = self._count[position][1](runs)
        self._last = runs, amounts
        return amounts

    @cached_property
    def _about(self) -> Mapping[str, Sequence[int]]:
        """Positions of the restrictions on each session."""
        about: dict[str, list[int]] = {}
        for position, (priced, _) in enumerate(self._count):
            for session in sessions_of(priced.restriction):
                about.setdefault(session, []).append(position)
        return about

    def by_rule(self, schedule: Schedule) -> Mapping[str, Total]:
        """Return the totals of each rule whose restrictions on sessions the schedule breaks."""
        return _by_rule(self.amounts(schedule))

    def whole(self, schedule: Schedule) -> Mapping[str, Total]:
        """Return the totals of each rule with broken restrictions, including those on tasks."""
        return _by_rule(self.all_amounts(schedule))

    def cost(self, schedule: Schedule) -> tuple[int, int]:
        """Return the total of the violations of a schedule, and its penalty."""
        totals = self.whole(schedule).values()
        return sum(each.forbidden for each in totals), sum(each.penalty for each in totals)

    def _runs(self, schedule: Schedule) -> Runs:
        runs = {}
        for session, length in self._durations.items():
            if session in self._omissible and session not in schedule.by_session:
                continue
            assignment = schedule.by_session[session]
            start = self._timeline.minute(assignment.start)
            end = start + length
            if session in self._problem.breaks:
                end = self._timeline.minute(self._problem.end(session, assignment.start))
            runs[session] = PlacedRun(start, end, assignment.room)
        return runs

    def _counting(self, restriction: Restriction) -> Counting:
        """Return the function that counts a restriction."""
        match restriction:
            case Worst(groups=groups):
                return partial(_worst, [[*map(self._counting, group)] for group in groups])
            case Lag(first=first, then=then):
                return partial(_lags, then, _Ahead((first,), Bounds(restriction, self._timeline)))
            case After(then=then):
                return partial(_lags, then, self._ahead_in(restriction))
            case Ranks():
                return partial(_ranks, restriction, self._problem.rooms, self._clock)
            case _:
                return partial(_COUNTS[type(restriction)], restriction, self._clock)

    def _ahead_in(self, lags: After) -> _Ahead:
        """Return what comes first in some lags; those that have it in common share it."""
        # The tuple is kept alive by what is known of it, so that its identity tells it from others.
        key = id(lags.firsts), lags.at_least, lags.at_most, lags.days
        if key not in self._ahead:
            self._ahead[key] = _Ahead(lags.firsts, Bounds(lags, self._timeline))
        return self._ahead[key]


def _by_rule(amounts: Iterable[tuple[Priced, int]]) -> Mapping[str, Total]:
    totals: dict[str, Total] = {}
    for priced, amount in amounts:
        so_far, hard = totals.get(priced.rule, Total()), priced.price is None
        totals[priced.rule] = Total(
            so_far.forbidden + (amount if hard else 0),
            so_far.amount + (0 if hard else amount),
            so_far.penalty + (priced.price or 0) * amount,
        )
    return {rule: total for rule, total in totals.items() if total != Total()}
