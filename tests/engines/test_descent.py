"""The steepest descent with few moves: who goes alone, who makes room, and how many may be elsewhere."""

from collections.abc import Sequence

import pytest

from scheduler.engines.descent import descents
from scheduler.evaluation import evaluate
from scheduler.generation import Wanted, generate
from scheduler.instance import Instance
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.sources import read_instance_text
from tests.conference import conference, placed, room, session


def _wanted_early(*names: str) -> Instance:
    """Return a conference of three sessions in one room, of which some are wanted before 10:00."""
    wish = {
        "id": "early",
        "sessions": {"sessions": list(names)},
        "windows": [{"days": ["2021-11-09"], "from": "10:00", "to": "24:00"}],
        "unwanted": True,
    }
    return conference(
        *(session(name) for name in ("one", "two", "three")),
        rooms=[room("A")],
        preferences=[wish],
        only="preference_missed",
        levels={"outside_hours": "hard", "room_overlap": "hard"},
        first_day="2021-11-09",
        last_day="2021-11-09",
    )


def _found(instance: Instance, near: Schedule, moves: int, **more: Schedule) -> Sequence[Schedule]:
    start = more.get("start", near)
    return [*descents(problem_of(instance), near, start, moves, 10.0, lambda: False)]


def test_whoever_is_in_the_way_goes_elsewhere_if_so_many_may() -> None:
    """One is wanted where two is: with one move nothing pays, with two they change."""
    instance = _wanted_early("one")
    near = placed(instance, one="Tue 10:00 A", two="Tue 09:00 A", three="Tue 11:00 A")
    assert not _found(instance, near, 1)
    *_, last = _found(instance, near, 2)
    assert not evaluate(instance, last).judgements
    assert last.by_session["three"] == near.by_session["three"]


def test_a_place_that_is_free_takes_one_move() -> None:
    """With nobody in the way, one session moves and no other."""
    instance = _wanted_early("one")
    near = placed(instance, one="Tue 10:00 A", two="Tue 14:00 A", three="Tue 11:00 A")
    (only,) = _found(instance, near, 3)
    moved = [each.session for each in only.assignments if each not in near.assignments]
    assert moved == ["one"]


def test_moves_count_from_the_schedule_to_stay_near_to() -> None:
    """A start that has used its moves may only move what is elsewhere already."""
    instance = _wanted_early("one", "two")
    near = placed(instance, one="Tue 10:00 A", two="Tue 11:00 A", three="Tue 14:00 A")
    start = placed(instance, one="Tue 15:00 A", two="Tue 11:00 A", three="Tue 14:00 A")
    *_, last = _found(instance, near, 1, start=start)
    assert last.by_session["two"] == near.by_session["two"]
    assert last.by_session["one"].start < near.by_session["one"].start


def test_nothing_is_found_from_a_start_that_cannot_be() -> None:
    """A session that is outside of its hours leaves no board to descend on."""
    instance = _wanted_early("one")
    near = placed(instance, one="Tue 03:00 A", two="Tue 09:00 A", three="Tue 11:00 A")
    assert not _found(instance, near, 3)


@pytest.mark.parametrize("moves", [1, 4, 9])
@pytest.mark.parametrize("seed", range(3))
def test_each_schedule_is_better_and_breaks_nothing(seed: int, moves: int) -> None:
    """By the evaluation, which shares nothing with it, and with no more sessions elsewhere."""
    made = generate(Wanted("descent", 50, 0.6, seed))
    instance = read_instance_text(made.text.encode(), "descent.yaml")
    before, last = evaluate(instance, made.planted), made.planted
    for found in _found(instance, made.planted, moves):
        judged = evaluate(instance, found)
        assert not judged.forbidden
        assert judged.penalty < evaluate(instance, last).penalty
        elsewhere = {*found.assignments} - {*made.planted.assignments}
        assert len(elsewhere) <= moves
        last = found
    assert evaluate(instance, last).penalty < before.penalty


def test_it_ends_when_its_work_is_done() -> None:
    """So much work is one step; none is none."""
    made = generate(Wanted("descent", 50, 0.6, 0))
    instance = read_instance_text(made.text.encode(), "descent.yaml")
    problem, planted = problem_of(instance), made.planted
    assert not [*descents(problem, planted, planted, 9, 0.0, lambda: False)]
    assert len([*descents(problem, planted, planted, 9, 1e-9, lambda: False)]) == 1
    assert not [*descents(problem, planted, planted, 9, 10.0, lambda: True)]
