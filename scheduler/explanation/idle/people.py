"""Settings of persons, of their classes, and of the panels on which they may sit."""

from collections.abc import Iterator

from scheduler.catalogue import OFF
from scheduler.explanation.ground import Ground
from scheduler.explanation.idle.settings import Idle
from scheduler.rules import items_of


def seated_in(ground: Ground) -> Iterator[Idle]:
    """Yield the sessions in which a class has to be seated, if there are none."""
    instance = ground.instance
    for each in instance.person_classes:
        members = [person for person in instance.people if person.person_class == each.id]
        is_asked = any(instance.level("unseated", person.id) != OFF for person in members)
        is_said = any(names for _, names in each.seated_in)
        if is_asked and is_said and not instance.selected(each.seated_in):
            yield Idle(("person_classes", each.id, "seated_in"), "it selects no session")


def compact(ground: Ground) -> Iterator[Idle]:
    """Yield who should be there compactly, with one session only or from afar."""
    instance = ground.instance
    counted = items_of(instance, "days_on_site")
    for person in instance.people:
        if person.compact and person.remote:
            yield Idle(("people", person.id, "compact"), "a remote person is not on site")
        elif person.compact and person.id not in counted:
            yield Idle(("people", person.id, "compact"), "fewer than two sessions are attended")


def panel_roles(ground: Ground) -> Iterator[Idle]:
    """Yield the roles of panels that nobody fits, where nobody has to."""
    instance = ground.instance
    everybody = tuple(person.id for person in instance.people)
    for session in instance.sessions:
        for number, role in enumerate(session.panel.roles if session.panel is not None else ()):
            if not role.at_least and not instance.in_role(role, everybody):
                place = ("sessions", session.id, "panel", "roles", number)
                yield Idle(place, "nobody fits this role", role.id, (session.id,))
