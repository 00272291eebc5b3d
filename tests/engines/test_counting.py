"""The engines' own count, against the definition of each kind read minute by minute."""

from random import Random

import pytest

from scheduler.engines.counting import Counter
from scheduler.findings import Total
from scheduler.restrictions import Priced, Unfit
from tests.engines.kinds import KINDS_AND_OPTIONAL, random_problem
from tests.engines.problems import anywhere, hard, placed, problem, soft
from tests.rules.brute import amounts_of

DRAWS = 150

YES_OR_NO = ("gapless",)
"""Kinds whose amount is 0 or 1."""


@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_the_count_is_what_the_definition_says(kind: str, optional: str) -> None:
    """On random restrictions and schedules, on possible starts and beside them, with and without absence."""
    rng = Random(kind)
    seen: set[int] = set()
    for _ in range(DRAWS):
        made = random_problem(kind, rng, optional=optional)
        schedule = anywhere(made, rng)
        expected = amounts_of(made, schedule)
        broken = [(each, amount) for each, amount in expected if amount]
        counter = Counter(made)
        assert [*counter.amounts(schedule)] == broken, schedule
        counter.by_rule(
            anywhere(made, rng)
        )  # what has moved since is counted anew, and nothing else
        assert [*counter.amounts(schedule)] == broken, schedule
        seen.update(amount for _, amount in expected)
    assert 0 in seen
    assert len(seen) > (1 if kind in YES_OR_NO else 2)


def test_totals_are_by_rule() -> None:
    """What is forbidden is counted apart from what is paid for."""
    unfit = Unfit("i", "a", {"A": 3})
    counter = Counter(problem(*hard(unfit), *soft(50, unfit), Priced("hard", unfit, 7)))
    everything = {"b": "0 B", "c": "90 C"}
    assert counter.by_rule(placed(a="0 A", **everything)) == {
        "hard": Total(forbidden=3, amount=3, penalty=21),
        "soft": Total(forbidden=0, amount=3, penalty=150),
    }
    assert counter.by_rule(placed(a="0 B", **everything)) == {}
