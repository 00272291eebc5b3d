"""The second stage of a search: at equal penalty, the fewest sessions elsewhere."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.nearness import Nearness, stay_near
from scheduler.engines.searching import Effort
from scheduler.instance import Instance
from scheduler.rules import problem_of, with_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Status, Stop
from scheduler.solving import ROUND, solve
from tests.conference import conference, placed, room, seated, session

ROOMS = [room("A"), room("B"), room("C")]
EFFORT = Effort(time_limit=2)


def three(**tables: Any) -> Instance:
    """Return a conference of three sessions that may be anywhere at no price, but late."""
    sessions = (session("one"), session("two"), session("three"))
    return conference(*sessions, only="late_hours", **{"rooms": ROOMS, **tables})


def moved(
    instance: Instance, near: Schedule, found: Schedule
) -> tuple[int | None, Schedule | None]:
    """Return the penalty and the schedule that is left of what was found, penalty 0."""
    answer = Answer(Status.FEASIBLE, found, 0, None, Stop.LIMIT)
    nearest = stay_near(problem_of(instance), near, answer, EFFORT)
    return nearest.penalty, nearest.schedule


def test_what_has_moved_without_a_reason_goes_back() -> None:
    """In time, in room, or in both."""
    instance = three()
    near = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", three="Tue 09:00 A")
    found = placed(instance, one="Mon 14:00 A", two="Mon 10:00 B", three="Mon 11:00 C")
    assert moved(instance, near, found) == (0, near)


def test_what_has_to_move_stays_elsewhere() -> None:
    """The room of one of them is closed then; the other two go back."""
    instance = three(
        rooms=[room("A", closures=[{"days": ["2021-11-08"], "to": "10:00"}]), *ROOMS[1:]],
        levels={"room_closed": "hard"},
    )
    near = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", three="Tue 09:00 A")
    found = placed(instance, one="Mon 14:00 A", two="Mon 10:00 B", three="Mon 11:00 C")
    penalty, left = moved(instance, near, found)
    assert penalty == 0
    assert left is not None
    assert Nearness(problem_of(instance), near).distance(left) == 1
    assert left.by_session["one"].start == found.by_session["one"].start


def test_a_session_the_other_has_not_counts_for_nothing() -> None:
    """It is elsewhere in no schedule; one that was in a room that is gone is elsewhere in each."""
    instance = three()
    near = placed(instance, two="Mon 10:00 A")
    gone = replace(near.by_session["two"], session="three", room="gone")
    around = Nearness(problem_of(instance), Schedule.of([*near.assignments, gone]))
    found = placed(instance, one="Mon 14:00 A", two="Mon 10:00 A", three="Mon 11:00 C")
    assert around.changed(found) == {"three"}
    assert around.distance(found) == around.unit


def test_an_optional_session_is_left_out_where_it_was() -> None:
    """Where that costs nothing; one that was held is held again."""
    instance = conference(
        session("one"), session("extra", optional=True), rooms=ROOMS, only="late_hours"
    )
    without, held = (
        placed(instance, one="Mon 09:00 A"),
        placed(instance, one="Mon 09:00 A", extra="Mon 09:00 B"),
    )
    assert moved(instance, without, held) == (0, without)
    assert moved(instance, held, without) == (0, held)


def test_a_unit_is_more_than_all_that_can_be_elsewhere() -> None:
    """So that no number of sessions outweighs a thousandth of penalty."""
    instance = three()
    near = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", three="Tue 09:00 A")
    around = Nearness(problem_of(instance), near)
    found = placed(instance, one="Mon 14:00 A", two="Mon 10:00 B", three="Mon 11:00 C")
    assert around.distance(with_seats(found)) == 3 < around.scale


@pytest.mark.parametrize("workers", [1, 2])
def test_a_search_stays_near_what_it_is_given_and_keeps_its_proof(workers: int) -> None:
    """The least penalty is proved as without it, and nothing has moved but what that asks for."""
    instance = three(late_after="17:00")
    near = placed(instance, one="Mon 18:00 C", two="Mon 16:00 B", three="Tue 11:00 A")
    alone = solve(instance, time_limit=4, workers=workers)
    found = solve(instance, time_limit=4, workers=workers, start=near, near=near)
    assert alone.status is found.status is Status.OPTIMAL
    assert alone.penalty == found.penalty == found.bound == 0
    assert found.schedule is not None
    around = Nearness(problem_of(instance), near)
    assert around.distance(found.schedule) == 1  # the one that was late, for two hours


def test_a_search_uses_the_time_that_staying_near_leaves() -> None:
    """Nothing is proved and nothing has moved, so it searches on from what it has until the limit."""
    instance = three(late_after="00:00")
    near = placed(instance, one="Mon 09:00 A", two="Mon 09:00 B", three="Mon 09:00 C")
    seconds: list[float] = []
    found = solve(
        instance,
        engine=Engine.ANNEALING,
        time_limit=2,
        workers=2,
        start=near,
        near=near,
        watch=lambda told: seconds.append(told.seconds),
    )
    assert (found.schedule, found.search.stop) == (near, Stop.LIMIT)
    assert max(seconds) >= (1 - ROUND) * found.search.time_limit


def _with_panels(at_most: int) -> Instance:
    """Return a conference of two sessions whose panels need one of three people."""
    roles = [{"id": "all", "people": ["ada", "ben", "eve"], "at_least": 1, "at_most": at_most}]
    sessions = (session(each, panel={"roles": roles}) for each in ("one", "two"))
    people = [{"id": each} for each in ("ada", "ben", "eve")]
    return conference(*sessions, people=people, rooms=ROOMS, levels={"late_hours": 1})


def test_whoever_sits_elsewhere_without_a_reason_goes_back() -> None:
    """On a panel that may be as it was, and where the session itself is elsewhere."""
    instance = _with_panels(2)
    there = placed(instance, one="Mon 09:00 A", two="Tue 09:00 A")
    near = with_seats(seated(there, one="ada ben", two="ada"))
    found = with_seats(seated(there, one="eve", two="ben"))
    problem = problem_of(instance)
    paid = sum(each.penalty for each in Counter(problem).by_rule(found).values())
    answer = Answer(Status.FEASIBLE, found, paid, None, Stop.LIMIT)
    assert stay_near(problem, near, answer, EFFORT).schedule == near


def test_a_session_counts_more_than_its_panel_and_that_more_than_people() -> None:
    """Three people on one panel are nearer than two people on two panels, and these than one session."""
    instance = _with_panels(3)
    there = placed(instance, one="Mon 09:00 A", two="Tue 09:00 A")
    near = seated(there, one="ada", two="ada")
    around = Nearness(problem_of(instance), with_seats(near))
    elsewhere = seated(placed(instance, one="Mon 09:00 B", two="Tue 09:00 A"), one="ada", two="ada")
    distances = [
        around.distance(with_seats(each))
        for each in (
            near,
            seated(near, one="ada ben"),
            seated(near, one="ben eve"),
            seated(near, one="ada ben", two="ada ben"),
            elsewhere,
            seated(elsewhere, two="ada ben"),
        )
    ]
    assert distances == sorted({*distances})
    assert distances[0] == 0
    assert distances[-1] < around.scale


def test_the_distance_is_what_the_engine_counts() -> None:
    """In the scaled problem, beside the penalty."""
    instance = _with_panels(3)
    near = seated(placed(instance, one="Mon 09:00 A", two="Tue 09:00 A"), one="ada", two="ada")
    around = Nearness(problem_of(instance), with_seats(near))
    found = with_seats(
        seated(placed(instance, one="Mon 09:00 B", two="Tue 09:00 A"), one="ben eve", two="ada")
    )
    paid, scaled = (
        sum(each.penalty for each in Counter(problem).by_rule(found).values())
        for problem in (around.problem, around.scaled())
    )
    assert scaled == around.scale * paid + around.distance(found)
