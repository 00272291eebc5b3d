"""The engines' own count: amounts of all restrictions of a problem on any schedule."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from scheduler.engines.timeline import Timeline, minutes
from scheduler.findings import Total
from scheduler.restrictions import (
    NONE,
    Avoid,
    Capacity,
    Compact,
    Distinct,
    Lag,
    Priced,
    Problem,
    Quota,
    Restriction,
    Span,
    Stay,
    Travel,
    Unfit,
)
from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True)
class _Run:
    """A session as placed, in minutes since the origin."""

    start: int
    end: int
    room: str


class Counter:
    """Counts the amounts of a problem's restrictions on schedules, one after another."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._timeline = Timeline(problem.starts[0])
        self._durations = {name: minutes(each) for name, each in problem.durations.items()}
        self._count: Sequence[tuple[Priced, Callable[[_Runs], int]]] = [
            (priced, self._counting(priced.restriction)) for priced in problem.priced
        ]

    def amounts(self, schedule: Schedule) -> Iterator[tuple[Priced, int]]:
        """Yield each restriction that the schedule does not keep, with its amount."""
        runs = self._runs(schedule)
        for priced, count in self._count:
            if amount := count(runs):
                yield priced, amount

    def by_rule(self, schedule: Schedule) -> Mapping[str, Total]:
        """Return the totals of each rule whose restrictions the schedule does not keep."""
        totals: dict[str, Total] = {}
        for priced, amount in self.amounts(schedule):
            so_far, hard = totals.get(priced.rule, Total()), priced.price is None
            totals[priced.rule] = Total(
                so_far.forbidden + (amount if hard else 0),
                so_far.amount + (0 if hard else amount),
                so_far.penalty + (priced.price or 0) * amount,
            )
        return totals

    def _runs(self, schedule: Schedule) -> "_Runs":
        runs = {}
        for session, length in self._durations.items():
            assignment = schedule.by_session[session]
            start = self._timeline.minute(assignment.start)
            runs[session] = _Run(start, start + length, assignment.room)
        return runs

    def _counting(  # noqa: PLR0911  # one way out for each kind
        self, restriction: Restriction
    ) -> "Callable[[_Runs], int]":
        """Return the function that counts a restriction; its times are converted once."""
        match restriction:
            case Stay():
                return _stay(restriction, self._spans(restriction.within))
            case Avoid():
                return _avoid(restriction, self._spans(restriction.during))
            case Unfit():
                return lambda runs: restriction.amounts.get(runs[restriction.session].room, 0)
            case Capacity():
                return _capacity(restriction)
            case Quota():
                return _quota(restriction, self._spans(restriction.periods))
            case Lag():
                return _lag(restriction, self._timeline)
            case Distinct():
                periods = restriction.periods
                return _distinct(restriction, None if periods is None else self._spans(periods))
            case Compact():
                return _compact(restriction, self._spans(restriction.periods))
            case Travel():
                return _travel(restriction)

    def _spans(self, spans: Iterable[Span]) -> "_Spans":
        minute = self._timeline.minute
        return [(minute(start), minute(end)) for start, end in spans]


_Runs = Mapping[str, _Run]
_Spans = Sequence[tuple[int, int]]
_Counting = Callable[[_Runs], int]


def _shared(start: int, end: int, window: tuple[int, int]) -> int:
    return max(0, min(end, window[1]) - max(start, window[0]))


def _period(start: int, periods: _Spans) -> int | None:
    return next((n for n, (begin, end) in enumerate(periods) if begin <= start < end), None)


def _stay(stay: Stay, within: _Spans) -> _Counting:
    before, after = minutes(stay.before), minutes(stay.after)

    def count(runs: _Runs) -> int:
        run = runs[stay.session]
        start, end = run.start - before, run.end + after
        return end - start - max((_shared(start, end, window) for window in within), default=0)

    return count


def _avoid(avoid: Avoid, during: _Spans) -> _Counting:
    def count(runs: _Runs) -> int:
        run = runs[avoid.session]
        if avoid.rooms is not None and run.room not in avoid.rooms:
            return 0
        return avoid.rate * sum(_shared(run.start, run.end, window) for window in during)

    return count


def _capacity(capacity: Capacity) -> _Counting:
    uses = [(use, minutes(use.before), minutes(use.after)) for use in capacity.uses]
    rooms = None
    if capacity.rooms is not None:
        rooms = {room: minutes(after) for room, after in capacity.rooms.items()}

    def changes(runs: _Runs) -> Iterator[tuple[int, int]]:
        for use, before, after in uses:
            run, more = runs[use.session], 0
            if rooms is not None:
                if run.room not in rooms:
                    continue
                more = rooms[run.room]
            yield run.start - before, use.load
            yield run.end + after + more, -use.load

    def count(runs: _Runs) -> int:
        load = excess = since = 0
        for moment, group in groupby(sorted(changes(runs)), key=lambda change: change[0]):
            excess += max(0, load - capacity.at_most) * (moment - since)
            load, since = load + sum(change for _, change in group), moment
        return capacity.rate * excess

    return count


def _quota(quota: Quota, periods: _Spans) -> _Counting:
    def count(runs: _Runs) -> int:
        loads = [0] * len(periods)
        for session, load in quota.loads.items():
            period = _period(runs[session].start, periods)
            if period is not None:
                loads[period] += load
        over = (
            sum(max(0, load - quota.at_most) for load in loads) if quota.at_most is not None else 0
        )
        return quota.rate * (over + sum(max(0, quota.at_least - load) for load in loads))

    return count


def _lag(lag: Lag, timeline: Timeline) -> _Counting:
    days = [
        (
            (timeline.minute(day.period[0]), timeline.minute(day.period[1])),
            None if day.start_from is None else timeline.minute(day.start_from),
            None if day.end_by is None else timeline.minute(day.end_by),
        )
        for day in lag.days
    ]

    def count(runs: _Runs) -> int:
        first, then = runs[lag.first], runs[lag.then]
        early, late = [0], [0]
        if lag.at_least is not None:
            early.append(first.end + minutes(lag.at_least) - then.start)
        if lag.at_most is not None:
            late.append(then.start - first.end - minutes(lag.at_most))
        for (begin, end), start_from, end_by in days:
            if begin <= first.start < end:
                early.append(0 if start_from is None else start_from - then.start)
                late.append(0 if end_by is None else then.end - end_by)
        return max(early) + max(late)

    return count


def _distinct(distinct: Distinct, periods: _Spans | None) -> _Counting:
    def count(runs: _Runs) -> int:
        used: set[str | int | None]
        if periods is None:
            used = {runs[session].room for session in distinct.sessions}
        else:
            used = {_period(runs[session].start, periods) for session in distinct.sessions}
        return max(0, len(used - {None}) - 1)

    return count


def _compact(compact: Compact, periods: _Spans) -> _Counting:
    def count(runs: _Runs) -> int:
        found = (_period(runs[session].start, periods) for session in compact.sessions)
        used = [period for period in found if period is not None]
        return max(used) - min(used) if used else 0

    return count


def _travel(travel: Travel) -> _Counting:
    def count(runs: _Runs) -> int:
        short = 0
        ordered = sorted((runs[session] for session in travel.sessions), key=lambda run: run.start)
        for earlier, later in combinations(ordered, 2):
            places = travel.places[earlier.room], travel.places[later.room]
            way = minutes(travel.ways.get(places, NONE))
            gap = later.start - earlier.end
            short += max(0, way - gap) if gap >= 0 else 0
        return short

    return count
