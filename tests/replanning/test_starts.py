"""A start is repaired before a search begins with it."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.generation import Wanted, generate
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.replanning import repaired
from scheduler.schedule import Assignment, Schedule
from scheduler.solving import solve
from scheduler.sources import read_instance, read_schedule
from scheduler.sources.instances import read_instance_text
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


@pytest.mark.slow
def test_where_half_of_all_would_have_to_move_nothing_is_repaired() -> None:
    """A search from anywhere is better then: of 70 in six rooms, 34 at once are fewer, 35 are half."""
    rooms = [{"id": letter, "capacity": 100} for letter in "ABCDEF"]
    instance = conference(*(session(f"s{number}") for number in range(70)), rooms=rooms)
    starts = {}
    for number in (34, 35):
        free = [f"{day} {hour}:00" for day in ("Mon", "Tue") for hour in ("09", 10, 11, 14, 15)]
        places = [
            (when, each["id"]) for each in rooms for when in free
        ]  # all but 16:00: 60 of them
        kept = instance.sessions[number:]
        starts[number] = Schedule.of(
            [
                *(
                    Assignment(each.id, at(instance, when), str(where))
                    for each, (when, where) in zip(kept, places, strict=False)
                ),
                *(
                    Assignment(each.id, at(instance, "Tue 16:00"), "A")
                    for each in instance.sessions[:number]
                ),
            ]
        )
    assert repaired(instance, starts[34], time_limit=10).repaired
    worst = repaired(instance, starts[35], time_limit=10)
    assert worst.schedule == starts[35]
    assert (worst.repaired, worst.was_whole, worst.moves) == (False, False, ())


def test_an_end_of_the_search_ends_the_repair() -> None:
    """What was given comes back."""
    instance, stop = of_eight(), threading.Event()
    stop.set()
    wrong = Schedule.of(
        Assignment(each.session, at(instance, "Mon 09:00"), "A") if each.session in "gh" else each
        for each in whole(instance).assignments
    )
    assert repaired(instance, wrong, time_limit=10, stop=stop).schedule == wrong


@pytest.mark.slow
def test_of_a_thousand_sessions_one_is_moved_and_no_search_is_worse() -> None:
    """A session is put on top of another; it is moved, and what is found from there costs no more."""
    made = generate(Wanted("made-up", sessions=1000, tightness=0.7, seed=3))
    instance, start = read_instance_text(made.text.encode(), "made up"), made.planted
    first, *_, last = start.assignments
    wrong = Schedule.of(
        Assignment(each.session, first.start, first.room) if each == last else each
        for each in start.assignments
    )
    assert evaluate(instance, wrong).forbidden
    mended = repaired(instance, wrong, time_limit=60)
    assert mended.repaired
    assert len(mended.moves) <= 2
    judged = evaluate(instance, mended.schedule)
    assert not judged.forbidden
    found = solve(instance, time_limit=5, workers=2, start=mended.schedule)
    assert found.penalty is not None
    assert found.penalty <= judged.penalty


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
