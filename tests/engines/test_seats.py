"""Seats on panels, as followers of these: two panels, and three people who can sit on both."""

from dataclasses import replace

import pytest

from scheduler.engines.feasibility import decide
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import Capacity, LoadQuota, Problem, Restriction, Unfit, Use
from scheduler.solution import Engine, Status
from tests.engines.problems import answer_of, checked, hard, problem, soft, span_of

ENGINES = pytest.mark.parametrize("engine", Engine)

PANELS = {"p": 60, "q": 60}
SEATS = {f"{panel}/{person}": panel for panel in PANELS for person in ("ada", "bob", "cem")}


def _panels(*more: Restriction, starts: tuple[int, ...], seats: int) -> Problem:
    """Return two panels with three people each to choose from, of whom nobody is in two at once."""
    at_once = [
        Capacity(person, (Use(f"p/{person}"), Use(f"q/{person}")), 1)
        for person in ("ada", "bob", "cem")
    ]
    sizes = [
        LoadQuota(
            panel, {seat: 1 for seat, at in SEATS.items() if at == panel}, None, at_least=seats
        )
        for panel in PANELS
    ]
    lengths = {**PANELS, **dict.fromkeys(SEATS, 60)}
    return problem(
        *hard(*at_once, *sizes, *more),
        lengths=lengths,
        starts=starts,
        rooms=("A", "B"),
        followers=SEATS,
    )


@ENGINES
def test_nobody_sits_on_two_panels_at_once(engine: Engine) -> None:
    """Panels of two of three people overlap in one at least, so they are one after the other."""
    made = _panels(starts=(0, 30, 60), seats=2)
    schedule = checked(made, answer_of(made, Effort(engine, 1.0), least=0))
    apart = abs(schedule.by_session["p"].start - schedule.by_session["q"].start)
    assert apart >= span_of(60)


def test_two_panels_at_once_need_people_for_both() -> None:
    """Three people are enough for one and two, and not for two and two, whoever decides."""
    at_once = _panels(starts=(0, 30), seats=2)
    assert decide(at_once, 10.0).status is Status.INFEASIBLE
    assert search(at_once, Effort(Engine.AUTO, 10.0)).status is Status.INFEASIBLE
    assert decide(_panels(starts=(0, 30), seats=1), 10.0).status is Status.FEASIBLE
    assert decide(_panels(starts=(0, 30, 60), seats=2), 10.0).status is Status.FEASIBLE


@ENGINES
def test_everybody_sits_somewhere(engine: Engine) -> None:
    """Each person once at least, on panels of two at most, where seats cost: three are enough."""
    least = [
        LoadQuota(person, {f"{panel}/{person}": 1 for panel in PANELS}, None, at_least=1)
        for person in ("ada", "bob", "cem")
    ]
    most = [
        LoadQuota(panel, {seat: 1 for seat, at in SEATS.items() if at == panel}, None, at_most=2)
        for panel in PANELS
    ]
    made = _panels(*least, *most, starts=(0, 30), seats=1)
    paid = soft(3, *(Unfit("i", seat, None) for seat in SEATS))
    dear = replace(made, priced=made.priced + paid)
    answer = answer_of(dear, Effort(engine, 1.0), least=3 * 3)
    assert len(checked(dear, answer).by_session) == 2 + 3
    assert answer.penalty == 3 * 3


@ENGINES
def test_one_worker_answers_the_same_twice(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """With panels to fill, the same schedule for the same seed."""
    monkeypatch.setattr("scheduler.engines.budget.OVERTIME", 1000.0)
    made, effort = _panels(starts=(0, 30, 60, 90), seats=2), Effort(engine, 0.1, seed=3)
    assert search(made, effort) == search(made, effort)
