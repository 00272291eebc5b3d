"""What cannot run at once at all, and what the exact model makes of it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from scheduler.engines.cp_sat.capacity import LoadBounds
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.interruption import UnfinishedError
from scheduler.engines.model import prepared
from scheduler.restrictions import NONE, Capacity, Problem, Use
from tests.engines.problems import hard, problem, soft, span_of

NAMES = "abcdef"


def _capacity(sessions: str, at_most: int, load: int = 1, after: int = 0) -> Capacity:
    pad = span_of(after) if after else NONE
    return Capacity("i", tuple(Use(each, load, after=pad) for each in sessions), at_most)


def _problem(limits: Iterable[Capacity], wish: Capacity) -> Problem:
    return problem(*hard(*limits), *soft(1, wish), lengths=dict.fromkeys(NAMES, 30))


def _most(*limits: Capacity, wish: Capacity) -> int:
    model = prepared(_problem(limits, wish))
    return LoadBounds(model).most(wish)


def test_what_one_limit_leaves_over_the_next_one_covers() -> None:
    """Those that no limit covers count one by one."""
    wish = _capacity("abcdef", 1)
    assert _most(wish=wish) == 6
    assert _most(_capacity("abc", 1), wish=wish) == 1 + 3
    assert _most(_capacity("abc", 1), _capacity("cdef", 2), wish=wish) == 1 + 2
    assert _most(_capacity("abc", 1), _capacity("de", 5, load=3), wish=wish) == 1 + 1 + 1


def test_a_limit_that_holds_longer_than_a_session_runs_counts_too() -> None:
    """But not if the wish holds longer: then sessions that do not run at once may count at once."""
    assert _most(_capacity("abc", 1, after=15), wish=_capacity("abc", 1)) == 1
    assert _most(_capacity("abc", 1), wish=_capacity("abc", 1, after=15)) == 3


def test_a_limit_says_nothing_of_sessions_that_count_in_some_rooms_only() -> None:
    """Elsewhere they may run beside the others."""
    limit = _capacity("abc", 1)
    some = replace(limit, uses=(*limit.uses[:2], Use("c", rooms=frozenset("A"))))
    assert _most(limit, wish=_capacity("abc", 1)) == 1
    assert _most(some, wish=_capacity("abc", 1)) == 1 + 1


def test_a_wish_that_cannot_be_missed_adds_nothing() -> None:
    """One that can be missed adds rows."""

    def size(wish: Capacity) -> int:
        return len(
            exact_model(prepared(_problem([_capacity("abc", 1)], wish))).model.proto.variables
        )

    assert size(_capacity("abc", 1)) == size(_capacity("ab", 1)) < size(_capacity("abd", 1))


@pytest.mark.parametrize("after", range(3))
def test_building_ends_when_nobody_waits_for_the_model(after: int) -> None:
    """After any number of questions."""
    asked = 0

    def over() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    with pytest.raises(UnfinishedError):
        exact_model(prepared(_problem([], _capacity("abc", 1))), over)
    assert asked == after + 1
