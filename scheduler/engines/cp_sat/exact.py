"""The exact model of a problem: all of its restrictions, and an objective.

Of a `Worst` the largest total, which is paid for, is at least that of each group.
"""

from collections.abc import Callable, Iterator, Sequence

from scheduler.engines.amounts import Amounts
from scheduler.engines.borders import borders_of
from scheduler.engines.cp_sat.capacity import Capacities
from scheduler.engines.cp_sat.ceilings import Ceilings, add_ceilings
from scheduler.engines.cp_sat.free_time import FreeTimes
from scheduler.engines.cp_sat.groups import Holdings, add_group_kind
from scheduler.engines.cp_sat.lags import add_border, add_lag
from scheduler.engines.cp_sat.pairs import add_pairs, add_travels
from scheduler.engines.cp_sat.peaks import PeakVariables
from scheduler.engines.cp_sat.quotas import add_compact, add_distinct, add_quota, add_spread
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
    Spread,
    Travel,
    Worst,
)


def exact_model(
    source: Model,
    over: Callable[[], bool] = lambda: False,
    params: ExactParams = DEFAULTS.exact,
    ceilings: Ceilings | None = None,
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
    ceilings
        What each rule may cost at most, of a problem that was prepared by rule; what is beyond counts first.

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
        variables.payer = priced.rule
        _add(priced, capacities, holdings, variables)
    if any(each.price for each in source.shared):
        capacities.add_conflicts()
    free_times = FreeTimes(source.of_kind(Capacity), variables)
    peaks = PeakVariables(variables)
    for shared in _by_payer(source.shared, ceilings):
        variables.payer = shared[0].rule
        _add_together(shared, peaks, free_times, variables)
    if ceilings is not None:
        add_ceilings(ceilings, variables)
    variables.minimise()
    return variables


def _by_payer(shared: Sequence[Priced], ceilings: Ceilings | None) -> Iterator[Sequence[Priced]]:
    """Yield restrictions that may be added together: those of each rule, if it matters which rule pays."""
    groups: dict[str, list[Priced]] = {}
    for priced in shared:
        groups.setdefault("" if ceilings is None else priced.rule, []).append(priced)
    yield from groups.values()


def _add_together(
    shared: Sequence[Priced], peaks: PeakVariables, free_times: FreeTimes, variables: Variables
) -> None:
    """Add what has variables in common across restrictions of a kind."""

    def of_kind(kind: type) -> list[Priced]:
        return [priced for priced in shared if isinstance(priced.restriction, kind)]

    for border in borders_of(of_kind(After)):
        add_border(border, variables)
    peaks.add(of_kind(Peaks))
    for priced in of_kind(FreeTime):
        variables.check()
        free_times.add(priced)
    if travels := of_kind(Travel):
        add_travels(travels, variables)
    if pairs := of_kind(Pairs):
        add_pairs(pairs, variables)
    for worst in grouped(of_kind(Worst), variables.source):
        _add_worst(worst, variables)


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
        case Spread() as spread:
            add_spread(spread, priced.price, variables)
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
