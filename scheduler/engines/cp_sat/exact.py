"""The exact model of a problem: all of its restrictions, and an objective.

Of a `Worst` the largest total, which is paid for, is at least that of each group. With ceilings, what each
rule costs is a row, and what it costs beyond its ceiling counts first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.engines.amounts import Amounts, Reader
from scheduler.engines.cp_sat.capacity import CapacityRows, PeakVariables
from scheduler.engines.cp_sat.groups import GroupRows
from scheduler.engines.cp_sat.lags import add_border, add_lag
from scheduler.engines.cp_sat.pairs import add_pairs, add_travels
from scheduler.engines.cp_sat.quotas import (
    add_compact,
    add_distinct,
    add_free_time,
    add_quota,
    add_spread,
)
from scheduler.engines.cp_sat.variables import (
    Literal,
    Variables,
    amounts_in_rooms,
    variables_of,
)
from scheduler.engines.lags import borders_of
from scheduler.engines.model import Model, asked
from scheduler.engines.parameters import DEFAULTS, ExactParams
from scheduler.engines.shared_loads import Grouped, Total, amounts_within, grouped, reader_of
from scheduler.restrictions import (
    Capacity,
    Compact,
    Distinct,
    FreeTime,
    GroupKind,
    Lag,
    LoadQuota,
    Pairs,
    Peaks,
    Priced,
    Spread,
    Travel,
    Unary,
    Worst,
)

Term = tuple[Literal, int]
"""A variable and its coefficient."""

LARGEST = 2**61
"""Largest product of price and excess, since the solver counts in 64 bits."""


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Ceilings on what rules cost, and the price of exceeding them."""

    most: Mapping[str, int]
    """By rule, in thousandths."""
    beyond: int
    """Largest total excess over all ceilings; 0 makes them hard."""
    wanted: int
    """More than any acceptable penalty: the price of excess, if the solver can represent it."""

    @property
    def price(self) -> int:
        """Price of each thousandth of excess."""
        return min(self.wanted, LARGEST // max(1, self.beyond * len(self.most)))

    @property
    def counts_first(self) -> bool:
        """Whether any excess counts more than any penalty."""
        return self.beyond == 0 or self.price == self.wanted


def add_ceilings(ceilings: Ceilings, variables: Variables) -> None:
    """Limit the cost of each rule to its ceiling, or pay for the excess.

    Called once all that costs is there. What a rule costs is never less than its row says, and as little as
    that is possible.
    """
    alone: dict[str, list[tuple[Unary, int]]] = {}
    for priced in variables.source.problem.priced:
        if priced.price and isinstance(priced.restriction, Unary):
            alone.setdefault(priced.rule, []).append((priced.restriction, priced.price))
    variables.payer = ""
    paid_by_rule, reader = variables.paid_by_rule(), reader_of(variables.source)
    excess: list[Literal] = []
    for rule, limit in ceilings.most.items():
        shared, constant = paid_by_rule.get(rule, ([], 0))
        terms = [*shared, *_alone(alone.get(rule, ()), reader, variables)]
        paid = cp_model.LinearExpr.weighted_sum(*zip(*terms, strict=True)) if terms else 0
        if ceilings.beyond == 0:
            variables.model.add(paid + constant <= limit)
            continue
        over = variables.model.new_int_var(0, ceilings.beyond, "")
        variables.model.add(paid + constant - over <= limit)
        excess.append(over)
    if excess:
        variables.model.add(cp_model.LinearExpr.sum(excess) <= ceilings.beyond)
    for over in excess:
        variables.pay(over, ceilings.price)


def _alone(
    paid: Iterable[tuple[Unary, int]], reader: Reader, variables: Variables
) -> Iterator[Term]:
    """Yield the costs of restrictions on single sessions: variables with their prices."""
    for restriction, price in paid:
        amounts = amounts_within(restriction, variables.source, reader)
        for variable, factor in _terms(restriction.session, amounts, variables):
            yield variable, factor * price


def _terms(session: str, amounts: Amounts, variables: Variables) -> Iterator[Term]:
    """Yield terms that sum to at least an amount: by start, by room, or by both."""
    place = variables.places[variables.source.numbers[session]]
    by_start, in_rooms = amounts.by_start, amounts.in_rooms
    if amounts.everywhere or len(in_rooms) == 1:
        factors = zip(place.start, (by_start * in_rooms[0]).tolist(), strict=True)
    elif (by_start == by_start[0]).all():
        factors = zip(place.room, (in_rooms * by_start[0]).tolist(), strict=True)
    else:
        yield from ((each, 1) for each in amounts_in_rooms(place, amounts, variables))
        return
    yield from ((literal, factor) for literal, factor in factors if factor)


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
        Called now and then; True cancels the work.
    params
        How much the linear relaxation is tightened.
    ceilings
        What each rule may cost at most, of a problem that was prepared by rule; what is beyond counts first.

    Raises
    ------
    UnfinishedError
        When `over` returns True.
    """
    variables = variables_of(source, over, params)
    capacities = CapacityRows(variables)
    groups = GroupRows(variables)
    for priced in source.shared:
        variables.check()
        variables.payer = priced.rule
        _add(priced, capacities, groups, variables)
    if any(each.price for each in source.shared):
        capacities.add_conflicts()
    peaks = PeakVariables(variables)
    for shared in _by_payer(source.shared, ceilings):
        variables.payer = shared[0].rule
        _add_together(shared, peaks, variables)
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


def _add_together(shared: Sequence[Priced], peaks: PeakVariables, variables: Variables) -> None:
    """Add what has variables in common across restrictions of a kind."""
    for border in borders_of(shared):
        add_border(border, variables)
    for each, price in asked(shared, Peaks):
        peaks.add(each, price)
    for free, price in asked(shared, FreeTime):
        variables.check()
        add_free_time(free, price, variables)
    add_travels(asked(shared, Travel), variables)
    add_pairs(asked(shared, Pairs), variables)
    for worst in grouped(asked(shared, Worst), variables.source):
        _add_worst(worst, variables)


def _add(priced: Priced, capacities: CapacityRows, groups: GroupRows, variables: Variables) -> None:
    match priced.restriction:
        case Capacity() as capacity:
            capacities.add(capacity, priced.price)
        case Lag() as lag:
            add_lag(lag, priced.price, variables)
        case LoadQuota() as quota:
            add_quota(quota, priced.price, variables)
        case Distinct() as distinct:
            add_distinct(distinct, priced.price, variables)
        case Compact() as compact:
            add_compact(compact, priced.price, variables)
        case Spread() as spread:
            add_spread(spread, priced.price, variables)
        case restriction if isinstance(restriction, GroupKind):
            groups.add(restriction, priced.price)


def _add_worst(worst: Grouped, variables: Variables) -> None:
    """Add a worst: a row for each group."""
    largest: list[tuple[Literal, int]] = []
    if worst.price is not None:
        most = max(map(_most, worst.totals), default=0)
        largest = [(variables.model.new_int_var(0, most, ""), -1)]
    for total in worst.totals:
        row = [
            *(
                term
                for session, parts in total.items()
                for amounts in parts
                for term in _terms(session, amounts, variables)
            ),
            *largest,
        ]
        variables.at_most([each.index for each, _ in row], [factor for _, factor in row], 0)
    for variable, _ in largest:
        variables.pay(variable, worst.price or 0)


def _most(total: Total) -> int:
    """Return a bound on a group's total."""
    parts = (part for own in total.values() for part in own)
    return sum(int(part.by_start.max()) * int(part.in_rooms.max()) for part in parts)
