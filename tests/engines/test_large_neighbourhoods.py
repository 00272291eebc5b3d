"""Some sessions are freed, all others stay: what is freed is placed best, and what gets better is told."""

import threading
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from scheduler.engines.budget import Budget
from scheduler.engines.counting import Counter
from scheduler.engines.domains import ABSENT
from scheduler.engines.incumbent import SearchState
from scheduler.engines.large_neighbourhoods import LargeNeighbourhoods, with_better_rooms
from scheduler.engines.large_neighbourhoods.neighbourhoods import CHOICES, Draw, Standing
from scheduler.engines.large_neighbourhoods.repair import Repair
from scheduler.engines.large_neighbourhoods.room_permutations import permuted
from scheduler.engines.large_neighbourhoods.structure import Structure
from scheduler.engines.large_neighbourhoods.weights import FEWEST, Weights
from scheduler.engines.model import Model, Places, prepared
from scheduler.engines.objective import Objective
from scheduler.engines.phases import Task
from scheduler.progress import nobody
from scheduler.restrictions import Problem, Unfit
from scheduler.schedule import Schedule
from tests.engines.full_board import TALKS, full
from tests.engines.kinds import KINDS_AND_OPTIONAL, random_problem
from tests.engines.problems import hard, placed, problem, schedules, soft
from tests.sampling import TIMES

DRAWS = 3


def _budget(seconds: float = 10.0) -> Budget:
    return Budget(seconds, reproducible=True, stop=threading.Event())


def _costs(made: Problem) -> list[tuple[int, Schedule]]:
    """Return all schedules that keep what is hard, with what they cost."""
    counter, found = Counter(made), []
    for schedule in schedules(made):
        totals = counter.by_rule(schedule).values()
        if not any(each.forbidden for each in totals):
            found.append((sum(each.penalty for each in totals), schedule))
    return found


def _kept(model: Model, schedule: Schedule) -> Places | None:
    places = [place for place in model.places(schedule) if place is not None]
    return places if len(places) == len(model.domains) else None


@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_freed_sessions_are_placed_best(kind: str, optional: str) -> None:
    """Of all schedules in which the others are where they were, whatever a kind of restriction says."""
    for draw in range(DRAWS * TIMES):
        rng = Random(f"{kind} {optional} {draw}")
        made = random_problem(kind, rng, optional=optional)
        model, every = prepared(made), _costs(made)
        if model.hopeless or not every:
            continue
        _, begun = rng.choice(every)
        places = _kept(model, begun)
        assert places is not None
        free = sorted(rng.sample(range(len(places)), 2))
        names = [*model.domains]
        held = {name for number, name in enumerate(names) if number not in free}

        def others(schedule: Schedule, held: set[str] = held) -> list[object]:
            return [schedule.by_session.get(name) for name in sorted(held)]

        least = min(cost for cost, each in every if others(each) == others(begun))
        optimal, found = Repair(model, 0).place(places, free, _budget(), lambda: False)
        assert optimal
        assert found is not None
        assert others(model.schedule(found)) == others(begun)
        assert Objective(model).counted(found) == least


def _drawn(size: int, name: str) -> tuple[Structure, list[int]]:
    model = prepared(full())
    structure = Structure(model)
    places = [(number % 4, number // 4) for number in range(len(TALKS))]
    here = Standing(structure.starts(places), structure.rooms(places), [(5, (0, 1)), (1, (3, 4))])
    draw = Draw(structure, here, Random(1), size)
    return structure, CHOICES[name](draw)[:size]


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("size", [1, 6, 40])
def test_neighbourhoods_have_leaders_each_once(name: str, size: int) -> None:
    structure, chosen = _drawn(size, name)
    assert 1 <= len(chosen) <= size
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= set(structure.leaders)


def test_followers_go_with_their_leaders() -> None:
    made = problem(followers={"c": "a"}, lengths={"a": 30, "b": 60, "c": 30})
    structure = Structure(prepared(made))
    assert structure.leaders == [0, 1]
    assert structure.with_followers([0]) == [0, 2]
    assert structure.leading([1, 2]) == (0, 1)


def test_a_neighbourhood_that_pays_is_drawn_more_often_and_grows() -> None:
    weights, chance = Weights(("one", "other"), most=100), Random(0)
    for _ in range(40):
        weights.learn(0, gain=1.0, work=1.0, optimal=True)
        weights.learn(1, gain=0.0, work=1.0, optimal=False)
    drawn = [weights.draw(chance) for _ in range(200)]
    assert 0 < drawn.count(1) < 40
    assert weights.size(0) == 100
    assert weights.size(1) == FEWEST


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


def test_two_rooms_of_equal_cost_may_change_places() -> None:
    """Only a is not to be in A: b and c change places, and nobody pays."""
    made = problem(*soft(7, Unfit("i", "a", {"A": 1})))
    found = [
        tuple(others.tolist())
        for _, others in permuted(
            prepared(made), np.zeros(3, dtype=np.int64), np.arange(3), tied=True
        )
    ]
    assert len(found) > 1
    assert all(own != 0 for own, *_ in found)


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


def _task(made: Problem) -> Task:
    model, budget = prepared(made), _budget(3.0)
    return Task(
        model, model, Objective(model), budget, SearchState(budget, nobody), seed=0, workers=1
    )


def _searched() -> list[int | None]:
    """Search around a schedule of a full board; return what the incumbent has cost after each step."""
    task = _task(full())
    places = [(number % 4, number // 4) for number in range(len(TALKS))]
    task.found(places)
    search, found = LargeNeighbourhoods(task, 0), [task.state.penalty]
    while not task.budget.over:
        gained = search.search(task.budget, 0.01, lambda: False)
        found.append(task.state.penalty)
        before, after = found[-2:]
        assert before is not None
        assert after is not None
        assert gained == before - after
    return found


def test_a_search_tells_of_each_better_schedule_and_is_reproducible() -> None:
    found = _searched()
    assert found[-1] is not None
    assert found[0] is not None
    assert found[-1] < found[0]
    assert found == _searched()


def test_a_search_without_a_schedule_has_nothing_to_do() -> None:
    task = _task(full())
    assert LargeNeighbourhoods(task, 0).search(task.budget, 1.0, lambda: False) == 0
    assert task.state.places is None
