"""Interpretation, countable resources, and the clocks of those who are elsewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from scheduler.evaluation.half_days import (
    half_days_exceeded,
    half_days_of_overtime,
    roster_faults,
    served_in_week,
)
from scheduler.evaluation.intervals import (
    NONE,
    HeldLoad,
    minutes_within,
    spans_followed,
    too_many_needed,
)
from scheduler.evaluation.memoised import memoised, of_each_run
from scheduler.evaluation.runs import (
    Run,
    chronological,
    day_of,
    held_of,
    ids,
    placed,
    runs_by_day,
    runs_by_id,
    runs_of,
    titles,
)
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Counts,
    Instance,
    InterpretationPool,
    clock_text,
    grouped,
    instant_at,
    minutes_of,
    monday_of,
    remote_of,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import chained, counted, day_text, name, when


def teams_exceeded(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each excess of demand over the teams of a pool."""
    runs = runs_of(instance, schedule)
    for pool in instance.interpretation:
        meetings = [run for run in runs if run.session.interpretation == pool.id]
        if pool.counts is Counts.HALF_DAYS:
            yield from half_days_exceeded(instance, pool, meetings)
            yield from roster_faults(instance, pool, meetings, schedule.roster)
            continue
        holds = [HeldLoad(run, run.start, run.end + pool.gap) for run in meetings]
        yield from _teams_at_once(instance, pool, holds)
        yield from _beyond_day_and_week(instance, pool, meetings)
        yield from _too_long(instance, pool, meetings)


