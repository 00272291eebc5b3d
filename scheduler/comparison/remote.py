"""Remote participants: what hours they follow sessions at, region by region."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from scheduler.comparison.programmes import Programme
from scheduler.evaluation.intervals import clock_minutes, minutes_on_clock, spans_followed
from scheduler.evaluation.runs import Run
from scheduler.instance import DAY, Site, remote_of

HOUR = timedelta(hours=1)


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
            since = hour * HOUR
            minutes = clock_minutes(run.start, run.end, site.zone, since, since + HOUR)
            found[site.region][hour] += people * minutes
    return {region: tuple(minutes) for region, minutes in found.items()}


def _hours_touched(run: Run, site: Site) -> list[int]:
    """Return the hours of the day that clocks may show during a session, an hour to spare each side."""
    if run.end - run.start >= DAY - 2 * HOUR:
        return list(range(24))
    first = run.start.astimezone(site.zone).hour - 1
    return sorted({(first + step) % 24 for step in range((run.end - run.start) // HOUR + 4)})


def inconvenience_by_region(programme: Programme) -> Mapping[str, int]:
    """Return the weighted person-minutes at inconvenient hours of each region with remote participants."""
    regions = {site.region for _, site, _ in followed(programme)}
    found = {region.id: 0 for region in programme.instance.regions if region.id in regions}
    for finding in programme.findings["local_hours"]:
        found[finding.item] += finding.amount
    return found


def worst_off(programme: Programme) -> str | None:
    """Return the region with the most inconvenience, the first of equals; None if nobody is remote."""
    found = inconvenience_by_region(programme)
    return max(found, key=lambda region: found[region]) if found else None


def night_by_region(programme: Programme) -> Mapping[str, int]:
    """Return the person-minutes outside acceptable hours of each region with remote participants."""
    found = dict.fromkeys(inconvenience_by_region(programme), 0)
    hours = programme.instance.local_hours.acceptable
    for run, site, people in followed(programme):
        night = run.minutes - minutes_on_clock(run.start, run.end, site.zone, hours)
        found[site.region] += people * night
    return found
