"""Why items have no agendas: named with what they need, and ways out that work."""

import pytest

from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import Conflict, collide
from scheduler.instance import Instance
from scheduler.solution import Status
from tests.acceptance.broken import BROKEN
from tests.agendas import OFF, item, meeting
from tests.conference import conference, session

OF_ITEMS = [name for name, broken in BROKEN.items() if "items" in broken.tables]


def _explained(instance: Instance) -> Conflict:
    """Return the only conflict, which has ways out that work, a fact first."""
    found = collide(instance, time_limit=20.0)
    assert found.status is Status.INFEASIBLE
    (conflict,) = found.conflicts
    for way in conflict.ways:
        assert evaluate(way.instance, way.schedule).forbidden == ()
    assert not conflict.ways[0].by_level
    return conflict


@pytest.mark.parametrize("rule", OF_ITEMS)
def test_a_conflict_of_items_is_proved_and_has_ways_out(rule: str) -> None:
    """Each rule broken alone; every way out has a programme that keeps all hard rules."""
    conflict = _explained(BROKEN[rule].instance())
    assert conflict.irreducible
    assert {"value_lost", "item_misplaced"} <= {each.rule for each in conflict.culprits}


def test_what_is_in_the_way_of_an_item_is_named() -> None:
    """Two of 40 minutes do not fit into the only session of 60 that may take them; three culprits say so."""
    rows = [item(each, 40, sessions={"sessions": ["plenary"]}) for each in ("debt", "loans")]
    conflict = _explained(meeting(*rows, levels=OFF | {"item_misplaced": "hard"}))
    words = [each.words for each in conflict.culprits]
    assert "Debt must not be left out" in words
    assert "Plenary has 60 min for items" in words
    ways = {way.words: way for way in conflict.ways}
    longer = ways["extend Plenary to 80 min"]  # 40 + 40
    assert longer.path == ("sessions", "plenary", "duration")
    assert longer.amount == 20  # 80 - 60
    assert "make Debt optional" in ways


def test_items_that_fit_have_a_programme_with_agendas() -> None:
    """Which is found, and keeps every hard rule."""
    instance = meeting(item("debt", 40), item("loans", 40), levels=OFF)
    found = collide(instance, time_limit=20.0)
    assert found.status is Status.FEASIBLE
    assert found.schedule is not None
    assert evaluate(instance, found.schedule).forbidden == ()
    assert len(found.schedule.agendas) == 2


def test_what_sessions_must_keep_is_in_the_way_of_items() -> None:
    """Two readings with a night between, in meetings on one day: either has an agenda, both have none."""
    rows = [
        item("first", 30, sessions={"sessions": ["morning"]}),
        item("second", 30, sessions={"sessions": ["evening"]}),
    ]
    instance = conference(
        session("morning", duration=60),
        session("evening", duration=60),
        items=rows,
        item_orders=[{"items_first": ["first"], "items_then": ["second"], "nights": 1}],
        orders=[{"first": ["morning"], "then": ["evening"], "days_at_most": 0}],
        levels=OFF,
    )
    conflict = _explained(instance)
    assert "order_broken" in {each.rule for each in conflict.culprits}
