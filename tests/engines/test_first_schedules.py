"""First schedules of large conferences, which no move of a single session finds."""

import threading

import pytest

from benchmarks.generation import Wanted, generate
from scheduler.evaluation import evaluate
from scheduler.progress import Progress
from scheduler.solution import Engine
from scheduler.solving import solve
from scheduler.sources import read_instance_text


@pytest.mark.parametrize(
    ("sessions", "tightness", "seed"),
    [(400, 0.7, 0), pytest.param(800, 0.7, 1, marks=pytest.mark.slow)],
)
def test_annealing_alone_finds_a_programme(sessions: int, tightness: float, seed: int) -> None:
    """Within a tenth of the work of a minute."""
    text = generate(Wanted("large", sessions, tightness, seed)).text
    instance, found = read_instance_text(text.encode(), "large.yaml"), threading.Event()

    def told(progress: Progress) -> None:
        if progress.best is not None:
            found.set()

    solution = solve(
        instance, engine=Engine.ANNEALING, time_limit=6.0, watch=told, stop=found, workers=1
    )
    assert solution.schedule is not None
    assert not evaluate(instance, solution.schedule).forbidden
