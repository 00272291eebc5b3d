"""Panels that cannot be filled, and persons who cannot be seated: found without a search."""

from collections.abc import Collection, Iterator

from scheduler.catalogue import HARD
from scheduler.evaluation.wording import counted, name, number
from scheduler.explanation.ground import Ground
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import listed
from scheduler.instance import Instance
from scheduler.instance.participants import PanelRole, Person
from scheduler.restrictions import Quota
from scheduler.rules.seats import PanelGroup, groups_of, is_seat, person_of, session_of

MOST = 12
"""Persons named in a message; of more, the number."""


def empty_chairs(ground: Ground) -> Iterator[Trouble]:
    """Yield the panels, and roles of panels, for which there are fewer people than have to be on them."""
    for group in groups_of(ground.instance):
        session = group.session.id
        if session in ground.optional or ground.instance.level("role_missing", session) != HARD:
            continue
        able = [seat for seat in group.seats if seat in ground.givable]
        if len(group.fixed) + len(able) < group.asks.at_least:
            yield Trouble(
                _too_few(ground.instance, group, able),
                certain=True,
                sessions=(session,),
                rules=("role_missing",),
            )


def _too_few(instance: Instance, group: PanelGroup, able: Collection[str]) -> str:
    """Say how many are needed, how many there are, and who of them cannot be there."""
    role = name(group.asks) if isinstance(group.asks, PanelRole) else "people"
    there = len(group.fixed) + len(able)
    said = f"{name(group.session)} needs {number(group.asks.at_least)} on its panel ({role})"
    unable = [person_of(seat) for seat in group.seats if seat not in able]
    away = f", for {_names(instance, unable)} cannot be there when it can be held" if unable else ""
    can = f"{number(there)} can be there{away}"
    return f"{said}, and {can}. What may help: a larger pool, ask for fewer, or wider availability."


def _names(instance: Instance, people: Collection[str]) -> str:
    names = [name(instance.person_by_id[person]) for person in people]
    more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
    return listed([*names[:MOST], *more])


def without_seat(ground: Ground) -> Iterator[Trouble]:
    """Yield the persons who have to be seated and cannot be in any of the sessions in question."""
    for priced in ground.hard:
        quota = priced.restriction
        if priced.rule != "unseated" or not isinstance(quota, Quota):
            continue
        seats = [part for part in quota.loads if is_seat(part)]
        fixed = [part for part in quota.loads if not is_seat(part)]
        if ground.givable.isdisjoint(seats) and not set(fixed).difference(ground.hopeless):
            sessions = tuple(dict.fromkeys(session_of(part) for part in quota.loads))
            person = ground.instance.person_by_id[quota.item]
            message = _no_seat(ground.instance, person, sessions)
            yield Trouble(message, certain=True, sessions=sessions, rules=("unseated",))


def _no_seat(instance: Instance, person: Person, sessions: Collection[str]) -> str:
    chosen = instance.selected(instance.class_of(person).seated_in)
    asked = f"{name(person)} has to be in one of {counted(len(chosen), 'session')}"
    if not sessions:
        why = "is named in none of them, and in the pool of no panel"
        return f"{asked}, and {why}. What may help: a role in one, or a pool that the person fits."
    titles = listed([name(instance.session_by_id[session]) for session in sessions])
    why = f"cannot be there when {titles} can be held"
    return f"{asked}, and {why}. What may help: wider availability, or another pool."
