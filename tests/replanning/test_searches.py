"""A search that begins with a schedule: what is repaired first, who is told, and what is kept."""

import threading
from dataclasses import replace
from typing import Any

import pytest

import scheduler
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Incumbent
from scheduler.replanning import Start, repair_and_solve
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine, Solution, Status
from scheduler.solving import solve
from tests.conference import at, conference, placed, session

EVENINGS = [{"id": "meeting", "bands": ["morning", "afternoon", "evening"]}]


def of_three() -> Instance:
    """Return a conference of three sessions in one room, which may be late at a price."""
    rooms = [{"id": "A", "capacity": 100}]
    return conference(*(session(each) for each in "abc"), rooms=rooms, kinds=EVENINGS)


def broken(instance: Instance) -> Schedule:
    """Return a schedule in which two sessions are in one room at once, in the evening."""
    return placed(instance, a="Mon 18:00 A", b="Mon 18:30 A", c="Tue 18:00 A")


def in_vain(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Let the search proper find nothing, as if it were stopped; return what it begins with."""
    begins: list[Any] = []

    def search(instance: Instance, *, start: Any, **how: Any) -> Solution:
        begins.append(start)
        found = solve(instance, engine=Engine.CP_SAT, time_limit=5)
        return replace(found, status=Status.UNKNOWN, schedule=None, evaluation=None, bound=None)

    monkeypatch.setattr("scheduler.replanning.starts.solve", search)
    return begins


def test_python_users_have_their_start_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    """The very name of the front door: what was repaired is there although nothing was found from it."""
    instance, begins = of_three(), in_vain(monkeypatch)
    solution = scheduler.solve(instance, start=broken(instance), time_limit=5)
    assert solution.status is Status.FEASIBLE
    assert solution.schedule is not None
    assert begins == [solution.schedule]
    assert not evaluate(instance, solution.schedule).forbidden
    before, after = broken(instance).by_session, solution.schedule.by_session
    assert sum(before[each] != after[each] for each in "abc") == 1


def test_nothing_is_found_that_is_worse_than_the_repaired_start() -> None:
    """Who began the search is told what it begins with."""
    instance, told = of_three(), list[Start]()
    start, engine = broken(instance), Engine.CP_SAT
    found = scheduler.solve(instance, start=start, engine=engine, time_limit=5, begun=told.append)
    (begun,) = told
    assert begun.repaired
    assert found.penalty is not None
    assert found.penalty <= evaluate(instance, begun.schedule).penalty


def test_what_is_repaired_is_kept_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the search goes on from it; of a start that is whole nothing is."""
    instance, begins, kept = of_three(), in_vain(monkeypatch), list[Incumbent]()
    repair_and_solve(instance, start=broken(instance), time_limit=5, keep=kept.append)
    assert [each.schedule() for each in kept] == begins
    fine = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 A")
    found = repair_and_solve(instance, start=fine, time_limit=5, keep=kept.append)
    assert (found.status, begins[1:], len(kept)) == (Status.FEASIBLE, [fine], 1)


def test_of_a_start_that_does_not_fit_what_fits_is_begun_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A session and a room that the conference does not have, and one without a place."""
    instance, begins = of_three(), in_vain(monkeypatch)
    here = at(instance, "Mon 09:00")
    start = Schedule.of(
        [Assignment("a", here, "A"), Assignment("b", here, "Z"), Assignment("z", here, "A")]
    )
    found = repair_and_solve(instance, start=start, time_limit=5)
    assert found.status is Status.FEASIBLE
    ((begin),) = begins
    assert begin.by_session.keys() == set("abc")
    assert begin.by_session["a"] == start.by_session["a"]


def test_a_stop_ends_the_repair_and_nothing_is_made_up() -> None:
    """What could not be repaired is not kept, and the search says that it found nothing."""
    instance, stop, kept = of_three(), threading.Event(), list[Incumbent]()
    stop.set()
    found = repair_and_solve(
        instance, start=broken(instance), time_limit=5, stop=stop, keep=kept.append
    )
    assert found.schedule is None or not evaluate(instance, found.schedule).forbidden
    assert not any(each.schedule() == broken(instance) for each in kept)
