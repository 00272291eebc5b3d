"""A limit of work ends by work; processor time ends it where that takes far too long, and no other clock."""

import math
import threading

import pytest

from scheduler.engines.budget import Budget


def test_a_count_of_work_ends_at_ten_times_its_limit_of_processor_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At two minutes at least, so that a small part of a search can begin; a part as late as the whole."""
    worked = 0.0
    monkeypatch.setattr("scheduler.engines.budget.time.process_time", lambda: worked)
    stop = threading.Event()
    small, large = (Budget(limit, reproducible=True, stop=stop) for limit in (1.0, 15.0))
    part = large.share(0.1)
    worked = 119.9
    assert (small.over, large.over, part.is_spent) == (False, False, False)
    worked = 120.0
    assert (small.over, large.over, part.is_spent) == (True, False, True)
    worked = 150.0
    assert large.over
    assert large.is_spent


def test_what_else_a_machine_does_is_no_part_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day by the clock on the wall ends a limit of seconds, and none of work."""
    now = 0.0
    monkeypatch.setattr("scheduler.engines.budget.time.perf_counter", lambda: now)
    work, clock = (Budget(1.0, reproducible=each, stop=threading.Event()) for each in (True, False))
    now = 86_400.0
    assert (work.over, clock.over) == (False, True)
    assert (work.used, work.is_spent, work.patience) == (0.0, False, math.inf)
    assert (clock.is_spent, clock.patience) == (True, 0.0)
