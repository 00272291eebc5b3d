"""The best programme with at most so many moves, beside a search by brute force."""

from itertools import product

import pytest

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.replanning import solve_with_few_moves
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Status
from tests.agendas import dealing, item
from tests.conference import at, band, conference, hours, placed, room, session
from tests.replanning.test_no_rule_worse import EARLIER, PRICES, SIZES


def _late(**tables: object) -> Instance:
    """Return a conference in which each session is wanted earlier, some more than others."""
    return conference(
        *map(session, SIZES),
        rooms=[room("A")],
        preferences=EARLIER,
        levels={"preference_missed": PRICES},
        only="preference_missed",
        **tables,
    )


NEAR = {"one": "Tue 09:00 A", "two": "Tue 10:00 A", "three": "Tue 11:00 A"}


def _best(instance: Instance, near: Schedule, moves: int) -> int:
    """Return the least penalty with so many moves, of all programmes."""
    starts = [
        at(instance, f"{day} {hour}:00") for day in ("Mon", "Tue") for hour in ("09", "10", "11")
    ]
    names = [each.session for each in near.assignments]
    found = []
    for places in product(starts, repeat=len(names)):
        schedule = Schedule.of(
            Assignment(name, start, "A") for name, start in zip(names, places, strict=True)
        )
        changed = sum(each not in near.assignments for each in schedule.assignments)
        judged = evaluate(instance, schedule)
        if changed <= moves and not judged.forbidden:
            found.append(judged.penalty)
    return min(found)


@pytest.mark.parametrize("moves", [0, 1, 2, 3])
def test_the_best_moves_are_made_and_no_more(moves: int) -> None:
    """Those that are worth most come first; with none, all stays."""
    instance = _late()
    near = placed(instance, **NEAR)
    found = solve_with_few_moves(instance, near, moves, time_limit=4)
    assert found.moved == moves
    assert found.solution.penalty == _best(instance, near, moves)
    assert found.best
    assert found.solution.bound is None  # of all programmes nothing is said


def test_a_bound_holds_for_few_moves_alone() -> None:
    """It is above the penalty of the programme that may move all."""
    instance = _late()
    near = placed(instance, **NEAR)
    one = solve_with_few_moves(instance, near, 1, time_limit=4)
    three = solve_with_few_moves(instance, near, 3, time_limit=4)
    assert one.bound is not None
    assert one.bound > (three.solution.penalty or 0)


def test_what_breaks_a_hard_rule_is_repaired_within_the_limit() -> None:
    """One move is enough; with none there is no programme, which is said."""
    instance = conference(session("one"), session("two"), rooms=[room("A")])
    near = placed(instance, one="Mon 09:00 A", two="Mon 09:00 A")
    assert solve_with_few_moves(instance, near, 1, time_limit=4).moved == 1
    none = solve_with_few_moves(instance, near, 0, time_limit=4)
    assert none.solution.status is Status.UNKNOWN
    assert none.solution.schedule is None


def test_where_there_is_no_programme_at_all_that_is_proved() -> None:
    """Two sessions of a whole morning in one."""
    instance = conference(
        session("one", duration=180),
        session("two", duration=180),
        rooms=[room("A")],
        **hours(band("morning", "09:00", "12:00"), weekdays=["monday"]),
    )
    near = placed(instance, one="Mon 09:00 A", two="Mon 09:00 A")
    found = solve_with_few_moves(instance, near, 1, time_limit=4)
    assert found.solution.status is Status.INFEASIBLE


@pytest.mark.parametrize("moves", [0, 1])
def test_sessions_that_move_deal_with_all_items(moves: int) -> None:
    """Agendas come with the programme, whether that of before had any or not; only sessions move."""
    instance = _late(items=[item("a"), item("b")])
    bare = placed(instance, **NEAR)
    for near in (bare, dealing(bare, three="a, b")):
        found = solve_with_few_moves(instance, near, moves, time_limit=5)
        schedule = found.solution.schedule
        assert schedule is not None
        assert schedule.entries_by_item.keys() == {"a", "b"}
        assert found.solution.penalty == _best(_late(), bare, moves)
        assert found.moved == moves
