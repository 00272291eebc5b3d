"""The steepest descent from a schedule with few moves: of one session, or of one and of those in its way.

Each step takes what pays most for each session that it moves. It is for the first answer to "what are the few
moves that help most": it proves nothing, and a search goes on from it. That a session goes where another
one is, which then goes elsewhere, is an ejection chain (Glover 1996) of two moves.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.search import Annealer
from scheduler.engines.model import Model, prepared
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule

CROWDED = 40
"""Places that would pay if nobody were in the way: so many are looked at in a step."""
EACH = 3
"""Of these, places of one session at most."""
SESSION, ELEMENT = 1e-4, 1.1e-8
"""Nominal seconds of a step: for each session, and for each number that the pricing of all looks at."""

Place = tuple[int, int]
"""Positions of start and room in the domain of a session."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, order=True)
class _Step:
    """Sessions that go elsewhere, and by how much the penalty is lower then."""

    worth: float
    """Change of the penalty for each session that is newly elsewhere: the less the better."""
    places: tuple[tuple[int, Place], ...]


def descents(
    problem: Problem,
    near: Schedule,
    start: Schedule,
    moves: int,
    seconds: float,
    over: Callable[[], bool],
) -> Iterator[Schedule]:
    """Yield better and better schedules with at most so many sessions elsewhere than in another one.

    Parameters
    ----------
    problem
        What to place, and what to keep.
    near
        From where moves are counted.
    start
        Where to begin: it keeps everything that is forbidden, and has at most so many moves. There is
        nothing to yield if it does not.
    moves
        Sessions that may be elsewhere, at most.
    seconds
        Nominal seconds of work, so that equal descents end at the same point on any machine.
    over
        Whether to end before.
    """
    model = prepared(problem)
    places = [] if model.hopeless else model.places(start)
    known = [place for place in places if place is not None]
    if not known or len(known) < len(places):
        return
    descent = _Descent(model, near, known, moves)
    while descent.work < seconds and not over() and descent.step(over):
        yield model.schedule(descent.places)


class _Descent:
    """A board, and which sessions are elsewhere on it."""

    def __init__(self, model: Model, near: Schedule, places: Sequence[Place], moves: int) -> None:
        self._annealer = Annealer(model, 0, places)
        self._domains = [*model.domains.values()]
        self._fixed = {*model.leaders, *model.leaders.values()}
        """Those that follow another one, and those that are followed: nobody goes alone."""
        self._near, self._moves = model.places(near), moves
        self.places = list(places)
        self._away = {
            session
            for session, place in enumerate(places)
            if session not in model.leaders and self._is_away(session, place)
        }
        self.work = 0.0

    def step(self, over: Callable[[], bool]) -> bool:
        """Take the step that pays most, and tell whether there is one."""
        found: list[_Step] = []
        crowded: list[tuple[int, int, Place]] = []
        self.work += SESSION * len(self.places) + ELEMENT * self._annealer.elements
        for session in range(len(self.places)):
            if over():
                return False
            if session not in self._fixed:
                priced = self._changes(session)
                found += self._freely(session, *priced)
                crowded += self._crowded(session, *priced)
        if self._moves > len(self._away):
            for _, session, place in heapq.nsmallest(CROWDED, crowded):
                if over():
                    return False
                found += self._ejecting(session, place)
        if not found:
            return False
        self._put(min(found).places)
        return True

    def _freely(
        self, session: int, places: Numbers, forbidden: Numbers, change: Numbers
    ) -> Iterator[_Step]:
        """Yield the step to the best place of a session at which nobody is in its way."""
        clear = np.flatnonzero((forbidden <= 0) & (change < 0))
        if len(clear):
            at = int(clear[np.argmin(change[clear])])
            there = self._place(session, int(places[at]))
            yield from self._steps(((session, there),), int(change[at]))

    def _crowded(
        self, session: int, places: Numbers, forbidden: Numbers, change: Numbers
    ) -> Iterator[tuple[int, int, Place]]:
        """Yield places of a session that would pay if nobody were there: change, session and place."""
        taken = np.flatnonzero((forbidden > 0) & (change < 0))
        for at in taken[np.argsort(change[taken], kind="stable")[:EACH]].tolist():
            yield int(change[at]), session, self._place(session, int(places[at]))

    def _ejecting(self, session: int, place: Place) -> Iterator[_Step]:
        """Yield the steps in which a session goes to a place, and the only one in its way elsewhere."""
        before, penalty = self.places[session], self._annealer.penalty
        self._put(((session, place),))
        found = []
        for other in self._beside(session):
            places, forbidden, change = self._changes(other)
            # Whoever is in the way takes all that is forbidden along.
            clear = np.flatnonzero(forbidden <= -self._annealer.forbidden)
            if len(clear):
                at = int(clear[np.argmin(change[clear])])
                whole = self._annealer.penalty - penalty + int(change[at])
                found.append((whole, other, self._place(other, int(places[at]))))
        self._put(((session, before),))
        for whole, other, there in found:
            if whole < 0:
                yield from self._steps(((session, place), (other, there)), whole)

    def _changes(self, session: int) -> tuple[Numbers, Numbers, Numbers]:
        """Return the places of a session, and by how much what is forbidden and the penalty differ there."""
        forbidden, penalty = self._annealer.prices(session)
        start, room = self.places[session]
        here = room * len(self._domains[session].starts) + start
        places = self._annealer.allowed(session)
        return places, forbidden[places] - forbidden[here], penalty[places] - penalty[here]

    def _place(self, session: int, number: int) -> Place:
        room, start = divmod(number, len(self._domains[session].starts))
        return start, room

    def _steps(self, places: Sequence[tuple[int, Place]], change: int) -> Iterator[_Step]:
        """Yield a step, unless too many sessions would be elsewhere after it."""
        away = self._after(places)
        if len(away) <= self._moves:
            newly = max(1, len(away) - len(self._away))
            yield _Step(change / newly, tuple(places))

    def _after(self, places: Iterable[tuple[int, Place]]) -> set[int]:
        """Return the sessions that are elsewhere once some go to other places."""
        moved = dict(places)
        return (self._away - {*moved}) | {
            session for session, place in moved.items() if self._is_away(session, place)
        }

    def _is_away(self, session: int, place: Place) -> bool:
        return self._near[session] != place

    def _put(self, places: Sequence[tuple[int, Place]]) -> None:
        self._away = self._after(places)
        for session, place in places:
            self.places[session] = place
        self._annealer.reset(self.places)

    def _beside(self, session: int) -> Iterator[int]:
        """Yield the sessions that run while another one does, and may go elsewhere alone."""
        begins, ends = self._times(session)
        for other in range(len(self.places)):
            since, until = self._times(other)
            if other != session and other not in self._fixed and since < ends and until > begins:
                yield other

    def _times(self, session: int) -> tuple[int, int]:
        domain, (start, _) = self._domains[session], self.places[session]
        return int(domain.starts[start]), int(domain.ends[start])
