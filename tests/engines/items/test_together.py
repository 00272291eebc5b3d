"""Sessions and tasks, searched for together."""

import random

import pytest

from scheduler.catalogue import HARD, RULES
from scheduler.engines.items.search import search_with_tasks
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.progress import Progress
from scheduler.rules import problem_of
from scheduler.solution import Status
from scheduler.solving import solve
from tests.agendas import Table, dealing, drawn, item, meeting
from tests.conference import band, hours, placed, room, session

SOFT: Table = {
    rule.id: "off" for rule in RULES.values() if rule.family != "items" and rule.default != HARD
}
HOURS: Table = {
    "day_profiles": [
        {"id": "first", "dates": ["2021-11-08"], "bands": [band("morning", "09:00", "11:00")]},
        {"id": "second", "dates": ["2021-11-09"], "bands": [band("morning", "09:00", "10:00")]},
    ],
    "kinds": [{"id": "meeting", "bands": ["morning"]}],
    "rooms": [room(each) for each in "ABC"],
}


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
    assert [each.rule for each in broken] == ["item_people_missing"]


def test_one_short_morning_is_proved_to_be_too_short() -> None:
    """Ada is needed in two meetings of an hour, and there is an hour and a half; two hours would do."""
    items = (
        item("a", people={"expert": ["ada"]}, sessions={"sessions": ["one", "two"]}),
        item("b", people={"expert": ["ada"]}, sessions={"sessions": ["one", "two"]}),
    )
    sessions = tuple(session(each, agenda={"at_most": 1}) for each in ("one", "two"))

    def status(until: str) -> Status:
        days = HOURS | hours(band("morning", "09:00", until), weekdays=["monday"])
        instance = meeting(*items, sessions=sessions, levels=SOFT, **days)
        return solve(instance, time_limit=20.0, workers=1).status

    assert status("10:30") is Status.INFEASIBLE
    assert status("11:00") is Status.OPTIMAL


@pytest.mark.slow
def test_time_that_has_to_be_even_is_never_uneven() -> None:
    """An hour and an hour and a half, of which 10 minutes are given: what is left differs by 20 at least."""
    sessions = (session("one", body="com"), session("two", body="com", duration=90))
    instance = meeting(item("a", 10, parts=2), sessions=sessions, levels={"items_unbalanced": HARD})
    solution = solve(instance, time_limit=0.5, workers=1)
    assert solution.schedule is None


@pytest.mark.slow
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
