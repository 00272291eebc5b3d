"""A start is repaired before a search begins with it."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.replanning.starts import repaired
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_instance, read_schedule
from tests.conference import at, conference, placed, session

ROOMS = [{"id": "A", "capacity": 100}]


def whole(instance: Instance) -> Schedule:
    """Return a schedule of eight hours, a session in each."""
    clocks = ["Mon 09:00", "Mon 10:00", "Mon 11:00", "Mon 14:00", "Mon 15:00", "Tue 09:00"]
    clocks += ["Tue 10:00", "Tue 11:00"]
    return placed(
        instance,
        **{each.id: f"{at_} A" for each, at_ in zip(instance.sessions, clocks, strict=True)},
    )


def of_eight() -> Instance:
    """Return a conference of eight sessions in one room, of twelve hours."""
    return conference(*(session(each) for each in "abcdefgh"), rooms=ROOMS)


def test_a_start_that_keeps_every_hard_rule_is_left_alone() -> None:
    """It is the very same."""
    instance = of_eight()
    start = repaired(instance, whole(instance), time_limit=5)
    assert start.schedule == whole(instance)
    assert start.was_whole
    assert (start.broken, start.moves, start.repaired) == ((), (), False)


@pytest.mark.parametrize("where", ["Mon 09:30 A", "Mon 09:10 A", "Mon 12:00 A"])
def test_one_session_that_is_wrong_is_moved_alone(where: str) -> None:
    """Half an hour over another, off the grid, or at lunch: all others stay, and nothing is broken."""
    instance = of_eight()
    wrong = Schedule.of(
        [
            *(each for each in whole(instance).assignments if each.session != "h"),
            *placed(instance, h=where).assignments,
        ]
    )
    start = repaired(instance, wrong, time_limit=10)
    assert start.broken == evaluate(instance, wrong).forbidden
    assert start.repaired
    assert not start.was_whole
    assert not evaluate(instance, start.schedule).forbidden
    assert len(start.moves) == 1
    ((before, after),) = start.moves
    assert before in wrong.assignments
    assert after in start.schedule.assignments


def test_what_a_start_lacks_is_placed() -> None:
    """Beside the others, which stay; one that may be left out is not missed."""
    instance = conference(*(session(e) for e in "abcdef"), session("g", optional=True), rooms=ROOMS)
    places = {each: f"Tue {9 + number}:00 A" for number, each in enumerate("abc")}
    places |= {each: f"Mon {9 + number}:00 A" for number, each in enumerate("de")}
    short = placed(instance, **{each: there.replace(" 9", " 09") for each, there in places.items()})
    start = repaired(instance, short, time_limit=10)
    assert [(each.rule, each.finding.item) for each in start.broken] == [("value_lost", "f")]
    assert start.repaired
    assert [(before, after and after.session) for before, after in start.moves] == [(None, "f")]
    assert repaired(instance, start.schedule, time_limit=10).was_whole


def test_where_half_of_all_would_have_to_move_nothing_is_repaired(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A search from anywhere is better then: of eight, three at once are fewer, four are half."""
    monkeypatch.setattr("scheduler.replanning.starts.FIRST_STEP", 2)
    instance = of_eight()
    three, four = (at_once(instance, sessions) for sessions in ("fgh", "efgh"))
    assert repaired(instance, three, time_limit=10).repaired
    worst = repaired(instance, four, time_limit=10)
    assert worst.schedule == four
    assert (worst.repaired, worst.was_whole, worst.moves) == (False, False, ())


def at_once(instance: Instance, sessions: str) -> Schedule:
    """Return a schedule with some sessions at an hour that no other has."""
    start = at(instance, "Tue 15:00")
    return Schedule.of(
        Assignment(each.session, start, "A") if each.session in sessions else each
        for each in whole(instance).assignments
    )


def test_an_end_of_the_search_ends_the_repair() -> None:
    """What was given comes back."""
    instance, stop = of_eight(), threading.Event()
    stop.set()
    wrong = at_once(instance, "gh")
    assert repaired(instance, wrong, time_limit=10, stop=stop).schedule == wrong


@pytest.mark.parametrize(("moved", "mended"), [("com4-1", True), ("com3-2", False)])
def test_a_start_is_repaired_with_its_agendas(moved: str, mended: bool) -> None:
    """Every item is dealt with still; where no agendas fit the sessions, it is as it was given."""
    root = Path(__file__).parents[2]
    instance = read_instance(root / "instances" / "agenda.yaml")
    plan = read_schedule(root / "solutions" / "agenda.json", instance)
    there = plan.by_session["com3-1"]
    wrong = plan.with_places(
        replace(each, start=there.start, room=there.room) if each.session == moved else each
        for each in plan.assignments
    )
    assert evaluate(instance, wrong).forbidden
    start = repaired(instance, wrong, time_limit=10)
    assert start.repaired is mended
    assert bool(evaluate(instance, start.schedule).forbidden) is not mended
    assert {each.item for each in start.schedule.agendas} == {each.item for each in plan.agendas}
    if not mended:
        assert start.schedule == wrong
