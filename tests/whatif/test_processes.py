"""Tasks in real processes."""

import multiprocessing
import threading
from dataclasses import replace
from typing import cast

import pytest

from scheduler.errors import DefectError, SchedulerError
from scheduler.progress import Progress
from scheduler.solution import Status, Stop
from scheduler.whatif import Conditions, Done, Processes, SearchJob
from scheduler.whatif.processes import NOT_BEGUN
from tests.conference import conference, session
from tests.whatif.here import Here

pytestmark = pytest.mark.slow


def task(name: str, *, time_limit: float = 0.3, number: int = 4) -> SearchJob:
    """Describe the search of a conference with some sessions."""
    sessions = [session(f"s{position}", attendance=90) for position in range(number)]
    instance = conference(*sessions, name=name)
    return SearchJob(name, instance.model_dump_json(), Conditions(time_limit=time_limit))


def endless(name: str) -> SearchJob:
    """Describe a search that proves nothing within a minute."""
    sessions = [
        session(f"s{n}", attendance=70 + n, topics=[f"t{n % 5}"], themes=[f"a{n % 7}", f"b{n % 3}"])
        for n in range(28)
    ]
    bands = ["morning", "afternoon", "evening"]
    instance = conference(
        *sessions,
        name=name,
        kinds=[{"id": "meeting", "bands": bands}],
        levels={"theme_conflict": 1, "theme_scattered": 1},
    )
    return SearchJob(name, instance.model_dump_json(), Conditions(time_limit=300, workers=2))


def test_processes_find_what_is_found_on_the_spot() -> None:
    """In the order of the tasks, whoever is ready first; and each is told of when it is done."""
    tasks = [task("long", number=5), task("short", number=2), task("third", number=3)]
    told: list[str] = []

    def hear(name: str, said: Progress | Done) -> None:
        if isinstance(said, Done):
            told.append(name)

    found = Processes(2).run(tasks, hear, threading.Event())
    assert found == Here().run(tasks, lambda _name, _said: None, threading.Event())
    assert sorted(told) == ["long", "short", "third"]


def test_a_stop_keeps_what_is_found_and_begins_nothing_more() -> None:
    """One runs when it comes; the other waits for its turn."""
    stop = threading.Event()

    def hear(_name: str, said: Progress | Done) -> None:
        if isinstance(said, Progress) and said.best is not None:
            stop.set()

    first, second = Processes(1).run([endless("first"), task("second")], hear, stop)
    assert first.solution is not None
    assert first.solution.status is Status.FEASIBLE
    assert first.solution.search.stop is Stop.INTERRUPTED
    assert (second.solution, second.note) == (None, NOT_BEGUN)


def test_a_lost_process_is_told() -> None:
    """Killed once it has found something; the next task is carried out."""

    def hear(name: str, said: Progress | Done) -> None:
        if name == "first" and isinstance(said, Progress) and said.best is not None:
            for process in multiprocessing.active_children():
                process.kill()

    lost, found = Processes(1).run([endless("first"), task("second")], hear, threading.Event())
    said = "lost: its process was killed (SIGKILL), as systems do where memory runs out"
    assert (lost.solution, lost.note) == (None, said)
    assert found.solution is not None


def test_a_defect_in_a_process_is_a_defect_here() -> None:
    """It is told once, with where it happened, and not taken for a process that was lost."""
    bad = replace(task("bad"), conditions=cast("Conditions", None))
    with pytest.raises(DefectError, match=r"carry_out(.|\n)*AttributeError"):
        Processes(1).run([bad], lambda _name, _said: None, threading.Event())


def test_what_a_task_raises_is_raised_here_and_ends_the_others() -> None:
    """An instance that is none cannot come from the command line; it is a mistake of the caller."""
    bad = SearchJob("bad", "{}", Conditions(time_limit=0.1))
    with pytest.raises(SchedulerError, match=r"bad\.json"):
        Processes(2).run([endless("first"), bad], lambda _n, _s: None, threading.Event())
    assert not multiprocessing.active_children()
