"""Sessions and tasks together, against every place and every agenda that there could be."""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from scheduler.catalogue import HARD, RULES
from scheduler.engines.items.search import search_with_tasks
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Status
from scheduler.solving import solve
from tests.agendas import Table, dealing, drawn, every_agenda, item, meeting
from tests.conference import at, placed, room, session
from tests.sampling import TIMES

STARTS = ("Mon 09:00", "Mon 09:30", "Mon 10:00", "Tue 09:00")
SOFT: Table = {
    rule.id: "off" for rule in RULES.values() if rule.family != "items" and rule.default != HARD
}
HOURS: Table = {
    "day_profiles": [
        {
            "id": "first",
            "dates": ["2021-11-08"],
            "bands": [{"id": "morning", "from": "09:00", "to": "11:00"}],
        },
        {
            "id": "second",
            "dates": ["2021-11-09"],
            "bands": [{"id": "morning", "from": "09:00", "to": "10:00"}],
        },
    ],
    "kinds": [{"id": "meeting", "bands": ["morning"]}],
    "rooms": [room(each) for each in "ABC"],
}
MOST = 20
"""Agendas of a conference that are looked at in each place, at most."""


def _programmes(instance: Instance) -> Iterator[Schedule]:
    """Yield each way to place the sessions: each has a room, which costs nothing."""
    for starts in product(STARTS, repeat=len(instance.sessions)):
        yield Schedule.of(
            Assignment(each.id, at(instance, start), own)
            for each, start, own in zip(instance.sessions, starts, "ABC", strict=True)
        )


def _best(instance: Instance) -> int | None:
    """Return the least penalty of all; None if nothing keeps all that is hard."""
    evaluations = (
        evaluate(instance, each)
        for programme in _programmes(instance)
        for each in every_agenda(instance, programme)
    )
    return min((each.penalty for each in evaluations if not each.forbidden), default=None)


def _drawn(seed: int) -> Instance:
    """Draw a conference with few agendas, of which those in steps of ten minutes are all that matter."""
    chance = random.Random(1000 + seed)
    while True:
        instance = drawn(chance, levels=SOFT | {"items_unbalanced": "off"}, **HOURS)
        exact = all(each.parts == 1 and not each.settled for each in instance.items)
        agendas = every_agenda(instance, next(_programmes(instance)))
        if exact and sum(1 for _ in agendas) <= MOST:
            return instance


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10 * TIMES))
def test_what_is_proved_best_is_the_best_of_all(seed: int) -> None:
    """Or there is nothing that keeps what is hard. What is paid for crowds is no part of the proof."""
    instance = _drawn(seed)
    best = _best(instance)
    solution = solve(instance, time_limit=20.0, workers=1)
    if best is None:
        assert solution.status is Status.INFEASIBLE
        return
    assert solution.evaluation is not None
    assert solution.evaluation.penalty >= best
    assert solution.bound is not None
    assert solution.bound <= best
    if instance.level("proposer_missing", "fiji") in ("off", HARD):
        assert solution.status is Status.OPTIMAL
        assert solution.evaluation.penalty == best


def test_sessions_that_may_not_be_at_once_for_an_item_are_moved_apart() -> None:
    """Ada is needed in both; nothing else keeps the two from being at once, each in a room of its own."""
    sessions = (session("one"), session("two"))
    items = (
        item("a", people={"expert": ["ada"]}, sessions={"sessions": ["one"]}),
        item("b", people={"expert": ["ada"]}, sessions={"sessions": ["two"]}),
    )
    instance = meeting(*items, sessions=sessions, levels=SOFT, **HOURS)
    solution = solve(instance, time_limit=20.0, workers=1)
    assert solution.status is Status.OPTIMAL
    assert solution.schedule is not None
    one, two = (solution.schedule.by_session[each].start for each in ("one", "two"))
    assert abs(one - two).total_seconds() >= 3600  # both last an hour
    together = placed(instance, one="Mon 09:00 A", two="Mon 09:30 B")
    broken = evaluate(instance, dealing(together, one="a", two="b")).forbidden
    assert [each.rule for each in broken] == ["item_person_missing"]


def test_one_short_morning_is_proved_to_be_too_short() -> None:
    """Ada is needed in two meetings of an hour, and there is an hour and a half; two hours would do."""
    items = (
        item("a", people={"expert": ["ada"]}, sessions={"sessions": ["one", "two"]}),
        item("b", people={"expert": ["ada"]}, sessions={"sessions": ["one", "two"]}),
    )
    sessions = tuple(session(each, agenda={"at_most": 1}) for each in ("one", "two"))

    def status(until: str) -> Status:
        bands = [{"id": "morning", "from": "09:00", "to": until}]
        hours = HOURS | {"last_day": "2021-11-08"}
        hours["day_profiles"] = [{"id": "first", "dates": ["2021-11-08"], "bands": bands}]
        instance = meeting(*items, sessions=sessions, levels=SOFT, **hours)
        return solve(instance, time_limit=20.0, workers=1).status

    assert status("10:30") is Status.INFEASIBLE
    assert status("11:00") is Status.OPTIMAL


def test_time_that_has_to_be_even_is_never_uneven() -> None:
    """An hour and an hour and a half, of which 10 minutes are given: what is left differs by 20 at least."""
    sessions = (session("one", body="com"), session("two", body="com", duration=90))
    instance = meeting(item("a", 10, parts=2), sessions=sessions, levels={"items_unbalanced": HARD})
    solution = solve(instance, time_limit=0.5, workers=1)
    assert solution.schedule is None


@pytest.mark.parametrize("seed", [0, 1, 46, 57])
def test_what_is_told_is_never_worse_than_the_agendas_to_begin_with(seed: int) -> None:
    """Whatever minutes they give, which followers alone may not."""
    chance = random.Random(700 + seed)
    problem = problem_of(drawn(chance))
    first = search_with_tasks(problem, Effort(time_limit=4.0))
    if first.schedule is None or first.penalty is None:
        pytest.skip("there is no programme to begin with")
    told: list[int] = []

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            told.append(progress.best)

    again = search_with_tasks(problem, Effort(time_limit=2.0), start=first.schedule, watch=watch)
    assert again.penalty is not None
    assert max(told, default=again.penalty) <= first.penalty
