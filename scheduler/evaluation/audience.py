"""Delegations, audiences, themes and regions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.evaluation.intervals import Crowd, crowded, crowds_of
from scheduler.evaluation.runs import (
    Run,
    chronological,
    day_of,
    held_of,
    ids,
    runs_by_id,
    runs_of,
    theme_name,
)
from scheduler.findings import Finding
from scheduler.instance import (
    Delegation,
    Instance,
    Session,
    latest_of_each,
    monday_of,
    official_dates,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import chained, counted, day_text, name, number

Held = tuple[Session, datetime, datetime]
"""A session that is held, its start and its end."""


def delegation_overstretched(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which a delegation must attend more sessions than it has members."""
    runs = runs_by_id(instance, schedule)
    for delegation in instance.delegations:
        must = instance.selected(delegation.must)
        yield from _overstretched(delegation, instance.zone, _hours(runs, must))


def wish_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which a delegation cannot attend all that it must or wishes to."""
    runs = runs_by_id(instance, schedule)
    for delegation in instance.delegations:
        wishes = instance.selected(delegation.wishes)
        wanted = (*instance.selected(delegation.must), *wishes) if wishes else ()
        distinct = {session.id: session for session in wanted}.values()
        yield from _wishes_missed(delegation, instance.zone, _hours(runs, distinct))


def _hours(runs: Mapping[str, Run], sessions: Iterable[Session]) -> tuple[Held, ...]:
    """Return when those of the sessions are held that are: all that it depends on who can be there."""
    return tuple((run.session, run.start, run.end) for run in held_of(runs, sessions))


@latest_of_each
def _overstretched(delegation: Delegation, zone: ZoneInfo, held: tuple[Held, ...]) -> list[Finding]:
    what = say("{} ({}) must attend", name(delegation), counted(delegation.size, "member"))
    return [*_beyond(delegation, what, zone, held)]


@latest_of_each
def _wishes_missed(delegation: Delegation, zone: ZoneInfo, held: tuple[Held, ...]) -> list[Finding]:
    what = say("{} ({}) would attend", name(delegation), counted(delegation.size, "member"))
    return [*_beyond(delegation, what, zone, held)]


def _beyond(
    delegation: Delegation, what: str, zone: ZoneInfo, held: Iterable[Held]
) -> Iterator[Finding]:
    """Yield each stretch in which more of some sessions run than a delegation has members."""
    runs = (Run(session, "", start, end) for session, start, end in held)
    for crowd in crowds_of(runs, delegation.size):
        yield _at_once(zone, delegation.id, what, crowd, crowd.minutes)


def audience_overlap(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which several sessions of an audience run."""
    runs = runs_by_id(instance, schedule)
    for audience in instance.audiences:
        people = counted(audience.people, "person", "people")
        for crowd in crowds_of(held_of(runs, instance.selected(audience.sessions))):
            what = say("{} ({}) would attend", name(audience), people)
            amount = crowd.minutes * audience.people
            yield _at_once(instance.zone, audience.id, what, crowd, amount)


def theme_conflict(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which several sessions of a theme run."""
    for theme, runs in _by_theme(instance, schedule).items():
        for crowd in crowds_of(runs):
            what = say("Theme {}:", theme_name(instance, theme))
            yield _at_once(instance.zone, theme, what, crowd, crowd.minutes)


def theme_scattered(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each theme whose sessions lie on several days."""
    for theme, runs in _by_theme(instance, schedule).items():
        days = sorted({day_of(run, instance) for run in runs})
        if len(days) > 1:
            dates = chained(map(day_text, days))
            message = say(
                "Theme {} is spread over {} days: {}",
                theme_name(instance, theme),
                number(len(days)),
                dates,
            )
            yield Finding(theme, len(days) - 1, ids(chronological(runs)), message)


def region_unheard(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each week in which a region lacks coordination meetings."""
    runs = runs_of(instance, schedule)
    for region in instance.regions:
        needed = region.coordination_a_week
        meetings = chronological(run for run in runs if run.session.region == region.id)
        for monday in _weeks(instance):
            held = [run for run in meetings if monday_of(day_of(run, instance)) == monday]
            missing = needed - len(held)
            if missing > 0:
                message = say(
                    "{} has {} in the week from {}, {} needed",
                    name(region),
                    counted(len(held), "coordination meeting"),
                    day_text(monday),
                    needed,
                )
                yield Finding(region.id, missing, ids(held), message)


def _at_once(zone: ZoneInfo, item: str, what: str, crowd: Crowd, amount: int) -> Finding:
    return crowded(
        zone, item, say("{} {} sessions at once", what, number(crowd.peak)), crowd, amount
    )


def _by_theme(instance: Instance, schedule: Schedule) -> Mapping[str, list[Run]]:
    themes: dict[str, list[Run]] = {}
    for run in runs_of(instance, schedule):
        for theme in run.session.themes:
            themes.setdefault(theme, []).append(run)
    return themes


def _weeks(instance: Instance) -> Iterable[date]:
    """Return the Monday of each week with official hours, in order."""
    return dict.fromkeys(map(monday_of, official_dates(instance, None, None)))
