"""What has become known at a desk, as a committee is told: facts, and neither locks nor measures."""

from typing import Any

from scheduler.comparison import Programme, compare
from scheduler.desk import (
    DeskState,
    apply,
    away,
    change_fact,
    close,
    lock,
    unlock,
    without_locks,
)
from scheduler.desk.standing import facts_of
from scheduler.reporting.front_page import Proposal, proposals_of
from tests.desk.desks import three
from tests.desk.test_changes import NINE
from tests.desk.test_teams import MONDAY


def _done(of: DeskState, *changes: Any) -> DeskState:
    for change in changes:
        of = apply(of, change(of))
    return of


def _programme(label: str, of: DeskState) -> Programme:
    return Programme(label, of.instance, of.schedule, unlocked=without_locks(of, of.instance))


def _row(before: DeskState, after: DeskState) -> Proposal:
    pair = [_programme("The start", before), _programme("Plan", after)]
    return proposals_of(compare(pair))[1]


def test_a_room_that_is_closed_and_locked_is_closed() -> None:
    """By the fact alone, before and after the day is unlocked."""
    begun = three()
    changes = [lambda of: close(of, "B", MONDAY), lambda of: lock(of, day=MONDAY)]
    locked = _done(begun, *changes)
    for each in (locked, _done(locked, lambda of: unlock(of, day=MONDAY))):
        assert facts_of(each) == ("B is closed on Mon 8 Nov",)


def test_a_room_that_has_grown_was_seen_to() -> None:
    """That one has fewer seats, or a person is away, is a fact."""
    begun = three()
    more, less = (
        _done(begun, lambda of, seats=seats: change_fact(of, "rooms", "A", {"capacity": seats}))
        for seats in (1000, 1)
    )
    assert facts_of(more) == ()
    assert facts_of(less) == ("Change A: capacity 1",)
    gone = _done(begun, lambda of: away(of, "ada", [NINE]))
    assert len(facts_of(gone)) == 1
