"""More at once in all periods together than there may be: teams that work in half-days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scheduler.engines.peak_bounds import always_in, least_peaks, limits_of
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules import VOICES, Tally
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import session_names
from scheduler.restrictions import Peaks, Priced, Span
from scheduler.wording import counted, day_text, item_name

FEW = 4
"""Of so many groups, at most, all ranges are looked at."""


def missed_peaks(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the hard peaks that cannot be kept, of each item the one that asks most beyond what there is."""
    hard = [each for each in presolve.hard if isinstance(each.restriction, Peaks)]
    worst: dict[tuple[str, str], _Shortage] = {}
    for priced in hard:
        found = _shortage(presolve, priced, hard)
        key = priced.rule, priced.restriction.item
        if found is not None and (key not in worst or found.by > worst[key].by):
            worst[key] = found
    for (rule, item), shortage in worst.items():
        yield _trouble(presolve, rule, item, shortage)


@dataclass(frozen=True, slots=True)
class _Shortage:
    """Periods in which more is needed than there is."""

    groups: tuple[tuple[Span, ...], ...]
    needed: int
    there: int
    sessions: tuple[str, ...]

    @property
    def by(self) -> int:
        """How much more."""
        return self.needed - self.there


def _shortage(presolve: Presolve, priced: Priced, hard: Sequence[Priced]) -> _Shortage | None:
    """Return the worst of what some consecutive groups of a restriction need, if it is too much."""
    peaks = priced.restriction
    if not isinstance(peaks, Peaks) or _overlap(peaks.groups):
        return None
    groups, limits = sorted(peaks.groups), limits_of(peaks, hard)
    worst: _Shortage | None = None
    for some in _ranges(groups):
        found = _need(presolve, peaks, some, limits)
        if found.by > max(0, worst.by if worst else 0):
            worst = found
    return worst


def _ranges(groups: Sequence[tuple[Span, ...]]) -> Iterator[tuple[tuple[Span, ...], ...]]:
    """Yield some consecutive groups: each by itself, all, and of few all ranges."""
    number = len(groups)
    for first, last in combinations(range(number + 1), 2):
        if number <= FEW or last - first in (1, number):
            yield tuple(groups[first:last])


def _overlap(groups: Iterable[Sequence[Span]]) -> bool:
    """Tell whether a period is in several groups."""
    periods = [period for group in groups for period in group]
    return len(periods) > len(set(periods))


def _need(
    presolve: Presolve,
    peaks: Peaks,
    groups: tuple[tuple[Span, ...], ...],
    limits: Mapping[Span, int],
) -> _Shortage:
    """Return what is needed at least by the sessions that can only be in these groups."""
    periods = [period for group in groups for period in group]
    left, timeline = presolve.left, presolve.timeline
    domains = [left[name] for name in peaks.sessions if name in left]
    inside = [each for each in domains if always_in(each, periods, timeline)]
    needed = least_peaks(inside, periods, limits, timeline)
    sessions = tuple(each.session for each in inside)
    return _Shortage(groups, needed, peaks.at_most * len(groups), sessions)


def _trouble(presolve: Presolve, rule: str, item: str, shortage: _Shortage) -> Trouble:
    words = VOICES[rule].tally or Tally()
    who = item_name(presolve.instance, rule, item)
    there = f"{shortage.there:,} {'is' if shortage.there == 1 else 'are'} there"
    said = (
        f"{who}: at least {counted(shortage.needed, words.peaks)} "
        f"{'is' if shortage.needed == 1 else 'are'} needed {_when(presolve, shortage)}, "
        f"{there if shortage.there else 'and none is there'}"
    )
    names = session_names(presolve.instance, shortage.sessions)
    help_ = f" What may help: {words.helps_peaks}." if words.helps_peaks else ""
    message = f"{said}. Sessions: {names}.{help_}"
    return Trouble(message, certain=True, sessions=shortage.sessions, rules=(rule,))


def _when(presolve: Presolve, shortage: _Shortage) -> str:
    """Return ``on Mon 8 Nov``, or ``from Mon 8 Nov to Fri 19 Nov``."""
    zone = presolve.instance.zone
    first = shortage.groups[0][0][0].astimezone(zone).date()
    last = min(shortage.groups[-1][-1][0].astimezone(zone).date(), presolve.instance.last_day)
    same = first == last
    return f"on {day_text(first)}" if same else f"from {day_text(first)} to {day_text(last)}"
