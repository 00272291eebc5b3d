"""The engines' own count: amounts of all restrictions of a problem on any schedule, and what places cost."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, groupby, pairwise

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
    Times,
    Timing,
    Travel,
    Unfit,
    Unmixed,
    Use,
    Worst,
)
from scheduler.schedule import Schedule


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


def avoid_amount(avoid: Avoid, during: Spans, runs: Runs) -> int:
    """Count an `Avoid`."""
    run = runs.get(avoid.session)
    if run is None or (avoid.rooms is not None and run.room not in avoid.rooms):
        return 0
    start, end = run.start, run.end
    met = (each for each in during if each[0] < end and start < each[1])  # few of many
    return avoid.rate * sum(shared(start, end, window) for window in met)


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


def present_amount(present: Present, runs: Runs) -> int:
    """Count a `Present`."""
    return 0 if present.session in runs else present.amount


def worst_amount(groups: Sequence[Sequence[Counting]], runs: Runs) -> int:
    """Count a `Worst`, given how to count the restrictions of each group."""
    return max((sum(each(runs) for each in group) for group in groups), default=0)


def uses_in_minutes(uses: Iterable[Use]) -> Uses:
    """Return uses with the minutes for which they hold something before and after."""
    return [(use, minutes(use.before), minutes(use.after)) for use in uses]


def capacity_amount(
    capacity: Capacity, uses: Uses, taken: Sequence[tuple[int, int]] = ()
) -> Counting:
    """Count a `Capacity` with uses in minutes and a fixed load given as changes."""
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


def quota_amount(quota: LoadQuota, periods: Spans | None, runs: Runs) -> int:
    """Count a `LoadQuota`."""
    loads = [0] * (1 if periods is None else len(periods))
    for session, load in quota.loads.items():
        run = runs.get(session)
        if run is None or (quota.rooms is not None and run.room not in quota.rooms):
            continue
        period: int | None = 0
        if periods is not None:
            start = run.start
            period = period_met(run, periods) if quota.running else period_of(start, periods)
        if period is not None:
            loads[period] += load
    over = sum(max(0, load - quota.at_most) for load in loads) if quota.at_most is not None else 0
    short = sum(max(0, quota.at_least - load) for load in loads) if quota.at_least else 0
    return quota.rate * (over + short)


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


def distinct_amount(
    distinct: Distinct, periods: Spans | None, timeline: Timeline, runs: Runs
) -> int:
    """Count a `Distinct`."""
    origins = None if distinct.origins is None else [*map(timeline.minute, distinct.origins)]
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


def compact_amount(compact: Compact, periods: Spans, runs: Runs) -> int:
    """Count a `Compact`."""
    held = (runs[session] for session in compact.sessions if session in runs)
    found = (period_of(run.start, periods) for run in held)
    used = [period for period in found if period is not None]
    return max(used) - min(used) if used else 0


def spread_amount(spread: Spread, runs: Runs) -> int:
    """Count a `Spread`."""
    left = [
        there - sum(load for name, load in spread.loads[session].items() if name in runs)
        for session, there in spread.minutes.items()
        if session in runs
    ]
    return max(left) - min(left) if left else 0


def travel_amount(travel: Travel, runs: Runs) -> int:
    """Count a `Travel`."""
    short = 0
    held = (runs[session] for session in travel.sessions if session in runs)
    ordered = sorted(held, key=lambda run: run.start)
    for earlier, later in combinations(ordered, 2):
        places = travel.places[earlier.room], travel.places[later.room]
        way = minutes(travel.ways.get(places, NONE))
        gap = later.start - earlier.end
        short += max(0, way - gap) if gap >= 0 else 0
    return short


def _held_by(group: Group, runs: Runs, periods: Spans) -> set[tuple[int, str]]:
    """Return the positions of periods, and the rooms, that a group holds."""
    held = (runs[each] for each in group if each in runs)
    found = ((period_of(run.start, periods), run.room) for run in held)
    return {(period, room) for period, room in found if period is not None}


def _by_period(held: Iterable[tuple[int, str]]) -> Tally[int]:
    """Return the number of rooms held in each period that has any."""
    return Tally(period for period, _ in held)


def unmixed_amount(unmixed: Unmixed, periods: Spans, runs: Runs) -> int:
    """Count an `Unmixed`."""
    holders = Tally(cell for group in unmixed.groups for cell in _held_by(group, runs, periods))
    return sum(number - 1 for number in holders.values())


def switches_amount(switches: Switches, periods: Spans) -> Counting:
    """Count a `Switches`."""
    members = [(group, each) for group, own in enumerate(switches.groups) for each in own]

    def count(runs: Runs) -> int:
        rows: dict[tuple[int, str], list[tuple[int, int, int]]] = {}
        for position, (group, session) in enumerate(members):
            if session in runs:
                run = runs[session]
                period = period_of(run.start, periods)
                if period is not None:
                    rows.setdefault((period, run.room), []).append((run.start, position, group))
        return sum(
            earlier[-1] != later[-1]
            for row in rows.values()
            for earlier, later in pairwise(sorted(row))
        )

    return count


def held_amount(held: Held, periods: Spans, runs: Runs) -> int:
    """Count a `Held`."""
    return sum(held.amounts.get(cell, 0) for cell in _held_by(held.sessions, runs, periods))


def beside_amount(beside: Beside, periods: Spans, runs: Runs) -> int:
    """Count a `Beside`."""
    one = _by_period(_held_by(beside.one, runs, periods))
    other = _by_period(_held_by(beside.other, runs, periods))
    return sum(rooms * other[period] for period, rooms in one.items())


def parallel_amount(parallel: Parallel, periods: Spans, runs: Runs) -> int:
    """Count a `Parallel`."""
    rooms = _by_period(_held_by(parallel.sessions, runs, periods))
    return sum(number - 1 for number in rooms.values())


def gapless_amount(gapless: Gapless, periods: Spans, runs: Runs) -> int:
    """Count a `Gapless`."""
    used = _by_period(_held_by(gapless.sessions, runs, periods)).keys()
    return int(bool(used) and max(used) - min(used) >= len(used))


def ranks_amount(ranks: Ranks, periods: Spans, rooms: Sequence[str]) -> Counting:
    """Count a `Ranks`; rooms are those of the problem, in its order."""
    order = {room: number for number, room in enumerate(rooms)}

    def count(runs: Runs) -> int:
        def key(session: str) -> tuple[int, int, int]:
            run = runs[session]
            period = period_of(run.start, periods)
            return -1 if period is None else period, order[run.room], run.start

        sequence = sorted((each for each in ranks.sessions if each in runs), key=key)
        return sum(
            ranks.wanted.get(session, place) != place for place, session in enumerate(sequence, 1)
        )

    return count


def pairs_amount(pairs: Pairs, timeline: Timeline) -> Counting:
    """Count a `Pairs`."""
    sessions = {session for pair in pairs.shared for session in pair}
    marks = _marks(pairs.times, sessions, timeline)
    rooms = pairs.rooms
    times: dict[tuple[int | None, int | None], int] | None = None
    if pairs.times is not None:
        times = dict(pairs.times.amounts.items())

    def count(runs: Runs) -> int:
        room = {session: runs[session].room for session in sessions if session in runs}
        mark = {
            session: marks[session].get(runs[session].start) for session in marks if session in runs
        }
        total = 0
        for (first, second), shared in pairs.shared.items():
            if first not in runs or second not in runs:
                continue
            here = 1 if rooms is None else rooms.get((room[first], room[second]), 0)
            now = 1 if times is None else times.get((mark.get(first), mark.get(second)), 0)
            total += shared * here * now
        return total

    return count


def related_amount(related: RelatedPairs, periods: Spans) -> Counting:
    """Count a `RelatedPairs`."""
    rooms, pause = related.rooms, minutes(related.pause)

    def count(runs: Runs) -> int:
        total = 0
        for (first, second), shared in related.shared.items():
            if first in runs and second in runs:
                one, other = runs[first], runs[second]
                here = 1 if rooms is None else rooms.get((one.room, other.room), 0)
                if here:
                    total += shared * here * _timed(related.timing, one, other, periods, pause)
        return total

    return count


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
            own, others = period_of(one.start, periods), period_of(other.start, periods)
            same = own is not None and own == others
    match timing:
        case Timing.CLOSE:
            return int(both > 0 or (same and -both < pause))
        case Timing.SAME_PERIOD:
            return int(same)
        case _:
            return int(own is not None and others is not None and not same)


def _marks(
    times: Times | None, sessions: Set[str], timeline: Timeline
) -> Mapping[str, Mapping[int, int]]:
    """Return the marks of each session by minute; what sessions have in common is converted once."""
    if times is None:
        return {}
    converted: dict[int, Mapping[int, int]] = {}
    found = {}
    for session in sessions & times.marks.keys():
        marks = times.marks[session]
        if id(marks) not in converted:
            converted[id(marks)] = {timeline.minute(at): mark for at, mark in marks.items()}
        found[session] = converted[id(marks)]
    return found


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


class Ahead:
    """The times that the earlier sessions of some lags allow the later ones."""

    def __init__(self, firsts: Sequence[str], bounds: Bounds) -> None:
        self._firsts, self._bounds = firsts, bounds
        self._runs: Runs | None = None
        self._table: LagTable | None = None

    def table(self, runs: Runs) -> LagTable:
        """Return the allowed times after each session that is held."""
        if self._table is None or self._runs is not runs:
            held = [runs[first] for first in self._firsts if first in runs]
            starts = np.array([run.start for run in held], dtype=np.int64)
            ends = np.array([run.end for run in held], dtype=np.int64)
            self._runs, self._table = runs, self._bounds.table(starts, ends)
        return self._table


def lags_amount(session: str, ahead: Ahead) -> Counting:
    """Count a `Lag` or an `After` for all its sessions at once."""

    def count(runs: Runs) -> int:
        then = runs.get(session)
        if then is None:
            return 0
        allowed = ahead.table(runs)
        early = np.maximum(allowed.start_from - then.start, 0)
        late = np.maximum(then.start - allowed.start_by, then.end - allowed.end_by)
        return int(early.sum() + np.maximum(late, 0).sum())

    return count


class Counter:
    """Counts the amounts of a problem's restrictions on schedules, one after another."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._timeline = Timeline(problem.starts[0])
        self._durations = {name: minutes(each) for name, each in problem.durations.items()}
        self._omissible = problem.omissible
        self._ahead: dict[object, Ahead] = {}
        self._converted: dict[int, tuple[Iterable[Span], Spans]] = {}
        """Converted times by the identity of their source, which is kept alive here."""
        self._used: dict[int, tuple[Sequence[Use], Uses]] = {}
        """Converted uses, likewise."""
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
        runs = self._runs(schedule)
        for priced, count in self._count:
            if amount := count(runs):
                yield priced, amount

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

    def _counting(  # noqa: C901, PLR0911, PLR0912  # one way out for each kind
        self, restriction: Restriction
    ) -> Counting:
        """Return the function that counts a restriction; its times are converted once."""
        match restriction:
            case Stay():
                return stay_amount(restriction, self._spans(restriction.within))
            case Avoid():
                return partial(avoid_amount, restriction, self._spans(restriction.during))
            case Unfit():
                return unfit_amount(restriction, self._timeline)
            case Present():
                return partial(present_amount, restriction)
            case Worst(groups=groups):
                return partial(worst_amount, [[*map(self._counting, group)] for group in groups])
            case Capacity():
                taken = [*steps_of(restriction.taken, self._timeline)]
                return capacity_amount(restriction, self._uses(restriction), taken)
            case LoadQuota():
                return partial(quota_amount, restriction, self._spans_if_any(restriction.periods))
            case Peaks(groups=groups):
                return peaks_amount(restriction, [self._spans(group) for group in groups])
            case FreeTime(windows=windows):
                return free_time_amount(restriction, self._spans(windows))
            case Lag(first=first, then=then):
                return lags_amount(then, Ahead((first,), Bounds(restriction, self._timeline)))
            case After(then=then):
                return lags_amount(then, self._ahead_in(restriction))
            case Distinct():
                periods = self._spans_if_any(restriction.periods)
                return partial(distinct_amount, restriction, periods, self._timeline)
            case Compact():
                return partial(compact_amount, restriction, self._spans(restriction.periods))
            case Spread():
                return partial(spread_amount, restriction)
            case Travel():
                return partial(travel_amount, restriction)
            case Pairs():
                return pairs_amount(restriction, self._timeline)
            case RelatedPairs(periods=periods):
                return related_amount(restriction, self._spans(periods))
            case Unmixed(periods=periods):
                return partial(unmixed_amount, restriction, self._spans(periods))
            case Switches(periods=periods):
                return switches_amount(restriction, self._spans(periods))
            case Held(periods=periods):
                return partial(held_amount, restriction, self._spans(periods))
            case Beside(periods=periods):
                return partial(beside_amount, restriction, self._spans(periods))
            case Parallel(periods=periods):
                return partial(parallel_amount, restriction, self._spans(periods))
            case Gapless(periods=periods):
                return partial(gapless_amount, restriction, self._spans(periods))
            case Ranks(periods=periods):
                return ranks_amount(restriction, self._spans(periods), self._problem.rooms)
            case _:
                raise NotImplementedError(f"not counted yet: {restriction}")

    def _ahead_in(self, lags: After) -> Ahead:
        """Return what comes first in some lags; those that have it in common share it."""
        # The tuple is kept alive by what is known of it, so that its identity tells it from others.
        key = id(lags.firsts), lags.at_least, lags.at_most, lags.days
        if key not in self._ahead:
            self._ahead[key] = Ahead(lags.firsts, Bounds(lags, self._timeline))
        return self._ahead[key]

    def _uses(self, capacity: Capacity) -> Uses:
        """Convert uses once for all capacities that have them in common: those of all rooms do."""
        uses = capacity.uses
        if id(uses) not in self._used:
            self._used[id(uses)] = uses, uses_in_minutes(uses)
        return self._used[id(uses)][1]

    def _spans_if_any(self, spans: Iterable[Span] | None) -> Spans | None:
        return None if spans is None else self._spans(spans)

    def _spans(self, spans: Iterable[Span]) -> Spans:
        """Convert times once for all restrictions that have them in common."""
        if id(spans) not in self._converted:
            minute = self._timeline.minute
            self._converted[id(spans)] = (
                spans,
                [(minute(start), minute(end)) for start, end in spans],
            )
        return self._converted[id(spans)][1]


def _by_rule(amounts: Iterable[tuple[Priced, int]]) -> Mapping[str, Total]:
    totals: dict[str, Total] = {}
    for priced, amount in amounts:
        so_far, hard = totals.get(priced.rule, Total()), priced.price is None
        totals[priced.rule] = Total(
            so_far.forbidden + (amount if hard else 0),
            so_far.amount + (0 if hard else amount),
            so_far.penalty + (priced.price or 0) * amount,
        )
    return totals
