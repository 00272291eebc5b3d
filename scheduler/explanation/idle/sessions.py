"""Settings of sessions."""

from collections import Counter
from collections.abc import Iterator

from scheduler.explanation.plausibility import near_tags
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.trouble import Idle
from scheduler.instance import Session, references_of


def lone_tags(presolve: Presolve) -> Iterator[Idle]:
    """Yield the themes and topics of one session only that nothing else in the file names."""
    instance = presolve.instance
    named = {
        (table, name) for path, name, table in references_of(instance) if path[0] != "sessions"
    }
    declared = {("themes", theme.id) for theme in instance.themes}
    declared |= {("themes", theme) for item in instance.untimed for theme in item.themes}
    declared |= {
        (field, tag)
        for item in instance.items
        for field in ("themes", "topics")
        for tag in getattr(item, field)
    }
    for field in ("themes", "topics"):
        number = Counter(tag for each in instance.sessions for tag in getattr(each, field))
        for session in instance.sessions:
            for position, tag in enumerate(getattr(session, field)):
                is_lone = number[tag] == 1 and (field, tag) not in named | declared
                if is_lone and not near_tags(tag, number):
                    why = "no other session has it, and nothing else in the file names it"
                    yield Idle(("sessions", session.id, field, position), why, tag, (session.id,))


def value(presolve: Presolve) -> Iterator[Idle]:
    """Yield the values of sessions that are held anyway."""
    for each in presolve.instance.sessions:
        if "value" in each.model_fields_set and not each.optional:
            yield _of(each, "value", "only an `optional` session can be left out")


def seated_before(presolve: Presolve) -> Iterator[Idle]:
    """Yield when persons of a class are seated, where none of them takes part."""
    instance = presolve.instance
    for each in instance.sessions:
        people = {person for group in each.people.values() for person in group}
        people.update(instance.pools.get(each.id, ()))
        if each.seated_before and all(
            instance.person_by_id[p].person_class is None for p in people
        ):
            yield _of(each, "seated_before", "nobody of a class of persons takes part")


def join(presolve: Presolve) -> Iterator[Idle]:
    """Yield the secret addresses of which nobody is told."""
    for each in presolve.instance.sessions:
        if each.join and not any(each.people.values()) and each.panel is None:
            yield _of(each, "join", "it is told to those named in the session, and nobody is")


def _of(session: Session, field: str, why: str) -> Idle:
    return Idle(("sessions", session.id, field), why, "", (session.id,))


def panel_roles(presolve: Presolve) -> Iterator[Idle]:
    """Yield the roles of panels that nobody fits, where nobody has to."""
    instance = presolve.instance
    everybody = tuple(person.id for person in instance.people)
    for session in instance.sessions:
        for number, role in enumerate(session.panel.roles if session.panel is not None else ()):
            if not role.at_least and not instance.in_role(role, everybody):
                place = ("sessions", session.id, "panel", "roles", number)
                yield Idle(place, "nobody fits this role", role.id, (session.id,))
