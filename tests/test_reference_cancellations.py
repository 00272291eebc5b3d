"""Sessions of the shipped conferences can be called off, and people can cancel."""

from pathlib import Path

import pytest

from scheduler.desk import DeskState, apply, begun, cancel, cancel_person, unassigned_by
from scheduler.sources import fit, read_instance, read_schedule

ROOT = Path(__file__).parent.parent
REFERENCE, MONTHS = "wtdc21-addis", "wtdc21-preparatory"


def desk_of(name: str) -> DeskState:
    """Return the desk of an instance with the programme that is stored for it."""
    instance = read_instance(ROOT / f"instances/{name}.yaml")
    stored = read_schedule(ROOT / f"solutions/{name}.json", instance)
    return begun(instance, f"{name}-desk", fit(instance, stored).schedule, "Begin.")


@pytest.fixture(scope="module")
def reference() -> DeskState:
    """Open the desk of the reference conference once."""
    return desk_of(REFERENCE)


def call_off(desk: DeskState, session: str) -> None:
    """Call a session off, and see that what comes of it can be read, judged, told and taken on."""
    agenda = {entry.item for entry in desk.schedule.agenda_of(session)}
    outcome = cancel(desk, session)
    after = apply(desk, outcome)
    assert session not in after.instance.session_by_id
    assert session not in after.schedule.by_session
    still = {entry.item for entry in after.schedule.agendas}
    left = {each.item.id for each in unassigned_by(outcome)}
    assert agenda - still <= left
    found = after.evaluation.judgements
    dropped = {each.finding.item for each in found if each.rule == "value_lost"}
    assert agenda - still <= dropped


def of_several_kinds(desk: DeskState) -> list[str]:
    """Return the ids of sessions of different kinds, one of every second kind."""
    return [*{each.kind: each.id for each in desk.instance.sessions}.values()][::2]


@pytest.mark.slow
def test_sessions_of_several_kinds_are_called_off(reference: DeskState) -> None:
    """None is refused."""
    for session in of_several_kinds(reference):
        call_off(reference, session)


@pytest.mark.slow
def test_meetings_of_the_months_before_are_called_off() -> None:
    """What was to be ready by it is none of it any more, and what it was to settle stays unsettled."""
    desk = desk_of(MONTHS)
    for session in of_several_kinds(desk):
        call_off(desk, session)


@pytest.mark.slow
def test_who_does_not_come_is_done_without(reference: DeskState) -> None:
    """The first and the last person of the file."""
    people = reference.instance.people
    for person in (people[0], people[-1]):
        after = apply(reference, cancel_person(reference, person.id))
        assert person.id not in after.instance.person_by_id
        assert after.evaluation.judgements
