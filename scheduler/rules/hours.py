"""When a session may, should and should not take place.

In formulas, T is the time of a session s, from its start to its end, and ``|T ∩ W|`` are the minutes of it
in a window W; d is its duration, which is ``|T|`` unless it spans breaks.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta
from types import MappingProxyType

from scheduler.instance import (
    DAY,
    Band,
    Instance,
    Kind,
    Span,
    half_days_of,
    instant_at,
    lasting_spans,
    merged_spans,
    minutes_of,
    official_dates,
    spans_breaks,
    spans_of,
    windows_of,
)
from scheduler.restrictions import Avoid, Distinct, LoadQuota, Restriction, Stay, Unfit, end_of
from scheduler.rules.common import positive, unfit
from scheduler.rules.spans import (
    bands_of,
    breaks_of,
    clock_periods,
    clock_spans,
    day_span,
    horizon_of,
    minutes_left,
    run_of,
    stretches_of,
)


def outside_hours(instance: Instance) -> Iterator[Restriction]:
    """Keep a session inside one stretch of the bands that its kind may use.

    ``|T_s| - max_{W in stretches(kind of s)} |T_s ∩ W|`` for all sessions s, plus the minutes from its start
    to the end of the break in which it starts, if s spans breaks; its stretches are whole bands.
    Reads ``sessions`` (kind, duration, span_breaks), ``kinds`` (bands, span_breaks), ``day_profiles``
    (weekdays, dates, bands).
    """
    within = {kind.id: stretches_of(instance, _band_of(kind)) for kind in instance.kinds}
    whole = {kind.id: bands_of(instance, _band_of(kind)) for kind in instance.kinds}
    left = MappingProxyType(minutes_left(instance))
    for session in instance.sessions:
        spans = spans_breaks(instance, session)
        yield Stay(session.id, session.id, (whole if spans else within)[session.kind])
        if spans and left:
            yield Unfit(session.id, session.id, None, left)


def _band_of(kind: Kind) -> Callable[[Band], bool]:
    return lambda band: band.id in kind.bands


def outside_window(instance: Instance) -> Iterator[Restriction]:
    """Keep a session inside one of its windows.

    ``|T_s| - max_{W in windows of s} |T_s ∩ W|`` for all sessions s with windows.
    Reads ``sessions`` (windows, duration), ``kinds`` (windows).
    """
    for session in instance.sessions:
        if windows := windows_of(instance, session):
            within = tuple(lasting_spans(spans_of(windows, instance.zone)))
            yield Stay(session.id, session.id, within)


def off_preferred_time(instance: Instance) -> Iterator[Restriction]:
    """Keep a session inside one of its preferred windows.

    ``|T_s| - max_{W in preferred of s} |T_s ∩ W|`` for all sessions s with preferred windows.
    Reads ``sessions`` (preferred, duration).
    """
    for session in instance.sessions:
        if session.preferred:
            within = tuple(lasting_spans(spans_of(session.preferred, instance.zone)))
            yield Stay(session.id, session.id, within)


def off_standard_start(instance: Instance) -> Iterator[Restriction]:
    """Start a session at a standard start of its kind.

    ``|T_s| - max_{p in standard starts of the kind of s on all dates} |T_s ∩ [p, end of s from p)|`` for
    all sessions s of a kind that has any.
    Reads ``kinds`` (standard_starts), ``day_profiles`` (standard_starts), ``sessions`` (kind, duration).
    """
    breaks = breaks_of(instance)
    starts = {kind.id: tuple(_standard_starts(instance, kind)) for kind in instance.kinds}
    for session in instance.sessions:
        if starts[session.kind]:
            own = breaks if spans_breaks(instance, session) else ()
            within = tuple(
                (start, end_of(start, session.duration, own)) for start in starts[session.kind]
            )
            yield Stay(session.id, session.id, within)


def _standard_starts(instance: Instance, kind: Kind) -> Iterator[datetime]:
    """Yield the standard starts of a kind on each date, by its own clocks or by those of the day."""
    for day in instance.dates if kind.standard_starts else ():
        profile = instance.profile_of(day)
        own = profile.standard_starts if profile is not None else {}
        for clock in own.get(kind.id, kind.standard_starts):
            yield instant_at(day, clock, instance.zone)


def late_hours(instance: Instance) -> Iterator[Restriction]:
    """Run no session late in the day.

    ``sum_{dates d} sum_{steps k} rate_k · |T_s ∩ [from_k on d, from_{k+1} on d)|`` for all sessions s of a
    kind that must not be late; the first step is from ``late_after`` on, its rate 1, and the last one
    lasts until midnight, and on from there until ``late_until``. Reads ``late_after``, ``late_until``,
    ``late_steps``, ``sessions`` (kind, duration), ``kinds`` (late_is_fine).
    """
    horizon = horizon_of(instance)
    steps = [(instance.late_after, 1), *((step.start, step.rate) for step in instance.late_steps)]
    ends = [*(start for start, _ in steps[1:]), DAY]
    late = [
        (clock_spans(start, end, instance.zone, horizon), rate)
        for (start, rate), end in zip(steps, ends, strict=True)
    ]
    if instance.late_until:
        spans = clock_spans(timedelta(), instance.late_until, instance.zone, horizon)
        late.append((spans, steps[-1][1]))
    for session in () if instance.of_days else instance.sessions:
        if not instance.kind_by_id[session.kind].late_is_fine:
            for during, rate in late:
                if during:
                    yield Avoid(session.id, session.id, during, rate=rate)


def series_changes_hour(instance: Instance) -> Iterator[Restriction]:
    """Start the sessions of a series at one time of day, or at as many as its `waves`.

    ``max(0, |{clock time of the start of s : s of k}| - waves_k)`` for all series k.
    Reads ``series`` (sessions, waves).
    """
    periods, midnights = clock_periods(instance.zone, horizon_of(instance))
    for series in instance.series:
        sessions = tuple(session.id for session in instance.selected(series.sessions))
        if len(sessions) > series.waves:
            yield Distinct(series.id, sessions, periods, midnights, free=series.waves)


def starts_scattered(instance: Instance) -> Iterator[Restriction]:
    """Start the sessions of a common start at few different times in each of its bands.

    ``sum_{bands b of k on dates d} max(0, |{start of s : s of k that starts in b on d}| - at_most_k)`` for
    all common starts k. Reads ``common_starts`` (sessions, bands, at_most), ``day_profiles`` (bands).
    """
    for common in instance.common_starts:
        sessions = tuple(session.id for session in instance.selected(common.sessions))
        for half in half_days_of(instance, DAY) if len(sessions) > common.at_most else ():
            if half.band is not None and (not common.bands or half.band in common.bands):
                origin = (half.start,)
                yield Distinct(common.id, sessions, (half.span,), origin, free=common.at_most)


def load_missing(instance: Instance) -> Iterator[Restriction]:
    """Schedule at least the minimum load in each of its bands, or on each of its days.

    ``sum_{periods p of k} max(0, at_least_k - sum_{s of k that start in p} d_s)`` for all minimum loads k
    that have sessions. Reads ``minimum_loads`` (sessions, bands, at_least, from, to), ``sessions``
    (duration), ``day_profiles`` (bands).
    """
    for load in instance.minimum_loads:
        chosen = instance.sessions if load.sessions is None else instance.selected(load.sessions)
        minutes = {session.id: minutes_of(session.duration) for session in chosen}
        days = official_dates(instance, load.first, load.last)
        if load.bands:
            periods = tuple(span for day in days for span in _bands_on(instance, day, load.bands))
        else:
            periods = tuple(day_span(day, day, instance.zone) for day in days)
        if minutes and periods:
            yield LoadQuota(load.id, minutes, periods, at_least=minutes_of(load.at_least))


def _bands_on(instance: Instance, day: date, bands: Collection[str]) -> Iterator[Span]:
    """Yield when some bands begin and end on a date, if they are there."""
    profile, zone = instance.profile_of(day), instance.zone
    for band in profile.bands if profile is not None else ():
        if band.id in bands:
            start, end = instant_at(day, band.start, zone), instant_at(day, band.end, zone)
            yield from lasting_spans([(start, end)])


def outside_bound_hours(instance: Instance) -> Iterator[Restriction]:
    """Keep a session inside the first days and the official hours that its kind is bound to.

    ``|T_s| - |T_s ∩ [midnight that begins first_day, midnight that ends the n-th date with a band)|`` for
    all sessions s of a kind that is bound to n first days; the last date with a band, if there are fewer.
    ``|T_s| - max_{W in stretches of official bands} |T_s ∩ W|`` for all s of a kind that is bound to official
    hours; whole bands, if s spans breaks. Reads ``first_day``, ``sessions`` (kind, duration), ``kinds``
    (first_days, official_hours_only), ``day_profiles`` (bands).
    """
    official = stretches_of(instance, lambda band: band.official)
    whole = bands_of(instance, lambda band: band.official)
    for session in instance.sessions:
        kind = instance.kind_by_id[session.kind]
        if kind.first_days is not None:
            within = tuple(
                day_span(instance.first_day, last, instance.zone)
                for last in instance.working_dates[: kind.first_days][-1:]
            )
            yield Stay(session.id, session.id, within)
        if kind.official_hours_only:
            spans = spans_breaks(instance, session)
            yield Stay(session.id, session.id, whole if spans else official)


def not_prime_time(instance: Instance) -> Iterator[Restriction]:
    """Give a session that deserves it a prime time and a prime room.

    ``|T_s| - max_{W in prime time} |T_s ∩ W|`` plus ``d_s · [room of s is not prime]`` for all
    prime sessions s. Reads ``prime_time``, ``sessions`` (prime, duration), ``rooms`` (prime).
    """
    within = tuple(lasting_spans(spans_of(instance.prime_time, instance.zone)))
    others = tuple(room.id for room in instance.rooms if not room.prime)
    for session in instance.sessions:
        if session.prime:
            minutes = minutes_of(session.duration)
            yield Stay(session.id, session.id, within)
            yield from unfit(session.id, session.id, positive(dict.fromkeys(others, minutes)))


def pin_broken(instance: Instance) -> Iterator[Restriction]:
    """Hold a pinned session at its pinned time and in its pinned room.

    ``|T_s| - |T_s ∩ pinned time of s|``, if its start is pinned, plus ``d_s · [room of s is not the
    pinned one]``, if its room is, for all pinned sessions s. Reads ``sessions`` (pin, duration).
    """
    for session in instance.sessions:
        pin = session.pin
        if pin is not None and pin.start is not None:
            yield Stay(session.id, session.id, (run_of(instance, session, pin.start),))
        if pin is not None and pin.room is not None:
            others = (room.id for room in instance.rooms if room.id != pin.room)
            minutes = minutes_of(session.duration)
            yield from unfit(session.id, session.id, positive(dict.fromkeys(others, minutes)))


def no_slack(instance: Instance) -> Iterator[Restriction]:
    """Keep the reserve free of sessions that are not pinned there.

    ``|T_s ∩ union of reserve|`` for all sessions s without a pinned start.
    Reads ``reserve``, ``sessions`` (pin, duration).
    """
    reserve = merged_spans(spans_of(instance.reserve, instance.zone))
    for session in instance.sessions:
        if reserve and (session.pin is None or session.pin.start is None):
            yield Avoid(session.id, session.id, reserve)
