"""A limit of work ends by work; processor time ends it where that takes far too long, and no other clock."""

import math
import threading
import time

import pytest

from scheduler.engines.budget import Budget, ProcessorTime
from scheduler.engines.compilation.compiler import COMPILER


class _Processor(ProcessorTime):
    """A processor that has worked as long as a test says."""

    worked = 0.0

    @property
    def seconds(self) -> float:
        return self.worked


def test_a_count_of_work_ends_at_four_times_its_limit_of_processor_time() -> None:
    """At half a minute at least, so that a small part of a search can begin; a part as late as the whole."""
    processor = _Processor()
    stop = threading.Event()
    small, large = (
        Budget(limit, reproducible=True, stop=stop, processor=processor) for limit in (1.0, 10.0)
    )
    part = large.share(0.1)
    processor.worked = 29.9
    assert (small.over, large.over, part.is_spent) == (False, False, False)
    processor.worked = 30.0
    assert (small.over, large.over, part.is_spent) == (True, False, True)
    processor.worked = 40.0
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


def test_processor_time_in_which_kernels_are_loaded_is_no_part_of_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Or else the first search of a process might end before it has begun."""
    processor = _Processor()
    work = Budget(1.0, reproducible=True, stop=threading.Event(), processor=processor)
    processor.worked = 31.0
    assert work.over
    monkeypatch.setattr(COMPILER, "loading", COMPILER.loading + 31.0)
    assert not work.over


def _compute(seconds: float) -> None:
    """Use so much processor time in this thread."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_processor_time_is_that_of_threads_that_take_part() -> None:
    """While they do; and of no other thread."""
    processor, seen = ProcessorTime(), []

    def take_part() -> None:
        with processor.counted(), processor.counted():
            _compute(0.05)
            seen.append(processor.seconds)
        _compute(0.2)

    for work in (take_part, lambda: _compute(0.2)):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert 0.05 <= seen[0] <= processor.seconds < 0.2
