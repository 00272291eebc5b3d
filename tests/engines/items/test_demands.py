"""What tasks ask of sessions, whatever takes which task."""

import random

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.items.demands import certain_entries, with_certain_demands
from scheduler.restrictions import Lag
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from tests.agendas import Table, drawn, every_agenda, item, meeting
from tests.conference import at
from tests.sampling import TIMES

ORDER: Table = {"items_first": ["a"], "items_then": ["b"]}


def _lags(first: Table, then: Table) -> set[tuple[str, str]]:
    """Return between which sessions there is a lag of item_out_of_order."""
    problem, _ = with_certain_demands(problem_of(meeting(first, then, orders=(ORDER,))))
    return {
        (each.restriction.first, each.restriction.then)
        for each in problem.priced
        if isinstance(each.restriction, Lag) and each.rule == "item_out_of_order"
    }


def test_items_of_one_session_each_order_these() -> None:
    """Nothing is known as long as another session may take one of them."""
    first = item("a", sessions={"sessions": ["one"]})
    then = item("b", sessions={"sessions": ["plenary"]})
    assert _lags(first, then) == {("one", "plenary")}
    assert _lags(first | {"sessions": {"sessions": ["one", "two"]}}, then) == set()


def test_an_item_that_may_be_left_out_asks_nothing_for_certain() -> None:
    """Nor is the only session that may take it certain to be held."""
    first = item("a", sessions={"sessions": ["one"]}, optional=True)
    then = item("b", sessions={"sessions": ["plenary"]})
    assert _lags(first, then) == set()
    problem = problem_of(meeting(first, then))
    assert [entry.item for entry in certain_entries(problem.tasks)] == ["b"]


@pytest.mark.parametrize("seed", range(12 * TIMES))
def test_what_sessions_and_the_rest_of_the_tasks_pay_is_never_more_than_all(seed: int) -> None:
    """On any schedule with agendas that keeps what is forbidden: bounds of the two add up."""
    chance = random.Random(seed)
    instance = drawn(chance)
    times = ["Mon 09:00", "Mon 09:30", "Mon 14:00", "Tue 09:00"]
    schedule = Schedule.of(
        Assignment(each.id, at(instance, chance.choice(times)), room)
        for each, room in zip(instance.sessions, "ABA", strict=True)
    )
    problem = problem_of(instance)
    sessions, rest = with_certain_demands(problem)
    everything = [*every_agenda(instance, schedule)]
    priced = {id(each.restriction) for each in rest.priced}
    for each in chance.sample(everything, min(40, len(everything))):
        amounts = [*Counter(problem).all_amounts(each)]
        if any(found.price is None for found, _ in amounts):
            continue
        own = {id(found.restriction) for found in problem.tasks.priced}
        paid = sum(
            total.penalty
            for counted in (Counter(sessions).by_rule(each),)
            for total in counted.values()
        )
        tasks = sum(
            (found.price or 0) * amount
            for found, amount in amounts
            if id(found.restriction) in own and id(found.restriction) in priced
        )
        assert paid + tasks <= sum((found.price or 0) * amount for found, amount in amounts)
        assert not any(total.forbidden for total in Counter(sessions).by_rule(each).values())
