"""The exact model of a problem: all of its restrictions, and an objective.

Of a `Worst` the largest total, which is paid for, is at least that of each group.
"""

from collections.abc import Callable, Iterator

from scheduler.engines.amounts import Amounts
from scheduler.engines.borders import borders_of
from scheduler.engines.cp_sat.capacity import Capacities
from scheduler.engines.cp_sat.free_time import FreeTimes
from scheduler.engines.cp_sat.lags import add_border, add_lag
from scheduler.engines.cp_sat.peaks import PeakVariables
from scheduler.engines.cp_sat.quotas import add_compact, add_distinct, add_quota
from scheduler.engines.cp_sat.tracks.holdings import Holdings, add_group_kind
from scheduler.engines.cp_sat.tracks.pairs import add_pairs
from scheduler.engines.cp_sat.travel import add_travels
from scheduler.engines.cp_sat.variables import (
    Literal,
    Place,
    Variables,
    amounts_in_rooms,
    variables_of,
)
from scheduler.engines.minimax import Grouped, Total, grouped
from scheduler.engines.model import Model
from scheduler.engines.parameters import DEFAULTS, ExactParams
from scheduler.restrictions import (
    After,
    Capacity,
    Compact,
    Distinct,
    FreeTime,
    GroupKind,
    Lag,
    Pairs,
    Peaks,
    Priced,
    Quota,
    Travel,
)


def exact_model(
    source: Model,
    over: Callable[[], bool] = lambda: False,
    params: ExactParams = DEFAULTS.exact,
) -> Variables:
    """Return the complete model of a problem, none of whose domains is empty.

    Parameters
    ----------
    source
        The problem, prepared.
    over
        Asked every now and then whether nobody waits for the model any more.
    params
        How much the linear relaxation is tightened.

    Raises
    ------
    UnfinishedError
        When it says so.
    """
    variables = variables_of(source, over, params)
    capacities = Capacities(source.of_kind(Capacity), variables)
    holdings = Holdings(variables)
    for priced in source.shared:
        variables.check()
        _add(priced, capacities, holdings, variables)
    if any(each.price for each in source.shared):
        capacities.add_conflicts()
    for border in borders_of(source.of_kind(After)):
        add_border(border, variables)
    PeakVariables(variables).add(source.of_kind(Peaks))
    free_times = FreeTimes(source.of_kind(Capacity), variables)
    for priced in source.of_kind(FreeTime):
        variables.check()
        free_times.add(priced)
    if travels := source.of_kind(Travel):
        add_travels(travels, variables)
    if pairs := source.of_kind(Pairs):
        add_pairs(pairs, variables)
    for worst in grouped(source):
        _add_worst(worst, variables)
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


def _add_worst(worst: Grouped, variables: Variables) -> None:
    """Add a worst: a row for each group."""
    largest: list[tuple[Literal, int]] = []
    if worst.price is not None:
        most = max(map(_most, worst.totals), default=0)
        largest = [(variables.model.new_int_var(0, most, ""), -1)]
    for total in worst.totals:
        row = [*_terms(total, variables), *largest]
        variables.at_most([each.index for each, _ in row], [factor for _, factor in row], 0)
    for variable, _ in largest:
        variables.pay(variable, worst.price or 0)


def _most(total: Total) -> int:
    """Return a bound on a group's total."""
    parts = (part for own in total.values() for part in own)
    return sum(int(part.by_start.max()) * int(part.in_rooms.max()) for part in parts)


def _terms(total: Total, variables: Variables) -> Iterator[tuple[Literal, int]]:
    """Yield variables and factors that add up to a group's total, or to more."""
    for session, parts in total.items():
        place = variables.places[variables.source.numbers[session]]
        for amounts in parts:
            yield from _part(place, amounts, variables)


def _part(place: Place, amounts: Amounts, variables: Variables) -> Iterator[tuple[Literal, int]]:
    if not amounts.everywhere:
        yield from ((each, 1) for each in amounts_in_rooms(place, amounts, variables))
        return
    for literal, amount in zip(place.start, amounts.by_start, strict=True):
        if amount:
            yield literal, int(amount)
