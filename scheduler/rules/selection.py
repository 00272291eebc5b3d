"""What is held at all: how many sessions of some, which optional ones, and whose success stories."""

from collections.abc import Iterator, Sequence

from scheduler.instance import Instance, Session, meetings_of
from scheduler.restrictions import LoadQuota, Present, Restriction


def quota_missed(instance: Instance) -> Iterator[Restriction]:
    """Hold no more sessions of a quota than it allows, and as many as it asks for.

    ``max(0, |{s of quota k held}| - at_most_k) + max(0, at_least_k - |{s of quota k held}|)`` for all quotas
    k that have sessions.
    """
    for quota in instance.quotas:
        chosen = quota.sessions
        sessions = instance.sessions if chosen is None else instance.selected(chosen)
        if quota.at_most is not None and len(sessions) > quota.at_most:
            yield LoadQuota(quota.id, _each(sessions), None, at_most=quota.at_most)
        if sessions and quota.at_least:
            yield LoadQuota(quota.id, _each(sessions), None, at_least=quota.at_least)


def value_lost(instance: Instance) -> Iterator[Restriction]:
    """Hold optional sessions, and settle each task in a session that is held.

    ``value_s · [s is not held]`` for all optional sessions s; ``value_k · max(0, 1 - |{s that deals with k
    held}|)`` for all tasks k that have meetings. Agenda items are asked of agendas.
    """
    for session in instance.sessions:
        if session.optional and session.value:
            yield Present(session.id, session.id, session.value)
    for task in instance.tasks:
        loads = dict.fromkeys(meetings_of(instance, task), 1)
        if loads and task.value:
            yield LoadQuota(task.id, loads, None, at_least=1, rate=task.value)


def _each(sessions: Sequence[Session]) -> dict[str, int]:
    return {session.id: 1 for session in sessions}
