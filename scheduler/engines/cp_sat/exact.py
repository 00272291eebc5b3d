"""The exact model of a problem: all of its restrictions, and an objective."""

from collections.abc import Callable

from scheduler.engines.borders import borders_of
from scheduler.engines.cp_sat.capacity import Capacities
from scheduler.engines.cp_sat.lags import add_border, add_lag
from scheduler.engines.cp_sat.quotas import add_compact, add_distinct, add_quota
from scheduler.engines.cp_sat.tracks.holdings import Holdings, add_group_kind
from scheduler.engines.cp_sat.tracks.pairs import add_pairs
from scheduler.engines.cp_sat.travel import add_travels
from scheduler.engines.cp_sat.variables import Variables, variables_of
from scheduler.engines.cp_sat.worst import add_worst
from scheduler.engines.model import Model
from scheduler.engines.totals import grouped
from scheduler.restrictions import (
    After,
    Capacity,
    Compact,
    Distinct,
    GroupKind,
    Lag,
    Pairs,
    Priced,
    Quota,
    Travel,
)


def exact_model(source: Model, over: Callable[[], bool] = lambda: False) -> Variables:
    """Return the complete model of a problem, none of whose domains is empty.

    Parameters
    ----------
    source
        The problem, prepared.
    over
        Asked every now and then whether nobody waits for the model any more.

    Raises
    ------
    UnfinishedError
        When it says so.
    """
    variables = variables_of(source, over)
    capacities = Capacities(source.of_kind(Capacity), variables)
    holdings = Holdings(variables)
    for priced in source.shared:
        variables.check()
        _add(priced, capacities, holdings, variables)
    for border in borders_of(source.of_kind(After)):
        add_border(border, variables)
    if travels := source.of_kind(Travel):
        add_travels(travels, variables)
    if pairs := source.of_kind(Pairs):
        add_pairs(pairs, variables)
    for worst in grouped(source):
        add_worst(worst, variables)
    variables.minimise()
    return variables


def _add(priced: Priced, capacities: Capacities, holdings: Holdings, variables: Variables) -> None:
    match priced.restriction:
        case Capacity():
            capacities.add(priced)
        case Lag() as lag:
            add_lag(lag, priced.price, variables)
        case Quota() as quota:
            add_quota(quota, priced.price, variables)
        case Distinct() as distinct:
            add_distinct(distinct, priced.price, variables)
        case Compact() as compact:
            add_compact(compact, priced.price, variables)
        case restriction if isinstance(restriction, GroupKind):
            add_group_kind(restriction, priced.price, holdings, variables)
