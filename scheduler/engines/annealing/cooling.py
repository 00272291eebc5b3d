"""Runs of the annealer: each cools from hot to cold, and is twice as long as the one before at first."""

from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np

from scheduler.engines.annealing.board import Board
from scheduler.engines.annealing.prices import Ints, split
from scheduler.engines.annealing.scale import coarsened
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.model import Model, Places, Start

FIRST_RUN = 24
"""Sweeps of the first run: enough for a first schedule, not for a good one."""

COOLING = 1 / 400
"""Last temperature of a run, as a share of its first."""

LONGEST_RUN = 96
"""Most sweeps of a run: another engine may have found a better schedule to begin with meanwhile."""

FINE = 0.05
"""Price of a forbidden minute, as a share of the hottest temperature: low, to find a way through."""

WARM = 3.0
"""First temperature of a run that begins with a schedule that keeps everything, as a multiple of the
hottest of others: the high fine holds it together, and it has to leave the valley that it was found in."""

WARM_FINE = 1.0
"""Price of a forbidden minute in such a run: high, for what is won is not to be lost."""

PRICING = 250e-6
"""Nominal seconds to price a session once, beside those for its array elements."""

ELEMENT = 10e-9
"""Nominal seconds for each of those."""

Found = Callable[[Places, int | None], None]
"""Told of each better schedule that keeps everything: places and, if it is known exactly, penalty."""


class Cooling:
    """An annealer with a plan: when it is how hot, and for how long."""

    def __init__(self, model: Model, rng: np.random.Generator, start: Start | None) -> None:
        model, self._scale = coarsened(model)
        board = Board(model)
        self._board = board
        self._annealer = Annealer(board, rng, _first(board, rng, start))
        self._hottest = _typical_spread(board)
        self._fine = FINE * self._hottest
        self._work = self._annealer.pricings * (PRICING + ELEMENT * board.elements_each)

    def run(
        self,
        budget: Budget,
        found: Found,
        until: Callable[[], bool],
        latest: Callable[[], Places | None],
        runs: int | None = None,
        idle: int | None = None,
    ) -> None:
        """Run after run, each from the latest schedule, until the budget is over or `until` says so.

        At most so many runs, and so many in a row that find nothing better, if numbers are given.
        """
        in_vain = 0
        self._tell(found)
        if not self._board.free:
            return
        for sweeps in islice(_lengths(), runs):
            if budget.over or until():
                return
            known = latest()
            warm = known is not None
            if known is not None:
                self._annealer.reset(self._board.numbered(known))
            annealer = self._annealer
            before = annealer.best.penalty
            hot = self._hottest * (WARM if warm else 1.0)
            fine = WARM_FINE * self._hottest if warm else self._fine
            for temperature in np.geomspace(hot, self._hottest * COOLING, sweeps).tolist():
                annealer.sweep(temperature, fine, lambda: budget.interrupted or until())
                self._tell(found)
                budget.spend(self._work)
                if budget.over or until():
                    return
            self._fine *= 1 if warm else 2
            in_vain = in_vain + 1 if warm and annealer.best.penalty >= before else 0
            if in_vain == idle:
                return

    def _tell(self, found: Found) -> None:
        best = self._annealer.best
        if best.places is not None and best.forbidden == 0 and not best.told:
            best.told = True
            exact = int(best.penalty) if self._scale == 1 else None
            found(self._board.positions(best.places), exact)


def _lengths() -> Iterator[int]:
    """Yield the number of sweeps of each run."""
    sweeps = FIRST_RUN
    while True:
        yield sweeps
        sweeps = min(2 * sweeps, LONGEST_RUN)


def _first(board: Board, rng: np.random.Generator, start: Start | None) -> Ints:
    """Return the places to begin with: at random, where they are not known."""
    places = [int(rng.choice(board.allowed(session))) for session in range(len(board.domains))]
    for session, known in enumerate(start or ()):
        if known is not None:
            places[session] = board.place(session, *known)
    return np.array(places, dtype=np.int64)


def _typical_spread(board: Board) -> float:
    """Return a price by which the places of a session typically differ, in thousandths."""
    spreads = []
    for session in range(len(board.domains)):
        board.take(session)
        _, penalty = split(board.prices(session)[board.allowed(session)])
        board.put(session, int(board.places[session]))
        spreads.append(float(penalty.mean() - penalty.min()))
    return max(1.0, float(np.mean(spreads)))
