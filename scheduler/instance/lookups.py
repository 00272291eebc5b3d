"""Look-ups of an instance that take several steps."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from scheduler.instance.meetings import Role, Session
from scheduler.instance.panels import PanelRole
from scheduler.instance.participants import Person
from scheduler.instance.places import Room


def tags(session: Session) -> Iterator[tuple[str, str]]:
    """Yield the fields of a selection, and the names in them, that find a session."""
    yield "sessions", session.id
    yield "kinds", session.kind
    if session.body is not None:
        yield "bodies", session.body
    yield from (("themes", theme) for theme in session.themes)


def tagged(sessions: Iterable[Session]) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Return the positions of the sessions that each field of a selection finds by each name."""
    positions: dict[tuple[str, str], list[int]] = {}
    for position, session in enumerate(sessions):
        for tag in tags(session):
            positions.setdefault(tag, []).append(position)
    return {tag: tuple(found) for tag, found in positions.items()}


def attending(session: Session) -> tuple[str, ...]:
    """Return the persons who have a role in a session that they attend: any but optional."""
    roles = (people for role, people in session.people.items() if role is not Role.OPTIONAL)
    return tuple(person for people in roles for person in people)


def grouped(
    sessions: Iterable[Session], keys: Callable[[Session], Iterable[str]]
) -> Mapping[str, tuple[Session, ...]]:
    """Return the sessions of each key, in their order."""
    groups: dict[str, list[Session]] = {}
    for session in sessions:
        for key in keys(session):
            groups.setdefault(key, []).append(session)
    return {key: tuple(group) for key, group in groups.items()}


def fits(person: Person, role: PanelRole) -> bool:
    """Tell whether a person fits a role of a panel: by all that the role tells."""
    return (
        (not role.classes or person.person_class in role.classes)
        and (not role.brings or any(each in role.brings for each in person.brings))
        and (role.people is None or person.id in role.people)
    )


def pool(session: Session, people: Iterable[Person]) -> tuple[str, ...]:
    """Return who may be given a seat on the panel of a session: who fits a role and is not named in it."""
    if session.panel is None:
        return ()
    named = {person for group in session.people.values() for person in group}
    roles = session.panel.roles
    return tuple(
        person.id
        for person in people
        if person.id not in named and any(fits(person, role) for role in roles)
    )


def parts_by_room(rooms: Mapping[str, Room]) -> Mapping[str, tuple[str, ...]]:
    """Return the rooms without parts that each room consists of, in order: itself, if it has none."""
    found: dict[str, tuple[str, ...]] = {}

    def parts_of(room: str) -> tuple[str, ...]:
        if room not in found:
            direct = rooms[room].parts
            parts = dict.fromkeys(leaf for part in direct for leaf in parts_of(part))
            found[room] = tuple(parts) if direct else (room,)
        return found[room]

    return {room: parts_of(room) for room in rooms}
