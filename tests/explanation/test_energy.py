"""Overloads against a search through everything, and the arithmetic of what fits."""

import random
from itertools import combinations, product

import numpy as np
import pytest

from scheduler.explanation.energy import (
    Cumulative,
    Demand,
    Overload,
    largest_sum,
    least_energy,
)


def task(name: str, length: int, *begins: int, load: int = 1) -> Demand:
    """Return a task that can begin at these minutes."""
    return Demand(name, load, np.array(begins, dtype=np.int64), length)


def test_the_largest_sum_is_that_of_the_best_choice() -> None:
    """Compared with all choices, for lengths by chance."""
    chance = random.Random(1)
    for _ in range(100):
        lengths = [chance.randint(1, 9) for _ in range(chance.randint(0, 6))]
        room = chance.randint(0, 25)
        choices = (c for n in range(len(lengths) + 1) for c in combinations(lengths, n))
        assert largest_sum(lengths, room) == max(s for c in choices if (s := sum(c)) <= room)


def test_an_overload_says_when_and_how_much() -> None:
    """Two of 60 in the 90 minutes from 100 on; times are minutes, whatever the ticks."""
    row = Cumulative([task("a", 60, 100, 130), task("b", 60, 100, 130)], 1)
    assert row.overload() == Overload(100, 190, 120, 90, ("a", "b"))
    assert Cumulative([task("a", 60, 100, 130), task("b", 60, 100, 160)], 1).overload() is None


def test_limits_at_single_minutes_count() -> None:
    """Two places, but for ten minutes one: 80 + 80 of 2 * 80 - 10."""
    tasks = [task("a", 80, 20), task("b", 80, 20)]
    limits = np.full(120, 2)
    assert Cumulative(tasks, 2, limits, since=0).overload() is None
    limits[50:60] = 1
    assert Cumulative(tasks, 2, limits, since=0).overload() == Overload(
        20, 100, 160, 150, ("a", "b")
    )
    limits[50:60], limits[10:20] = 2, 1
    assert Cumulative(tasks, 2, limits, since=0).overload() is None


@pytest.mark.parametrize("seed", range(5))
def test_no_overload_where_a_choice_of_begins_fits(seed: int) -> None:
    """All choices of begins are tried, for small rows with loads, holes and limits by chance."""
    chance, found = random.Random(seed), 0
    for _ in range(60):
        load = chance.randint(1, 2)
        tasks = [
            task(
                str(number),
                chance.randint(1, 4),
                *sorted(chance.sample(range(8), chance.randint(1, 4))),
                load=load if chance.random() < 0.7 else 1,
            )
            for number in range(chance.randint(1, 5))
        ]
        limits = np.array([chance.choice([1, 2, 2, 2]) for _ in range(12)])
        row = Cumulative(tasks, 2, limits, since=0)
        overload = row.overload()
        if overload is not None:
            found += 1
            assert not _fits(tasks, limits), overload
    assert found > 5


def _fits(tasks: list[Demand], limits: np.ndarray) -> bool:
    for begins in product(*(task.begins.tolist() for task in tasks)):
        load = np.zeros(len(limits), dtype=np.int64)
        for each, begin in zip(tasks, begins, strict=True):
            load[begin : begin + each.length] += each.load
        if (load <= limits).all():
            return True
    return False


def test_the_least_of_a_stretch_is_taken_at_one_end_of_the_begins() -> None:
    """The same as the least over all begins, for every stretch of two dozen minutes."""
    tasks = [
        task("gaps", 5, 0, 3, 4, 11, 17),
        task("long", 12, 2, 9, load=2),
        task("fixed", 1, 7),
    ]
    pairs = [(since, until) for until in range(1, 25) for since in range(until)]
    since, until = (np.array(edges) for edges in zip(*pairs, strict=True))
    found = least_energy(tasks, since, until)
    for each, row in zip(tasks, found.tolist(), strict=True):
        for (begin, end), least in zip(pairs, row, strict=True):
            shared = [
                len({*range(start, start + each.length)} & {*range(begin, end)})
                for start in each.begins.tolist()
            ]
            assert least == min(shared)
