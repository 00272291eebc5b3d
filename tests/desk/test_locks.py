"""Locks: what stays, and what is kept out."""

from datetime import date

import pytest

from scheduler.desk import Outcome, add, apply, lock, move, unlock, unpin
from scheduler.errors import InputError
from scheduler.instance import spans_of
from tests.conference import session
from tests.desk.desks import desk, instant, three, to, where

MONDAY = date(2021, 11, 8)


def test_a_lock_takes_what_begins_before_and_no_more() -> None:
    """A day, an instant, a body, a room, or several of them together."""
    before = three()
    chosen = {
        "day": lock(before, day=MONDAY),
        "before": lock(before, before=instant("Mon 10:00")),
        "body": lock(before, body="plenary"),
        "room": lock(before, room="A"),
        "both": lock(before, room="A", before=instant("Mon 10:00")),
    }
    found = {
        way: sorted(key[4:] for key in outcome.lines if key.startswith("pin "))
        for way, outcome in chosen.items()
    }
    assert found == {
        "day": ["lecture", "talk"],
        "before": ["talk"],
        "body": ["plenary"],
        "room": ["lecture", "talk"],
        "both": ["talk"],
    }
    with pytest.raises(
        InputError, match="the programme has no session of all before Mon 8 Nov 09:00"
    ):
        lock(before, before=instant("Mon 09:00"))


def test_unlocking_takes_away_what_was_locked() -> None:
    """And nothing else; where nothing is locked, nothing changes."""
    locked = apply(three(), lock(three(), day=MONDAY))
    assert apply(locked, unlock(locked, day=MONDAY)).lines == {}
    assert apply(locked, unlock(locked, room="A")).lines.keys() == {"lock B"}
    assert apply(locked, unlock(locked, room="B")).lines.keys() == {
        "lock A",
        "pin talk",
        "pin lecture",
    }
    each_alone = apply(locked, unlock(locked, room="A"))
    assert apply(each_alone, unlock(each_alone, room="B")).lines == {}
    assert unlock(three(), room="B").step.is_nothing


def test_what_is_locked_is_unlocked_though_nothing_in_it_is_pinned_any_more() -> None:
    """Its sessions were let go one by one."""
    locked = apply(three(), lock(three(), day=MONDAY))
    free = apply(locked, unpin(locked, "talk", "lecture"))
    assert apply(free, unlock(free, day=MONDAY)).lines == {}


def _closures(outcome: Outcome) -> dict[str, list[str]]:
    """Return when rooms are closed after a change, on Monday."""
    found: dict[str, list[str]] = {}
    for fact in outcome.instance.rooms:
        for since, until in spans_of(fact.closures, outcome.instance.zone):
            clocks = [each.astimezone(outcome.instance.zone) for each in (since, until)]
            found.setdefault(fact.id, []).append("-".join(f"{each:%H:%M}" for each in clocks))
    return found


def test_nothing_new_comes_into_what_is_locked() -> None:
    """Rooms are closed around the sessions that stay; what is not locked is open to all."""
    before = three()
    assert _closures(lock(before, day=MONDAY)) == {
        "A": ["00:00-09:00", "11:00-00:00"],
        "B": ["00:00-00:00"],
    }
    assert _closures(lock(before, before=instant("Mon 10:30"))) == {
        "A": ["00:00-09:00"],
        "B": ["00:00-10:30"],
    }
    assert _closures(lock(before, day=MONDAY, room="A")) == {"A": ["00:00-09:00", "11:00-00:00"]}
    assert _closures(lock(before, body="plenary")) == {}


def test_a_locked_day_takes_no_session_that_was_elsewhere_or_is_new() -> None:
    """Not even where it is free; the day after takes both, and so does the day once it is unlocked."""
    locked = apply(three(), lock(three(), day=MONDAY))
    assert not locked.evaluation.forbidden
    for wanted, there in (("Mon 14:00", "A"), ("Mon 09:00", "B")):
        broken = move(locked, "plenary", to(wanted), there).evaluation.forbidden
        assert {each.rule for each in broken} == {"room_closed"}
    added = add(locked, session("new"))
    assert where(apply(locked, added), "new").startswith("Tue")
    assert not add(locked, session("new")).evaluation.forbidden
    opened = apply(locked, unlock(locked, day=MONDAY))
    assert not move(opened, "plenary", to("Mon 14:00"), "A").evaluation.forbidden


def test_a_hall_of_two_parts_is_locked_with_them() -> None:
    """What is in the whole is in its parts, which are closed around it."""
    rooms = [{"id": each, "capacity": 9} for each in "AB"] + [{"id": "AB", "parts": ["A", "B"]}]
    before = desk(session("talk"), places={"talk": "Mon 09:00 AB"}, rooms=rooms)
    locked = lock(before, day=MONDAY)
    assert not locked.evaluation.forbidden
    assert _closures(locked) == {each: ["00:00-09:00", "10:00-00:00"] for each in ("A", "B", "AB")}
