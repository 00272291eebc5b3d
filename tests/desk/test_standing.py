"""What a committee reads of a desk: facts that have become known, and changes, without locks and measures."""

from datetime import timedelta
from typing import Any

from scheduler.desk import (
    DeskState,
    apply,
    away,
    change_fact,
    changes_of,
    close,
    drop,
    lock,
    move,
    set_level,
    unlock,
)
from scheduler.desk.standing import facts_of
from tests.desk.desks import three, to
from tests.desk.test_facts import MONDAY, NINE


def _done(of: DeskState, *changes: Any) -> DeskState:
    for change in changes:
        of = apply(of, change(of))
    return of


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


def test_what_is_no_place_is_told() -> None:
    """A room that is closed, and a rule that matters more, in words."""
    begun = three()
    closed = close(begun, "A", MONDAY, timedelta(hours=9), timedelta(hours=10))
    assert changes_of(apply(begun, closed)) == ("A is closed on Mon 8 Nov 09:00-10:00",)
    weighed = set_level(begun, "room_waste", 2)
    assert changes_of(apply(begun, weighed)) == ("Set “Empty seats” to 2",)


def test_places_pins_and_locks_are_not() -> None:
    """They are told as sessions that go elsewhere, if they do."""
    begun = three()
    moved, dropped = move(begun, "talk", to("Tue 10:00")), drop(begun, "talk")
    for outcome in (moved, dropped, lock(begun, day=MONDAY)):
        assert changes_of(apply(begun, outcome)) == ()
