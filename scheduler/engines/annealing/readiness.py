"""Compiling ahead of time: most of a minute once, a fraction of a second whenever it is known already."""

from datetime import UTC, datetime, timedelta

from scheduler.engines.annealing.search import Annealer
from scheduler.engines.model import prepared
from scheduler.restrictions import Problem


def make_ready() -> None:
    """Compile the inner loops, or load what has been compiled before."""
    nine, hour = datetime(2021, 11, 8, 9, tzinfo=UTC), timedelta(hours=1)
    problem = Problem({"a": hour, "b": hour}, (nine, nine + hour), ("A",), ())
    annealer = Annealer(prepared(problem), 0, [(0, 0), (1, 0)])
    annealer.sweep(1.0, 1.0)
    annealer.weigh()
