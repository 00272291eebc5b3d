"""Plateau search: from best values of the model with merged rooms to others, until single rooms cost no more.

Values of the coarse model that are best may cost more once each room is itself, and there are mostly many
that are equally good. Each step keeps the rooms of all periods but some, asks for other values that
are no worse (a neighbourhood; Shaw 1998) in a direction drawn at random, and goes on from them if single
rooms cost hardly more.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.tracks.relaxation.completion import with_single_rooms
from scheduler.engines.cp_sat.tracks.relaxation.cp_sat_solver import CpSatSolver
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import IntegerProgram, Row
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import RelaxedModel
from scheduler.engines.parameters import DEFAULTS, RelaxationParams

Values = Sequence[int]

NEVER = 2**62


class PlateauSearch:
    """Moves among the best values of a coarse model; it can be stopped from another thread."""

    def __init__(
        self,
        coarse: RelaxedModel,
        values: Values,
        fine: RelaxedModel,
        seed: int,
        params: RelaxationParams = DEFAULTS.relaxation,
    ) -> None:
        self._params = params
        self._coarse = coarse
        self._fine = fine
        self._values = values
        self._limit = coarse.program.value(values)
        self._periods = sorted({period for _, period, _ in coarse.rooms})
        self._least = min((price for price in coarse.program.prices if price > 0), default=1)
        self._rng = np.random.default_rng(seed)
        self._search: CpSatSolver | None = None
        self._stopped = False

    def stop(self) -> None:
        """End the search."""
        self._stopped = True
        if self._search is not None:
            self._search.stop()

    def search(self, budget: Budget, found: Callable[[Values], None]) -> None:
        """Search until single rooms cost no more, or until the budget is over.

        Tells of values with single rooms whenever they are the best so far; it proves nothing.
        """
        here = best = NEVER
        for values in self._others(budget):
            seed = int(self._rng.integers(2**31))
            single = with_single_rooms(self._coarse, values, self._fine, budget, seed)
            if single is None:
                continue
            cost = self._fine.program.value(single)
            if cost < best:
                best = cost
                found(single)
            if best <= self._limit:
                break
            climb = self._least if self._rng.random() < self._params.climb else 0
            if cost <= here + climb:
                here, self._values = cost, values

    def _others(self, budget: Budget) -> Iterator[Values]:
        """Yield the first values, and then others near those where the search is, each once."""
        seen: set[tuple[int, ...]] = set()
        values: Values | None = self._values
        while not self._stopped and not budget.over:
            if values is not None:
                rooms = tuple(values[room] for room in self._coarse.rooms.values())
                if rooms not in seen:
                    seen.add(rooms)
                    yield values
            values = self._step(budget)

    def _step(self, budget: Budget) -> Values | None:
        """Return other values that cost no more, in a direction drawn at random; None: not soon enough."""
        rng, program, params = self._rng, self._coarse.program, self._params
        size = min(len(self._periods), max(2, round(params.free_periods * len(self._periods))))
        free = set(rng.choice(self._periods, size, replace=False).tolist())
        direction = [0] * len(program.bounds)
        for room in self._coarse.rooms.values():
            direction[room] = int(rng.integers(-params.slope, params.slope + 1))
        priced = tuple((each, price) for each, price in enumerate(program.prices) if price)
        near = IntegerProgram(list(program.bounds), direction, list(program.rows))
        near.keep(priced, self._limit - program.constant)
        near.rows.extend(
            Row(((room, 1),), self._values[room], equal=True)
            for (_, period, _), room in self._coarse.rooms.items()
            if period not in free
        )
        search = self._search = CpSatSolver(near, int(rng.integers(2**31)), 1)
        search.hint(self._values)
        if self._stopped:
            return None
        part = min(1.0, params.step / budget.seconds)
        return search.search(budget.share(part), lambda _: None, lambda _: None).values
