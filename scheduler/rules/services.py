"""Interpreters and other services that are countable, and those who take part from afar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from scheduler.instance import (
    DAY,
    Counts,
    HalfDay,
    Hours,
    Instance,
    InterpretationPool,
    Session,
    Span,
    half_days_of,
    instant_at,
    minutes_of,
    monday_of,
    place_of,
    remote_of,
    spans_outside,
)
from scheduler.restrictions import Avoid, LoadQuota, Peaks, Restriction, Use, Worst
from scheduler.rules.common import at_once, positive, unfit
from scheduler.rules.seats import parts_of
from scheduler.rules.spans import clock_spans, day_span, days_of, horizon_of, weeks_of


def teams_exceeded(instance: Instance) -> Iterator[Restriction]:
    """Ask no more of a pool than its teams can serve, counted by meetings or by half-days.

    By half-days: ``half_day_k · (sum_{rows r} max(0, sum_{h in r} n_h - teams_k) + sum_{days d} max(0,
    sum_{h of d} n_h - teams_k · a_day_k) + sum_{weeks w} max(0, sum_{h of w} n_h - teams_k · a_week_k))``
    for all pools k, where n_h is the most meetings at once in half-day h, and a row is a largest set of
    half-days of a date of which any two are less than the gap apart.

    By meetings: ``sum_t max(0, sum_{s of k} [s holds a team at t] - teams_k) + sum_{s of k} max(0, d_s -
    longest_k) + longest_k · (sum_{days d} max(0, |s of k on d| - teams_k · a_day_k) + sum_{weeks w} max(0,
    |s of k in w| - teams_k · a_week_k))`` for all pools k.

    Teams that are away are subtracted. In a week, a team that is there on only p dates serves at most
    ``min(a_week_k, a_day_k · p)``. Reads ``interpretation`` (teams, gap, meetings_a_day, meetings_a_week,
    longest_meeting, counts, half_day, half_days_a_day, half_days_a_week, absences), ``day_profiles``,
    ``sessions`` (interpretation, duration).
    """
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

    If no team is ever away and nothing is counted, there is a roster: docs/background/rules.md.
    """
    half_days = half_days_of(instance, pool.half_day)
    by_day: dict[date, list[HalfDay]] = {}
    for each in half_days:
        by_day.setdefault(each.day, []).append(each)
    rows = [
        (row, pool.teams_on(day))
        for day, of_day in by_day.items()
        for row in _rows(of_day, pool.gap)
    ]
    days = [(of_day, pool.teams_on(day) * pool.half_days_a_day) for day, of_day in by_day.items()]
    weeks = _weeks_of_half_days(instance, pool, half_days, pool.half_days_a_week)
    for limited in (rows, days, weeks):
        yield from _peaks(pool, served, limited, minutes_of(pool.half_day))


def _weeks_of_half_days(
    instance: Instance, pool: InterpretationPool, half_days: Iterable[HalfDay], a_week: int
) -> Iterator[tuple[Sequence[HalfDay], int]]:
    """Yield the half-days of each week, with what all teams work in it."""
    for of_week in _by_week(half_days):
        dates = sorted({each.day for each in of_week}.intersection(instance.dates))
        yield of_week, _in_week(pool, dates, pool.half_days_a_day, a_week)


def _in_week(pool: InterpretationPool, dates: Sequence[date], a_day: int, a_week: int) -> int:
    """Return what all teams serve on some dates of a week, so much a day and a week each at most.

    ``sum_{teams i} min(a_week, a_day · |dates on which i is there|)``, without the second limit for teams
    that are there all the time: days say it.
    """
    there = [pool.teams_on(day) for day in dates]
    always = min(there, default=pool.teams)
    days_of_others = (
        sum(number >= team for number in there) for team in range(always + 1, pool.teams + 1)
    )
    return always * a_week + sum(min(a_week, a_day * days) for days in days_of_others)


