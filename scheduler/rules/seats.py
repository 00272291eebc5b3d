"""Seats on panels, as sessions of a problem that follow others; and the parts that persons have in sessions.

A *seat* is one person on the panel of one session. In a problem it is a session of its own that takes place
with the session of the panel, or not at all.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from scheduler.instance import Instance, Panel, PanelRole, Session, attending
from scheduler.schedule import Assignment, Schedule

_BETWEEN = "/"
"""Stands between session and person in the id of a seat, and in no id of a file."""


def seat_of(session: str, person: str) -> str:
    """Return the id that a seat has in a problem."""
    return f"{session}{_BETWEEN}{person}"


def session_of(id_: str) -> str:
    """Return the session of the conference that an id of a problem is, or whose seat it is."""
    return id_.partition(_BETWEEN)[0]


def person_of(seat: str) -> str:
    """Return the person of a seat."""
    return seat.partition(_BETWEEN)[2]


def is_seat(id_: str) -> bool:
    """Return whether an id of a problem is that of a seat."""
    return _BETWEEN in id_


def seats_of(instance: Instance) -> Iterator[tuple[str, Session]]:
    """Yield the ids of all seats, and the sessions of their panels, in the order of the file."""
    for session in instance.sessions:
        for person in instance.pools.get(session.id, ()):
            yield seat_of(session.id, person), session


def with_seats(schedule: Schedule) -> Schedule:
    """Return a schedule of a conference as one of its problem: who is seated becomes a session of its own."""
    return schedule.with_places(each for whole in schedule.assignments for each in _apart(whole))


def _apart(whole: Assignment) -> Iterator[Assignment]:
    yield replace(whole, seated=())
    for person in whole.seated:
        yield Assignment(seat_of(whole.session, person), whole.start, whole.room)


def without_seats(schedule: Schedule) -> Schedule:
    """Return a schedule of a problem as one of the conference: each session says who is seated in it."""
    seated: dict[str, list[str]] = {}
    for each in schedule.assignments:
        session, between, person = each.session.partition(_BETWEEN)
        if between:
            seated.setdefault(session, []).append(person)
    return schedule.with_places(
        replace(each, seated=tuple(sorted({*each.seated, *seated.get(each.session, ())})))
        for each in schedule.assignments
        if not is_seat(each.session)
    )


@dataclass(frozen=True, slots=True)
class Participation:
    """A person's part in a session: a fixed role, or a seat to assign."""

    id: str
    """Id in the problem: of the session, or of the seat."""
    session: Session


def parts_of(instance: Instance, person: str) -> tuple[Participation, ...]:
    """Return the parts that a person has, or may be given, in the order of the file: fixed ones first."""
    fixed = instance.attended_by_person.get(person, ())
    seats = instance.seatable_by_person.get(person, ())
    return (
        *(Participation(session.id, session) for session in fixed),
        *(Participation(seat_of(session.id, person), session) for session in seats),
    )


@dataclass(frozen=True, slots=True)
class PanelGroup:
    """Those who count where a panel, or a role of it, asks for people."""

    session: Session
    asks: Panel | PanelRole
    fixed: Collection[str]
    """Persons who attend in a fixed role."""
    seats: Collection[str]
    """Seats that may be given."""


def groups_of(instance: Instance) -> Iterator[PanelGroup]:
    """Yield each panel as a whole, and then role by role."""
    for session in instance.sessions:
        panel = session.panel
        if panel is None:
            continue
        fixed, pool = attending(session), instance.pools[session.id]
        by_role = [(role, instance.in_role(role, fixed)) for role in panel.roles]
        on_panel = {person for _, people in by_role for person in people}
        yield PanelGroup(session, panel, on_panel, _seats(session, pool))
        for role, people in by_role:
            yield PanelGroup(session, role, people, _seats(session, instance.in_role(role, pool)))


def _seats(session: Session, people: Collection[str]) -> tuple[str, ...]:
    return tuple(seat_of(session.id, person) for person in people)
