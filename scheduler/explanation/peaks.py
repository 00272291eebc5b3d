"""More at once in all periods together than there may be: teams that work in half-days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Timeline
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules import VOICES, Tally
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import item_name, session_names
from scheduler.restrictions import Peaks, Priced, Span
from scheduler.wording import counted, day_text

_MANY = 10**9
"""More than there ever are at once."""


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
    groups = sorted(peaks.groups)
    worst: _Shortage | None = None
    for first in range(len(groups)):
        for last in range(first, len(groups)):
            some = tuple(groups[first : last + 1])
            found = _need(presolve, peaks, some, _limits(peaks, hard))
            if found.by > max(0, worst.by if worst else 0):
                worst = found
    return worst


def _overlap(groups: Iterable[Sequence[Span]]) -> bool:
    """Tell whether a period is in several groups."""
    periods = [period for group in groups for period in group]
    return len(periods) > len(set(periods))


def _limits(peaks: Peaks, hard: Iterable[Priced]) -> Mapping[Span, int]:
    """Return the most that may run at once in each period, by all that is forbidden."""
    limits: dict[Span, int] = {}
    for priced in hard:
        other = priced.restriction
        if isinstance(other, Peaks) and other.sessions == peaks.sessions:
            for group in other.groups:
                for period in group:
                    limits[period] = min(limits.get(period, _MANY), other.at_most)
    return limits


def _need(
    presolve: Presolve,
    peaks: Peaks,
    groups: tuple[tuple[Span, ...], ...],
    limits: Mapping[Span, int],
) -> _Shortage:
    """Return what is needed at least by the sessions that can only be in these groups."""
    periods = [period for group in groups for period in group]
    left = presolve.left
    inside = {
        name: left[name]
        for name in peaks.sessions
        if name in left and _always_in(left[name], periods, presolve.timeline)
    }
    lengths = sorted({domain.duration for domain in inside.values()})
    needed = 0
    for length in lengths:
        some = [domain for domain in inside.values() if domain.duration >= length]
        rows = (
            (_most_in_turn(some, period, presolve.timeline), limits.get(period, _MANY))
            for period in periods
        )
        needed = max(needed, _least(len(some), sorted(rows, reverse=True)))
    return _Shortage(groups, needed, peaks.at_most * len(groups), tuple(inside))


def _always_in(domain: Domain, periods: Sequence[Span], timeline: Timeline) -> bool:
    """Tell whether a session runs in one of the periods, whenever it starts."""
    if domain.optional or not len(domain.held):
        return False
    begins, ends = timeline.edges(periods)
    starts = domain.held[:, None]
    return bool(((starts < ends) & (starts + domain.duration > begins)).any(axis=1).all())


def _most_in_turn(domains: Iterable[Domain], period: Span, timeline: Timeline) -> int:
    """Return how many of these sessions can run one after the other in a period, at most."""
    begin, end = (timeline.minute(edge) for edge in period)
    runs = {
        (min(start + domain.duration, end), max(start, begin))
        for domain in domains
        for start in domain.held.tolist()
        if start < end and start + domain.duration > begin
    }
    number, free = 0, begin
    for until, since in sorted(runs):
        if since >= free:
            number, free = number + 1, until
    return number


def _least(number: int, rows: Sequence[tuple[int, int]]) -> int:
    """Return the least sum of peaks for so many sessions.

    Each unit of the peak of a period holds so many sessions in turn, the first of its row, and the second
    of the row is the most units of it. The periods that hold most come first.
    """
    needed = 0
    for in_turn, most in rows:
        if in_turn <= 0:
            break
        units = min(most, -(-number // in_turn))
        needed, number = needed + units, number - units * in_turn
        if number <= 0:
            return needed
    # What is left has no room at all; it needs one more at least.
    return needed + 1 if number > 0 else needed


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
    last = shortage.groups[-1][-1][0].astimezone(zone).date()
    same = first == last
    return f"on {day_text(first)}" if same else f"from {day_text(first)} to {day_text(last)}"
