"""The engines' own count: amounts of all restrictions of a problem on any schedule, and what places cost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from scheduler.engines.counting import kinds
from scheduler.engines.counting.kinds import Counting, PlacedRun, Runs, Spans
from scheduler.engines.counting.tracks import group_amount, pairs_amount, related_amount
from scheduler.engines.domains import together
from scheduler.engines.items.followers import counted_agendas
from scheduler.engines.lags import Bounds, LagTable
from scheduler.engines.model import Model, Places
from scheduler.engines.timeline import Timeline, minutes, steps_of
from scheduler.errors import DisagreementError
from scheduler.findings import Total
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
    Span,
    Spread,
    Stay,
    Travel,
    Unfit,
    Use,
    Worst,
)
from scheduler.schedule import Schedule


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
        """Return what places cost of the kinds that annealing leaves out; None if that is forbidden."""
        if self._beyond is None:
            return 0
        counts = self._beyond.by_rule(self._model.schedule(places)).values()
        if any(count.forbidden for count in counts):
            return None
        return sum(count.penalty for count in counts)

    def totals(self, schedule: Schedule) -> Mapping[str, Total]:
        """Return the totals of each rule that a schedule does not keep, which may break anything."""
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
    """What comes first in some lags: since when and until when it lets the other one be."""

    def __init__(self, firsts: Sequence[str], bounds: Bounds) -> None:
        self._firsts, self._bounds = firsts, bounds
        self._runs: Runs | None = None
        self._table: LagTable | None = None

    def table(self, runs: Runs) -> LagTable:
        """Return what each of those that are held allows."""
        if self._table is None or self._runs is not runs:
            held = [runs[first] for first in self._firsts if first in runs]
            starts = np.array([run.start for run in held], dtype=np.int64)
            ends = np.array([run.end for run in held], dtype=np.int64)
            self._runs, self._table = runs, self._bounds.table(starts, ends)
        return self._table


def lags_amount(session: str, ahead: Ahead) -> Counting:
    """Count a `Lag` or an `After`: what each of many sessions lets another one do, all at once."""

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
        """Times by the identity of what they were converted from, which is kept alive here."""
        self._used: dict[int, tuple[Sequence[Use], kinds.Uses]] = {}
        """The same of uses."""
        self._count: Sequence[tuple[Priced, Counting]] = [
            (priced, self._counting(priced.restriction)) for priced in problem.priced
        ]

    def all_amounts(self, schedule: Schedule) -> Iterator[tuple[Priced, int]]:
        """Yield each restriction, on sessions or on their agendas, that is not kept, with its amount."""
        yield from self.amounts(schedule)
        if self._problem.tasks:
            yield from Counter(counted_agendas(self._problem, schedule)).amounts(schedule)

    def amounts(self, schedule: Schedule) -> Iterator[tuple[Priced, int]]:
        """Yield each restriction on sessions that the schedule does not keep, with its amount."""
        runs = self._runs(schedule)
        for priced, count in self._count:
            if amount := count(runs):
                yield priced, amount

    def by_rule(self, schedule: Schedule) -> Mapping[str, Total]:
        """Return the totals of each rule whose restrictions on sessions the schedule does not keep."""
        return _by_rule(self.amounts(schedule))

    def whole(self, schedule: Schedule) -> Mapping[str, Total]:
        """Return the totals of each rule whose restrictions, also those on tasks, are not kept."""
        return _by_rule(self.all_amounts(schedule))

    def cost(self, schedule: Schedule) -> tuple[int, int]:
        """Return what is forbidden of a schedule in all, and what is paid for it."""
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
                return kinds.stay_amount(restriction, self._spans(restriction.within))
            case Avoid():
                return kinds.avoid_amount(restriction, self._spans(restriction.during))
            case Unfit():
                return kinds.unfit_amount(restriction, self._timeline)
            case Present():
                return kinds.present_amount(restriction)
            case Worst(groups=groups):
                return kinds.worst_amount([[*map(self._counting, group)] for group in groups])
            case Capacity():
                taken = [*steps_of(restriction.taken, self._timeline)]
                return kinds.capacity_amount(restriction, self._uses(restriction), taken)
            case LoadQuota():
                return kinds.quota_amount(restriction, self._spans_if_any(restriction.periods))
            case Peaks(groups=groups):
                return kinds.peaks_amount(restriction, [self._spans(group) for group in groups])
            case FreeTime(windows=windows):
                return kinds.free_time_amount(restriction, self._spans(windows))
            case Lag(first=first, then=then):
                return lags_amount(then, Ahead((first,), Bounds(restriction, self._timeline)))
            case After(then=then):
                return lags_amount(then, self._ahead_in(restriction))
            case Distinct():
                periods = self._spans_if_any(restriction.periods)
                return kinds.distinct_amount(restriction, periods, self._timeline)
            case Compact():
                return kinds.compact_amount(restriction, self._spans(restriction.periods))
            case Spread():
                return kinds.spread_amount(restriction)
            case Travel():
                return kinds.travel_amount(restriction)
            case Pairs() | RelatedPairs():
                return self._counting_pairs(restriction)
            case kind if isinstance(kind, GroupKind):
                return group_amount(kind, self._spans(kind.periods), self._problem.rooms)
            case _:
                raise NotImplementedError(f"not counted yet: {restriction}")

    def _counting_pairs(self, pairs: Pairs | RelatedPairs) -> Counting:
        if isinstance(pairs, RelatedPairs):
            return related_amount(pairs, self._spans(pairs.periods))
        return pairs_amount(pairs, self._timeline)

    def _ahead_in(self, lags: After) -> Ahead:
        """Return what comes first in some lags; those that have it in common share it."""
        # The tuple is kept alive by what is known of it, so that its identity tells it from others.
        key = id(lags.firsts), lags.at_least, lags.at_most, lags.days
        if key not in self._ahead:
            self._ahead[key] = Ahead(lags.firsts, Bounds(lags, self._timeline))
        return self._ahead[key]

    def _uses(self, capacity: Capacity) -> kinds.Uses:
        """Convert uses once for all capacities that have them in common: those of all rooms do."""
        uses = capacity.uses
        if id(uses) not in self._used:
            self._used[id(uses)] = uses, kinds.uses_in_minutes(uses)
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
