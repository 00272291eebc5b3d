"""The exact model of a problem: all of its restrictions, and an objective."""

from scheduler.engines.cp_sat.blocks import add_block
from scheduler.engines.cp_sat.capacity import add_capacity
from scheduler.engines.cp_sat.holding import Holdings
from scheduler.engines.cp_sat.lags import add_lag
from scheduler.engines.cp_sat.pairs import add_pairs
from scheduler.engines.cp_sat.quotas import add_compact, add_distinct, add_quota
from scheduler.engines.cp_sat.travel import add_travels
from scheduler.engines.cp_sat.variables import Variables, variables_of
from scheduler.engines.model import Model
from scheduler.restrictions import (
    Beside,
    Capacity,
    Compact,
    Distinct,
    Gapless,
    Held,
    Lag,
    Pairs,
    Parallel,
    Priced,
    Quota,
    Ranks,
    Travel,
    Unmixed,
)


def exact_model(source: Model) -> Variables:
    """Return the complete model of a problem, none of whose domains is empty."""
    variables = variables_of(source)
    holdings = Holdings(variables)
    for priced in source.shared:
        _add(priced, holdings, variables)
    if travels := source.of_kind(Travel):
        add_travels(travels, variables)
    if pairs := source.of_kind(Pairs):
        add_pairs(pairs, variables)
    variables.minimise()
    return variables


def _add(priced: Priced, holdings: Holdings, variables: Variables) -> None:
    match priced.restriction:
        case Capacity() as capacity:
            add_capacity(capacity, priced.price, variables)
        case Lag() as lag:
            add_lag(lag, priced.price, variables)
        case Quota() as quota:
            add_quota(quota, priced.price, variables)
        case Distinct() as distinct:
            add_distinct(distinct, priced.price, variables)
        case Compact() as compact:
            add_compact(compact, priced.price, variables)
        case Unmixed() | Held() | Beside() | Parallel() | Gapless() | Ranks() as block:
            add_block(block, priced.price, holdings, variables)
