"""Why no programme of a desk keeps every hard rule, and the one that breaks least."""

import pytest

from scheduler.desk import apply, conflicts_of, move, pin
from scheduler.evaluation import evaluate
from scheduler.solution import Status
from tests.desk.desks import three, to


@pytest.mark.slow
def test_where_there_is_a_programme_it_is_a_wish() -> None:
    """Two sessions of one chair at once: the one that is not pinned goes elsewhere."""
    before = three()
    clashing = apply(before, move(before, "talk", to("Mon 10:30")))
    assert clashing.evaluation.forbidden
    found, outcome = conflicts_of(clashing, time_limit=30)
    assert (found.status, found.conflicts) == (Status.FEASIBLE, ())
    assert outcome is not None
    assert not apply(clashing, outcome).evaluation.forbidden


@pytest.mark.slow
def test_where_there_is_none_it_is_told_why_and_what_would_help() -> None:
    """With both of them pinned: each way out was tried."""
    before = three()
    clashing = apply(before, move(before, "talk", to("Mon 10:30")))
    clashing = apply(clashing, pin(clashing, "lecture"))
    found, outcome = conflicts_of(clashing, time_limit=30)
    assert found.status is Status.INFEASIBLE
    assert found.conflicts
    assert found.conflicts[0].ways
    for way in found.conflicts[0].ways:
        assert not evaluate(way.instance, way.schedule).forbidden
    assert outcome is None or outcome.evaluation.measure < clashing.evaluation.measure
