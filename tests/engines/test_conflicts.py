"""Which sessions never run at once, and what the exact model and its linear relaxation make of it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from scheduler.engines.conflicts import Block, Conflicts, blocks_of, members, set_of
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.cp_sat.linear_relaxation import LinearRelaxation
from scheduler.engines.model import prepared
from scheduler.engines.parameters import DEFAULTS, ExactParams
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import NONE, Capacity, Lag, Problem, Use
from scheduler.solution import Engine
from tests.engines.problems import (
    hard,
    least_penalty,
    problem,
    soft,
    span_of,
)
from tests.sampling import TIMES

NAMES = "abcdef"
PLAIN = replace(DEFAULTS.exact, conflict_rows=0)


RELAXED = replace(DEFAULTS, portfolio=replace(DEFAULTS.portfolio, small=0))
"""No problem is too small for the linear relaxation."""


def _capacity(sessions: str, at_most: int, heavy: str = "", after: int = 0) -> Capacity:
    """Return a capacity in which a heavy session takes all of it."""
    pad = span_of(after) if after else NONE
    uses = (Use(each, at_most if each in heavy else 1, after=pad) for each in sessions)
    return Capacity("i", tuple(uses), at_most)


def _conflicts(*limits: Capacity) -> Conflicts:
    made = problem(*hard(*limits), lengths=dict.fromkeys(NAMES, 30))
    return Conflicts(prepared(made))


def _pairs(conflicts: Conflicts) -> set[str]:
    numbers = range(len(NAMES))
    found = (
        (one, other) for one, other in combinations(numbers, 2) if conflicts.of(one) >> other & 1
    )
    return {NAMES[one] + NAMES[other] for one, other in found}


def _set(names: str) -> int:
    return set_of(NAMES.index(each) for each in names)


def test_a_capacity_keeps_two_sessions_apart_that_it_cannot_hold() -> None:
    """Not those that it holds together; and what is left of one that another takes all of holds nothing."""
    assert _pairs(_conflicts(_capacity("abc", 1))) == {"ab", "ac", "bc"}
    assert _pairs(_conflicts(_capacity("abc", 2))) == set()
    assert _pairs(_conflicts(_capacity("abc", 2, heavy="a"))) == {"ab", "ac"}
    assert _pairs(_conflicts(_capacity("abc", 2), _capacity("cd", 1, after=15))) == {"cd"}


def test_sessions_that_count_in_some_rooms_only_are_not_kept_apart() -> None:
    """Elsewhere they run at once."""
    whole = _capacity("abc", 1)
    some = replace(whole, uses=(*whole.uses[:2], Use("c", rooms=frozenset("A"))))
    assert _pairs(_conflicts(some)) == {"ab"}
    assert _pairs(_conflicts(replace(whole, rooms={"A": NONE}))) == set()


def test_cliques_cover_all_pairs_of_several_capacities() -> None:
    """They are as large as can be: a, b and c are kept apart by three capacities, d by one more."""
    limits = [_capacity(each, 1) for each in ("ab", "bc", "ac", "cd")]
    conflicts = _conflicts(*limits)
    assert sorted(conflicts.cliques()) == [(0, 1, 2), (2, 3)]
    assert conflicts.covered(_set("abc"), 5) == 1
    assert conflicts.covered(_set("abd"), 5) == 2
    assert conflicts.covered(_set("adef"), 5) == 4
    assert conflicts.covered(_set("adef"), 2) == 3  # more than two, whatever the number


def test_what_blocks_parts_of_a_capacity_is_found_by_cliques() -> None:
    """Session d keeps a, b and c from running, e and f only a and b; d and e never run at once."""
    limits = [_capacity("abcd", 3, heavy="d"), _capacity("abe", 2, heavy="e")]
    limits += [_capacity("abf", 2, heavy="f"), _capacity("de", 1)]
    found = list(blocks_of(_conflicts(*limits), members(_set("abc")), 1, 3))
    assert found == [
        Block(_set("ab"), [3, 4]),
        Block(_set("ab"), [5]),
        Block(_set("abc"), [3]),
    ]


def _bound(made: Problem, params: ExactParams = DEFAULTS.exact) -> int:
    relaxation = LinearRelaxation(exact_model(prepared(made), params=params).model)
    while relaxation.climb():
        pass
    return relaxation.bound


def test_the_relaxation_counts_what_a_blocked_capacity_must_exceed() -> None:
    """Two times for a and b, and c must be beside none of them: a and b are at the other time."""
    made = problem(
        *hard(_capacity("abc", 2, heavy="c")),
        *soft(1, _capacity("ab", 1)),
        lengths=dict.fromkeys("abc", 30),
        starts=(0, 30),
    )
    assert least_penalty(made) == 30
    assert _bound(made) == 30
    assert _bound(made, PLAIN) == 0  # half of each at each time
    assert _bound(made, replace(DEFAULTS.exact, blockers=0)) == 0


def _random(rng: Random) -> Problem:
    """Return a problem with capacities that block each other, and prices."""

    def capacity() -> Capacity:
        some = sorted(rng.sample(NAMES[:5], rng.randint(2, 5)))
        return _capacity("".join(some), rng.randint(1, 3), heavy=rng.choice((some[0], "")))

    limits: Iterable[Capacity] = [capacity() for _ in range(rng.randint(1, 4))]
    wishes = [capacity() for _ in range(rng.randint(1, 3))]
    first, then = rng.sample(NAMES[:5], 2)
    apart = Lag("i", first, then, at_most=span_of(rng.choice((0, 30))))
    return problem(
        *hard(*limits),
        *soft(rng.randint(1, 9), *wishes, apart),
        lengths={each: rng.choice((30, 60)) for each in NAMES[:5]},
        starts=(0, 30, 60, 90),
        rooms=("A",),
        optional=rng.choice(("", "a", "be")),
    )


@pytest.mark.parametrize("seed", range(20 * TIMES))
def test_no_schedule_is_refused_or_made_dearer(seed: int) -> None:
    """The exact engine finds the least penalty, and the relaxation proves no more than that."""
    made = _random(Random(seed))
    least = least_penalty(made)
    answer = search(made, Effort(Engine.CP_SAT, 60, seed, 1), params=RELAXED)
    assert answer.penalty == least
    if least is not None:
        assert answer.bound == least
        assert _bound(made, PLAIN) <= _bound(made) <= least
