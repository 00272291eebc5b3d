"""What rooms hold at fixed times goes to other rooms as a whole, where that costs less."""

from dataclasses import replace

import numpy as np

from scheduler.engines.counting import Objective
from scheduler.engines.domains import ABSENT
from scheduler.engines.model import prepared
from scheduler.engines.room_permutations import permuted, with_better_rooms
from scheduler.restrictions import Problem, Unfit
from tests.engines.problems import hard, placed, problem, soft


def _suited() -> Problem:
    """Each session costs nothing in one room, a in B, b in C, c in A; they are at three times, or at one."""
    wanted = {"a": "B", "b": "C", "c": "A"}
    return problem(
        *soft(
            7,
            *(
                Unfit("i", name, {room: 1 for room in "ABC" if room != best})
                for name, best in wanted.items()
            ),
        ),
        starts=range(0, 600, 30),
    )


def test_what_rooms_hold_is_assigned_to_others() -> None:
    model = prepared(_suited())
    starts, rooms = np.zeros(3, dtype=np.int64), np.arange(3)
    [(sessions, others)] = permuted(model, starts, rooms)
    assert sessions.tolist() == [0, 1, 2]
    assert others.tolist() == [1, 2, 0]


def test_rooms_are_permuted_in_each_stretch_of_time() -> None:
    """Three in room A: none is better for all; for those of the first day B and C are, each for one."""
    model = prepared(_suited())
    found = [*permuted(model, np.array([0, 120, 480]), np.zeros(3, dtype=np.int64))]
    assert [each.tolist() for each, _ in found] == [[0, 1], [0], [1]]
    assert set(found[0][1].tolist()) < {1, 2}
    assert [others.tolist() for _, others in found[1:]] == [[1], [2]]


def test_who_is_absent_takes_no_room() -> None:
    model = prepared(replace(_suited(), optional=frozenset({"c"})))
    [(sessions, others)] = permuted(model, np.array([0, 0, ABSENT]), np.array([0, 1, 3]))
    assert sessions.tolist() == [0, 1]
    assert others.tolist() == [1, 2]


def test_a_planted_permutation_of_rooms_is_undone() -> None:
    made = _suited()
    made = replace(made, priced=(*made.priced, *hard(Unfit("i", "b", {"A": 1}))))
    model = prepared(made)
    planted = placed(a="0 C", b="120 A", c="480 B")
    assert None in model.places(planted)
    assert with_better_rooms(model, Objective(model), planted) == placed(
        a="0 B", b="120 C", c="480 A"
    )


def test_a_schedule_whose_rooms_are_best_stays() -> None:
    model, best = prepared(_suited()), placed(a="0 B", b="120 C", c="480 A")
    assert with_better_rooms(model, Objective(model), best) is best
