"""What is closed, dropped, held, cancelled or added, and other levels."""

from datetime import date, timedelta

import pytest

from scheduler.desk import (
    Goal,
    add,
    apply,
    cancel,
    change_fact,
    close,
    drop,
    hold,
    make_room,
    move,
    pin,
    set_level,
    undo,
)
from scheduler.errors import InputError, InstanceError
from scheduler.instance import spans_of
from tests.conference import session
from tests.desk.desks import desk, three, to, where

MONDAY = date(2021, 11, 8)
NEW = {"id": "more", "title": "More", "kind": "meeting", "duration": 60}


def test_a_room_is_closed_for_some_hours() -> None:
    """Until the session begins that is fine; from then on the session is displaced, and can go elsewhere."""
    fine = close(three(), "A", MONDAY, timedelta(hours=7), timedelta(hours=9))
    assert not fine.consequences.broken
    shut = close(three(), "A", MONDAY, timedelta(hours=7), timedelta(hours=9, minutes=30))
    assert shut.displaced == ("talk",)
    roomy = make_room(shut, time_limit=2)
    assert where(apply(shut.desk, roomy), "talk") == "Mon 09:00 B"
    assert shut.change.said == "Close A on Mon 8 Nov 07:00-09:30"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((8, 9), "Close A from Mon 8 Nov to Tue 9 Nov"),
        ((8, 10), "Close A on Mon 8 Nov and on Wed 10 Nov"),
        ((8, 9, 10, 11, 12), "Close A every day"),
    ],
)
def test_a_room_is_closed_on_several_days_as_one_step(days: tuple[int, ...], said: str) -> None:
    """Or for good; one undo opens it again, and the days that are left stay open."""
    before = desk(session("talk"), places={"talk": "Mon 09:00 A"}, last_day="2021-11-12")
    shut = close(before, "A", [date(2021, 11, day) for day in days])
    assert shut.change.said == said
    after = apply(before, shut)
    closed = spans_of(after.instance.room_by_id["A"].closures, after.instance.zone)
    assert [start.astimezone(after.instance.zone).day for start, _ in closed] == [*days]
    assert undo(after).instance == before.instance
    with pytest.raises(InputError, match="A: give the hours when it is closed"):
        close(before, "A", [])


def test_what_is_dropped_stays_a_candidate() -> None:
    """It can be held again, at the place that costs least; every programme does without it until then."""
    dropped = apply(three(), drop(three(), "talk"))
    assert "talk" not in dropped.schedule.by_session
    assert dropped.instance.session_by_id["talk"].optional
    assert not dropped.evaluation.forbidden
    put_back = move(dropped, "talk", to("Mon 15:00"), "A")
    assert not put_back.consequences.broken
    assert put_back.change.said == "Put Talk back: Mon 8 Nov 15:00 in A"
    back = apply(dropped, put_back)
    assert (where(back, "talk"), [*back.lines]) == ("Mon 15:00 A", ["pin talk"])
    on_tuesday = move(dropped, "talk", Goal(day=date(2021, 11, 9)))
    assert on_tuesday.change.said.startswith("Put Talk back: Tue 9 Nov")
    held = apply(dropped, hold(dropped, "talk"))
    assert "talk" in held.schedule.by_session
    assert held.lines == {}


def test_an_optional_session_is_held_for_good() -> None:
    """It is not optional any more."""
    before = desk(session("talk"), session("extra", optional=True), places={"talk": "Mon 09:00 A"})
    after = apply(before, hold(before, "extra"))
    assert not after.instance.session_by_id["extra"].optional
    assert where(after, "extra") == "Mon 09:00 A" or where(after, "extra") == "Mon 09:00 B"


def test_what_is_cancelled_is_gone_and_can_be_held_again() -> None:
    """With all that the desk had said of it."""
    pinned = apply(three(), pin(three(), "talk"))
    outcome = cancel(pinned, "talk")
    assert [each.id for each in outcome.told if each.group == "people"] == ["ada"]
    gone = apply(pinned, outcome)
    assert "talk" not in gone.instance.session_by_id
    assert [*gone.lines] == ["cancel talk"]
    assert "talk" in apply(gone, hold(gone, "talk")).schedule.by_session
    with pytest.raises(InputError, match="talk: no such session in tiny-desk"):
        pin(gone, "talk")


def test_a_new_session_gets_the_cheapest_place_or_the_one_that_is_said() -> None:
    """And can be moved, pinned and cancelled like any other."""
    before = three()
    assert "more" in apply(before, add(before, NEW)).schedule.by_session
    at_ten = apply(before, add(before, NEW, to("Mon 10:00")))
    assert where(at_ten, "more") == "Mon 10:00 B"
    assert len(at_ten.lines) == 1
    moved = apply(at_ten, move(at_ten, "more", to("Mon 14:00"), "A"))
    assert where(moved, "more") == "Mon 14:00 A"
    assert len(moved.lines) == 1
    assert apply(moved, cancel(moved, "more")).lines == {}
    on_monday = apply(before, add(before, NEW, Goal(day=MONDAY), "B"))
    assert where(on_monday, "more") == "Mon 09:00 B"


def test_a_row_that_is_no_session_is_an_error() -> None:
    """An unknown kind is named with the nearest; an id may not come twice."""
    with pytest.raises(InstanceError, match=r'Maybe "meeting"\?'):
        add(three(), NEW | {"kind": "meting"})
    with pytest.raises(InputError, match="a session with this id already exists"):
        add(three(), NEW | {"id": "talk"})


def test_a_level_is_set_and_set_anew() -> None:
    """The last one counts; one of an item stands beside that of its rule."""
    first = apply(three(), set_level(three(), "room_waste", 2))
    second = apply(first, set_level(first, "room_waste", "off"))
    assert second.instance.level("room_waste", "A") == "off"
    assert [*second.lines] == ["level room_waste"]
    item = apply(first, set_level(first, "person_conflict", 5, "ada"))
    assert item.instance.level("person_conflict", "ada") == 5
    with pytest.raises(InstanceError, match=r'Maybe "room_waste"\?'):
        set_level(three(), "room_wast", 2)


def test_what_is_so_already_changes_nothing() -> None:
    """A number that stays, of a row or of a session."""
    for table, row, values in (
        ("rooms", "A", {"capacity": 100}),
        ("sessions", "talk", {"duration": 60}),
    ):
        assert change_fact(three(), table, row, values).step.is_nothing
        other = {key: value + 30 for key, value in values.items()}
        assert not change_fact(three(), table, row, other).step.is_nothing
