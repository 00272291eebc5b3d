"""A proof that begins anew, and a search that goes on after its relaxation is solved."""

import threading
from dataclasses import replace

import pytest

from scheduler.engines.budget import Budget
from scheduler.engines.compilation.process import compile_annealing
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat import ExactSearch
from scheduler.engines.model import Places
from scheduler.engines.parameters import PortfolioParams, SearchParams
from scheduler.engines.searching import Effort, search
from scheduler.engines.workers import ExactEngine
from scheduler.restrictions import Capacity, LoadQuota, Problem, Use
from scheduler.schedule import Schedule
from scheduler.search import Engine, Status, Stop
from tests.engines.problems import context_of, hard, least_penalty, problem, soft, span
from tests.engines.test_search import crowded

FIRST = span(0, 30)


@pytest.mark.slow
@pytest.mark.parametrize(("better", "begins"), [(True, 2), (False, 1)])
def test_a_proof_begins_anew_once_others_are_far_ahead(
    better: bool, begins: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From what they have found; what it finds itself is no reason."""
    made = crowded()
    budget = Budget(3.0, reproducible=False, stop=threading.Event())
    params = SearchParams(portfolio=PortfolioParams(behind=0.2))
    task = replace(context_of(made, budget, workers=2), params=params)
    first: Places = [(0, 0)] * len(task.model.domains)
    answer = search(made, Effort(time_limit=1.0, workers=2, engine=Engine.CP_SAT))
    assert answer.schedule is not None
    second = [place for place in task.model.places(answer.schedule) if place is not None]
    before, after = task.objective.counted(first), task.objective.counted(second)
    assert before is not None
    assert after is not None
    assert before - after > 0.2 * before
    task.state.found(first, before)
    hints = list[Places]()
    hint = ExactSearch.hint

    def hinted(self: ExactSearch, places: Places, patience: float) -> None:
        hints.append(places)
        hint(self, places, patience)
        if better:
            task.state.found(second, after)

    monkeypatch.setattr(ExactSearch, "hint", hinted)
    ExactEngine(task).prove(lambda: len(hints) == 2)
    assert hints == [first, second][:begins]


def _early(*restrictions: LoadQuota) -> Problem:
    """Two sessions of which both are wanted in the first half-hour, and one can be, if nothing keeps it."""
    apart = Capacity("i", (Use("a"), Use("b")), 1)
    wanted = LoadQuota("early", {"a": 1, "b": 1}, (FIRST,), at_least=2)
    lengths = {"a": 30, "b": 30}
    return problem(
        *hard(apart, *restrictions), *soft(7, wanted), lengths=lengths, starts=range(0, 150, 30)
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_a_search_goes_on_once_its_relaxation_is_solved(workers: int) -> None:
    """To the end of its time; the optimum of the relaxation, which breaks something, is told once."""
    compile_annealing()
    relaxed = _early()
    made = _early(LoadQuota("free", {"a": 1, "b": 1}, (FIRST,), at_most=0))
    least, bound = least_penalty(made), least_penalty(relaxed)
    assert least is not None
    assert bound is not None
    assert bound < least
    told = list[Schedule]()
    effort = Effort(time_limit=0.3 if workers == 1 else 1.5, workers=workers)
    answer = search(made, effort, relaxed=relaxed, solved=told.append)
    assert (answer.status, answer.stop) == (Status.FEASIBLE, Stop.LIMIT)
    assert (answer.penalty, answer.bound) == (least, bound)
    (solved,) = told
    assert Counter(relaxed).cost(solved) == (0, bound)
    assert Counter(made).cost(solved)[0] > 0
