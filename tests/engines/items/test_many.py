"""Hundreds of items over dozens of sessions: a programme in time, in little memory."""

import random
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest

from benchmarks.memory import Memory
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.solving import solve
from tests.agendas import OFF, item
from tests.conference import conference, room, session

MEETINGS = {"plenary": 6, "com3": 12, "com4": 12, "wg1": 10, "wg2": 10, "wg3": 10}


def _many(number: int, seed: int = 1) -> Instance:
    """Make a conference of two weeks, with sixty sessions and so many items."""
    chance = random.Random(seed)
    sessions = [
        session(f"{body}-{position}", body=body, duration=150)
        for body, meetings in MEETINGS.items()
        for position in range(1, meetings + 1)
    ]
    rows = [_item(f"i{position}", chance) for position in range(number)]
    read = [each["id"] for each in rows if each["sessions"]["bodies"] == ["plenary"]]
    others = [each["id"] for each in rows if each["sessions"]["bodies"] != ["plenary"]]
    orders = [
        {"items_first": [chance.choice(others)], "items_then": [each], "nights": 1} for each in read
    ]
    return conference(
        *sessions,
        items=rows,
        item_orders=orders,
        bodies=[{"id": body} for body in MEETINGS],
        people=[{"id": f"p{each}"} for each in range(40)],
        delegations=[{"id": f"d{each}", "size": chance.choice([1, 2, 3])} for each in range(60)],
        last_day="2021-11-19",
        rooms=[room(each) for each in "ABCDE"],
        levels=OFF,
    )


def _item(name: str, chance: random.Random) -> dict[str, Any]:
    body = "plenary" if chance.random() < 0.1 else chance.choice([*MEETINGS][1:])
    return item(
        name,
        chance.choice([10, 15, 20]),
        shortest=10,
        sessions={"bodies": [body]},
        optional=chance.random() < 0.2,
        people={"rapporteur": [f"p{chance.randrange(40)}"]} if chance.random() < 0.3 else {},
        proposers=[f"d{chance.randrange(60)}"] if chance.random() < 0.3 else [],
        topics=[f"t{chance.randrange(60)}"] if chance.random() < 0.2 else [],
    )


def _solved(number: int) -> tuple[bool, float]:
    """Tell whether a programme was found that keeps every hard rule, and the MiB that the process took."""
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    with Memory() as memory:
        solution = solve(_many(number), time_limit=20.0, workers=1, watch=watch, stop=stop)
    evaluation = solution.evaluation
    kept = evaluation is not None and evaluation.forbidden == ()
    return kept, memory.most


@pytest.mark.slow
def test_five_hundred_items_have_agendas() -> None:
    """In an amount of work of 20 seconds, whatever else the machine does, and in less than 1 GiB."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        kept, memory = pool.submit(_solved, 500).result()
    assert kept
    assert memory < 1024


@pytest.mark.slow
def test_one_worker_finds_the_same_however_busy_the_machine_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A clock on the wall that runs ten thousand times as fast ends nothing; what is told never goes back."""
    instance, clock = _many(40), time.perf_counter
    told: list[Progress] = []

    def found() -> tuple[object, ...]:
        solution = solve(instance, time_limit=2.0, seed=3, workers=1, watch=told.append)
        return solution.schedule, solution.penalty, solution.bound, solution.status

    alone = found()
    works = [each.work for each in told if each.work is not None]
    assert works == sorted(works)
    assert 0.0 < works[-1] <= 1.0 + 1e-9
    monkeypatch.setattr(time, "perf_counter", lambda: 10_000 * clock())
    assert found() == alone
