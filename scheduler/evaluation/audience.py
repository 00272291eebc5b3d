"""Delegations, audiences, themes and regions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from scheduler.evaluation.intervals import Overlap, overlap_found, overlaps_of
from scheduler.evaluation.memoised import memoised
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
    Audience,
    Delegation,
    Instance,
    latest,
    monday_of,
    official_dates,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import chained, counted, day_text, name, number


class _Theme(NamedTuple):
    """A theme, and its sessions that are held."""

    id: str
    runs: tuple[Run, ...]


def delegation_overstretched(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which a delegation must attend more sessions than it has members."""
    runs = runs_by_id(instance, schedule)
    for delegation in instance.delegations:
        yield from _overstretched(instance, delegation, chosen(instance, runs, delegation.must))


def wish_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which a delegation cannot attend all that it must or wishes to."""
    runs = runs_by_id(instance, schedule)
    for delegation in instance.delegations:
        if chosen_ids(instance, delegation.wishes):
            wanted = chosen(instance, runs, delegation.must, delegation.wishes)
            yield from _wishes_missed(instance, delegation, wanted)


@memoised
def _overstretched(
    instance: Instance, delegation: Delegation, held: Sequence[Run]
) -> Iterator[Finding]:
    what = say("{} ({}) must attend", name(delegation), counted(delegation.size, "member"))
    for overlap in overlaps_of(held, delegation.size):
        yield _at_once(instance, delegation.id, what, overlap, overlap.minutes)


@memoised
def _wishes_missed(
    instance: Instance, delegation: Delegation, held: Sequence[Run]
) -> Iterator[Finding]:
    what = say("{} ({}) wants to attend", name(delegation), counted(delegation.size, "member"))
    for overlap in overlaps_of(held, delegation.size):
        yield _at_once(instance, delegation.id, what, overlap, overlap.minutes)


def audience_overlap(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which several sessions of an audience run."""
    runs = runs_by_id(instance, schedule)
    for audience in instance.audiences:
        yield from _overlaps(instance, audience, chosen(instance, runs, audience.sessions))


@memoised
def _overlaps(instance: Instance, audience: Audience, held: Sequence[Run]) -> Iterator[Finding]:
    what = say("{} ({}) has", name(audience), counted(audience.people, "person", "people"))
    for overlap in overlaps_of(held):
        yield _at_once(instance, audience.id, what, overlap, overlap.minutes * audience.people)


def theme_conflict(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which several sessions of a theme run."""
    for theme in _themes(instance, schedule):
        yield from _of_a_theme_at_once(instance, theme)


@memoised
def _of_a_theme_at_once(instance: Instance, theme: _Theme) -> Iterator[Finding]:
    for overlap in overlaps_of(theme.runs):
        what = say("Theme {}:", theme_name(instance, theme.id))
        yield _at_once(instance, theme.id, what, overlap, overlap.minutes)


def theme_scattered(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each theme whose sessions lie on several days."""
    for theme in _themes(instance, schedule):
        yield from _days_of_a_theme(instance, theme)


@memoised
def _days_of_a_theme(instance: Instance, theme: _Theme) -> Iterator[Finding]:
    days = sorted({day_of(run, instance) for run in theme.runs})
    if len(days) > 1:
        dates = chained(map(day_text, days))
        message = say(
            "Theme {} is spread over {} days: {}",
            theme_name(instance, theme.id),
            number(len(days)),
            dates,
        )
        yield Finding(theme.id, len(days) - 1, ids(chronological(theme.runs)), message)


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


def _at_once(instance: Instance, item: str, what: str, overlap: Overlap, amount: int) -> Finding:
    return overlap_found(
        instance.zone,
        item,
        say("{} {} sessions at once", what, number(overlap.peak)),
        overlap,
        amount,
    )


@latest
def _themes(instance: Instance, schedule: Schedule) -> Sequence[_Theme]:
    """Return the themes of the sessions that are held, in the order of the file."""
    themes: dict[str, list[Run]] = {}
    for run in runs_of(instance, schedule):
        for theme in run.session.themes:
            themes.setdefault(theme, []).append(run)
    return [_Theme(theme, tuple(runs)) for theme, runs in themes.items()]


def _weeks(instance: Instance) -> Iterable[date]:
    """Return the Monday of each week with official hours, in order."""
    return dict.fromkeys(map(monday_of, official_dates(instance, None, None)))
