"""Why no programme of a desk keeps every hard rule, and the one that breaks least."""

from datetime import date

import pytest

from scheduler.desk import (
    DeskState,
    apply,
    close,
    conflicts_of,
    lock,
    move,
    pin,
    undo,
    way_out,
)
from scheduler.desk.conflicts import given_at
from scheduler.evaluation import evaluate
from scheduler.solution import Status
from tests.conference import room, session
from tests.desk.desks import desk, three, to


@pytest.mark.slow
def test_where_there_is_a_programme_it_is_a_change() -> None:
    """Two sessions of one chair at once: the one that is not pinned goes elsewhere."""
    before = three()
    clashing = apply(before, move(before, "talk", to("Mon 10:30")))
    assert clashing.evaluation.forbidden
    found, outcome = conflicts_of(clashing, time_limit=30)
    assert (found.status, found.conflicts) == (Status.FEASIBLE, ())
    assert outcome is not None
    assert not apply(clashing, outcome).evaluation.forbidden


@pytest.mark.slow
def test_where_there_is_none_it_is_told_why_and_what_would_help() -> None:
    """With both of them pinned: each way out was tried."""
    before = three()
    clashing = apply(before, move(before, "talk", to("Mon 10:30")))
    clashing = apply(clashing, pin(clashing, "lecture"))
    found, outcome = conflicts_of(clashing, time_limit=30)
    assert found.status is Status.INFEASIBLE
    assert found.conflicts
    assert found.conflicts[0].ways
    for way in found.conflicts[0].ways:
        assert not evaluate(way.instance, way.schedule).forbidden
    assert outcome is not None  # the pin is broken rather than that Ada is in two places
    assert {each.rule for each in outcome.evaluation.forbidden} == {"pin_broken"}


def _hall_with_a_pin(**room_a: object) -> DeskState:
    """Return a desk on which a session is pinned to a room on Monday and Tuesday has the same hours."""
    return desk(
        session("talk", pin={"start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}),
        session("lecture"),
        places={"talk": "Mon 09:00 A", "lecture": "Tue 09:00 A"},
        rooms=[room("A", **room_a), room("B")],
    )


CLOSED = [{"days": ["2021-11-08"]}, {"days": ["2021-11-09"], "from": "18:00", "to": "21:00"}]


def test_what_was_changed_at_the_desk_is_taken_as_given() -> None:
    """A hall that was closed stays closed: the pin gives way, and the programme for it is offered."""
    before = _hall_with_a_pin(closures=CLOSED[1:])
    closed = apply(before, close(before, "A", date(2021, 11, 8)))
    found, outcome = conflicts_of(closed, time_limit=30)
    assert found.status is Status.INFEASIBLE
    assert found.given == ("A is closed Mon 8 Nov (all day), Tue 9 Nov 18:00-21:00",)
    (conflict,) = found.conflicts
    assert {way.path for way in conflict.ways} == {
        ("sessions", "talk", "pin"),
        ("levels", "pin_broken"),
    }
    assert [way.path for way in found.together] == [("sessions", "talk", "pin")]
    assert found.fewest
    assert outcome is not None
    assert {each.rule for each in apply(closed, outcome).evaluation.forbidden} == {"pin_broken"}


def test_a_lock_is_a_change_and_not_given() -> None:
    """A room that is locked is not said to be closed; one that is closed as well is."""
    before = _hall_with_a_pin()
    locked = apply(before, lock(before, day=date(2021, 11, 9)))
    assert given_at(locked) == frozenset()
    closed = apply(locked, close(locked, "A", date(2021, 11, 8)))
    assert given_at(closed) == {("rooms", "A", "closures")}


def test_without_time_to_search_what_is_given_stays() -> None:
    """As on a busy machine: no way out opens a hall that was closed at the desk."""
    before = _hall_with_a_pin()
    desk = apply(before, close(before, "A", date(2021, 11, 8)))
    found, _ = conflicts_of(desk, time_limit=0.01)
    assert found.given
    assert found.schedule is not None
    ways = [
        *found.together,
        *(way for each in found.conflicts for way in each.ways),
    ]
    assert not [way for way in ways if way.path[0] == "rooms" or way.rule == "room_closed"]


def test_what_is_given_gives_way_where_nothing_else_can() -> None:
    """Every room is closed all the time: nothing but that can be changed."""
    before = three()
    for each in ("A", "B"):
        for day in (8, 9):
            before = apply(before, close(before, each, date(2021, 11, day)))
    found, _ = conflicts_of(before, time_limit=30)
    assert found.status is Status.INFEASIBLE
    assert found.given == ()
    assert any(way.path[0] == "rooms" for way in found.together)


def test_a_way_out_is_a_step_of_the_desk() -> None:
    """The pin is dropped by a line, the session goes where it was tried, and undo takes it back."""
    before = _hall_with_a_pin(closures=CLOSED[1:])
    closed = apply(before, close(before, "A", date(2021, 11, 8)))
    found, _ = conflicts_of(closed, time_limit=30)
    (way,) = found.together
    assert way.path == ("sessions", "talk", "pin")
    done = apply(closed, way_out(closed, [way], found=True))
    assert not done.evaluation.forbidden
    assert done.schedule.by_session["talk"] == way.schedule.by_session["talk"]
    assert done.instance.session_by_id["talk"].pin is None
    assert undo(done).schedule == closed.schedule
