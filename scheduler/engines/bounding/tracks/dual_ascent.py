"""A bound that climbs: what each place costs at least by itself, given what it costs towards others.

A problem of pairs is a quadratic assignment problem. If a session is at a place, all others are at some
places too, no two in one cell: the least that the pairs with it can cost is an assignment problem, whose
optimum is added to the cost of the place (Gilmore 1962, Lawler 1963). Costs of places alone are an
assignment problem again, whose optimum is the bound. What its prices leave of the costs goes back to the
pairs, evenly, and the next round begins: the dual ascent of Hahn and Grant (1998), which approaches the
relaxation of Adams and Johnson (1994) from below. Nothing is lost or added on the way for any schedule, so
the bound holds after each step.
"""

from collections.abc import Callable

import numpy as np

from scheduler.engines.bounding.linear_assignment import (
    NEVER,
    Assignment,
    assign,
    assignment_of,
    clear,
)
from scheduler.engines.bounding.tracks.cost_tables import Ground, Measure, ground_of
from scheduler.engines.compiling import compiled, enclosed
from scheduler.engines.model import Model

MOST = 2**30
"""Most that two places may cost together; costs that are moved onto them beyond it are forgone."""

WORTH = 1e-4
"""A round that adds a smaller part to the bound is the last one."""

CELL = 20e-9
"""Nominal seconds for each entry of an assignment problem."""


def ascent_of(model: Model) -> "Ascent | None":
    """Return an ascent for a model; None if it has no pairs to pay for, or too many places."""
    made = ground_of(model)
    if made is None or made[1].columns < len(made[0].pairs):
        return None
    return Ascent(*made)


class Ascent:
    """A lower bound that rises from round to round."""

    def __init__(self, ground: Ground, measure: Measure) -> None:
        self._ground = ground
        self._measure = measure
        self._work = assignment_of(len(ground.pairs), measure.columns)
        self._total = 0
        self._rounds = 0
        self.bound = 0
        """No schedule has a smaller penalty, in thousandths."""

    @property
    def work(self) -> float:
        """Nominal seconds of work for a session in a round, on average."""
        sessions = len(self._ground.pairs)
        places = len(self._ground.costs) / sessions
        return CELL * places * sessions * self._measure.columns

    def climb(self, rng: np.random.Generator, over: Callable[[], bool]) -> bool:
        """Climb a round, and tell whether that was worth it; `over` is asked after each session."""
        share = 2 - self._rounds % 2
        for session in rng.permutation(len(self._ground.pairs)).tolist():
            if over():
                break
            _gather(self._ground, self._work, session, share)
        gained = _settle(self._ground, self._work)
        if gained >= NEVER // 2:
            return False  # there is no schedule at all, which others prove
        self._total += gained
        self._rounds += 1
        _spread(self._ground)
        before = self.bound
        self.bound = self._measure.elsewhere - (-self._total // self._measure.scale)
        return self.bound - before > WORTH * self.bound


@compiled
def _gather(ground: Ground, work: Assignment, session: int, share: int) -> None:
    """Add to each place of a session the least that a share of its pairs costs, and take it from them."""
    for place in range(ground.places[session], ground.places[session + 1]):
        if ground.costs[place] >= NEVER // 2:
            continue
        _fill(ground, work, session, place, share)
        least = assign(work, len(ground.pairs) - 1)
        if least >= NEVER // 2:
            ground.costs[place] = NEVER
            continue
        ground.costs[place] += least
        row = 0
        for other in range(len(ground.pairs)):
            if other != session:
                _take(ground, work, session, place, other, row)
                row += 1


@enclosed
def _fill(ground: Ground, work: Assignment, session: int, place: int, share: int) -> None:
    """Write what the pairs of a place cost as an assignment problem: a row for each other session."""
    row = 0
    for other in range(len(ground.pairs)):
        if other == session:
            continue
        clear(work, row)
        begin = ground.places[other]
        at, step = _table(ground, session, place, other)
        for there in range(begin, ground.places[other + 1]):
            if ground.costs[there] < NEVER // 2:
                cost = ground.together[at + (there - begin) * step] // share
                cell = ground.cells[there]
                work.cost[row, cell] = min(work.cost[row, cell], cost)
        row += 1


@enclosed
def _take(ground: Ground, work: Assignment, session: int, place: int, other: int, row: int) -> None:
    """Take from the pairs of a place what has been added to the place."""
    begin = ground.places[other]
    at, step = _table(ground, session, place, other)
    for there in range(begin, ground.places[other + 1]):
        if ground.costs[there] < NEVER // 2:
            price = work.row[row] + work.column[ground.cells[there]]
            ground.together[at + (there - begin) * step] -= price


@enclosed
def _table(ground: Ground, session: int, place: int, other: int) -> tuple[int, int]:
    """Return where the costs of a place with those of another session are, and how far apart."""
    here = place - ground.places[session]
    if session < other:
        width = ground.places[other + 1] - ground.places[other]
        return ground.pairs[session, other] + here * width, 1
    width = ground.places[session + 1] - ground.places[session]
    return ground.pairs[other, session] + here, width


@compiled
def _settle(ground: Ground, work: Assignment) -> int:
    """Return the least that all sessions can cost by themselves, and take it from their places."""
    sessions = len(ground.pairs)
    for session in range(sessions):
        clear(work, session)
        for place in range(ground.places[session], ground.places[session + 1]):
            cell = ground.cells[place]
            work.cost[session, cell] = min(work.cost[session, cell], ground.costs[place])
    least = assign(work, sessions)
    if least < NEVER // 2:
        for session in range(sessions):
            for place in range(ground.places[session], ground.places[session + 1]):
                ground.costs[place] -= work.row[session] + work.column[ground.cells[place]]
    return least


@compiled
def _spread(ground: Ground) -> None:
    """Give what is left of the cost of each place back to its pairs, evenly."""
    sessions = len(ground.pairs)
    for session in range(sessions):
        for place in range(ground.places[session], ground.places[session + 1]):
            each = ground.costs[place] // (sessions - 1)
            if each == 0 or ground.costs[place] >= NEVER // 2:
                continue
            ground.costs[place] -= each * (sessions - 1)
            for other in range(sessions):
                if other != session:
                    begin = ground.places[other]
                    at, step = _table(ground, session, place, other)
                    for there in range(ground.places[other + 1] - begin):
                        spot = at + there * step
                        ground.together[spot] = min(ground.together[spot] + each, MOST)