def team_overtime(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each week with more team half-days than usual, and each half-day of overtime."""
    runs = runs_of(instance, schedule)
    for pool in instance.interpretation:
        if pool.counts is Counts.HALF_DAYS:
            meetings = [run for run in runs if run.session.interpretation == pool.id]
            yield from half_days_of_overtime(instance, pool, meetings)


@of_each_run
def local_hours(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that a region's remote participants follow at inconvenient hours."""
    costs = grouped(_costs_of(instance, run), lambda cost: (cost.region,))
    for region, sites in costs.items():
        amount = sum(cost.amount for cost in sites)
        there = chained((cost.text for cost in sites), "; ")
        message = say(
            "{} at inconvenient hours, {}: {}",
            name(instance.region_by_id[region]),
            placed(run, instance.zone),
            there,
        )
        yield Finding(region, amount, (run.id,), message)


def worst_region(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield what the region that is worst off has of inconvenient hours."""
    totals, sessions = Counter[str](), dict[str, list[str]]()
    for run in runs_of(instance, schedule):
        for cost in _costs_of(instance, run):
            totals[cost.region] += cost.amount
            sessions.setdefault(cost.region, []).append(run.id)
    # Regions in the order of the file, where totals are equal.
    order = sorted(instance.regions, key=lambda region: -totals[region.id])
    if order and totals[order[0].id]:
        worst = order[0]
        amount = totals[worst.id]
        message = say(
            "{} has the most inconvenient hours: {:,} person-minutes", name(worst), amount
        )
        yield Finding(instance.name, amount, tuple(dict.fromkeys(sessions[worst.id])), message)


def local_night(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that a remote person attends at night."""
    runs = runs_by_id(instance, schedule)
    for person in instance.people:
        attended = instance.attended(person.id, schedule.seats_of(person.id))
        zone = person.zone or instance.zone
        for run in held_of(runs, attended if person.remote else ()):
            total, day = minutes_within(instance, run, zone, instance.local_hours.acceptable)
            night = total - day
            if night:
                local = _local(instance, run, zone)
                message = say(
                    "{} attends {}: {} min at night, {} local time",
                    name(person),
                    placed(run, instance.zone),
                    night,
                    local,
                )
                yield Finding(person.id, night, (run.id,), message)


def _teams_at_once(
    instance: Instance, pool: InterpretationPool, holds: Sequence[HeldLoad]
) -> Iterator[Finding]:
    """Yield each stretch in which more teams are held than there are, day by day if any are away."""
    if not pool.absences:
        yield from too_many_needed(instance, pool.id, name(pool), holds, pool.teams)
        return
    days = (*instance.dates, instance.last_day + DAY)
    midnights = [instant_at(day, NONE, instance.zone) for day in days]
    ends = [max([midnights[-1], *(hold.end for hold in holds)])]
    for day, since, until in zip(days, midnights, [*midnights[1:], *ends], strict=True):
        cut = [
            HeldLoad(hold.run, max(hold.start, since), min(hold.end, until))
            for hold in holds
            if hold.start < until and hold.end > since
        ]
        yield from too_many_needed(instance, pool.id, name(pool), cut, pool.teams_on(day))


def _beyond_day_and_week(
    instance: Instance, pool: InterpretationPool, meetings: Iterable[Run]
) -> Iterator[Finding]:
    """Yield each day, and each week, with more meetings than all teams serve."""
    weeks = grouped(chronological(meetings), lambda run: (monday_of(day_of(run, instance)),))
    for day, runs in runs_by_day(instance, meetings).items():
        most = pool.teams_on(day) * pool.meetings_a_day
        yield from _beyond(pool, runs, most, say("on {}", day_text(day)))
    for monday, runs in weeks.items():
        most = served_in_week(instance, pool, monday, pool.meetings_a_day, pool.meetings_a_week)
        yield from _beyond(pool, runs, most, say("in the week from {}", day_text(monday)))


def _beyond(
    pool: InterpretationPool, runs: tuple[Run, ...], most: int, period: str
) -> Iterator[Finding]:
    beyond = len(runs) - most
    if beyond > 0:
        each = minutes_of(pool.longest_meeting)
        minutes = beyond * each
        message = say(
            "{}: {} {}, {} more than the teams serve: {} (counts as {} min, {} for each meeting)",
            name(pool),
            counted(len(runs), "meeting"),
            period,
            beyond,
            titles(runs),
            minutes,
            each,
        )
        yield Finding(pool.id, minutes, ids(runs), message)


def _too_long(
    instance: Instance, pool: InterpretationPool, meetings: Iterable[Run]
) -> Iterator[Finding]:
    for run in meetings:
        beyond = minutes_of(run.session.duration - pool.longest_meeting)
        if beyond > 0:
            message = say(
                "{}: {}, {} min longer than a team serves",
                name(pool),
                placed(run, instance.zone),
                beyond,
            )
            yield Finding(pool.id, beyond, (run.id,), message)


@dataclass(frozen=True, slots=True)
class _Cost:
    """Inconvenience of a session for the remote participants of a site of a region."""

    region: str
    amount: int
    text: str


@memoised
def _costs_of(instance: Instance, run: Run) -> Iterator[_Cost]:
    """Yield what a session costs at each site where it costs anything."""
    for id_, people in remote_of(instance, run.session).items():
        site = instance.site_by_id[id_]
        rate = _rate(instance, run, site.zone)
        if rate:
            weight = instance.region_by_id[site.region].weight
            local = _local(instance, run, site.zone)
            text = say("{} {} ({})", id_, local, counted(people, "person", "people"))
            yield _Cost(site.region, people * weight * rate, text)


def _local(instance: Instance, run: Run, zone: ZoneInfo) -> str:
    """Return when a session is, on the clocks of a zone; of days, its daily hours on the first."""
    if not instance.of_days:
        return when(run.start, run.end, zone)
    start, end = next(spans_followed(instance, run), (run.start, run.end))
    walls = [each.astimezone(zone) for each in (start, end)]
    clocks = [timedelta(hours=wall.hour, minutes=wall.minute) for wall in walls]
    return say("daily {}-{}", *map(clock_text, clocks))


def _rate(instance: Instance, run: Run, zone: ZoneInfo) -> int:
    """Return the sum of the rates of a session's minutes on the clocks of ``zone``."""
    hours = instance.local_hours
    total, comfortable = minutes_within(instance, run, zone, hours.comfortable)
    if comfortable == total:
        return 0
    acceptable = minutes_within(instance, run, zone, hours.acceptable)[1]
    night = total - acceptable
    return (acceptable - comfortable) * hours.acceptable_rate + night * hours.night_rate
