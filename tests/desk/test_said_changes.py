"""The changes of a desk, as a committee reads them."""

from datetime import date, timedelta

from scheduler.desk import DeskState, Outcome, apply, changes_of, close, drop, lock, move, set_level
from tests.desk.desks import three, to

HOURS = timedelta(hours=9), timedelta(hours=10)


def _done(of: DeskState, *outcomes: Outcome) -> tuple[str, ...]:
    for each in outcomes:
        of = apply(of, each)
    return changes_of(of)


def test_what_is_no_place_is_told() -> None:
    """A room that is closed, and a rule that matters more, in words."""
    begun = three()
    day = date(2021, 11, 9)
    assert _done(begun, close(begun, "A", day, *HOURS)) == ("A is closed on Tue 9 Nov 09:00-10:00",)
    assert _done(begun, set_level(begun, "room_waste", 2)) == ("Set “Empty seats” to 2",)


def test_places_pins_and_locks_are_not() -> None:
    """They are told as sessions that go elsewhere, if they do."""
    begun = three()
    assert _done(begun, move(begun, "talk", to("Tue 10:00"))) == ()
    assert _done(begun, drop(begun, "talk")) == ()
    assert _done(begun, lock(begun, day=date(2021, 11, 8))) == ()
