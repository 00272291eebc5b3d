"""What is packed as blocks: groups between which rooms should not switch, and where they may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.budget import Budget
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.restrictions import Capacity, Lag, Switches

MOST_SHARING = 50
"""Sessions of a restriction that lets one of them run at a time, beyond which it is not looked at."""
IMPOSSIBLE = np.iinfo(np.int64).max // 4
"""Price of a room that a group cannot be in."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is packed: groups of sessions, by number, and where they may be."""

    domains: Sequence[Domain]
    groups: Sequence[Sequence[int]]
    rooms: int
    periods: NDArray[np.int64]
    """First and last minute that sessions can use; shape (periods, 2)."""
    period_at: Mapping[int, NDArray[np.int64]]
    """Period of each start of each session."""
    prices: NDArray[np.int64]
    """Price of each room for each session, by number; shape (sessions, rooms)."""
    switch: int
    """Price of a switch, or what stands for it."""
    sharing: Mapping[int, frozenset[int]]
    """Sessions that a session must not run beside."""
    ordered: frozenset[int]
    """Groups whose sessions come one after the other, as they are given."""


def blocks_of(model: Model, budget: Budget) -> Blocks | None:
    """Return what is to be packed, the groups of the widest `Switches`; None without any, or time."""
    wide = max(
        model.of_kind(Switches),
        key=lambda each: len(_groups(model, each.restriction)),
        default=None,
    )
    if wide is None or not isinstance(wide.restriction, Switches) or not wide.restriction.periods:
        return None
    domains, groups = list(model.domains.values()), _groups(model, wide.restriction)
    edges = model.timeline.edges(wide.restriction.periods)
    period_at = {each: domains[each].periods(*edges) for own in groups for each in own}
    rooms = len(model.problem.rooms)
    prices = np.full((len(domains), rooms), IMPOSSIBLE, dtype=np.int64)
    spans = [[IMPOSSIBLE, 0] for _ in wide.restriction.periods]
    for each, periods in period_at.items():
        if budget.over:
            return None
        inside = periods >= 0
        _price(domains[each], inside, prices[each])
        for period in np.unique(periods[inside]).tolist():
            since, until = spans[period]
            begin, end = (
                domains[each].starts[periods == period],
                domains[each].ends[periods == period],
            )
            spans[period] = [min(since, int(begin.min())), max(until, int(end.max()))]
    used = np.array([(since, max(since, until)) for since, until in spans], dtype=np.int64)
    typical = int(np.median(prices[prices < IMPOSSIBLE])) if (prices < IMPOSSIBLE).any() else 1
    switch = wide.price or 10 * max(1000, typical)
    sharing, ordered = _sharing(model), _ordered(model, groups)
    return Blocks(domains, groups, rooms, used, period_at, prices, switch, sharing, ordered)


def _groups(model: Model, restriction: object) -> list[list[int]]:
    """Return the groups by number, without those that follow others."""
    if not isinstance(restriction, Switches):
        return []
    numbers = ([model.numbers[each] for each in group] for group in restriction.groups)
    return [[each for each in own if each not in model.leaders] for own in numbers if own]


def _price(domain: Domain, inside: NDArray[np.bool_], prices: NDArray[np.int64]) -> None:
    """Write the least price of each room inside the periods."""
    if inside.any():
        table = np.where(domain.allowed, domain.price, IMPOSSIBLE)[inside].min(axis=0)
        for position, room in enumerate(domain.own_rooms.tolist()):
            if room >= 0:
                prices[room] = table[position]


def _sharing(model: Model) -> dict[int, frozenset[int]]:
    """Return the sessions that a session must not run beside, wherever they are."""
    found: dict[int, set[int]] = {}
    for priced in model.of_kind(Capacity):
        capacity = priced.restriction
        if not isinstance(capacity, Capacity) or priced.price is not None or capacity.rooms:
            continue
        if capacity.at_most == 1 and len(capacity.uses) <= MOST_SHARING:
            own = {model.numbers[use.session] for use in capacity.uses}
            for each in own:
                found.setdefault(each, set()).update(own - {each})
    return {each: frozenset(others) for each, others in found.items()}


def _ordered(model: Model, groups: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return the groups in which a lag leads from each session to the next."""
    lags = (each.restriction for each in model.of_kind(Lag))
    pairs = {
        (model.numbers[lag.first], model.numbers[lag.then]) for lag in lags if isinstance(lag, Lag)
    }
    return frozenset(
        number
        for number, own in enumerate(groups)
        if len(own) > 1 and all(pair in pairs for pair in pairwise(own))
    )
