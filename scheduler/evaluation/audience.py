"""Delegations, audiences, themes and regions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from scheduler.evaluation.intervals import ConcurrencyLimit, at_once
from scheduler.evaluation.runs import (
    Run,
    chosen,
    chosen_ids,
    chronological,
    day_of,
    ids,
    runs_by_id,
    runs_of,
    theme_name,
)
from scheduler.findings import Finding
from scheduler.instance import (
    Instance,
    grouped,
    monday_of,
    official_dates,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import chained, counted, day_text, name, number


def delegation_overstretched(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which a delegation must attend more sessions than it has members."""
    runs = runs_by_id(instance, schedule)
    for delegation in instance.delegations:
        who = say("{} ({}) must attend", name(delegation), counted(delegation.size, "member"))
        must = chosen(instance, runs, delegation.must)
        yield from at_once(instance, ConcurrencyLimit(delegation.id, who, must, delegation.size))


def wish_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which a delegation cannot attend all that it must or wishes to."""
    runs = runs_by_id(instance, schedule)
    for delegation in instance.delegations:
        if chosen_ids(instance, delegation.wishes):
            members = counted(delegation.size, "member")
            who = say("{} ({}) wants to attend", name(delegation), members)
            wanted = chosen(instance, runs, delegation.must, delegation.wishes)
            limit = ConcurrencyLimit(delegation.id, who, wanted, delegation.size)
            yield from at_once(instance, limit)


def audience_overlap(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which several sessions of an audience run."""
    runs = runs_by_id(instance, schedule)
    for audience in instance.audiences:
        who = say("{} ({}) has", name(audience), counted(audience.people, "person", "people"))
        held = chosen(instance, runs, audience.sessions)
        limit = ConcurrencyLimit(audience.id, who, held, rate=audience.people)
        yield from at_once(instance, limit)


def theme_conflict(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which several sessions of a theme run."""
    for theme, runs in _by_theme(instance, schedule).items():
        who = say("Theme {}:", theme_name(instance, theme))
        yield from at_once(instance, ConcurrencyLimit(theme, who, runs))


def theme_scattered(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each theme whose sessions lie on several days."""
    for theme, runs in _by_theme(instance, schedule).items():
        days = sorted({day_of(run, instance) for run in runs})
        if len(days) > 1:
            message = say(
                "Theme {} is spread over {} days: {}",
                theme_name(instance, theme),
                number(len(days)),
                chained(map(day_text, days)),
            )
            yield Finding(theme, len(days) - 1, ids(chronological(runs)), message)


def _by_theme(instance: Instance, schedule: Schedule) -> Mapping[str, tuple[Run, ...]]:
    return grouped(runs_of(instance, schedule), lambda run: run.session.themes)


def region_unheard(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each week in which a region lacks coordination meetings, and regions without success stories."""
    runs = runs_of(instance, schedule)
    for region in instance.regions:
        needed = region.coordination_a_week
        meetings = chronological(run for run in runs if run.session.region == region.id)
        for monday in _weeks(instance):
            held = [run for run in meetings if monday_of(day_of(run, instance)) == monday]
            missing = needed - len(held)
            if missing > 0:
                message = say(
                    "{} needs {} in the week from {}, has {}",
                    name(region),
                    counted(needed, "coordination meeting"),
                    day_text(monday),
                    len(held) or say("none"),
                )
                yield Finding(region.id, missing, ids(held), message)
        shown = [run for run in runs if region.id in run.session.showcases]
        missing = region.showcases - len(shown)
        if missing > 0:
            message = say(
                "{} needs {} with its success stories, has {}",
                name(region),
                counted(region.showcases, "session"),
                len(shown) or say("none"),
            )
            yield Finding(region.id, missing, ids(shown), message)


def _weeks(instance: Instance) -> Iterable[date]:
    """Return the Monday of each week with official hours, in order."""
    return dict.fromkeys(map(monday_of, official_dates(instance, None, None)))