def _peaks(
    pool: InterpretationPool,
    served: Iterable[Session],
    limited: Iterable[tuple[Sequence[HalfDay], int]],
    rate: int = 1,
) -> Iterator[Peaks]:
    """Yield what groups of half-days may have at most, those in a row that may have as much together."""
    sessions = tuple(session.id for session in served)
    for at_most, groups in groupby(limited, key=lambda each: each[1]):
        if sessions:
            spans = tuple(tuple(each.span for each in group) for group, _ in groups)
            yield Peaks(pool.id, sessions, spans, at_most, rate)


def team_overtime(instance: Instance) -> Iterator[Restriction]:
    """Have teams work no more than usual, and not in bands of overtime.

    ``sum_{weeks w} max(0, sum_{h of w} n_h - usual_{k,w}) + sum_{h in overtime_k} n_h`` for all pools k that
    count half-days, with n_h, the most meetings at once in half-day h, and ``usual_{k,w}`` what all teams
    usually work in week w. Reads ``interpretation`` (counts, teams, half_day, usual_half_days_a_week,
    overtime, absences, half_days_a_day), ``day_profiles``, ``sessions`` (interpretation, duration).
    """
    for pool in instance.interpretation:
        half_days = half_days_of(instance, pool.half_day)
        served = [each for each in instance.sessions if each.interpretation == pool.id]
        if pool.counts is not Counts.HALF_DAYS:
            continue
        yield from _peaks(
            pool, served, (([each], 0) for each in half_days if each.band in pool.overtime)
        )
        usual = pool.usual_half_days_a_week
        if usual is not None:
            yield from _peaks(pool, served, _weeks_of_half_days(instance, pool, half_days, usual))


def _by_week(half_days: Iterable[HalfDay]) -> Iterable[Sequence[HalfDay]]:
    """Return half-days by their week from Monday to Sunday."""
    weeks: dict[date, list[HalfDay]] = {}
    for each in half_days:
        weeks.setdefault(monday_of(each.day), []).append(each)
    return weeks.values()


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
    """Ask no more and no longer meetings of a pool than its teams can serve."""
    uses = [Use(session.id, after=pool.gap) for session in served]
    yield from at_once(pool.id, uses, pool.teams, taken=_away(instance, pool))
    yield from _meetings_exceeded(instance, pool, served)
    for session in served:
        beyond = minutes_of(session.duration) - minutes_of(pool.longest_meeting)
        rooms = (room.id for room in instance.rooms)
        yield from unfit(pool.id, session.id, positive(dict.fromkeys(rooms, beyond)))


def _meetings_exceeded(
    instance: Instance, pool: InterpretationPool, served: list[Session]
) -> Iterator[LoadQuota]:
    """Yield what the teams of a pool serve in a day and in a week, if the meetings are more."""
    a_day, by_week = pool.meetings_a_day, dict[date, list[date]]()
    for day in instance.dates:
        by_week.setdefault(monday_of(day), []).append(day)
    in_weeks = (_in_week(pool, dates, a_day, pool.meetings_a_week) for dates in by_week.values())
    in_days = (pool.teams_on(day) * a_day for day in instance.dates)
    loads, rate = {session.id: 1 for session in served}, minutes_of(pool.longest_meeting)
    for periods, limits in ((days_of(instance), in_days), (weeks_of(instance), in_weeks)):
        limited = zip(periods, limits, strict=True)
        for at_most, some in groupby(limited, key=lambda each: each[1]):
            if len(loads) > at_most:
                alike = tuple(period for period, _ in some)
                yield LoadQuota(pool.id, loads, alike, at_most=at_most, rate=rate)


def _away(instance: Instance, pool: InterpretationPool) -> tuple[tuple[Span, int], ...]:
    """Return how many teams are away, date by date; none on most."""
    away = ((day, pool.teams - pool.teams_on(day)) for day in instance.dates)
    return tuple((day_span(day, day, instance.zone), number) for day, number in away if number)


