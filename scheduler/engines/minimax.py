"""The share of each session, at each of its places, in the totals of a `Worst`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.amounts import Amounts, Reader
from scheduler.engines.domains import absent_amount
from scheduler.engines.model import Model
from scheduler.restrictions import Priced, Unary, Worst

Total = Mapping[str, tuple[Amounts, ...]]
"""For each session of a group amounts to add up, over the starts and rooms of its domain; none is 0."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A `Worst` over the domains of a model."""

    price: int | None
    """As in `Priced`."""
    totals: tuple[Total, ...]
    """By group."""


def grouped(worsts: Sequence[Priced], model: Model) -> list[Grouped]:
    """Return the grouped amounts of the `Worst` restrictions of a model."""
    reader = reader_of(model)
    found: list[Grouped] = []
    for priced in worsts:
        if not isinstance(priced.restriction, Worst):
            raise TypeError(f"not a Worst: {priced.restriction}")
        totals = tuple(_total(group, model, reader) for group in priced.restriction.groups)
        found.append(Grouped(priced.price, totals))
    return found


def reader_of(model: Model) -> Reader:
    """Return a reader of amounts at all starts of a model's problem."""
    return Reader(model.timeline.minutes(model.problem.starts), model.problem, model.timeline)


def _total(group: Sequence[Unary], model: Model, reader: Reader) -> Total:
    found: dict[str, dict[bytes, Amounts]] = {}
    for restriction in group:
        amounts = amounts_within(restriction, model, reader)
        if amounts.by_start.any() and amounts.in_rooms.any():
            own = found.setdefault(restriction.session, {})
            alike = amounts.in_rooms.tobytes()
            by_start = amounts.by_start + (own[alike].by_start if alike in own else 0)
            own[alike] = Amounts(by_start, amounts.in_rooms)
    return {session: tuple(own.values()) for session, own in found.items()}


def amounts_within(restriction: Unary, model: Model, reader: Reader) -> Amounts:
    """Return the amounts of a restriction over the domain of its session; absence is everywhere."""
    domain = model.domains[restriction.session]
    whole = reader.amounts(restriction)
    by_start = whole.by_start[np.searchsorted(reader.starts, domain.held)]
    in_rooms = np.append(whole.in_rooms, 1)[domain.own_rooms]
    if domain.optional:
        by_start = np.append(by_start, absent_amount(restriction))
    return Amounts(by_start, in_rooms)
