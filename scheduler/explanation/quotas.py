"""Days and weeks with too much or too little: meetings of teams, coordination, loads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np

from scheduler.catalogue import RULES
from scheduler.engines.domains import Domain
from scheduler.engines.shared_loads import always_in, least_peaks, limits_of, quota_periods
from scheduler.engines.timeline import Minutes
from scheduler.explanation.energy import Flags, largest_sum
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Trouble, days_text, with_sessions
from scheduler.instance import DAY
from scheduler.restrictions import LoadQuota, Peaks, Priced, Span
from scheduler.wording import counted, item_name


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Consecutive periods with too much, or too little."""

    first: int
    last: int
    needed: int
    possible: int
    sessions: tuple[str, ...]

    @property
    def by(self) -> int:
        """How much too much or too little."""
        return self.needed - self.possible


def missed_quotas(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the hard quotas that cannot be kept, each at its worst.

    A quota of nothing is that of a pool without a team, and told as such; panels are told of by themselves.
    """
    for priced in presolve.hard:
        quota = priced.restriction
        if RULES[priced.rule].family == "panels":
            continue
        if isinstance(quota, LoadQuota) and (quota.at_most != 0 or quota.periods is None):
            starts = _Starts(presolve, quota)
            worst = _worst([*_too_much(starts), *_too_little(starts)])
            if worst is not None:
                yield _trouble(presolve, priced, starts, worst)


def _worst(found: Sequence[Mismatch]) -> Mismatch | None:
    """Return the greatest difference, in the fewest periods."""
    worst = min(found, key=lambda each: (-each.by, each.last - each.first), default=None)
    return worst if worst is not None and worst.by > 0 else None


@dataclass(frozen=True)
class _Starts:
    """A quota's sessions that surely count when they start, and the periods in which they can."""

    presolve: Presolve
    quota: LoadQuota

    @cached_property
    def loads(self) -> Mapping[str, int]:
        """Load of each session."""
        left = () if self.quota.rooms is not None else self.presolve.left
        return {s: n for s, n in self.quota.loads.items() if s in left}

    @cached_property
    def possible(self) -> Flags:
        """Whether a session can start in a period, and in the last column whether in none."""
        possible = np.zeros((len(self.loads), self.number + 1), dtype=bool)
        for row, session in zip(possible, self.loads, strict=True):
            row[self._periods_of(self.presolve.left[session])] = True
        return possible

    def _periods_of(self, left: Domain) -> Minutes:
        """Return the position of the period of each start, in order of time; -1 for none."""
        if self.quota.periods is None:
            return np.zeros_like(left.starts)
        in_order = replace(self.quota, periods=tuple(sorted(self.quota.periods)))
        return quota_periods(in_order, left, self.presolve.timeline)

    @property
    def number(self) -> int:
        """Number of periods."""
        return 1 if self.quota.periods is None else len(self.quota.periods)

    @cached_property
    def ranges(self) -> Sequence[tuple[int, int]]:
        """All ranges of consecutive periods: first and last."""
        numbers = range(self.number)
        return [(first, last) for first in numbers for last in numbers[first:]]


def _too_much(starts: _Starts) -> Iterator[Mismatch]:
    """Yield what must start in a range of periods, and what they can take."""
    if starts.quota.at_most is None:
        return
    for first, last in starts.ranges:
        outside = np.ones(starts.possible.shape[1], dtype=bool)
        outside[first : last + 1] = False
        inside: Flags = ~np.any(starts.possible[:, outside], axis=1)
        loads = {s: n for (s, n), must in zip(starts.loads.items(), inside, strict=True) if must}
        can_take = 0
        for period in range(first, last + 1):
            here = zip(loads.values(), starts.possible[inside, period], strict=True)
            can_take += largest_sum([n for n, can in here if can], starts.quota.at_most)
        yield Mismatch(first, last, sum(loads.values()), can_take, tuple(loads))


def _too_little(starts: _Starts) -> Iterator[Mismatch]:
    """Yield what a range of periods needs, and what can start there."""
    if not starts.quota.at_least:
        return
    unplaced = sum(n for s, n in starts.quota.loads.items() if s not in starts.loads)
    for first, last in starts.ranges:
        can: Flags = np.any(starts.possible[:, first : last + 1], axis=1)
        loads = {s: n for (s, n), is_able in zip(starts.loads.items(), can, strict=True) if is_able}
        needed = starts.quota.at_least * (last - first + 1)
        shown = tuple(loads if starts.quota.periods is not None else starts.quota.loads)
        yield Mismatch(first, last, needed, sum(loads.values()) + unplaced, shown)


def _trouble(presolve: Presolve, priced: Priced, starts: _Starts, mismatch: Mismatch) -> Trouble:
    who = item_name(presolve.instance, priced.rule, priced.restriction.item)
    if starts.quota.periods is None:
        said = _in_all(starts.quota, mismatch)
    else:
        said = _in_periods(presolve, starts.quota, mismatch)
    helps = VOICES[priced.rule].helps
    said = f"{who}: {said}"
    return with_sessions(presolve.instance, said, mismatch.sessions, helps, [priced.rule])


def _in_periods(presolve: Presolve, quota: LoadQuota, mismatch: Mismatch) -> str:
    when = _range(presolve, quota, mismatch)
    unit = "meetings" if max(quota.loads.values(), default=1) == 1 else "min"
    if quota.at_least:
        one = mismatch.needed == 1 and unit == "meetings"
        asked = "1 meeting is" if one else f"{mismatch.needed:,} {unit} are"
        few = "is" if mismatch.possible == 1 else "are"
        can = f"only {mismatch.possible:,} {few}" if mismatch.possible else "none is"
        return f"{asked} needed {when}, and {can} possible"
    said = (
        f"{mismatch.needed:,} {unit} must be held {when}, where {mismatch.possible:,} are possible"
    )
    return f"{said} ({quota.at_most:,} {_period(quota)})"


def _in_all(quota: LoadQuota, mismatch: Mismatch) -> str:
    if quota.at_least:
        return (
            f"{counted(mismatch.needed, 'session')} needed, and {mismatch.possible:,} can be held"
        )
    return f"{counted(mismatch.needed, 'session')} not optional, and {mismatch.possible:,} allowed"


def _period(quota: LoadQuota) -> str:
    """Return ``a day`` or ``a week``: a day may have some hours more or less than 24."""
    return "a day" if all(end - start < 2 * DAY for start, end in quota.periods or ()) else "a week"


def _range(presolve: Presolve, quota: LoadQuota, mismatch: Mismatch) -> str:
    periods, zone = sorted(quota.periods or ()), presolve.instance.zone
    first = periods[mismatch.first][0].astimezone(zone).date()
    last = presolve.timeline.instant(presolve.timeline.minute(periods[mismatch.last][1]) - 1)
    return days_text(presolve.instance, first, last.astimezone(zone).date())


Groups = Sequence[Sequence[Span]]
"""Periods that count together."""
FEW = 4
"""Most groups of which all ranges are examined."""


def missed_peaks(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the hard peaks that cannot be kept, of each item the one that asks most beyond what there is."""
    hard = [each for each in presolve.hard if isinstance(each.restriction, Peaks)]
    worst: dict[tuple[str, str], tuple[Mismatch, Groups]] = {}
    for priced in hard:
        if isinstance(peaks := priced.restriction, Peaks):
            groups, key = sorted(peaks.groups), (priced.rule, peaks.item)
            found = _worst([*_needed(presolve, peaks, groups, limits_of(peaks, hard))])
            if found is not None and (key not in worst or found.by > worst[key][0].by):
                worst[key] = found, groups
    for (rule, item), (mismatch, periods) in worst.items():
        yield _missed(presolve, rule, item, mismatch, periods)


def _needed(
    presolve: Presolve, peaks: Peaks, groups: Groups, limits: Mapping[Span, int]
) -> Iterator[Mismatch]:
    """Yield what is needed at least by the sessions that can only be in some consecutive groups.

    These are each by itself, all, and of few all ranges. A period in several groups proves nothing.
    """
    every = [period for group in groups for period in group]
    number = len(groups) if len(every) == len(set(every)) else 0
    domains = [presolve.left[name] for name in peaks.sessions if name in presolve.left]
    for first, last in combinations(range(number + 1), 2):
        if number <= FEW or last - first in (1, number):
            periods = [period for group in groups[first:last] for period in group]
            inside = [each for each in domains if always_in(each, periods, presolve.timeline)]
            needed = least_peaks(inside, periods, limits, presolve.timeline)
            sessions = tuple(each.session for each in inside)
            yield Mismatch(first, last - 1, needed, peaks.at_most * (last - first), sessions)


def _missed(
    presolve: Presolve, rule: str, item: str, mismatch: Mismatch, groups: Groups
) -> Trouble:
    who, zone = item_name(presolve.instance, rule, item), presolve.instance.zone
    ends = groups[mismatch.first][0], groups[mismatch.last][-1]
    first, last = (start.astimezone(zone).date() for start, _ in ends)
    there = f"{mismatch.possible:,} {'is' if mismatch.possible == 1 else 'are'} available"
    said = (
        f"{who}: at least {counted(mismatch.needed, 'team half-day')} "
        f"{'is' if mismatch.needed == 1 else 'are'} needed {days_text(presolve.instance, first, last)}, "
        f"{there if mismatch.possible else 'and none is available'}"
    )
    helps = VOICES[rule].helps
    return with_sessions(presolve.instance, said, mismatch.sessions, helps, [rule])
