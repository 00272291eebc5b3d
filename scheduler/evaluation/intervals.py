"""Stretches of time: what of them lies in windows or on wall clocks, where too much is at once, and bands."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scheduler.evaluation.memoised import memoised
from scheduler.evaluation.runs import Run, chronological, ids, placed, titles
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Band,
    Hours,
    Instance,
    Span,
    instant_at,
    minutes_of,
    place_of,
)
from scheduler.phrases import say
from scheduler.wording import number, when

NONE = timedelta()


def minutes_outside(start: datetime, end: datetime, windows: Iterable[Span]) -> int:
    """Return the minutes of a stretch, less the most of them that lie in one window."""
    inside = NONE
    for since, until in windows:
        if since <= start and end <= until:
            return 0
        if since < end and start < until:
            inside = max(inside, min(end, until) - max(start, since))
    return minutes_of(end - start - inside)


def minutes_inside(start: datetime, end: datetime, windows: Iterable[Span]) -> int:
    """Return the minutes of a stretch that lie in any window, each counted once."""
    inside, edge = NONE, start
    for since, until in sorted(windows):
        since_, until_ = max(since, edge), min(until, end)
        if since_ < until_:
            inside += until_ - since_
            edge = until_
    return minutes_of(inside)


class HeldLoad(NamedTuple):
    """For how long a session holds something, and how much of it."""

    run: Run
    start: datetime
    end: datetime
    load: int = 1


@dataclass(frozen=True, slots=True)
class Overlap:
    """A stretch of time in which more is held, without a break, than there is."""

    start: datetime
    end: datetime
    runs: tuple[Run, ...]
    """All that hold some of it then, in order of time."""
    peak: int
    """The most that is held at once."""
    minutes: int
    """For each minute of it, what is held beyond what there is."""


def overlaps(holds: Iterable[HeldLoad], at_most: int = 1) -> Iterator[Overlap]:
    """Yield each stretch in which the loads held come to more than `at_most`, in order of time.

    Where one hold ends as another starts, the stretch ends if what is left is not too much.
    """
    all_holds = tuple(holds)
    if sum(hold.load for hold in all_holds) <= at_most:
        return
    edges = [(hold.start, hold.load) for hold in all_holds]
    edges += [(hold.end, -hold.load) for hold in all_holds]
    load, peak, excess = 0, 0, NONE
    began = last = None
    for instant, change in sorted(edges):
        if last is not None and load > at_most:
            excess += (load - at_most) * (instant - last)
        load, last = load + change, instant
        if load > at_most:
            began, peak = began or instant, max(peak, load)
        elif began is not None:
            yield Overlap(
                began, instant, _holding(all_holds, began, instant), peak, minutes_of(excess)
            )
            began, peak, excess = None, 0, NONE


def _holding(holds: Iterable[HeldLoad], start: datetime, end: datetime) -> tuple[Run, ...]:
    return chronological(hold.run for hold in holds if hold.start < end and hold.end > start)


def overlaps_of(runs: Iterable[Run], at_most: int = 1) -> Iterator[Overlap]:
    """Yield each stretch in which more than `at_most` of these sessions run."""
    yield from overlaps((HeldLoad(run, run.start, run.end) for run in runs), at_most)


def overlap_found(
    zone: ZoneInfo, item: str, what: str, overlap: Overlap, amount: int | None = None
) -> Finding:
    """Return what is wrong with a overlap; its minutes are the amount, unless that is given."""
    is_each_once = overlap.minutes == minutes_of(overlap.end - overlap.start)
    time, who = when(overlap.start, overlap.end, zone), titles(overlap.runs)
    message = say("{} on {}: {} ({} min)", what, time, who, overlap.minutes)
    if not is_each_once:
        message = say(
            "{} on {}: {} (counts as {} min in all)",
            what,
            time,
            who,
            overlap.minutes,
        )
    return Finding(item, overlap.minutes if amount is None else amount, ids(overlap.runs), message)


class ConcurrencyLimit(NamedTuple):
    """Sessions of which no more than `at_most` should run at once."""

    item: str
    who: str
    """Whose sessions they are, as ``Committee 1 has``."""
    runs: Sequence[Run]
    at_most: int = 1
    rate: int = 1
    """What a minute counts."""

    @property
    def id(self) -> tuple[str, str]:
        """What is said of which item."""
        return self.item, self.who


@memoised
def at_once(instance: Instance, limit: ConcurrencyLimit) -> Iterator[Finding]:
    """Yield each stretch in which more sessions run than a limit allows."""
    for overlap in overlaps_of(limit.runs, limit.at_most):
        what = say("{} {} sessions at once", limit.who, number(overlap.peak))
        yield overlap_found(instance.zone, limit.item, what, overlap, overlap.minutes * limit.rate)


def too_many_needed(
    instance: Instance, item: str, what: str, holds: Iterable[HeldLoad], available: int
) -> Iterator[Finding]:
    """Yield each stretch in which more of something countable is held than is available."""
    for overlap in overlaps(holds, available):
        needed = say("{}: {} needed, {} available", what, overlap.peak, available)
        yield overlap_found(instance.zone, item, needed, overlap)


def about(instance: Instance, run: Run, amount: int, trouble: str) -> Iterator[Finding]:
    """Yield what is wrong with a session, if the amount is positive."""
    if amount > 0:
        yield Finding(run.id, amount, (run.id,), say("{}: {}", placed(run, instance.zone), trouble))


def outside(instance: Instance, run: Run, windows: Iterable[Span], what: str) -> Iterator[Finding]:
    """Yield the minutes of a session that lie outside windows, which are called so, if any do."""
    minutes = minutes_outside(run.start, run.end, windows)
    if minutes:
        yield from about(instance, run, minutes, say("{} min outside {}", minutes, what))


def stretches_of(instance: Instance, *, whole: bool = False) -> list[tuple[Band, Span]]:
    """Return every stretch of every band of the conference, with its band; or bands as a whole."""
    zone = instance.zone
    return [
        (band, (instant_at(day, since, zone), instant_at(day, until, zone)))
        for day in instance.working_dates
        for band in instance.bands_of(day)
        for since, until in ([(band.start, band.end)] if whole else band.stretches())
    ]


_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


def minutes_on_clock(start: datetime, end: datetime, zone: ZoneInfo, hours: Hours) -> int:
    """Return the minutes of a stretch at which the clocks of ``zone`` show one of these hours."""
    return clock_minutes(start, end, zone, hours.start, hours.end)


@lru_cache(65_536)
def clock_minutes(
    start: datetime, end: datetime, zone: ZoneInfo, since: timedelta, until: timedelta
) -> int:
    """Return the minutes at which the clocks of ``zone`` show `since` or more and less than `until`.

    A minute that the clocks show twice is two minutes; one that they skip is none.
    """
    total = NONE
    for first, last in _wall_pieces(start, end, zone):
        midnight = first.replace(hour=0, minute=0)
        while midnight < last:
            total += max(NONE, min(last, midnight + until) - max(first, midnight + since))
            midnight += DAY
    return minutes_of(total)


def _wall_pieces(
    start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the wall times of a stretch, piece by piece between changes of the clocks."""
    began = edge = start
    while edge < end:
        following = min(edge + _HOUR, end)
        if _offset(edge, zone) != _offset(following, zone):
            change = _change(edge, zone)
            yield _wall(began, change, zone)
            began = change
        edge = following
    if began < end:
        yield _wall(began, end, zone)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()