def local_hours(instance: Instance) -> Iterator[Restriction]:
    """Run sessions at convenient hours for remote participants.

    ``sum_s sum_{sites z of g} remote_{s,z} · weight_g · (acceptable_rate · |T_s ∩ acceptable_z| +
    night_rate · |T_s ∩ night_z|)`` for all regions g; acceptable_z is acceptable and not comfortable on
    the clocks of z, night_z neither.
    Reads ``sessions`` (remote, duration), ``kinds`` (remote), ``sites`` (region, zone), ``regions``
    (weight), ``local_hours`` (comfortable, acceptable, acceptable_rate, night_rate).
    """
    yield from _inconveniences(instance)


def worst_region(instance: Instance) -> Iterator[Restriction]:
    """Keep the inconvenient hours of the worst-off region as few as possible.

    ``max_{regions g}`` of what `local_hours` counts for g.
    Reads ``sessions`` (remote, duration), ``kinds`` (remote), ``sites`` (region, zone), ``regions``
    (weight), ``local_hours`` (comfortable, acceptable, acceptable_rate, night_rate).
    """
    by_region: dict[str, list[Avoid]] = {}
    for each in _inconveniences(instance):
        by_region.setdefault(each.item, []).append(each)
    if by_region:
        yield Worst(instance.name, tuple(tuple(group) for group in by_region.values()))


def _inconveniences(instance: Instance) -> Iterator[Avoid]:
    """Yield for each session and each site what its hours there cost, by region."""
    elsewhere, hours = _hours_elsewhere(instance), instance.local_hours
    rates = (
        (hours.comfortable, hours.acceptable, hours.acceptable_rate),
        (hours.acceptable, None, hours.night_rate),
    )
    for session in instance.sessions:
        for id_, number in remote_of(instance, session).items():
            site = instance.site_by_id[id_]
            region = instance.region_by_id[site.region]
            for within, beyond, rate in rates:
                cost = number * region.weight * rate
                for rooms, during in elsewhere.outside(session, site.zone, within, beyond):
                    yield Avoid(region.id, session.id, during, rate=cost, rooms=rooms)


def local_night(instance: Instance) -> Iterator[Restriction]:
    """Run the sessions of a remote person only within acceptable hours on the person's clocks.

    ``sum_{s attended by p} |T_s - acceptable hours on the clocks of p|`` for all remote persons p.
    Reads ``people`` (remote, zone), ``local_hours`` (acceptable), ``sessions`` (people, duration).
    """
    elsewhere, acceptable = _hours_elsewhere(instance), instance.local_hours.acceptable
    for person in instance.people:
        for part in parts_of(instance, person.id) if person.remote else ():
            zone = person.zone or instance.zone
            for rooms, during in elsewhere.outside(part.session, zone, acceptable):
                yield Avoid(person.id, part.id, during, rooms=rooms)


def _hours_elsewhere(instance: Instance) -> "ClockHours | DailyHours":
    """Return what is outside hours elsewhere: of sessions that last days, by the hours of each day."""
    return DailyHours(instance) if instance.of_days else ClockHours(instance)


class ClockHours:
    """The time that falls outside hours, on the clocks of somebody elsewhere."""

    def __init__(self, instance: Instance) -> None:
        self._horizon = horizon_of(instance)
        self._known: dict[tuple[object, ...], tuple[Span, ...]] = {}

    def outside(
        self, _: Session, zone: ZoneInfo, hours: Hours, beyond: Hours | None = None
    ) -> Iterator[tuple[None, tuple[Span, ...]]]:
        """Yield the time outside some hours on the clocks of a zone, if there is any; for all rooms.

        With wider hours `beyond`, what is outside these does not count.
        """
        during = self._outside(zone, hours, beyond)
        if during:
            yield None, during

    def _outside(self, zone: ZoneInfo, hours: Hours, beyond: Hours | None) -> tuple[Span, ...]:
        key = zone.key, hours, beyond
        if key not in self._known:
            inside = clock_spans(hours.start, hours.end, zone, self._horizon)
            night = self._outside(zone, beyond, None) if beyond is not None else ()
            self._known[key] = spans_outside((*inside, *night), self._horizon)
        return self._known[key]


