"""Why a person sits on a panel, or does not: what each other seating would cost or break."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.explanation.programmes.consequences import Consequences, consequences
from scheduler.instance import Instance, PanelRole, Person
from scheduler.schedule import Schedule
from scheduler.wording import name


class Standing(StrEnum):
    """What a person is to the panel of a session."""

    SEATED = "seated"
    """Has a seat on it."""
    NAMED = "named"
    """Has a role in the session, and needs no seat."""
    IN_POOL = "in_pool"
    """Could have a seat, and has none."""
    OUTSIDE = "outside"
    """Fits no role of it."""


@dataclass(frozen=True, slots=True)
class Reseat:
    """Another seating: who gives up which seat, and who takes which."""

    left: tuple[tuple[str, str], ...]
    """Sessions and persons whose seats are given up."""
    joined: tuple[tuple[str, str], ...]
    """Sessions and persons who get seats."""
    would: Consequences
    """What it would break and cost, all else as it is."""


@dataclass(frozen=True, slots=True)
class Seating:
    """A person and a panel."""

    session: str
    person: str
    standing: Standing
    misfits: tuple[tuple[str, str], ...]
    """Of whoever fits no role of the panel: each role by name, and why not, in words."""
    others: tuple[str, ...]
    """Other sessions on whose panels the person has a seat."""
    options: tuple[Reseat, ...]
    """Other seatings, the best first: of one seat, of two people, or of two panels."""


def seat(instance: Instance, schedule: Schedule, session: str, person: str) -> Seating:
    """Tell why a person sits on the panel of a session, or why not.

    Raises
    ------
    InputError
        When the session has no panel, or does not take place.
    """
    panel = instance.session_by_id[session].panel
    if panel is None:
        raise InputError(f"{session}: has no panel.")
    if session not in schedule.by_session:
        raise InputError(f"{session}: is not in the programme.")
    standing = _standing(instance, schedule, session, person)
    fact = instance.person_by_id[person]
    base = evaluate(instance, schedule)
    options = [
        Reseat(left, joined, consequences(instance, base, _reseated(schedule, left, joined)))
        for left, joined in _changes(instance, schedule, session, person, standing)
    ]
    seats = schedule.seats_of(person)
    return Seating(
        session,
        person,
        standing,
        tuple(_misfit(fact, role) for role in panel.roles) if standing is Standing.OUTSIDE else (),
        tuple(each.id for each in instance.sessions if each.id in seats and each.id != session),
        tuple(sorted(options, key=lambda each: (each.would.forbidden, each.would.difference))),
    )


def _standing(instance: Instance, schedule: Schedule, session: str, person: str) -> Standing:
    if person in schedule.by_session[session].seated:
        return Standing.SEATED
    if person in instance.pools[session]:
        return Standing.IN_POOL
    named = instance.session_by_id[session].people.values()
    return Standing.NAMED if any(person in group for group in named) else Standing.OUTSIDE


Seats = tuple[tuple[str, str], ...]


def _changes(
    instance: Instance, schedule: Schedule, session: str, person: str, standing: Standing
) -> Iterator[tuple[Seats, Seats]]:
    """Yield the seats that are given up and those that are taken in other seatings."""
    here, places = (session, person), schedule.by_session
    if standing is Standing.SEATED:
        yield (here,), ()
        for other in instance.pools[session]:
            if other not in places[session].seated:
                yield (here,), ((session, other),)
        for panel, pool in instance.pools.items():
            if panel in places and person in pool and person not in places[panel].seated:
                yield (here,), ((panel, person),)
    if standing is Standing.IN_POOL:
        yield (), (here,)
        for other in places[session].seated:
            yield ((session, other),), (here,)
        for panel in instance.pools:
            if panel in places and person in places[panel].seated:
                yield ((panel, person),), (here,)


def _reseated(schedule: Schedule, left: Seats, joined: Seats) -> Schedule:
    return schedule.with_places(
        replace(
            each,
            seated=tuple(
                sorted(
                    {person for person in each.seated if (each.session, person) not in left}
                    | {person for session, person in joined if session == each.session}
                )
            ),
        )
        for each in schedule.assignments
    )


def _misfit(person: Person, role: PanelRole) -> tuple[str, str]:
    """Return the name of a role, and why a person does not fit it."""
    if role.people is not None and person.id not in role.people:
        return name(role), "is not among the people named"
    if role.classes and person.person_class not in role.classes:
        own = f"is of the class {person.person_class}" if person.person_class else "has no class"
        return name(role), f"{own}, not {' or '.join(role.classes)}"
    brings = ", ".join(each.value for each in person.brings) or "nothing"
    return name(role), f"brings {brings}, not {' or '.join(each.value for each in role.brings)}"
