"""Selection: the sessions that are held, and the people who sit on their panels.

In formulas, p is a person, s a session with a panel and r a role of it; ``n_s`` are the people on the panel
of s, seated or in a fixed role that fits, and ``n_{s,r}`` those of them who fit r.
"""

from collections.abc import Iterator, Sequence

from scheduler.instance import Instance, Session, meetings_of
from scheduler.restrictions import LoadQuota, Present, Restriction, Unfit
from scheduler.rules.seats import groups_of, parts_of, seat_of


def quota_missed(instance: Instance) -> Iterator[Restriction]:
    """Hold no more sessions of a quota than it allows, and as many as it asks for.

    ``max(0, |{s of quota k held}| - at_most_k) + max(0, at_least_k - |{s of quota k held}|)`` for all quotas
    k that have sessions. Reads ``quotas`` (sessions, at_most, at_least), ``sessions`` (optional).
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
    Reads ``sessions`` (optional, value), ``items`` (optional, value, settled), ``tasks``.
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


def panel_size_wrong(instance: Instance) -> Iterator[Restriction]:
    """Give each role of a panel, and the panel as a whole, as many people as it asks for and allows.

    ``max(0, at_least_s - n_s) + sum_{r of s} max(0, at_least_{s,r} - n_{s,r}) + max(0, n_s - at_most_s) +
    sum_{r of s} max(0, n_{s,r} - at_most_{s,r})`` for all sessions s with a panel that are held.
    Reads ``sessions`` (panel, people), ``people`` (class, brings).
    """
    for group in groups_of(instance):
        session, seats, fixed = group.session.id, dict.fromkeys(group.seats, 1), len(group.fixed)
        missing, most = group.asks.at_least - fixed, group.asks.at_most
        if missing > 0 and not group.session.optional:
            yield LoadQuota(session, seats, None, at_least=missing)
        elif missing > 0:
            # What is left out asks for nobody: held, it brings all that its seats have to outweigh.
            outweighing = dict.fromkeys(group.seats, -1)
            yield LoadQuota(session, {session: missing, **outweighing}, None, at_most=0)
        if most is not None and fixed + len(seats) > most:
            own = {session: fixed} if fixed else {}
            yield LoadQuota(session, {**own, **seats}, None, at_most=most)


def unseated(instance: Instance) -> Iterator[Restriction]:
    """Have each person whose class must be seated in some sessions attend one of them.

    ``max(0, 1 - |{s selected for the class of p : p attends s}|)`` for all persons p of classes for which
    some s are selected.
    Reads ``person_classes`` (seated_in), ``people`` (class), ``sessions`` (people, panel).
    """
    for person in instance.people:
        chosen = instance.selected(instance.class_of(person).seated_in)
        if chosen:
            wanted = {session.id for session in chosen}
            parts = (part for part in parts_of(instance, person.id) if part.session.id in wanted)
            yield LoadQuota(person.id, {part.id: 1 for part in parts}, None, at_least=1)


def theme_mismatch(instance: Instance) -> Iterator[Restriction]:
    """Seat people in sessions on one of their themes.

    ``[p is seated in s]`` for all sessions s and persons p of whose themes, if both have any, none is the
    same. Reads ``people`` (themes), ``sessions`` (themes, panel).
    """
    for session in instance.sessions:
        for id_ in instance.pools.get(session.id, ()):
            themes = instance.person_by_id[id_].themes
            if session.themes and themes and not set(themes).intersection(session.themes):
                yield Unfit(session.id, seat_of(session.id, id_), None)


def levels_mixed(instance: Instance) -> Iterator[Restriction]:
    """Seat people in sessions of the level of their class, ministerial or technical.

    ``[p is seated in s]`` for all sessions s and persons p whose class is of another level than s.
    Reads ``person_classes`` (level), ``sessions`` (level, panel).
    """
    for session in instance.sessions:
        for id_ in instance.pools.get(session.id, ()):
            level = instance.class_of(instance.person_by_id[id_]).level
            if None not in (level, session.level) and level is not session.level:
                yield Unfit(session.id, seat_of(session.id, id_), None)
