"""Linear assignment in compiled code: sessions to as many places at the least total cost."""

from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.prices import Floats, Ints
from scheduler.engines.compilation.kernels import enclosed

MOST = 32
"""Sessions that change places at once, at most: time grows with the cube of their number."""

NEVER = 1e14
"""Cost of a place that a session does not have, above all others."""


class Matching(NamedTuple):
    """Scratch space: sessions by places, with one more of each for none."""

    sessions: Ints
    """Numbers of the sessions, length n."""
    old: Ints
    """Where they were, length n."""
    costs: Floats
    """Of a session, by row, on a place: shape (n, n)."""
    places: Ints
    """Number of the place among those of the session, or -1; shape (n, n)."""
    prices: Floats
    """Dual prices of sessions and places: shape (2, n + 1)."""
    least: Floats
    """Least reduced cost of each place on the way to it, length n + 1."""
    before: Ints
    """Place before each on that way, length n + 1."""
    holders: Ints
    """Session of each place, from 1 on; 0 for none; length n + 1."""
    reached: Ints
    """Whether a place has been reached, 1 or 0; length n + 1."""


def matching_of(most: int) -> Matching:
    """Return room for so many sessions."""
    return Matching(
        sessions=np.zeros(most, dtype=np.int64),
        old=np.zeros(most, dtype=np.int64),
        costs=np.zeros((most, most)),
        places=np.zeros((most, most), dtype=np.int64),
        prices=np.zeros((2, most + 1)),
        least=np.zeros(most + 1),
        before=np.zeros(most + 1, dtype=np.int64),
        holders=np.zeros(most + 1, dtype=np.int64),
        reached=np.zeros(most + 1, dtype=np.int64),
    )


@enclosed
def match(matching: Matching, found: int) -> None:
    """Assign so many sessions to so many places at least cost, by shortest augmenting paths (Jonker 1987).

    Afterwards `holders` has the session of each place.
    """
    for place in range(found + 1):
        matching.prices[0][place] = 0.0
        matching.prices[1][place] = 0.0
        matching.holders[place] = 0
    for row in range(1, found + 1):
        matching.holders[0] = row
        _augment(matching, _path(matching, found))


@enclosed
def _path(matching: Matching, found: int) -> int:
    """Find the shortest way from the session held by place 0 to a free place; return that."""
    least, before, holders, reached = (
        matching.least,
        matching.before,
        matching.holders,
        matching.reached,
    )
    for place in range(found + 1):
        least[place] = np.inf
        reached[place] = 0
    here = 0
    while holders[here] != 0:
        reached[here] = 1
        row, nearest, step = holders[here], 0, np.inf
        for place in range(1, found + 1):
            if reached[place]:
                continue
            reduced = matching.costs[row - 1][place - 1]
            reduced -= matching.prices[0][row] + matching.prices[1][place]
            if reduced < least[place]:
                least[place], before[place] = reduced, here
            if least[place] < step:
                step, nearest = least[place], place
        for place in range(found + 1):
            if reached[place]:
                matching.prices[0][holders[place]] += step
                matching.prices[1][place] -= step
            else:
                least[place] -= step
        here = nearest
    return here


@enclosed
def _augment(matching: Matching, place: int) -> None:
    """Let each place on the way take over the session of the one before."""
    while place != 0:
        before = matching.before[place]
        matching.holders[place] = matching.holders[before]
        place = before
