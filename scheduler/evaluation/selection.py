"""What is held at all, and what is not: quotas, optional sessions, success stories."""

from collections.abc import Iterator, Sequence

from scheduler.evaluation.runs import Run, held_of, ids, runs_by_id, runs_of, titles
from scheduler.findings import Finding
from scheduler.instance import Instance, Quota, Session
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, listed, name, number

FEW = 4
"""Sessions of a quota that are named, at most."""


def quota_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each quota of which too many sessions are held, or too few."""
    for quota in instance.quotas:
        held = _held(instance, schedule, quota)
        if quota.at_most is not None and len(held) > quota.at_most:
            message = _too_many(quota, held)
            yield Finding(quota.id, len(held) - quota.at_most, ids(held), message)
        missing = quota.at_least - len(held)
        if missing > 0 and _among(instance, quota):
            yield Finding(quota.id, missing, ids(held), _too_few(instance, quota, held))


def session_dropped(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session without a place: one that is optional, unless worth nothing, is left out."""
    held = {assignment.session for assignment in schedule.assignments}
    for session in instance.sessions:
        if session.id in held:
            continue
        if not session.optional:
            message = say("{} has to take place, and has no place", session.title)
            amount = max(1, session.value)
            yield Finding(session.id, amount, (session.id,), message, absolute=True)
        elif session.value > 0:
            message = say(
                "{} is left out, worth {}", session.title, counted(session.value, "point")
            )
            yield Finding(session.id, session.value, (session.id,), message)


def host_showcase_missing(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each region whose success stories are not shown as often as it needs."""
    runs = runs_of(instance, schedule)
    for region in instance.regions:
        shown = [run for run in runs if region.id in run.session.showcases]
        missing = region.showcases - len(shown)
        if missing > 0:
            message = say(
                "{}: {} its success stories, {} needed",
                name(region),
                counted(len(shown), "session shows", "sessions show"),
                number(region.showcases),
            )
            yield Finding(region.id, missing, ids(shown), message)


def _held(instance: Instance, schedule: Schedule, quota: Quota) -> list[Run]:
    """Return the sessions of a quota that are held."""
    return held_of(runs_by_id(instance, schedule), _among(instance, quota))


def _among(instance: Instance, quota: Quota) -> Sequence[Session]:
    """Return the sessions of which a quota counts those that are held."""
    return instance.sessions if quota.sessions is None else instance.selected(quota.sessions)


def _too_few(instance: Instance, quota: Quota, held: list[Run]) -> str:
    """Say how many are needed; of few that count, which these are: an id alone says little."""
    are_held, needed = _are_held(held), number(quota.at_least)
    among = _among(instance, quota)
    if quota.sessions is None or len(among) > FEW:
        return say("Quota {}: {}, {} needed", quota.id, are_held, needed)
    named = listed([each.title for each in among])
    return say("Quota {}: {}, {} needed of {}", quota.id, are_held, needed, named)


def _too_many(quota: Quota, held: list[Run]) -> str:
    if quota.at_most == 0:
        return say("To be left out, and yet held: {}", titles(held))
    allowed = say("{} allowed", number(quota.at_most or 0))
    return say("Quota {}: {}, {}: {}", quota.id, _are_held(held), allowed, titles(held))


def _are_held(held: list[Run]) -> str:
    return counted(len(held), "session is held", "sessions are held")
