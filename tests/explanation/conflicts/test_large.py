"""Conferences that are large for the time: there is an answer within it."""

import time

import pytest

from benchmarks.generation import Wanted, generate
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.feasibility import decide
from scheduler.explanation.conflicts import collide
from scheduler.rules import problem_of
from scheduler.solution import Status
from scheduler.sources import read_instance_text
from tests.conference import conference, room, session

FULL = [session(each, windows=[{"days": ["2021-11-08"]}]) for each in "abcdefg"]
"""A day of one room has six hours."""
LIMIT = 10.0


def test_without_time_nothing_is_decided() -> None:
    """With some, it is."""
    problem = problem_of(conference(*FULL, rooms=[room("A")]))
    assert decide(problem, 0.0).status is Status.UNKNOWN
    assert decide(problem, 10.0).status is Status.INFEASIBLE


@pytest.mark.slow
def test_1600_sessions_are_answered_in_time() -> None:
    """Too few teams are proved and named, within two seconds of the limit.

    By the time of two processors, as others may be busy beside.
    """
    text = generate(Wanted("large", 1600, 0.7, seed=0)).text
    instance = read_instance_text(text.replace("teams: 16,", "teams: 5,", 1).encode(), "large")
    COMPILER.begin()
    COMPILER.wait()
    began = time.process_time()
    found = collide(instance, time_limit=LIMIT)
    assert time.process_time() - began < 2 * (LIMIT + 2.0)
    assert found.status is Status.INFEASIBLE
    assert {each.rule for some in found.conflicts for each in some.culprits} == {"teams_exceeded"}
