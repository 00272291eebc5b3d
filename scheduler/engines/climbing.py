"""A bound on what pairs cost, climbing as part of a search."""

import numpy as np

from scheduler.engines.bounding import ascent_of
from scheduler.engines.budget import Budget
from scheduler.engines.model import Model
from scheduler.engines.record import Record


def climb(model: Model, seed: int, budget: Budget, record: Record) -> bool:
    """Let a bound on what pairs cost climb, if there are any; tell whether all that costs are pairs."""
    ascent = ascent_of(model)
    if ascent is None:
        return False
    rng = np.random.default_rng(seed)

    def is_over() -> bool:
        budget.spend(ascent.work)
        return budget.over or record.closed or record.proved

    climbing = True
    while climbing and not is_over():
        climbing = ascent.climb(rng, is_over)
        record.bounded(ascent.bound)
    return model.only_pairs_cost
