"""A better programme than the one on the desk: near to it, or wherever it is."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.desk.outcomes import Outcome, adopted
from scheduler.desk.steps import Desk
from scheduler.progress import Incumbent, Progress
from scheduler.replanning import solve_with_few_moves
from scheduler.rules import without_seats
from scheduler.schedule import Schedule
from scheduler.solving import solve

LIMITS = (3.0, 10.0, 30.0, 60.0)
"""Seconds of the searches with few moves, one after another: each begins with what the last one found."""
WHOLE = 300.0
"""Seconds of the search without a limit of moves."""
SAID = "Take what the search found"


@dataclass(frozen=True, slots=True)
class Nearby:
    """What a search has found so far."""

    outcome: Outcome | None
    """The best programme as a wish; None where nothing is better than what there is."""
    bound: int | None
    """No programme of the kind that is looked for costs less, in thousandths: proved; None: not known."""


def search_nearby(
    desk: Desk, moves: int | None, told: Callable[[Nearby], None], stop: threading.Event
) -> Nearby:
    """Search for a better programme, better and better, until it is stopped or time is over.

    Parameters
    ----------
    desk
        The desk; pins and locks are kept.
    moves
        Sessions that may be elsewhere, at most; None for any number.
    told
        Told of each better programme, from any thread.
    stop
        Ends the search when it is set.
    """
    search = _Search(desk, told, stop)
    return search.near(moves) if moves is not None else search.anywhere()


class _Search:
    def __init__(self, desk: Desk, told: Callable[[Nearby], None], stop: threading.Event) -> None:
        self._desk, self._told, self._stop = desk, told, stop
        self._best = Nearby(None, None)

    def near(self, moves: int) -> Nearby:
        desk = self._desk
        for seconds in LIMITS:
            if self._stop.is_set():
                break
            found = solve_with_few_moves(
                desk.instance, desk.schedule, moves, time_limit=seconds, stop=self._stop
            )
            self._take(found.solution.schedule, found.bound)
            if found.best:
                break
        return self._best

    def anywhere(self) -> Nearby:
        desk = self._desk

        def keep(incumbent: Incumbent) -> None:
            self._take(without_seats(incumbent.schedule()), self._best.bound)

        def watch(progress: Progress) -> None:
            if progress.bound is not None and progress.bound != self._best.bound:
                self._best = Nearby(self._best.outcome, progress.bound)
                self._told(self._best)

        found = solve(
            desk.instance,
            time_limit=WHOLE,
            start=desk.schedule,
            watch=watch,
            keep=keep,
            stop=self._stop,
        )
        self._take(found.schedule, found.bound)
        return self._best

    def _take(self, schedule: Schedule | None, bound: int | None) -> None:
        """Keep a programme if it is better than what there is by `evaluate`."""
        outcome = None if schedule is None else adopted(self._desk, SAID, schedule)
        if outcome is None or outcome.evaluation.measure >= self._least():
            outcome = self._best.outcome
        if (outcome, bound) != (self._best.outcome, self._best.bound):
            self._best = Nearby(outcome, bound)
            self._told(self._best)

    def _least(self) -> tuple[int, int]:
        return (self._best.outcome or self._desk).evaluation.measure
