"""Interpreters and other services that are countable, and those who take part from afar."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance import (
    DAY,
    Counts,
    HalfDay,
    Instance,
    InterpretationPool,
    Session,
    Span,
    half_days_of,
    minutes_of,
    remote_of,
    uses_of,
)
from scheduler.restrictions import Avoid, Peaks, Quota, Restriction, Use, Worst
from scheduler.rules.common import at_once, positive, unfit
from scheduler.rules.daily_hours import DailyHours
from scheduler.rules.seats import parts_of
from scheduler.rules.spans import clock_spans, days_of, horizon_of, outside, weeks_of


def teams_exceeded(instance: Instance) -> Iterator[Restriction]:
    """Ask no more of a pool than its teams can serve, counted by meetings or by half-days."""
    for pool in instance.interpretation:
        served = [each for each in instance.sessions if each.interpretation == pool.id]
        if pool.counts is Counts.HALF_DAYS:
            yield from _half_days_exceeded(instance, pool, served)
        else:
            yield from _beyond_meetings(instance, pool, served)


def _half_days_exceeded(
    instance: Instance, pool: InterpretationPool, served: Sequence[Session]
) -> Iterator[Peaks]:
    """Ask no more teams of half-days without a rest between them, of days and of weeks than there are.

    With n_h, the most meetings at once in half-day h, it is ``half_day_k`` times ``sum_{rows r} max(0,
    sum_{h in r} n_h - teams_k) + sum_{days d} max(0, sum_{h of d} n_h - teams_k · a_day_k) + sum_{weeks w}
    max(0, sum_{h of w} n_h - teams_k · a_week_k)``; a row is a largest set of half-days of a date of which
    any two are less than the gap apart. If all of it is 0, there is a roster: docs/rules.md.
    """
    half_days = half_days_of(instance, pool.half_day)
    by_day: dict[date, list[HalfDay]] = {}
    for each in half_days:
        by_day.setdefault(each.day, []).append(each)
    rows = [row for of_day in by_day.values() for row in _rows(of_day, pool.gap)]
    sessions, rate = tuple(session.id for session in served), minutes_of(pool.half_day)
    limits = (
        (rows, pool.teams),
        (by_day.values(), pool.teams * pool.half_days_a_day),
        (_by_week(half_days), pool.teams * pool.half_days_a_week),
    )
    for groups, at_most in limits:
        spans = _spans(groups)
        if sessions and spans:
            yield Peaks(pool.id, sessions, spans, at_most, rate)


def team_overtime(instance: Instance) -> Iterator[Restriction]:
    """Let teams work no more than usual, and not in bands of overtime.

    ``sum_{weeks w} max(0, sum_{h of w} n_h - teams_k · usual_k) + sum_{h in overtime_k} n_h`` for all pools
    k that count half-days, with n_h, the most meetings at once in half-day h.
    """
    for pool in instance.interpretation:
        half_days = half_days_of(instance, pool.half_day)
        sessions = tuple(each.id for each in instance.sessions if each.interpretation == pool.id)
        if pool.counts is not Counts.HALF_DAYS or not sessions:
            continue
        late = tuple((each.span,) for each in half_days if each.band in pool.overtime)
        if late:
            yield Peaks(pool.id, sessions, late, 0)
        if pool.usual_half_days_a_week is not None:
            weeks = _spans(_by_week(half_days))
            yield Peaks(pool.id, sessions, weeks, pool.teams * pool.usual_half_days_a_week)


def _by_week(half_days: Iterable[HalfDay]) -> Iterable[Sequence[HalfDay]]:
    """Return half-days by their week from Monday to Sunday."""
    weeks: dict[date, list[HalfDay]] = {}
    for each in half_days:
        weeks.setdefault(each.day - each.day.weekday() * DAY, []).append(each)
    return weeks.values()


def _spans(groups: Iterable[Sequence[HalfDay]]) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple(each.span for each in group) for group in groups)


def _rows(half_days: Sequence[HalfDay], gap: timedelta) -> Iterator[Sequence[HalfDay]]:
    """Yield the largest sets of half-days of a date of which any two are less than a gap apart."""
    reached = 0
    for position, first in enumerate(half_days):
        row = [
            each for each in half_days[position:] if each is first or each.start < first.end + gap
        ]
        if position + len(row) > reached:
            reached = position + len(row)
            yield row


def _beyond_meetings(
    instance: Instance, pool: InterpretationPool, served: list[Session]
) -> Iterator[Restriction]:
    """Ask no more and no longer meetings of a pool than its teams can serve.

    ``sum_t max(0, sum_{s of k} [s holds a team at t] - teams_k)``, plus ``longest_k · (sum_{days d}
    max(0, |s of k on d| - teams_k · a_day_k) + sum_{weeks w} max(0, |s of k in w| - teams_k · a_week_k))``,
    plus ``sum_{s of k} max(0, d_s - longest_k)`` with durations d.
    """
    uses = [Use(session.id, after=pool.gap) for session in served]
    yield from at_once(pool.id, uses, pool.teams)
    yield from _meetings_exceeded(instance, pool, served)
    for session in served:
        beyond = minutes_of(session.duration) - minutes_of(pool.longest_meeting)
        rooms = (room.id for room in instance.rooms)
        yield from unfit(pool.id, session.id, positive(dict.fromkeys(rooms, beyond)))


def _meetings_exceeded(
    instance: Instance, pool: InterpretationPool, served: list[Session]
) -> Iterator[Quota]:
    """Yield what the teams of a pool serve in a day and in a week, if the meetings are more."""
    limits = (
        (days_of(instance), pool.teams * pool.meetings_a_day),
        (weeks_of(instance), pool.teams * pool.meetings_a_week),
    )
    loads = {session.id: 1 for session in served}
    for periods, at_most in limits:
        if len(loads) > at_most:
            rate = minutes_of(pool.longest_meeting)
            yield Quota(pool.id, loads, periods, at_most=at_most, rate=rate)


def support_exceeded(instance: Instance) -> Iterator[Restriction]:
    """At any time no more units of a resource are taken than there are.

    ``sum_t max(0, sum_{s that takes k at t} units_{s,k} - count_k)`` for all resources k; s takes them
    from its start until the changeover after its end.
    """
    for resource in instance.resources:
        uses = [
            Use(session.id, load=uses[resource.id], after=resource.changeover)
            for session in instance.sessions
            if resource.id in (uses := uses_of(instance, session))
        ]
        yield from at_once(resource.id, uses, resource.count)


def local_hours(instance: Instance) -> Iterator[Restriction]:
    """No remote participant is up at an inconvenient hour.

    ``sum_s sum_{sites z of g} remote_{s,z} · weight_g · (acceptable_rate · |T_s ∩ acceptable_z| +
    night_rate · |T_s ∩ night_z|)`` for all regions g; acceptable_z is acceptable and not comfortable on
    the clocks of z, night_z neither.
    """
    yield from _inconveniences(instance)


def worst_region(instance: Instance) -> Iterator[Restriction]:
    """Let the region that is worst off by its local hours be as well off as possible.

    ``max_{regions g}`` of what `local_hours` counts for g.
    """
    by_region: dict[str, list[Avoid]] = {}
    for each in _inconveniences(instance):
        by_region.setdefault(each.item, []).append(each)
    if by_region:
        yield Worst(instance.name, tuple(tuple(group) for group in by_region.values()))


def _inconveniences(instance: Instance) -> Iterator[Avoid]:
    """Yield for each session and each site what its hours there cost, by region."""
    if instance.of_days:
        yield from _inconvenient_days(instance)
        return
    rates = {site.id: _inconvenient(instance, site.zone) for site in instance.sites}
    for session in instance.sessions:
        for site, number in remote_of(instance, session).items():
            region = instance.region_by_id[instance.site_by_id[site].region]
            for during, rate in rates[site]:
                yield Avoid(region.id, session.id, during, rate=number * region.weight * rate)


def _inconvenient_days(instance: Instance) -> Iterator[Avoid]:
    """Yield the same where sessions last days, by the daily hours of their kinds at each place."""
    daily, hours = DailyHours(instance), instance.local_hours
    for session in instance.sessions:
        for id_, number in remote_of(instance, session).items():
            site = instance.site_by_id[id_]
            region = instance.region_by_id[site.region]
            weight = number * region.weight
            between = daily.outside(session, site.zone, hours.comfortable, hours.acceptable)
            for rooms, during in between:
                rate = weight * hours.acceptable_rate
                yield Avoid(region.id, session.id, during, rate=rate, rooms=rooms)
            for rooms, during in daily.outside(session, site.zone, hours.acceptable):
                rate = weight * hours.night_rate
                yield Avoid(region.id, session.id, during, rate=rate, rooms=rooms)


def _inconvenient(instance: Instance, zone: ZoneInfo) -> tuple[tuple[tuple[Span, ...], int], ...]:
    """Return the time that is not comfortable on the clocks of a zone, by its rate."""
    hours, horizon = instance.local_hours, horizon_of(instance)
    comfortable, acceptable = (
        clock_spans(each.start, each.end, zone, horizon)
        for each in (hours.comfortable, hours.acceptable)
    )
    night = outside((*comfortable, *acceptable), horizon)
    between = outside((*comfortable, *night), horizon)
    rates = ((between, hours.acceptable_rate), (night, hours.night_rate))
    return tuple((during, rate) for during, rate in rates if during)


def local_night(instance: Instance) -> Iterator[Restriction]:
    """No session that a remote person attends runs outside acceptable hours where the person is.

    ``sum_{s attended by p} |T_s - acceptable hours on the clocks of p|`` for all remote persons p.
    """
    if instance.of_days:
        yield from _days_at_night(instance)
        return
    horizon, acceptable = horizon_of(instance), instance.local_hours.acceptable
    for person in instance.people:
        parts = parts_of(instance, person.id)
        if parts and person.remote:
            zone = person.zone or instance.zone
            fine = clock_spans(acceptable.start, acceptable.end, zone, horizon)
            night = outside(fine, horizon)
            for part in parts if night else ():
                yield Avoid(person.id, part.id, night)


def _days_at_night(instance: Instance) -> Iterator[Avoid]:
    """Yield the same where sessions last days, by the daily hours of their kinds at each place."""
    daily, acceptable = DailyHours(instance), instance.local_hours.acceptable
    for person in instance.people:
        for part in parts_of(instance, person.id) if person.remote else ():
            zone = person.zone or instance.zone
            for rooms, during in daily.outside(part.session, zone, acceptable):
                yield Avoid(person.id, part.id, during, rooms=rooms)
