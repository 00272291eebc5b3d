"""Free time in both engines, beside what lets one session at a time hold something."""

from itertools import product
from random import Random

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.model import prepared
from scheduler.engines.shared_loads import holds_of, windows_of
from scheduler.restrictions import Capacity, FreeTime, Use, part_of
from tests.engines.fixing import objective_of
from tests.engines.problems import cost_of, hard, problem, soft, span, span_of

EVERY = tuple(Use(each, before=span_of(10), after=span_of(10)) for each in "abc")
SHORT = {"a": 20, "b": 30, "c": 20}


@pytest.mark.parametrize("price", [None, 7])
@pytest.mark.parametrize("after", [0, 20])
def test_one_session_at_a_time_costs_what_the_count_says(price: int | None, after: int) -> None:
    """Whether what holds it in turn covers all that takes free time, or not."""
    free = FreeTime("i", EVERY, (span(0, 60), span(90, 150)), span_of(30))
    uses = tuple(Use(each, before=span_of(10), after=span_of(after)) for each in "abc")
    alone = hard(Capacity("ada", uses, 1))
    kept = hard(free) if price is None else soft(price, free)
    made = problem(*alone, *kept, lengths=SHORT, starts=range(0, 240, 30))
    model, counter, rng = prepared(made), Counter(made), Random(after)
    variables, seen = exact_model(model), set()
    places = [[*product(range(len(domain.starts)), range(1))] for domain in model.domains.values()]
    for chosen in rng.sample([*product(*places)], 120):
        expected = cost_of(counter, model.schedule(chosen))
        assert objective_of(variables, chosen) == expected
        seen.add(expected)
    assert len(seen) > 1


def test_windows_in_which_nothing_can_be_missing_are_left_out() -> None:
    """Where no session comes, or where enough is left whatever comes."""
    windows = span(-60, 0), span(0, 60), span(240, 270), span(235, 300)
    made = problem(*hard(FreeTime("i", tuple(Use(each) for each in "abc"), windows, span_of(30))))
    model = prepared(made)
    (priced,) = model.of_kind(FreeTime)
    assert isinstance(priced.restriction, FreeTime)
    holds = holds_of(priced.restriction, model.domains)
    found = [*windows_of(priced.restriction, holds, model.timeline)]
    assert [int(window.begins[0]) for window in found] == [0]  # from 240 on none runs
    assert found[0].need == 30


def test_part_of_free_time_asks_no_more_than_the_whole() -> None:
    """Of some sessions, if they can take it; of two at once, not of one."""
    free = FreeTime("i", EVERY, (span(0, 60),), span_of(30), at_most=1)
    assert part_of(free, "abc") == free
    part = part_of(free, "ab")
    assert isinstance(part, FreeTime)
    assert [use.session for use in part.uses] == ["a", "b"]
    assert part_of(free, "a") is None