def _change(edge: datetime, zone: ZoneInfo) -> datetime:
    """Return the first minute of the hour after ``edge`` at which the clocks have been changed."""
    old = _offset(edge, zone)
    later = [edge + minute * _MINUTE for minute in range(1, 61)]
    return later[bisect_left(later, 1, key=lambda instant: _offset(instant, zone) != old)]


def _wall(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    first = start.astimezone(zone).replace(tzinfo=None)
    return first, first + (end - start)


def spans_followed(instance: Instance, run: Run) -> Iterator[Span]:
    """Yield what remote participants follow of a session: all of it, or the hours of each of its days.

    On a horizon of days these are the daily hours of its kind, on the clocks of its place.
    """
    if not instance.of_days:
        yield run.start, run.end
        return
    hours, zone = instance.kind_by_id[run.session.kind].daily_hours, zone_of(instance, run)
    day, end = run.start, run.end
    while day < end and hours is not None:
        date = day.astimezone(instance.zone).date()
        start, until = (instant_at(date, clock, zone) for clock in (hours.start, hours.end))
        if start < until:
            yield start, until
        day += DAY


def zone_of(instance: Instance, run: Run) -> ZoneInfo:
    """Return the clocks of the place of a session; those of the conference, where none are said."""
    place = place_of(instance, run.room)
    return (place.zone if place is not None else None) or instance.zone


def minutes_within(instance: Instance, run: Run, zone: ZoneInfo, hours: Hours) -> tuple[int, int]:
    """Return the minutes that are followed of a session, and those of them within hours of a zone."""
    spans = [*spans_followed(instance, run)]
    total = sum((end - start for start, end in spans), timedelta()) // timedelta(minutes=1)
    return total, sum(minutes_on_clock(start, end, zone, hours) for start, end in spans)
