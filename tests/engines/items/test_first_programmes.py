"""A search with agenda items uses its limit until it has a first schedule."""

import random
import threading
from typing import Any

import pytest

from scheduler.engines.answer import Answer
from scheduler.engines.items.joint import search_with_tasks
from scheduler.engines.items.limit import ALL, ALONE, Limit
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort
from scheduler.progress import Progress
from scheduler.rules import problem_of
from scheduler.search import Status, Stop
from tests.agendas import drawn

NOTHING = Answer(Status.UNKNOWN, None, None, None, Stop.LIMIT)


@pytest.mark.parametrize("in_vain", [1, 2])
def test_a_search_goes_on_until_a_first_schedule(
    in_vain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the usual share finds none, all that is left is spent on one; and only then it ends."""
    problem, shares, whole = problem_of(drawn(random.Random(3))), [], Limit.searched
    limit = 10.0

    def searched(self: Limit, *arguments: Any, first: bool = False, **more: Any) -> Answer:
        shares.append((arguments[2], first))
        if len(shares) <= in_vain:
            self.spend(arguments[2])
            return NOTHING
        return whole(self, *arguments, first=first, **more)

    monkeypatch.setattr(Limit, "searched", searched)
    answer = search_with_tasks(problem, Effort(time_limit=limit), stop=threading.Event())
    assert shares[:2] == [(ALONE * limit, True), ((ALL - ALONE) * limit, True)]
    assert (answer.schedule is not None) is (in_vain == 1)
    if in_vain == 2:
        assert (answer.status, len(shares)) == (Status.UNKNOWN, 2)


def test_waiting_for_the_compiler_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the search that waits nor in what follows; and whoever watches is told so to the end."""
    problem, told = problem_of(drawn(random.Random(3))), list[Progress]()

    def search(*_: Any, watch: Any, **__: Any) -> Answer:
        watch(Progress(0.0, None, None, "", waited=100.0, compiling=True))
        return NOTHING

    def telling(progress: Progress) -> None:
        told.append(progress)

    monkeypatch.setattr("scheduler.engines.items.limit.search", search)
    limit = Limit(Effort(time_limit=10.0, workers=2), threading.Event(), DEFAULTS)
    limit.searched(problem, None, 3.0, telling)
    assert limit.waited == 100.0
    assert limit.left > 10.0
    search_with_tasks(problem, Effort(time_limit=10.0, workers=2), watch=telling)
    assert [each.waited for each in told][-1] >= 100.0
