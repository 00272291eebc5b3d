"""What both engines work on: equal restrictions are one, and cost what they cost together."""

from dataclasses import replace

import pytest

from scheduler.engines import Counter
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.model import prepared
from scheduler.restrictions import Capacity, Priced, Use
from tests.engines.fixing import objective_of
from tests.engines.problems import hard, problem, schedules, soft, span_of

TWO = Capacity("one", (Use("a", after=span_of(10)), Use("b")), 1, rate=2)
ALIKE = replace(TWO, item="other", uses=TWO.uses[::-1], rate=3)
"""The same at another rate, with its uses in another order."""


def test_equal_capacities_are_one() -> None:
    """Whatever the order of their uses; another limit, load or room makes them different."""
    assert len(prepared(problem(*soft(5, TWO), *soft(7, ALIKE))).shared) == 1
    for other in (
        replace(TWO, at_most=2),
        replace(TWO, uses=(Use("a"), Use("b"))),
        replace(TWO, rooms={"A": span_of(0)}),
    ):
        assert len(prepared(problem(*soft(5, TWO, other))).shared) == 2


@pytest.mark.parametrize(
    "priced",
    [
        (*soft(5, TWO), *soft(7, ALIKE)),  # 5 * 2 + 7 * 3 = 31 a minute
        (*soft(7, ALIKE), *soft(5, TWO), *soft(11, ALIKE)),  # 64
        (*hard(ALIKE), *soft(5, TWO)),
        (*soft(5, TWO), *hard(ALIKE)),
    ],
)
def test_equal_capacities_cost_what_they_cost_together(priced: tuple[Priced, ...]) -> None:
    """On every schedule; what is hard once is hard."""
    made = problem(*priced, lengths={"a": 30, "b": 60}, starts=(0, 30, 60), rooms=("A",))
    model, counter = prepared(made), Counter(made)
    variables = exact_model(model)
    paid = set()
    for schedule in schedules(made):
        counts = counter.by_rule(schedule).values()
        forbidden = any(count.forbidden for count in counts)
        expected = None if forbidden else sum(count.penalty for count in counts)
        places = [place for place in model.places(schedule) if place is not None]
        assert objective_of(variables, places) == expected
        paid.add(expected)
    assert len(paid) > 1
