"""Key figures of a programme: hours, days, slack, rooms, people, agenda items, remote participants."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from scheduler.comparison.programmes import Better, Indicator, Programme, Value, length
from scheduler.evaluation.intervals import (
    clock_minutes,
    minutes_inside,
    minutes_on_clock,
    overlaps_of,
    spans_followed,
    stretches_of,
)
from scheduler.evaluation.items import left_in
from scheduler.evaluation.runs import Run, day_of, runs_by_day
from scheduler.instance import (
    Person,
    Purpose,
    Region,
    Selection,
    Site,
    Span,
    minutes_of,
    remote_of,
    sessions_for,
    spans_of,
)
from scheduler.phrases import say

HOUR = 60
"""Minutes."""
SMALL = 2
"""Members of a delegation that is called small, at most."""
_HOUR = timedelta(hours=1)


def use_by_room(programme: Programme) -> Mapping[str, list[Span]]:
    """Return when each room without parts is used, alone or in a combination."""
    used: dict[str, list[Span]] = {}
    for run in programme.runs:
        for part in programme.instance.parts_of(run.room):
            used.setdefault(part, []).append((run.start, run.end))
    return used


def followed(programme: Programme) -> Iterator[tuple[Run, Site, int]]:
    """Yield each session, a site from which it is followed, and the participants there.

    One that lasts days is there for each of them, as long as it is followed on that day.
    """
    for run in programme.runs:
        for site, people in remote_of(programme.instance, run.session).items():
            for start, end in spans_followed(programme.instance, run):
                part = run if not programme.instance.of_days else replace(run, start=start, end=end)
                yield part, programme.instance.site_by_id[site], people


def minutes_by_local_hour(programme: Programme) -> Mapping[str, tuple[int, ...]]:
    """Return the person-minutes that each region follows in each of the 24 hours of its own clocks."""
    found = {region.id: [0] * 24 for region in programme.instance.regions}
    for run, site, people in followed(programme):
        for hour in _hours_touched(run, site):
            since = hour * _HOUR
            minutes = clock_minutes(run.start, run.end, site.zone, since, since + _HOUR)
            found[site.region][hour] += people * minutes
    return {region: tuple(minutes) for region, minutes in found.items()}


def _hours_touched(run: Run, site: Site) -> list[int]:
    """Return the hours of the day that clocks may show during a session, an hour to spare each side."""
    first, hours = run.start.astimezone(site.zone).hour - 1, (run.end - run.start) // _HOUR
    return sorted({(first + step) % 24 for step in range(hours + 4)})


def inconvenience_by_region(programme: Programme) -> Mapping[str, int]:
    """Return the weighted person-minutes at inconvenient hours of each region with remote participants."""
    regions = {site.region for _, site, _ in followed(programme)}
    found = {region.id: 0 for region in programme.instance.regions if region.id in regions}
    for finding in programme.findings["local_hours"]:
        found[finding.item] += finding.amount
    return found


def worst_off(programme: Programme) -> str | None:
    """Return the region with the most inconvenience, the first of equals; None if all are on site."""
    found = inconvenience_by_region(programme)
    return max(found, key=lambda region: found[region]) if found else None


def minutes_by_comfort(programme: Programme) -> Mapping[str, tuple[int, int, int]]:
    """Return the person-minutes of each region at comfortable, at acceptable and at all other hours."""
    found, hours = dict[str, tuple[int, int, int]](), programme.instance.local_hours
    for run, site, people in followed(programme):
        inside = [
            people * minutes_on_clock(run.start, run.end, site.zone, each)
            for each in (hours.comfortable, hours.acceptable)
        ]
        comfortable, acceptable, night = found.get(site.region, (0, 0, 0))
        found[site.region] = (
            comfortable + inside[0],
            acceptable + inside[1] - inside[0],
            night + people * run.minutes - inside[1],
        )
    return found


HIGHER, LOWER, NEITHER = Better.HIGHER, Better.LOWER, Better.NEITHER

_ALL: list[Indicator] = []

Count = Callable[[Programme], Value]


def _figure(
    title: str, unit: str, better: Better, rule: str | None = None
) -> Callable[[Count], Count]:
    """Make a key figure of what counts it: its id is the function's name, its sentence the docstring."""

    def keep(count: Count) -> Count:
        sentence = (count.__doc__ or "").strip()
        _ALL.append(Indicator(count.__name__, title, unit, better, sentence, count, rule))
        return count

    return keep


def indicators_for(programmes: Sequence[Programme]) -> tuple[Indicator, ...]:
    """Return every indicator, those of all regions of these programmes included."""
    regions = {each.id: each for one in reversed(programmes) for each in one.instance.regions}
    order = dict.fromkeys(each.id for one in programmes for each in one.instance.regions)
    return (*_ALL, *(_of_region(regions[each]) for each in order))


