"""Rules on delegations, audiences, themes and regions."""

from collections.abc import Iterator

from scheduler.instance import Instance, official_dates
from scheduler.restrictions import Distinct, LoadQuota, Restriction
from scheduler.rules.common import at_once, grouped, running
from scheduler.rules.spans import day_span, days_of, weeks_of


def delegation_overstretched(instance: Instance) -> Iterator[Restriction]:
    """At any time a delegation must attend no more sessions than it has members.

    ``sum_t max(0, sum_{s that g must attend} [s runs at t] - size_g)`` for all delegations g.
    Reads ``delegations`` (size, must), ``sessions`` (duration).
    """
    for delegation in instance.delegations:
        must = instance.selected(delegation.must)
        yield from at_once(delegation.id, running(must), delegation.size)


def wish_missed(instance: Instance) -> Iterator[Restriction]:
    """At any time a delegation must or wishes to attend no more sessions than it has members.

    ``sum_t max(0, sum_{s that g must or wishes to attend} [s runs at t] - size_g)`` for all delegations
    g that wish to attend a session. Reads ``delegations`` (size, must, wishes), ``sessions`` (duration).
    """
    for delegation in instance.delegations:
        if instance.selected(delegation.wishes):
            both = instance.selected(delegation.must, delegation.wishes)
            yield from at_once(delegation.id, running(both), delegation.size)


def audience_overlap(instance: Instance) -> Iterator[Restriction]:
    """At any time at most one session of an audience runs.

    ``people_a · sum_t max(0, sum_{s of a} [s runs at t] - 1)`` for all audiences a.
    Reads ``audiences`` (people, sessions), ``sessions`` (duration).
    """
    for audience in instance.audiences:
        sessions = instance.selected(audience.sessions)
        yield from at_once(audience.id, running(sessions), 1, rate=audience.people)


def theme_conflict(instance: Instance) -> Iterator[Restriction]:
    """At any time a theme has at most one session running.

    ``sum_t max(0, sum_{s of theme k} [s runs at t] - 1)`` for all themes k.
    Reads ``sessions`` (themes, duration).
    """
    for theme, sessions in grouped(instance, lambda session: session.themes).items():
        yield from at_once(theme, running(sessions), 1)


def theme_scattered(instance: Instance) -> Iterator[Restriction]:
    """Hold the sessions of a theme on as few days as possible.

    ``|{day of s : s of theme k}| - 1`` for all themes k. Reads ``sessions`` (themes).
    """
    days = days_of(instance)
    for theme, sessions in grouped(instance, lambda session: session.themes).items():
        if len(sessions) > 1 and len(days) > 1:
            yield Distinct(theme, tuple(session.id for session in sessions), days)


def region_unheard(instance: Instance) -> Iterator[Restriction]:
    """Hold the coordination meetings that a region needs each week, and its success stories.

    ``sum_{weeks w} max(0, needed_g - |coordination meetings of g in w|)`` for all regions g; weeks run
    from Monday to Sunday, and count if they have a date with an official band. ``max(0, showcases_g -
    |{s that shows g held}|)`` for all regions g. Reads ``first_day``, ``last_day``, ``day_profiles``,
    ``regions`` (coordination_a_week, showcases), ``sessions`` (region, showcases, optional).
    """
    official = [day_span(day, day, instance.zone) for day in official_dates(instance, None, None)]
    weeks = tuple(
        week for week in weeks_of(instance) if any(week[0] <= day[0] < week[1] for day in official)
    )
    for region in instance.regions:
        loads = {session.id: 1 for session in instance.sessions if session.region == region.id}
        if region.coordination_a_week:
            yield LoadQuota(region.id, loads, weeks, at_least=region.coordination_a_week)
        if region.showcases:
            shown = {each.id: 1 for each in instance.sessions if region.id in each.showcases}
            yield LoadQuota(region.id, shown, None, at_least=region.showcases)
