"""Lower bounds for problems on which the exact engine proves little."""

import numpy as np

from scheduler.engines.bounding import Lagrangian, ascent_of
from scheduler.engines.budget import Budget
from scheduler.engines.incumbent import SearchState
from scheduler.engines.interruption import UnfinishedError, check_of
from scheduler.engines.model import Model
from scheduler.engines.parameters import BoundingParams


def climb(
    model: Model,
    seed: int,
    budget: Budget,
    state: SearchState,
    params: BoundingParams,
    *,
    wide: bool,
) -> bool:
    """Improve bounds: of pairs, if there are any, and of large problems as a whole.

    The same for a priced largest total, on which the exact engine is slow.
    Return True if only pairs have a price.
    """
    only_pairs = params.ascent and _climb_pairs(model, seed, budget, state, params)
    possible = params.lagrangian and model.size <= params.largest_lagrangian
    if possible and not only_pairs and (wide or model.only_worsts_cost):
        _climb_prices(model, budget, state, params)
    return only_pairs


def _climb_pairs(
    model: Model, seed: int, budget: Budget, state: SearchState, params: BoundingParams
) -> bool:
    """Improve a bound on the price of pairs, if any; return True if only pairs have a price."""
    ascent = ascent_of(model, params)
    if ascent is None:
        return False
    rng = np.random.default_rng(seed)

    def is_over() -> bool:
        budget.spend(ascent.work)
        return _is_over(budget, state)

    climbing = True
    while climbing and not is_over():
        climbing = ascent.climb(rng, is_over)
        state.bounded(ascent.bound)
    return model.only_pairs_cost


def _climb_prices(model: Model, budget: Budget, state: SearchState, params: BoundingParams) -> None:
    """Improve a Lagrangian bound towards the penalty of the best schedule."""
    try:
        lagrangian = Lagrangian(model, check_of(lambda: _is_over(budget, state)), params)
    except UnfinishedError:
        return  # The time for bounds is over; the search may not be.
    climbing = True
    while climbing and state.penalty is not None:
        budget.spend(lagrangian.work)
        if _is_over(budget, state):
            return
        climbing = lagrangian.climb(state.penalty)
        state.bounded(lagrangian.bound)


def _is_over(budget: Budget, state: SearchState) -> bool:
    """Return True if the search is over."""
    return budget.over or state.closed or state.proved
