"""`Worst` in the exact model: the largest total, which is paid for, is at least that of each group."""

from collections.abc import Iterator

from scheduler.engines.amounts import Amounts
from scheduler.engines.cp_sat.variables import Literal, Place, Variables, amounts_in_rooms
from scheduler.engines.totals import Grouped, Total


def add_worst(worst: Grouped, variables: Variables) -> None:
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
