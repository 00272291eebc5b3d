"""Whether all that is forbidden can be avoided."""

from random import Random

import pytest

from scheduler.engines import feasibility
from scheduler.engines.counting import Counter
from scheduler.engines.feasibility import decide
from scheduler.restrictions import Avoid, Capacity, LoadQuota, Unfit, Use
from scheduler.solution import Status
from tests.engines.kinds import KINDS_AND_OPTIONAL, random_problem
from tests.engines.problems import cost_of, hard, problem, schedules, soft, span

ALWAYS = span(-600, 600)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_verdicts_are_those_of_all_schedules(kind: str, optional: str) -> None:
    """On random problems, all of whose schedules are looked at; prices do not matter."""
    rng = Random(kind)
    for _ in range(4):
        made = random_problem(kind, rng, number=3, optional=optional)
        counter = Counter(made)
        possible = any(cost_of(counter, each) is not None for each in schedules(made))
        verdict = decide(made, 5.0)
        assert verdict.status is (Status.FEASIBLE if possible else Status.INFEASIBLE)
        assert (verdict.schedule is not None) is possible
        if verdict.schedule is not None:
            assert cost_of(counter, verdict.schedule) is not None


def test_what_costs_is_not_forbidden() -> None:
    """The same restriction, forbidden and paid for."""
    never = Avoid("i", "a", (ALWAYS,))
    assert decide(problem(*hard(never)), 1.0).status is Status.INFEASIBLE
    assert decide(problem(*soft(1, never)), 1.0).status is Status.FEASIBLE


@pytest.mark.parametrize(("number", "status"), [(7, Status.FEASIBLE), (8, Status.INFEASIBLE)])
def test_too_many_for_the_hours_there_are_is_proved(number: int, status: Status) -> None:
    """Half an hour each, one at a time, from seven starts."""
    lengths = {f"s{each}": 30 for each in range(number)}
    one = Capacity("i", tuple(Use(each) for each in lengths), at_most=1)
    starts = [30 * each for each in range(7)]
    assert decide(problem(*hard(one), lengths=lengths, starts=starts), 10.0).status is status


def test_many_sessions_are_searched_for() -> None:
    """Fifty that are all at once in one room only if they may."""
    lengths = {f"s{number}": 30 for number in range(50)}
    starts = [30 * number for number in range(60)]
    room = Capacity("i", tuple(Use(each) for each in lengths), at_most=1)
    elsewhere = [Unfit("i", each, {"B": 1, "C": 1}) for each in lengths]
    made = problem(*hard(room, *elsewhere), lengths=lengths, starts=starts)
    verdict = decide(made, 10.0)
    assert verdict.status is Status.FEASIBLE
    assert verdict.schedule is not None
    assert [*Counter(made).amounts(verdict.schedule)] == []


@pytest.mark.parametrize(("number", "status"), [(24, Status.FEASIBLE), (25, Status.INFEASIBLE)])
def test_more_than_all_periods_take_is_counted_at_once(
    number: int, status: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve days that take two sessions each: that it is too much takes no search."""
    if status is Status.INFEASIBLE:
        monkeypatch.setattr(feasibility, "_exactly", None)
        monkeypatch.setattr(feasibility, "_searching", None)
    lengths = {f"s{each}": 30 for each in range(number)}
    days = tuple(span(1440 * day, 1440 * day + 600) for day in range(12))
    quota = LoadQuota("i", dict.fromkeys(lengths, 1), days, at_most=2)
    starts = [1440 * day + 30 * step for day in range(12) for step in range(8)]
    made = problem(*hard(quota), lengths=lengths, starts=starts)
    assert decide(made, 10.0).status is status


def test_a_session_that_may_be_in_no_period_is_not_counted() -> None:
    """The last start is in none of them."""
    quota = LoadQuota("i", {"a": 1, "b": 1}, (span(0, 60),), at_most=1)
    lengths = {"a": 30, "b": 30}
    inside = problem(*hard(quota), lengths=lengths, starts=(0, 30))
    beside = problem(*hard(quota), lengths=lengths, starts=(0, 30, 60))
    assert decide(inside, 5.0).status is Status.INFEASIBLE
    assert decide(beside, 5.0).status is Status.FEASIBLE


@pytest.mark.parametrize(
    ("starts", "seats", "status"),
    [
        ((0, 30), 1, Status.FEASIBLE),
        ((0, 30), 2, Status.INFEASIBLE),
        ((0, 30, 60), 2, Status.FEASIBLE),  # one after the other
    ],
)
def test_two_panels_at_once_need_people_for_both(
    starts: tuple[int, ...], seats: int, status: Status
) -> None:
    """Three people, none of whom sits on both at once, cannot be two and two."""
    people = ("ada", "bob", "cem")
    once = [Capacity(who, (Use(f"p/{who}"), Use(f"q/{who}")), 1) for who in people]
    sizes = [
        LoadQuota(panel, {f"{panel}/{who}": 1 for who in people}, None, at_least=seats)
        for panel in "pq"
    ]
    followers = {f"{panel}/{who}": panel for panel in "pq" for who in people}
    lengths = dict.fromkeys([*"pq", *followers], 60)
    made = problem(*hard(*once, *sizes), lengths=lengths, starts=starts, followers=followers)
    assert decide(made, 10.0).status is status
