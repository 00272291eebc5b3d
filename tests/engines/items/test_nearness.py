"""Staying near: of equal penalty, the fewest sessions and items elsewhere; never at a higher one."""

import random
from itertools import islice

import pytest

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.nearness import parts_of, stay_near
from scheduler.engines.searching import Effort
from scheduler.instance import Instance
from scheduler.rules import problem_of, with_open_items
from scheduler.schedule import Schedule
from scheduler.search import Status, Stop
from scheduler.solving import solve
from tests.agendas import OFF, Table, dealing, drawn, every_agenda, item, meeting
from tests.conference import placed
from tests.sampling import TIMES

LEVELS: Table = OFF | {"items_unbalanced": "off", "items_too_late": "off"}
MONDAY = {"one": "Mon 09:00 A", "two": "Mon 14:00 A", "plenary": "Tue 09:00 A"}


def _near(instance: Instance, near: Schedule, found: Schedule) -> Schedule:
    problem = problem_of(instance)
    paid = Counter(problem).cost(found)[1]
    begun = Answer(Status.FEASIBLE, found, paid, None, Stop.LIMIT)
    nearer = stay_near(problem, near, begun, Effort(time_limit=5.0))
    assert nearer.schedule is not None
    assert nearer.penalty == Counter(problem).cost(nearer.schedule)[1] <= paid
    return nearer.schedule


def test_items_and_sessions_go_back_where_nothing_speaks_against_it() -> None:
    """In the order of the agendas that are near."""
    instance = meeting(item("a"), item("b"), levels=LEVELS)
    near = dealing(placed(instance, **MONDAY), one="b, a")
    moved = placed(instance, **(MONDAY | {"two": "Mon 15:00 B"}))
    assert _near(instance, near, dealing(moved, one="a", two="b")) == near


@pytest.mark.parametrize(("minutes", "back"), [(30, 2), (40, 1)])
def test_items_go_back_as_far_as_there_is_room(minutes: int, back: int) -> None:
    """Both into an hour if they need no more; else one of them, whatever was there before."""
    instance = meeting(item("a", minutes), item("b", 30), levels=LEVELS)
    plan = placed(instance, **MONDAY)
    near = dealing(plan, one=f"a {minutes}, b 30")
    found = dealing(plan, two=f"a {minutes}", plenary="b 30")
    assert len(_near(instance, near, found).agenda_of("one")) == back


def test_an_item_has_its_minutes_again() -> None:
    """Half an hour more is worth nothing where it may be as short as before."""
    rows = (item("a", 40, shortest=20), item("b", 40, shortest=20))
    instance = meeting(*rows, levels=LEVELS | {"item_split": "off"})
    plan = placed(instance, **MONDAY)
    near, found = dealing(plan, one="a 25, b 35"), dealing(plan, one="a 35, b 25")
    assert _near(instance, near, found) == near


def test_what_is_settled_meanwhile_is_no_part_of_it() -> None:
    """Nor is an item that the conference does not have."""
    instance = meeting(item("a"), item("b", settled=100), levels=LEVELS)
    plan = placed(instance, **MONDAY)
    near = dealing(plan, one="a, b, c")
    assert parts_of(problem_of(instance), plan, near) == {"a": {"one": 30}}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6 * TIMES))
def test_nothing_is_worse_than_what_was_found(seed: int) -> None:
    """Whatever the rules, and wherever sessions are; nothing that is forbidden is broken."""
    chance = random.Random(seed)

    def somewhere(instance: Instance) -> Schedule:
        starts = ["Mon 09:00", "Mon 10:00", "Mon 14:00", "Tue 09:00"]
        places = zip(("one", "two", "plenary"), chance.sample(starts, 3), "ABA", strict=True)
        plan = placed(instance, **{name: f"{start} {room}" for name, start, room in places})
        return chance.choice([*islice(every_agenda(instance, plan), 500)])

    found = None
    while found is None:
        instance = drawn(chance)
        counter = Counter(problem_of(instance))
        some = (somewhere(instance) for _ in range(40))
        found = next((each for each in some if not counter.cost(each)[0]), None)
    near = somewhere(instance)
    assert not counter.cost(_near(instance, near, found))[0]
    assert {*_near(instance, found, found).agendas} == {*found.agendas}


@pytest.mark.parametrize(("given", "left"), [("a 60", 30), ("a 20", 20), ("c 30", None)])
def test_a_search_begins_with_no_more_than_items_need(given: str, left: int | None) -> None:
    """Half of A is settled, and all of B; what is too much would be better than any bound allows."""
    instance = meeting(
        item("a", 60, shortest=20, settled=50), item("b", settled=100), levels=LEVELS
    )
    start = dealing(placed(instance, **MONDAY), one=f"{given}, b 30")
    entries = with_open_items(instance, start).agendas
    assert [each.minutes for each in entries] == ([] if left is None else [left])
    found = solve(instance, start=start, time_limit=5.0)
    assert found.penalty is not None
    assert found.bound is not None
    assert found.bound <= found.penalty
