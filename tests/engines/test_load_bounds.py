"""What cannot run at once at all, and what the exact model makes of it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

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


def _size(wish: Capacity, *limits: Capacity) -> int:
    return len(exact_model(prepared(_problem(limits, wish))).model.proto.variables)


def test_a_wish_that_cannot_be_missed_adds_nothing() -> None:
    """One that can be missed adds variables: if it holds longer than sessions run, or is for other ones."""
    limits = _capacity("abc", 1), _capacity("de", 5, load=3)
    assert _size(_capacity("abc", 1), *limits) == _size(_capacity("de", 1), *limits)
    assert _size(_capacity("abc", 1), *limits) < _size(_capacity("abd", 1), *limits)
    assert _size(_capacity("abc", 1), *limits) < _size(_capacity("abc", 1, after=15), *limits)
    longer = _capacity("abc", 1, after=15)
    assert _size(_capacity("abc", 1), longer) == _size(_capacity("a", 1), longer)


def test_a_limit_says_nothing_of_sessions_that_count_in_some_rooms_only() -> None:
    """Elsewhere they may run beside the others."""
    limit, wish = _capacity("abc", 1), _capacity("abc", 1)
    some = replace(limit, uses=(*limit.uses[:2], Use("c", rooms=frozenset("A"))))
    nothing = _size(_capacity("a", 1), some)
    assert _size(_capacity("ab", 1), some) == nothing < _size(wish, some)


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
