"""What is held at all, and what is not: quotas, optional sessions, success stories."""

from collections.abc import Iterator, Sequence

from scheduler.evaluation.agendas import open_items
from scheduler.evaluation.runs import Run, held_of, ids, runs_by_id, titles
from scheduler.findings import Finding
from scheduler.instance import Instance, Item, Quota, Session, meetings_of
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, name, number


def quota_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each quota of which too many sessions are held, or too few."""
    for quota in instance.quotas:
        held = _held(instance, schedule, quota)
        are_held = counted(len(held), "session is held", "sessions are held")
        if quota.at_most is not None and len(held) > quota.at_most:
            allowed = say("{} allowed", number(quota.at_most))
            message = say("Quota {}: {}, {}: {}", quota.id, are_held, allowed, titles(held))
            yield Finding(quota.id, len(held) - quota.at_most, ids(held), message)
        missing = quota.at_least - len(held)
        if missing > 0 and _among(instance, quota):
            message = say("Quota {}: {}, {} needed", quota.id, are_held, number(quota.at_least))
            yield Finding(quota.id, missing, ids(held), message)


def value_lost(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session without a place, each item that is on no agenda, and each task that is not settled.

    Those that are optional are left out, unless they are worth nothing.
    """
    for what, missing, left, sessions in _left_out(instance, schedule):
        if not what.optional:
            amount, is_item = max(1, what.value), isinstance(what, Item)
            yield Finding(what.id, amount, sessions, missing, absolute=True, of_agendas=is_item)
        elif what.value > 0:
            of_agendas = isinstance(what, Item)
            yield Finding(what.id, what.value, sessions, left, of_agendas=of_agendas)
    held = schedule.by_session.keys()
    for task in instance.tasks:
        meetings = meetings_of(instance, task)
        if task.value and meetings and held.isdisjoint(meetings):
            message = say("{} is not settled, worth {}", name(task), counted(task.value, "point"))
            yield Finding(task.id, task.value, meetings, message)


def _left_out(
    instance: Instance, schedule: Schedule
) -> Iterator[tuple[Session | Item, str, str, tuple[str, ...]]]:
    """Yield what is left out; what is said if it has to be there, and if not; its sessions."""
    for session in instance.sessions:
        if session.id not in schedule.by_session:
            missing = say("{} must take place, and has no slot", session.title)
            worth = counted(session.value, "point")
            yield (
                session,
                missing,
                say("{} is left out, worth {}", session.title, worth),
                (session.id,),
            )
    for item in open_items(instance):
        if item.id not in schedule.entries_by_item:
            missing = say("{} must be dealt with, and is on no agenda", item.title)
            worth = counted(item.value, "point")
            yield item, missing, say("{} is on no agenda, worth {}", item.title, worth), ()


def _held(instance: Instance, schedule: Schedule, quota: Quota) -> list[Run]:
    """Return the sessions of a quota that are held."""
    return held_of(runs_by_id(instance, schedule), _among(instance, quota))


def _among(instance: Instance, quota: Quota) -> Sequence[Session]:
    """Return the sessions of which a quota counts those that are held."""
    return instance.sessions if quota.sessions is None else instance.selected(quota.sessions)
