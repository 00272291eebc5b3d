"""Followers in the annealer: their leaders, and pairs of followers to change at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.prices import Ints
from scheduler.engines.model import Model
from scheduler.restrictions import Capacity, LoadQuota, sessions_of

LARGEST_CIRCLE = 64
"""Followers that a restriction has in common, at most, for them to be tried in pairs because of it."""


class Followers(NamedTuple):
    """Sessions that are only ever where their leader is, or absent."""

    leaders: Ints
    """Leader of each session; -1 if it follows none."""
    firsts: Ints
    """For each session, where its followers begin in `numbers`; one longer."""
    number_count: int
    """Followers of all sessions."""
    numbers: Ints
    away: Ints
    """Place of each session that stands for its absence; -1 if it cannot be absent."""
    partners: Ints
    """For each session, where its partners begin in `partner_numbers`; one longer."""
    partner_numbers: Ints
    """Followers with the same leader, or with a quota or a capacity in common."""
    prices: Ints
    """Room to work in: prices of the places of a leader and its followers."""


def followers_of(model: Model, sizes: Ints) -> Followers:
    """Return the followers of a model; `sizes` are the numbers of places."""
    followers: list[list[int]] = [[] for _ in model.domains]
    for follower, leader in model.leaders.items():
        followers[leader].append(follower)
    partners = _partners(model, followers)
    optional = np.array([domain.optional for domain in model.domains.values()])
    return Followers(
        leaders=ints(model.leaders.get(number, -1) for number in range(len(sizes))),
        firsts=firsts(map(len, followers)),
        number_count=len(model.leaders),
        numbers=joined([ints(each) for each in followers]),
        away=np.where(optional, sizes - 1, -1),
        partners=firsts(map(len, partners)),
        partner_numbers=joined([ints(each) for each in partners]),
        prices=np.zeros(int(sizes.max()), dtype=np.int64),
    )


def _partners(model: Model, followers: Sequence[list[int]]) -> list[list[int]]:
    """Return for each follower those with which it may be changed in a pair; for other sessions nobody."""
    circles = [own for own in followers if own]
    for priced in model.of_kind((Capacity, LoadQuota)) if circles else ():
        numbers = (model.numbers[session] for session in sessions_of(priced.restriction))
        circle = [number for number in numbers if number in model.leaders]
        if len(circle) <= LARGEST_CIRCLE:
            circles.append(circle)
    found: list[set[int]] = [set() for _ in followers]
    for circle in circles:
        for member in circle:
            found[member].update(circle)
    return [sorted(own - {number}) for number, own in enumerate(found)]