def rooms_by_zone(instance: Instance) -> Mapping[ZoneInfo, frozenset[str]]:
    """Return the rooms by the clocks of their places; those of the conference, where none are said."""
    found: dict[ZoneInfo, set[str]] = {}
    for room in instance.rooms:
        place = place_of(instance, room.id)
        zone = place.zone if place is not None else None
        found.setdefault(zone or instance.zone, set()).add(room.id)
    return {zone: frozenset(rooms) for zone, rooms in found.items()}


class DailyHours:
    """The minutes of each day's hours that fall outside others, on the clocks of somebody elsewhere.

    A date on which m minutes do is told as its first m minutes: a session runs on a date as a whole, or not.
    """

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._rooms = rooms_by_zone(instance)
        last = horizon_of(instance)[1].date()
        number = (last - instance.first_day).days + 1
        self._dates = [instance.first_day + position * DAY for position in range(number)]
        daily = {each.daily_hours for each in instance.kinds if each.daily_hours is not None}
        self._spans = {
            (own, zone.key): [_span(own, day, zone) for day in self._dates]
            for own in daily
            for zone in self._rooms
        }
        self._minutes: dict[tuple[object, ...], timedelta] = {}
        self._known: dict[tuple[object, ...], tuple[Span, ...]] = {}

    def outside(
        self, session: Session, zone: ZoneInfo, hours: Hours, beyond: Hours | None = None
    ) -> Iterator[tuple[frozenset[str], tuple[Span, ...]]]:
        """Yield when a session is outside some hours on the clocks of a zone, for rooms of one zone each.

        With wider hours `beyond`, what is outside these does not count.
        """
        own = self._instance.kind_by_id[session.kind].daily_hours
        for there, rooms in self._rooms.items() if own is not None else ():
            key = there.key, zone.key, own, hours, beyond
            if key not in self._known and own is not None:
                self._known[key] = tuple(self._marked(own, there, zone, hours, beyond))
            if self._known[key]:
                yield rooms, self._known[key]

    def _marked(
        self, own: Hours, there: ZoneInfo, zone: ZoneInfo, hours: Hours, beyond: Hours | None
    ) -> Iterator[Span]:
        spans = self._spans[own, there.key]
        for day, span in zip(self._dates, spans, strict=True):
            minutes = self._minutes_outside(span, hours, zone)
            if beyond is not None:
                minutes -= self._minutes_outside(span, beyond, zone)
            if minutes:
                begins = instant_at(day, timedelta(), self._instance.zone)
                yield begins, begins + minutes

    def _minutes_outside(self, span: Span, hours: Hours, zone: ZoneInfo) -> timedelta:
        """Return the time of a span outside some hours; that of a day is that of all with such clocks."""
        start, end = (instant.astimezone(zone) for instant in span)
        key = hours, start.time(), start.utcoffset(), end.utcoffset(), span[1] - span[0]
        if start.utcoffset() != end.utcoffset():
            return _outside(span, hours, zone)
        if key not in self._minutes:
            self._minutes[key] = _outside(span, hours, zone)
        return self._minutes[key]


def _span(own: Hours, day: date, zone: ZoneInfo) -> Span:
    return instant_at(day, own.start, zone), instant_at(day, own.end, zone)


def _outside(span: Span, hours: Hours, zone: ZoneInfo) -> timedelta:
    start, end = span
    if end <= start:
        return timedelta()
    inside = clock_spans(hours.start, hours.end, zone, span)
    return (end - start) - sum((until - since for since, until in inside), timedelta())
