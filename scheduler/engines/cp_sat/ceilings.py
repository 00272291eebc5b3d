"""Ceilings in the exact model: what each rule costs, as a row, and what it costs beyond its ceiling."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.engines.amounts import Amounts, Reader
from scheduler.engines.cp_sat.variables import Literal, Place, Variables, amounts_in_rooms
from scheduler.engines.minimax import amounts_within, reader_of
from scheduler.restrictions import Priced, Unary

Term = tuple[Literal, int]


LARGEST = 2**61
"""What a price times all that may be beyond must not exceed; the solver counts in 64 bits."""


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What rules may cost at most, and what it costs to be beyond."""

    most: Mapping[str, int]
    """By rule, in thousandths."""
    beyond: int
    """What all of them together may cost beyond their ceilings: nothing, if that is 0."""
    wanted: int
    """More than any penalty that is looked for: the price of what is beyond, if the solver can count it."""

    @property
    def price(self) -> int:
        """Price of each thousandth beyond."""
        return min(self.wanted, LARGEST // max(1, self.beyond * len(self.most)))

    @property
    def counts_first(self) -> bool:
        """Whether nothing that is beyond is ever worth a penalty."""
        return self.beyond == 0 or self.price == self.wanted


def add_ceilings(ceilings: Ceilings, variables: Variables) -> None:
    """Keep what each rule costs within its ceiling, or let the objective pay for what is beyond.

    Called once all that costs is there. What a rule costs is never less than its row says, and as little as
    that is possible.
    """
    alone: dict[str, list[Priced]] = {}
    for priced in variables.source.problem.priced:
        if priced.price and isinstance(priced.restriction, Unary):
            alone.setdefault(priced.rule, []).append(priced)
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


def _alone(priced: Iterable[Priced], reader: Reader, variables: Variables) -> Iterator[Term]:
    """Yield what restrictions on single sessions cost: variables with their prices."""
    source = variables.source
    for each in priced:
        assert isinstance(each.restriction, Unary)  # noqa: S101 - of no other kind
        place = variables.places[source.numbers[each.restriction.session]]
        amounts = amounts_within(each.restriction, source, reader)
        for variable, factor in _terms(place, amounts, variables):
            yield variable, factor * (each.price or 0)


def _terms(place: Place, amounts: Amounts, variables: Variables) -> Iterator[Term]:
    """Yield what adds up to an amount: by start alone, by room alone, or by both."""
    by_start, in_rooms = amounts.by_start, amounts.in_rooms
    if amounts.everywhere or len(in_rooms) == 1:
        factors = zip(place.start, (by_start * in_rooms[0]).tolist(), strict=True)
    elif (by_start == by_start[0]).all():
        factors = zip(place.room, (in_rooms * by_start[0]).tolist(), strict=True)
    else:
        yield from ((each, 1) for each in amounts_in_rooms(place, amounts, variables))
        return
    yield from ((literal, factor) for literal, factor in factors if factor)
