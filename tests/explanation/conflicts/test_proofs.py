"""What `check` proves is the first thing told of a conference without a programme, however short the time."""

import time

import pytest

from scheduler.engines.feasibility import decide
from scheduler.explanation.conflicts import Collision, collide
from scheduler.explanation.remedies import Rank
from scheduler.instance import Instance
from scheduler.rules import problem_of
from scheduler.solution import Status
from tests.conference import conference, room, session
from tests.explanation.heard import certain

TUESDAY = [{"days": ["2021-11-09"]}]
MONDAY_AT_TEN = {"start": "2021-11-08T10:00[Africa/Addis_Ababa]"}


def _of_a_pin() -> Instance:
    """Return a report that is pinned to a time before what it has to follow."""
    sessions = (
        session("draft", windows=TUESDAY),
        session("report", pin=MONDAY_AT_TEN),
        session("talk"),
    )
    return conference(*sessions, orders=[{"first": ["draft"], "then": ["report"]}])


@pytest.mark.parametrize("limit", [1e-9, 10.0])
def test_what_is_known_without_a_search_is_always_told(limit: float) -> None:
    """Word for word as `check` does; that it is proved is said, and nothing that has no part in it."""
    instance = _of_a_pin()
    found = collide(instance, time_limit=limit)
    assert found.status is Status.INFEASIBLE
    assert [*found.proofs] == certain(instance)
    assert len(found.proofs) == 1
    assert {each.item for some in found.conflicts for each in some.culprits} <= {"draft", "report"}


def test_one_pin_is_one_conflict_and_another_time_the_first_way_out() -> None:
    """Not the order, which is a rule of the house."""
    found = collide(_of_a_pin(), time_limit=10)
    (conflict,) = found.conflicts
    assert conflict.irreducible
    assert ("pin_broken", "report") in {(each.rule, each.item) for each in conflict.culprits}
    (way,) = found.together
    assert way.rank is Rank.TIME
    assert found.fewest


@pytest.mark.slow
def test_a_slow_machine_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """One on which all takes seven times as long; the limit is an amount of work."""
    talks = [session(f"talk-{number}", people={"chair": ["ada"]}) for number in range(13)]
    instance = conference(*talks, people=[{"id": "ada"}], rooms=[room("A"), room("B", capacity=5)])
    usual = _told(collide(instance, time_limit=1))
    clock = time.perf_counter
    monkeypatch.setattr(time, "perf_counter", lambda: 7 * clock())
    assert _told(collide(instance, time_limit=1)) == usual


def _told(found: Collision) -> object:
    """Return all that is told, without the instances."""
    ways = [found.together, *(each.ways for each in found.conflicts)]
    return (
        *(found.status, found.proofs, found.complete, found.least, found.schedule),
        [(each.words, each.amount, each.least) for some in ways for each in some],
    )


def test_without_time_nothing_is_decided() -> None:
    """With some, it is: a day of one room has six hours."""
    day = [session(each, windows=[{"days": ["2021-11-08"]}]) for each in "abcdefg"]
    problem = problem_of(conference(*day, rooms=[room("A")]))
    assert decide(problem, 0.0).status is Status.UNKNOWN
    assert decide(problem, 10.0).status is Status.INFEASIBLE
