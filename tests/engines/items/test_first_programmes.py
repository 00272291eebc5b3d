"""A search with agenda items uses its limit until it has a first schedule."""

import random
import threading
from typing import Any

import pytest

from scheduler.engines.answer import Answer
from scheduler.engines.items.joint import search_with_tasks
from scheduler.engines.items.limit import ALL, ALONE, Limit
from scheduler.engines.searching import Effort
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
