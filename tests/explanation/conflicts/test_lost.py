"""Conferences that have lost something: named in little work, with ways out that work all at once."""

import pytest

from benchmarks.conflicts.__main__ import explained, is_possible
from benchmarks.conflicts.losses import LOSSES, SIZES, instance_of, losses, lost, tables
from scheduler.evaluation import evaluate

LIMIT = 4.0
"""Nominal seconds for an explanation: fewer than planners have."""


@pytest.mark.slow
@pytest.mark.parametrize("name", LOSSES)
def test_what_is_lost_is_named_with_ways_out_that_work(name: str) -> None:
    """By its smaller conference: a rule of it, and changes with which a search finds a programme."""
    row = explained(lost(name, SIZES[[*LOSSES].index(name) % 2]), LIMIT)
    assert row.is_named
    assert row.works
    for conflict in row.collision.conflicts:
        for way in conflict.ways:
            left = {
                (e.rule, e.finding.item) for e in evaluate(way.instance, way.schedule).forbidden
            }
            assert (way.rule, way.item) not in left


def test_there_are_twenty_of_25_to_200_sessions() -> None:
    """Ten sorts of losses, each of two sizes; a loss is always the same."""
    found = [*losses()]
    assert len(found) == 20
    assert {len(each.instance.sessions) for each in found} == {25, 50, 100, 200}
    assert [each.instance for each in found] == [each.instance for each in losses()]


@pytest.mark.slow
def test_without_a_loss_there_is_a_programme() -> None:
    """So that what is named is the loss."""
    assert is_possible(instance_of(tables(50)))
