"""Moves, swaps, pins and locks, weighed before they are done."""

from datetime import date

import pytest

from scheduler.desk import apply, make_room, move, pin, swap, unpin
from scheduler.errors import InputError, InstanceError
from scheduler.evaluation import evaluate
from tests.conference import BANDS, room, session
from tests.desk.desks import desk, instant, three, to, where

MONDAY, TUESDAY = date(2021, 11, 8), date(2021, 11, 9)


def test_a_move_is_weighed_and_nothing_is_done() -> None:
    """Back to back is fine; the desk stays as it is."""
    before = three()
    outcome = move(before, "talk", to("Mon 11:00"))
    assert not outcome.consequences.broken
    assert [each.session for each in outcome.moves] == ["talk"]
    assert where(before, "talk") == "Mon 09:00 A"
    after = apply(before, outcome)
    assert where(after, "talk") == "Mon 11:00 A"
    assert after.instance.session_by_id["talk"].pin is not None


def test_what_it_breaks_and_whom_it_displaces_is_told() -> None:
    """Half an hour of overlap is an hour less than all of it, for the chair who is named."""
    outcome = move(three(), "talk", to("Mon 10:30"))
    (broken,) = outcome.consequences.broken
    assert (broken.rule, broken.finding.amount) == ("person_conflict", 30)
    assert "Ada" in broken.finding.message
    assert outcome.displaced == ("lecture",)
    assert where(apply(outcome.desk, outcome), "talk") == "Mon 10:30 B"  # A is taken
    assert not move(three(), "talk", to("Mon 11:00")).displaced


def test_what_it_costs_is_what_the_evaluation_says() -> None:
    """Rule by rule, before and after."""
    outcome = move(three(late_after="10:00", levels={"outside_hours": 2}), "talk", to("Mon 11:00"))
    before, after = outcome.desk.evaluation, evaluate(outcome.instance, outcome.schedule)
    assert outcome.difference == after.penalty - before.penalty > 0
    assert sum(new - old for old, new in outcome.by_rule.values()) == outcome.difference


def test_a_room_that_is_named_is_kept_and_another_is_not() -> None:
    """In the variant, and by the search for room."""
    named = apply(three(), move(three(), "talk", to("Mon 14:00"), "B"))
    pinned = named.instance.session_by_id["talk"].pin
    assert pinned is not None
    assert (pinned.start, pinned.room) == (instant("Mon 14:00"), "B")
    free = apply(three(), move(three(), "talk", to("Mon 14:00")))
    pinned = free.instance.session_by_id["talk"].pin
    assert pinned is not None
    assert pinned.room is None


def test_a_day_alone_is_its_best_place() -> None:
    """Of equal ones the earliest in the room where the session is; on a day that its windows allow."""
    outcome = move(three(), "talk", TUESDAY)
    assert where(apply(outcome.desk, outcome), "talk") == "Tue 09:00 A"
    mornings = [{"days": ["2021-11-08"]}]
    bound = desk(session("talk", windows=mornings), places={"talk": "Mon 09:00 A"})
    said = r"^Move Talk to Tue 9 Nov 09:00 in A: sessions\[talk\].pin.*its 60 minutes fit"
    for goal in (TUESDAY, to("Tue 09:00")):
        with pytest.raises(InstanceError, match=said):
            move(bound, "talk", goal)
    assert move(bound, "talk", to("Mon 14:00")).moves
    there = [{"days": ["2021-11-08"]}, {"days": ["2021-11-09"], "from": "14:30", "to": "15:00"}]
    away = desk(
        session("talk", people={"chair": ["ada"]}),
        people=[{"id": "ada", "available": there}],
        places={"talk": "Mon 09:00 A"},
    )
    outcome = move(away, "talk", TUESDAY)
    (broken,) = outcome.consequences.broken
    assert (broken.rule, broken.finding.amount) == ("person_unavailable", 30)
    weekdays = [{"id": "day", "weekdays": ["monday"], "bands": BANDS}]
    free = desk(session("talk"), day_profiles=weekdays, places={"talk": "Mon 09:00 A"})
    with pytest.raises(InputError, match="Talk cannot be on Tue 9 Nov: its kind has no hours"):
        move(free, "talk", TUESDAY)