def _of_region(region: Region) -> Indicator:
    called = region.title or region.id
    return Indicator(
        f"remote_inconvenience_{region.id}",
        say("Remote inconvenience, {}", called),
        "person-minutes",
        LOWER,
        say("Weighted person-minutes at inconvenient local hours of {}.", called),
        lambda programme: inconvenience_by_region(programme).get(region.id),
    )


# What hours are for, when they are, and how full they are


@_figure("Sessions", "sessions", NEITHER)
def sessions(programme: Programme) -> Value:
    """Sessions that are held."""
    return len(programme.runs)


@_figure("Sessions not held", "sessions", NEITHER)
def sessions_dropped(programme: Programme) -> Value:
    """Sessions of the instance that are not held."""
    return len(programme.instance.sessions) - len(programme.runs)


@_figure("Hours of sessions", "hours", NEITHER)
def session_hours(programme: Programme) -> Value:
    """Hours of all sessions, those that run in parallel each counted."""
    return sum(programme.minutes_by_purpose.values()) / HOUR


def _minutes_for(programme: Programme, purpose: Purpose) -> int | None:
    return programme.minutes_by_purpose[purpose] if programme.has_purposes else None


@_figure("Hours on development", "hours", HIGHER)
def development_hours(programme: Programme) -> Value:
    """Hours of sessions whose purpose is development."""
    minutes = _minutes_for(programme, Purpose.DEVELOPMENT)
    return None if minutes is None else minutes / HOUR


@_figure("Hours on administration", "hours", LOWER)
def administration_hours(programme: Programme) -> Value:
    """Hours of sessions whose purpose is administration."""
    minutes = _minutes_for(programme, Purpose.ADMINISTRATION)
    return None if minutes is None else minutes / HOUR


@_figure("Share of development", "%", HIGHER)
def development_share(programme: Programme) -> Value:
    """Hours on development in those on development, administration and statements."""
    minutes = programme.minutes_by_purpose
    in_all = sum(minutes[purpose] for purpose in Purpose)
    return 100 * minutes[Purpose.DEVELOPMENT] / in_all if in_all else None


@_figure("Statements delivered", "minutes", LOWER)
def statement_minutes(programme: Programme) -> Value:
    """Minutes of sessions whose purpose is to deliver policy statements."""
    return _minutes_for(programme, Purpose.STATEMENTS)


@_figure("Days used", "days", NEITHER)
def days_used(programme: Programme) -> Value:
    """Days with a session."""
    return len(runs_by_day(programme.instance, programme.runs))


@_figure("Days left free", "days", HIGHER)
def days_clear(programme: Programme) -> Value:
    """Days with hours for sessions and without any session."""
    used = runs_by_day(programme.instance, programme.runs)
    return sum(day not in used for day in programme.instance.working_dates)


@_figure("Longest day", "hours", LOWER)
def longest_day(programme: Programme) -> Value:
    """Hours from the first start of a day to its last end, on the longest one."""
    days = runs_by_day(programme.instance, programme.runs).values()
    spans = (max(run.end for run in runs) - min(run.start for run in runs) for runs in days)
    return max((minutes_of(span) / HOUR for span in spans), default=None)


@_figure("Sessions at once, most", "sessions", LOWER)
def parallel_peak(programme: Programme) -> Value:
    """Sessions that run at once, at most."""
    return max((each.peak for each in overlaps_of(programme.runs, 0)), default=0)


@_figure("Slack", "hours", HIGHER, rule="no_slack")
def reserve_free(programme: Programme) -> Value:
    """Hours of the reserve in which nothing runs, in bands in which kinds of the programme may run."""
    instance = programme.instance
    if not instance.reserve:
        return None
    reserve = spans_of(instance.reserve, instance.zone)
    usable = {
        band for each in instance.sessions for band in instance.kind_by_id[each.kind].bands
    }  # nobody can use the night
    used = [
        (max(run.start, start), min(run.end, end))
        for run in programme.runs
        for start, end in reserve
        if run.start < end and run.end > start
    ]
    minutes = sum(
        minutes_inside(*span, reserve) - minutes_inside(*span, used)
        for band, span in stretches_of(instance)
        if band.id in usable
    )
    return minutes / HOUR


# Rooms


@_figure("Room use", "%", NEITHER)
def room_use(programme: Programme) -> Value:
    """Official hours in which a room is used, in those in which it is open, over all rooms."""
    instance, used = programme.instance, use_by_room(programme)
    official = [span for band, span in stretches_of(instance) if band.official]
    taken = there = 0
    for room in programme.facts.rooms:
        if not room.parts:
            closed = spans_of(room.closures, instance.zone)
            for span in official:
                there += minutes_inside(*span, [span]) - minutes_inside(*span, closed)
                taken += minutes_inside(*span, used.get(room.id, []))
    return 100 * taken / there if there else None


