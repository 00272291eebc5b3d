"""Twelve conflicts of two to five rules among fifty sessions are named exactly, and can be left."""

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


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "name"), [*enumerate(PLOTS, 12)], ids=[*PLOTS])
def test_what_was_planted_is_named_and_can_be_left(seed: int, name: str) -> None:
    """One of the twelve, explained once: what is in the way, that all of it is, and ways out of it."""
    instance, expected = planted(name, seed)
    collision = collide(instance, time_limit=10)
    assert collision.status is Status.INFEASIBLE
    assert collision.complete
    (conflict,) = collision.conflicts
    _names_exactly(conflict, expected)
    _needs_all(instance, conflict)
    _has_ways_out(instance, conflict, expected)


def _names_exactly(conflict: Conflict, expected: set[tuple[str, str]]) -> None:
    """Rules and items, and that none of them could be left out."""
    assert {(each.rule, each.item) for each in conflict.culprits} == expected
    assert conflict.irreducible
    assert 2 <= len(expected) <= 5


def _needs_all(instance: Instance, conflict: Conflict) -> None:
    """Without any one of them `solve` finds a programme: where that rule is off for that item."""
    for culprit in conflict.culprits:
        assert _possible(with_level(instance, culprit.rule, culprit.item, "off")), culprit


def _has_ways_out(instance: Instance, conflict: Conflict, expected: set[tuple[str, str]]) -> None:
    """Their programmes keep every hard rule of their instances, and at least one changes a fact."""
    for way in conflict.ways:
        assert not evaluate(way.instance, way.schedule).forbidden, way.words
        assert way.instance != instance
        assert way.amount > 0
    assert any(not way.by_level for way in conflict.ways)
    assert {(way.rule, way.item) for way in conflict.ways if way.by_level} == expected
    assert _possible(conflict.ways[0].instance), "found without what the explanation knows"
