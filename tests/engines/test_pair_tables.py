"""What is made of pairs before the engines see them, and of what forbids rooms to switch."""

import pytest

from scheduler.engines import pair_tables
from scheduler.engines.model import prepared
from scheduler.restrictions import (
    Capacity,
    Pairs,
    RelatedPairs,
    Stay,
    Switches,
    Times,
    Timing,
    Unmixed,
)
from tests.engines.problems import at, hard, problem, soft, span

GROUPS = (("a",), ("b", "c"))
OVERLAPS = RelatedPairs("i", {("a", "b"): 2, ("c", "a"): 1}, Timing.OVERLAP)


def test_an_overlap_becomes_a_table_of_the_starts_that_are_left() -> None:
    """a, from 60 to 90, shares 30 with b from 30 to 90, none with b from 0 to 60."""
    kept = hard(Stay("i", "a", (span(60, 90),)), Stay("i", "b", (span(0, 60), span(30, 90))))
    model = prepared(problem(*kept, *soft(7, OVERLAPS)))
    (pairs,) = (each.restriction for each in model.of_kind(Pairs))
    assert isinstance(pairs, Pairs)
    table = pairs.times
    assert isinstance(table, Times)
    assert set(table.marks["a"]) == {at(60)}
    (mine,) = table.marks["a"].values()
    shared = [table.amounts.get((mine, table.marks["b"][at(start)]), 0) for start in (0, 30)]
    assert shared == [0, 30]


def test_an_overlap_of_many_starts_becomes_a_capacity_for_each_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each minute in which both run is one too many, as often as they share something."""
    monkeypatch.setattr(pair_tables, "MOST_ENTRIES", 0)
    model = prepared(problem(*soft(7, OVERLAPS)))
    found = [each.restriction for each in model.of_kind(Capacity)]
    assert not model.of_kind(Pairs)
    rates = {
        frozenset(use.session for use in each.uses): each.rate
        for each in found
        if isinstance(each, Capacity)
    }
    assert rates == {frozenset("ab"): 2, frozenset("ac"): 1}


def test_a_room_that_may_not_switch_has_one_holder() -> None:
    """The same is forbidden; what is paid for stays, since it is counted otherwise."""
    switches = Switches("i", GROUPS, (span(0, 200),))
    forbidden = prepared(problem(*hard(switches)))
    assert [type(each.restriction) for each in forbidden.shared] == [Unmixed]
    paid = prepared(problem(*soft(1, switches)))
    assert [type(each.restriction) for each in paid.shared] == [Switches]