@_figure("Rooms used", "rooms", LOWER)
def rooms_used(programme: Programme) -> Value:
    """Rooms in which something takes place, the parts of a combination each counted."""
    return len(use_by_room(programme))


# People


@_figure("Interpreted hours", "hours", NEITHER)
def interpreted_hours(programme: Programme) -> Value:
    """Hours of the sessions that interpreters serve."""
    if not programme.instance.interpretation:
        return None
    held = (run for run in programme.runs if run.session.interpretation is not None)
    return sum(map(length, held)) / HOUR


def _important(programme: Programme) -> Iterator[Person]:
    for person in programme.instance.people:
        if not person.remote and programme.instance.class_of(person).rank:
            yield person


def days_from_first_to_last(programme: Programme, runs: Iterable[Run]) -> int:
    """Return the days from the first of some sessions to the last, both counted; 0 without any."""
    days = [day_of(run, programme.instance) for run in runs]
    return (max(days) - min(days)).days + 1 if days else 0


@_figure("VIP days on site", "days", LOWER)
def vip_days(programme: Programme) -> Value:
    """Days from the first session to the last of each person of protocol rank on site, both counted."""
    attended = [programme.attended(person.id) for person in _important(programme)]
    return sum(days_from_first_to_last(programme, runs) for runs in attended) if attended else None


@_figure("VIPs without a session", "persons", LOWER)
def vips_without_session(programme: Programme) -> Value:
    """Persons of protocol rank, not remote, who attend no session."""
    taken = [bool(programme.attended(person.id)) for person in _important(programme)]
    return taken.count(False) if taken else None


@_figure("Small delegations overstretched", "hours", LOWER)
def small_delegations_overstretched(programme: Programme) -> Value:
    """Hours for which delegations of at most 2 members must attend more sessions at once than they are."""
    small = {each.id for each in programme.instance.delegations if each.size <= SMALL}
    found = programme.findings["delegation_overstretched"]
    minutes = sum(finding.amount for finding in found if finding.item in small)
    return minutes / HOUR if small else None


@_figure("Wishes missed", "hours", LOWER, rule="wish_missed")
def wishes_missed(programme: Programme) -> Value:
    """Hours for which delegations cannot attend all that they must and wish to attend."""
    if not any(each.wishes != Selection() for each in programme.instance.delegations):
        return None
    return programme.amount("wish_missed") / HOUR


# Agenda items


@_figure("Items left out", "items", LOWER)
def items_left_out(programme: Programme) -> Value:
    """Agenda items that are on no agenda, and not settled before."""
    items, heard = programme.instance.items, programme.schedule.entries_by_item
    return sum(each.is_open and each.id not in heard for each in items) if items else None


@_figure("Hours settled before", "hours", NEITHER)
def hours_settled(programme: Programme) -> Value:
    """Hours that items would take if nothing of them had been settled before."""
    items = programme.instance.items
    minutes = (minutes_of(each.minutes) - minutes_of(each.needed) for each in items)
    return sum(minutes) / HOUR if items else None


@_figure("Hours on items", "hours", NEITHER)
def item_hours(programme: Programme) -> Value:
    """Hours of sessions in which items are dealt with."""
    minutes = sum(entry.minutes for entry in programme.schedule.agendas)
    return minutes / HOUR if programme.instance.items else None


@_figure("Hours left on agendas", "hours", HIGHER)
def item_hours_left(programme: Programme) -> Value:
    """Hours that sessions have for items, and that no item takes, of sessions that may take any."""
    if not programme.instance.items:
        return None
    return sum(left_on_agendas(programme).values()) / HOUR


def left_on_agendas(programme: Programme) -> dict[str, int]:
    """Return the minutes that no item takes, of each session that items may have, by its id."""
    instance = programme.instance
    asked = {each.id for item in instance.items for each in sessions_for(instance, item)}
    return {
        run.id: left_in(instance, programme.schedule, run)
        for run in programme.runs
        if run.id in asked
    }


# Remote participants


@_figure("Remote, comfortable hours", "%", HIGHER)
def remote_comfortable(programme: Programme) -> Value:
    """Person-minutes of remote participants at comfortable hours of their own clocks, in all of theirs."""
    regions = minutes_by_comfort(programme).values()
    in_all = sum(map(sum, regions))
    return 100 * sum(comfortable for comfortable, _, _ in regions) / in_all if in_all else None


@_figure("Remote nights, worst-off region", "person-hours", LOWER)
def remote_night_worst(programme: Programme) -> Value:
    """Person-hours outside acceptable local hours of the region that has the most of them."""
    nights = [night for _, _, night in minutes_by_comfort(programme).values()]
    return max(nights) / HOUR if nights else None


@_figure("Remote inconvenience, worst-off region", "person-minutes", LOWER, rule="worst_region")
def remote_worst(programme: Programme) -> Value:
    """Weighted person-minutes at inconvenient local hours of the region that has the most of them."""
    return max(inconvenience_by_region(programme).values(), default=None)
