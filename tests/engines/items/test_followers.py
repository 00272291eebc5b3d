"""Tasks as followers cost what agendas do, and what is proved of them holds for all agendas."""

import random
from collections.abc import Iterator

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.items.followers import Followed
from scheduler.instance import Instance, remade
from scheduler.restrictions import After, Problem
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from tests.agendas import Table, drawn, every_agenda, item, meeting
from tests.conference import placed
from tests.engines.items.test_assignments import somewhere
from tests.sampling import TIMES

ORDER: Table = {"items_first": ["a"], "items_then": ["b"]}


def _drawn(seed: int) -> tuple[random.Random, Instance]:
    """Draw a conference; in every second one each item is in one session, and as long as it is."""
    chance = random.Random(seed)
    instance = drawn(chance)
    if seed % 2 == 0:
        return chance, instance
    rows = (remade(each, shortest=None, parts=1) for each in instance.items)
    return chance, remade(instance, items=tuple(rows))


def _some_agendas(instance: Instance, chance: random.Random) -> Iterator[Schedule]:
    """Yield some of the agendas that sessions at some times could have."""
    everything = [*every_agenda(instance, somewhere(instance, chance))]
    yield from chance.sample(everything, min(60, len(everything)))


def _forbidden(problem: Problem, schedule: Schedule) -> bool:
    return any(total.forbidden for total in Counter(problem).whole(schedule).values())


@pytest.mark.parametrize("seed", range(40 * TIMES))
def test_followers_cost_no_more_than_agendas_and_keep_what_these_keep(seed: int) -> None:
    """Whatever is divided or given less; and just as much where each item is as a whole in one session."""
    chance, instance = _drawn(seed)
    problem = problem_of(instance)
    followed = Followed(problem)
    for schedule in _some_agendas(instance, chance):
        seated = followed.seated(schedule)
        broken = _forbidden(problem, schedule)
        if not broken:
            assert not _forbidden(followed.relaxed, seated)
            assert Counter(followed.relaxed).cost(seated)[1] <= Counter(problem).cost(schedule)[1]
        if followed.is_exact and {*followed.dealt(seated).agendas} == {*schedule.agendas}:
            again = followed.dealt(seated)  # in order, where that is asked for
            broken = _forbidden(problem, again)
            assert _forbidden(followed.problem, seated) == broken
            if not broken:
                assert Counter(followed.problem).cost(seated)[1] == Counter(problem).cost(again)[1]


@pytest.mark.parametrize("seed", range(20 * TIMES))
def test_agendas_of_followers_are_what_was_searched(seed: int) -> None:
    """They have each item that has to be dealt with, in minutes that a session has."""
    chance, instance = _drawn(seed)
    problem = problem_of(instance)
    followed = Followed(problem)
    for schedule in _some_agendas(instance, chance):
        seated = followed.seated(schedule)
        if _forbidden(followed.problem, seated):
            continue
        again = followed.dealt(seated)
        assert followed.seated(again) == seated
        if followed.is_exact:
            assert not _forbidden(problem, again)


def _afters(first: Table, then: Table) -> set[tuple[tuple[str, ...], str]]:
    problem = Followed(problem_of(meeting(first, then, orders=(ORDER,)))).problem
    return {
        (each.restriction.firsts, each.restriction.then)
        for each in problem.priced
        if isinstance(each.restriction, After) and each.rule == "order_broken"
    }


def test_an_item_of_one_session_is_that_session() -> None:
    """Another one follows each of its sessions, and so does what may be left out."""
    first = item("a", sessions={"sessions": ["one"]})
    then = item("b", sessions={"sessions": ["plenary"]})
    assert _afters(first, then) == {(("one",), "plenary")}
    two = first | {"sessions": {"sessions": ["one", "two"]}}
    assert _afters(two, then) == {(("one//a", "two//a"), "plenary")}
    assert _afters(first | {"optional": True}, then) == {(("one//a",), "plenary")}


def test_an_item_that_fits_no_session_is_in_equal_parts() -> None:
    """A hundred minutes in sessions of an hour; they are fifty each, in as many parts as it may have."""
    instance = meeting(item("a", 100, parts=3, shortest=100))
    followed = Followed(problem_of(instance))
    assert followed.choices["a"].parts == 2
    plan = placed(instance, one="Mon 09:00 A", two="Mon 14:00 A", plenary="Tue 09:00 A")
    there = (
        Assignment(f"{each.session}//a", each.start, each.room) for each in plan.assignments[:2]
    )
    dealt = followed.dealt(Schedule.of((*plan.assignments, *there)))
    assert [(each.session, each.minutes) for each in dealt.agendas] == [("one", 50), ("two", 50)]
