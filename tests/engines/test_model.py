"""What both engines work on: equal restrictions are one, and cost what they cost together."""

from dataclasses import replace

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.model import prepared
from scheduler.restrictions import Capacity, Pairs, Priced, Times, Use
from tests.engines.fixing import objective_of
from tests.engines.problems import at, cost_of, hard, problem, schedules, soft, span_of

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


MARKS = {at(30 * n): n for n in range(3)}
ORDER = Times(dict.fromkeys("abc", MARKS), {(0, 1): 2, (1, 2): 5})
CLOSE = Pairs("close", {("a", "b"): 2, ("b", "c"): 1}, ORDER)
ALSO = Pairs("also", {("a", "b"): 3, ("c", "a"): 4}, replace(ORDER, marks={**ORDER.marks}))
"""The same relation of starts between other sessions."""


def test_pairs_that_relate_alike_are_one() -> None:
    """What they share is added up at its price; another relation, or no price, makes them different."""
    (one,) = prepared(problem(*soft(5, CLOSE), *soft(7, ALSO))).shared
    assert one.price == 1
    assert isinstance(one.restriction, Pairs)
    # a and b share 2 at 5 and 3 at 7.
    assert one.restriction.shared == {("a", "b"): 31, ("b", "c"): 5, ("c", "a"): 28}
    for other in (
        replace(ALSO, rooms={("A", "B"): 1}),
        replace(ALSO, times=None),
        replace(ALSO, times=replace(ORDER, amounts={(0, 1): 2})),
        replace(ALSO, times=replace(ORDER, marks={"a": {at(0): 1}})),
    ):
        assert len(prepared(problem(*soft(5, CLOSE, other))).shared) == 2
    assert len(prepared(problem(*soft(5, CLOSE), *hard(ALSO))).shared) == 2
    assert len(prepared(problem(*soft(0, CLOSE), *soft(5, ALSO))).shared) == 2
    assert len(prepared(problem(*hard(CLOSE, ALSO))).shared) == 1


@pytest.mark.parametrize(
    "priced",
    [
        (*soft(5, TWO), *soft(7, ALIKE)),  # 5 * 2 + 7 * 3 = 31 a minute
        (*soft(7, ALIKE), *soft(5, TWO), *soft(11, ALIKE)),  # 64
        (*hard(ALIKE), *soft(5, TWO)),
        (*soft(5, TWO), *hard(ALIKE)),
        (*soft(5, CLOSE), *soft(7, ALSO)),
        (*hard(CLOSE), *soft(7, ALSO)),
        (*hard(CLOSE, ALSO), *soft(0, CLOSE)),
    ],
)
def test_equal_restrictions_cost_what_they_cost_together(priced: tuple[Priced, ...]) -> None:
    """On every schedule; what is hard once is hard."""
    made = problem(*priced, starts=(0, 30, 60), rooms=("A",))
    model, counter = prepared(made), Counter(made)
    variables = exact_model(model)
    paid = set()
    for schedule in schedules(made):
        places = [place for place in model.places(schedule) if place is not None]
        expected = cost_of(counter, schedule)
        assert objective_of(variables, places) == expected
        paid.add(expected)
    assert len(paid) > 1
