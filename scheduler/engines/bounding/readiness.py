"""Compiling ahead of time: some seconds once, a fraction of a second whenever it is known already."""

from datetime import UTC, datetime, timedelta

import numpy as np

from scheduler.engines.bounding.lagrangian import Lagrangian
from scheduler.engines.bounding.tracks.dual_ascent import ascent_of
from scheduler.engines.model import prepared
from scheduler.restrictions import Pairs, Priced, Problem


def make_ready() -> None:
    """Compile the inner loops, or load what has been compiled before."""
    nine, hour = datetime(2021, 11, 8, 9, tzinfo=UTC), timedelta(hours=1)
    pairs = Priced("pairs", Pairs("pairs", {("a", "b"): 1}), 1)
    model = prepared(Problem({"a": hour, "b": hour}, (nine,), ("A",), (pairs,)))
    Lagrangian(model).climb(1)
    ascent = ascent_of(model)
    if ascent is not None:
        ascent.climb(np.random.default_rng(0), lambda: False)
