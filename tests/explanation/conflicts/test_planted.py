"""Twelve conflicts of two to five rules among a hundred sessions are named exactly, and can be left."""

import threading

import pytest

from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import Conflict, collide
from scheduler.explanation.remedies import with_level
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.solution import Status
from scheduler.solving import solve
from tests.explanation.conflicts.planted import PLOTS, planted

LIMIT = 30.0
"""Seconds of work in which an instance that is possible is solved, at most."""


def _possible(instance: Instance) -> bool:
    """Tell whether an instance has a programme: whether planners' search finds a first one."""
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    return solve(instance, time_limit=LIMIT, workers=1, watch=watch, stop=stop).schedule is not None


@pytest.fixture(scope="module", params=[*enumerate(PLOTS)], ids=[*PLOTS])
def case(request: pytest.FixtureRequest) -> tuple[Instance, Conflict, set[tuple[str, str]]]:
    """Explain one of the twelve."""
    seed, name = request.param
    instance, expected = planted(name, seed)
    collision = collide(instance, time_limit=60)
    assert collision.status is Status.INFEASIBLE
    assert collision.complete
    (conflict,) = collision.conflicts
    return instance, conflict, expected


Case = tuple[Instance, Conflict, set[tuple[str, str]]]


@pytest.mark.slow
def test_exactly_what_was_planted_is_named(case: Case) -> None:
    """Rules and items, and that none of them could be left out."""
    _, conflict, expected = case
    assert {(each.rule, each.item) for each in conflict.culprits} == expected
    assert conflict.irreducible
    assert 2 <= len(expected) <= 5


@pytest.mark.slow
def test_without_any_one_of_them_there_is_a_programme(case: Case) -> None:
    """Found by `solve` on the instance in which that rule is off for that item."""
    instance, conflict, _ = case
    for culprit in conflict.culprits:
        assert _possible(with_level(instance, culprit.rule, culprit.item, "off")), culprit


@pytest.mark.slow
def test_each_way_out_works(case: Case) -> None:
    """Its programme keeps every hard rule of its instance, and at least one changes a fact."""
    instance, conflict, expected = case
    for way in conflict.ways:
        assert not evaluate(way.instance, way.schedule).forbidden, way.words
        assert way.instance != instance
        assert way.amount > 0
    assert any(not way.by_level for way in conflict.ways)
    assert {(way.rule, way.item) for way in conflict.ways if way.by_level} == expected
    assert _possible(conflict.ways[0].instance), "found without what the explanation knows"