def test_room_is_made_with_the_fewest_moves() -> None:
    """One session gives way, which is proved to be the least, and the change holds."""
    plain = move(three(), "talk", to("Mon 10:00"))
    roomy = make_room(plain, time_limit=2)
    assert roomy.made is not None
    assert roomy.made.fewest
    assert [each.session for each in roomy.others] == ["lecture"]
    assert not roomy.evaluation.forbidden
    after = apply(plain.desk, roomy)
    assert where(after, "talk")[:9] == "Mon 10:00"
    assert after.steps[-1].said == "Move Talk to Mon 8 Nov 10:00 in B; 1 other session moves."


def test_where_no_room_can_be_made_that_is_proved() -> None:
    """Two pinned sessions in one room."""
    nine = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
    tight = desk(
        session("talk"),
        session("lecture", pin=nine),
        rooms=[room("A")],
        places={"talk": "Mon 10:00 A", "lecture": "Mon 09:00 A"},
    )
    roomy = make_room(move(tight, "talk", to("Mon 09:30")), time_limit=2)
    assert roomy.made is not None
    assert roomy.made.solution.status.value == "infeasible"
    assert roomy.schedule == move(tight, "talk", to("Mon 09:30")).schedule


def test_room_on_a_day_may_be_anywhere_on_it() -> None:
    """A full Monday: the session that goes there decides the hour, with the fewest others moved."""
    names = [f"talk-{number}" for number in range(6)]
    hours = ["09:00", "10:00", "11:00", "14:00", "15:00", "16:00"]
    full = desk(
        *(session(name) for name in (*names, "late")),
        rooms=[room("A")],
        places={
            **{name: f"Mon {hour} A" for name, hour in zip(names, hours, strict=True)},
            "late": "Tue 09:00 A",
        },
    )
    roomy = make_room(move(full, "late", MONDAY), time_limit=2)
    assert len(roomy.others) == 1
    after = apply(full, roomy)
    assert where(after, "late").startswith("Mon")
    settled = after.instance.session_by_id["late"].pin
    assert settled is not None
    assert settled.start == after.schedule.by_session["late"].start


def test_two_sessions_change_places() -> None:
    """Start and room; of a session with itself there is no swap."""
    before = three()
    after = apply(before, swap(before, "talk", "plenary"))
    assert (where(after, "talk"), where(after, "plenary")) == ("Tue 09:00 B", "Mon 09:00 A")
    with pytest.raises(InputError, match="give two different sessions"):
        swap(before, "talk", "talk")


def test_pins_hold_until_they_are_taken_away() -> None:
    """Those of the instance as well."""
    pinned = apply(three(), pin(three(), "talk", "lecture"))
    assert len(pinned.lines) == 2
    free = apply(pinned, unpin(pinned, "talk"))
    assert free.instance.session_by_id["talk"].pin is None
    assert free.instance.session_by_id["lecture"].pin is not None
    assert unpin(free, "talk").step.is_nothing
    with pytest.raises(InputError, match="tlak: no such session"):
        unpin(free, "tlak")
    own = desk(session("talk", pin={"room": "A"}), places={"talk": "Mon 09:00 A"})
    assert apply(own, unpin(own, "talk")).instance.session_by_id["talk"].pin is None


def test_what_is_so_already_is_no_step() -> None:
    """A pin that is there, and an outcome of another state."""
    pinned = apply(three(), pin(three(), "talk"))
    with pytest.raises(InputError, match="already so"):
        apply(pinned, pin(pinned, "talk"))
    with pytest.raises(InputError, match="has changed since this preview"):
        apply(pinned, move(three(), "talk", to("Mon 11:00")))


def test_a_session_without_a_place_gets_one() -> None:
    """It is moved to one as any other."""
    homeless = desk(session("talk"), session("new"), places={"talk": "Mon 09:00 A"})
    after = apply(homeless, move(homeless, "new", to("Mon 09:00")))
    assert where(after, "new") == "Mon 09:00 B"
    with pytest.raises(InputError, match="new: is not scheduled"):
        pin(homeless, "new")
