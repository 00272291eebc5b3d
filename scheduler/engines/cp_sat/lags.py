"""`Lag` in the exact model: linear in the starts of the first session, whatever its days ask for."""

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.cp_sat.variables import Expression, Variables
from scheduler.engines.lags import lag_table
from scheduler.restrictions import Lag

CUTS = 16
"""Most clauses with which a hard lag is tightened for the linear relaxation."""


def add_lag(lag: Lag, price: int | None, variables: Variables) -> None:
    """Add a lag: forbidden, or paid for by the minute."""
    numbers = variables.source.numbers
    first, then = numbers[lag.first], numbers[lag.then]
    follower = variables.places[then]
    domain = follower.domain
    if not len(domain.held):
        return
    lowest, highest = int(domain.held[0]), int(domain.held[-1])
    table = lag_table(lag, variables.places[first].domain, variables.source.timeline)
    # Beyond what the second session can do, more or less of a bound makes no difference.
    earliest = np.maximum(table.start_from, lowest)
    latest = np.minimum(np.minimum(table.start_by, table.end_by - domain.duration), highest)
    model = variables.model
    begins: Expression = follower.minute
    begins_by: Expression = follower.minute
    if follower.absent is not None:
        # While it is absent, which is at its first start, it is late enough and soon enough for anything.
        begins = follower.minute + int(max(0, earliest.max() - lowest)) * follower.absent
        begins_by = follower.minute - int(max(0, lowest - latest.min())) * follower.absent
    if price is None:
        model.add(variables.at_start(first, earliest) <= begins)
        model.add(variables.at_start(first, latest) >= begins_by)
        _tighten(first, then, earliest, variables)
        return
    if most_early := int(max(0, earliest.max() - lowest)):
        early = model.new_int_var(0, most_early, "")
        model.add(variables.at_start(first, earliest) <= begins + early)
        variables.pay(early, price)
    if most_late := int(max(0, highest - latest.min())):
        late = model.new_int_var(0, most_late, "")
        model.add(variables.at_start(first, latest) + late >= begins_by)
        variables.pay(late, price)


def _tighten(first: int, then: int, earliest: NDArray[np.int64], variables: Variables) -> None:
    """Add clauses that follow: not both the first allowing only `moment` and the second before it."""
    leader, follower = variables.places[first], variables.places[then]
    moments = np.unique(earliest)[1:]
    chosen = (
        moments[np.unique(np.linspace(0, len(moments) - 1, CUTS).astype(int))]
        if len(moments)
        else []
    )
    for moment in chosen:
        late = [leader.start[start] for start in np.flatnonzero(earliest >= moment)]
        soon = [follower.start[start] for start in np.flatnonzero(follower.domain.held < moment)]
        if late and soon:
            variables.model.add_at_most_one(late + soon)
