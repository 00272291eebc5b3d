"""Conferences that are large for the time: there is an answer within it, if need be without a search."""

import time

import pytest

from benchmarks.generation import Wanted, generate
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.feasibility import decide
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import collide
from scheduler.explanation.conflicts.groups import Given, Groups
from scheduler.explanation.conflicts.least_broken import LeastBroken, by_gravity, first_fit
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.sources import read_instance_text
from tests.conference import at, conference, room, session

FULL = [session(each, windows=[{"days": ["2021-11-08"]}]) for each in "abcdefg"]
"""A day of one room has six hours."""
LIMIT = 10.0


def _first_fit(*sessions: dict[str, object]) -> Schedule:
    return first_fit(Groups(problem_of(conference(*sessions, rooms=[room("A")]))))


def test_a_programme_is_made_at_once_and_rooms_are_held_once() -> None:
    """Six sessions fill the day; a seventh meets with one of them."""
    for number, broken in ((6, set[str]()), (7, {"room_overlap"})):
        made = _first_fit(*FULL[:number])
        assert len(made.assignments) == number
        instance = conference(*FULL[:number], rooms=[room("A")])
        assert {each.rule for each in evaluate(instance, made).forbidden} == broken


def test_who_has_no_place_at_all_is_placed_nevertheless() -> None:
    """And who may be left out is left out."""
    late = [{"days": ["2021-12-24"]}]
    made = _first_fit(session("lost", windows=late), session("spare", optional=True), session("c"))
    instance = conference(session("c"), rooms=[room("A")])
    starts = {each.session: each.start for each in made.assignments}
    assert starts == {"lost": at(instance, "Mon 00:00"), "c": at(instance, "Mon 09:00")}


def test_without_a_search_it_is_told_what_the_known_programme_breaks() -> None:
    """What the programme breaks that was made at once, or a lighter rule; nothing if that is as given."""
    instance = conference(*FULL, rooms=[room("A")])
    groups = Groups(problem_of(instance))
    known = first_fit(groups)
    found = LeastBroken(groups, by_gravity(groups)).at_once()
    again = LeastBroken(groups, by_gravity(groups), known=known).at_once()
    assert found is not None
    assert again is not None
    assert found.amounts == {("room_overlap", "A"): 60}
    assert again.amounts == {("outside_window", "a"): 60}  # one session moves
    kept = Groups(groups.problem, Given(keys=frozenset({("room_overlap", "A")})))
    assert LeastBroken(kept, by_gravity(kept)).at_once() is None


def test_without_time_nothing_is_decided() -> None:
    """With some, it is."""
    problem = problem_of(conference(*FULL, rooms=[room("A")]))
    assert decide(problem, 0.0).status is Status.UNKNOWN
    assert decide(problem, 10.0).status is Status.INFEASIBLE


@pytest.mark.slow
def test_1600_sessions_are_answered_in_time() -> None:
    """With the least broken programme that was found, within two seconds of the limit.

    By the time of two processors, as others may be busy beside.
    """
    text = generate(Wanted("large", 1600, 0.7, seed=0)).text
    instance = read_instance_text(text.replace("teams: 16,", "teams: 5,", 1).encode(), "large")
    COMPILER.begin()
    COMPILER.wait()
    began = time.process_time()
    found = collide(instance, time_limit=LIMIT)
    assert time.process_time() - began < 2 * (LIMIT + 2.0)
    assert found.status is not Status.FEASIBLE
    assert found.schedule is not None
    assert not found.least
