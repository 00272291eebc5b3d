"""Bounds that climb as part of a search, where the exact engine says little."""

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
    """Let a bound climb on what pairs cost, if there are any, and on the whole of what is wide.

    And so on a largest total, where nothing else costs: the exact engine says nothing of it for long. Tell
    whether all that costs are pairs.
    """
    only_pairs = params.ascent and _climb_pairs(model, seed, budget, state, params)
    possible = params.lagrangian and model.size <= params.largest_lagrangian
    if possible and not only_pairs and (wide or model.only_worsts_cost):
        _climb_prices(model, budget, state, params)
    return only_pairs


def _climb_pairs(
    model: Model, seed: int, budget: Budget, state: SearchState, params: BoundingParams
) -> bool:
    """Let a bound on what pairs cost climb, if there are any; tell whether all that costs are pairs."""
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
    """Let a bound from prices of what is shared climb, towards the best schedule so far."""
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
    """Tell whether nobody waits for a better bound."""
    return budget.over or state.closed or state.proved
