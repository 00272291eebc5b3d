"""Search for a better programme, with few moves or without limit."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from scheduler.desk.changes import called, place_in_words
from scheduler.desk.outcomes import Outcome, adopted
from scheduler.desk.steps import DeskState, fitted
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.phrases import say
from scheduler.processes import Call, here
from scheduler.progress import Incumbent
from scheduler.replanning import Move, reseatings_of, solve_with_few_moves
from scheduler.rules import without_seats
from scheduler.schedule import Schedule
from scheduler.solving import solve

LIMITS = (3.0, 10.0, 30.0, 60.0)
"""Time limits, in seconds, of successive searches with few moves; each starts from the last result."""
PAUSE = 1.0
"""Least seconds between two reported programmes."""
WORKERS = 2
"""Threads of each search."""
WHOLE = 300.0
"""Seconds of the search without a limit of moves."""
SAID = say("Apply the programme that the search found")


def said_of_one(instance: Instance, move: Move) -> str:
    """Return the sentence of the history for one move of a search result."""
    title = called(instance, move.session)
    if move.after is None:
        return say("Apply one move of the search: leave out {}", title)
    place = place_in_words(instance, move.after)
    return say("Apply one move of the search: {} to {}", title, place)


Programme = TypeVar("Programme", Outcome, Schedule)
"""A programme, or its adoption as a change of a desk."""


@dataclass(frozen=True, slots=True)
class Nearby(Generic[Programme]):
    """The result of a search so far."""

    best: Programme | None
    """The best programme; None if none is better than the present one."""
    bound: int | None
    """Proved lower bound with this number of moves, in thousandths; None if unknown."""


NOTHING: Nearby[Schedule] = Nearby(None, None)


def search_nearby(
    desk: DeskState,
    moves: int | None,
    told: Callable[[Nearby[Outcome]], None],
    stop: threading.Event,
    call: Call = here,
) -> Nearby[Outcome]:
    """Search for better programmes until stopped or out of time.

    Parameters
    ----------
    desk
        The desk; pins and locks are kept.
    moves
        Sessions that may be elsewhere, at most; None for any number.
    told
        Called with each better programme.
    stop
        Ends the search when it is set.
    call
        Carries it out: in this thread, or in a process.
    """
    outcome: Outcome | None = None
    seen: Schedule | None = None

    def nearby(found: Nearby[Schedule]) -> Nearby[Outcome]:
        """Return a result as a change of the desk, if `evaluate` confirms that it is better."""
        nonlocal outcome, seen
        if found.best is not None and found.best != seen:
            seen, adoption = found.best, adopted(desk, SAID, found.best)
            if adoption.evaluation.measure < desk.evaluation.measure:
                outcome = adoption
        return Nearby(outcome, found.bound)

    found = call(
        search_programmes,
        instance=desk.instance,
        schedule=desk.schedule,
        moves=moves,
        told=lambda found: told(nearby(found)),
        stop=stop,
    )
    return nearby(found)


def search_programmes(
    *,
    instance: Instance,
    schedule: Schedule,
    moves: int | None,
    told: Callable[[Nearby[Schedule]], None],
    stop: threading.Event,
) -> Nearby[Schedule]:
    """Search for a better programme than a schedule, as `search_nearby` does for a desk."""
    search = _NearbySearch(instance, schedule, told, stop)
    return search.near(moves) if moves is not None else search.anywhere()


class _NearbySearch:
    """Collects programmes and bounds from several threads and reports improvements."""

    def __init__(
        self,
        instance: Instance,
        schedule: Schedule,
        told: Callable[[Nearby[Schedule]], None],
        stop: threading.Event,
    ) -> None:
        self._instance, self._schedule = instance, schedule
        self._told, self._stop = told, stop
        self._lock = threading.Lock()
        self._best = self._last = NOTHING
        self._when = -PAUSE
        self._least: tuple[int, ...] = (*evaluate(instance, schedule).measure, 0, 0)

    def near(self, moves: int) -> Nearby[Schedule]:
        for seconds in LIMITS:
            if self._stop.is_set():
                break
            found = solve_with_few_moves(
                self._instance,
                self._schedule,
                moves,
                start=self._best.best,
                time_limit=seconds,
                workers=WORKERS,
                watch=lambda _: self._take(None, None),
                stop=self._stop,
                keep=self._keep,
            )
            self._take(found.solution.schedule, found.bound)
            if found.best:
                break
        return self._best

    def anywhere(self) -> Nearby[Schedule]:
        found = solve(
            self._instance,
            time_limit=WHOLE,
            workers=WORKERS,
            start=self._schedule,
            watch=lambda progress: self._take(None, progress.bound),
            keep=self._keep,
            stop=self._stop,
        )
        self._take(found.schedule, found.bound)
        return self._best

    def _keep(self, incumbent: Incumbent) -> None:
        self._take(without_seats(incumbent.schedule()), None)

    def _take(self, schedule: Schedule | None, bound: int | None) -> None:
        """Keep a better programme, or an equal one with fewer changed panels, and the bound."""
        found = None if schedule is None else fitted(self._instance, schedule)
        measure = None if found is None else self._rank_of(found)
        with self._lock:
            best = self._best
            if measure is not None and measure < self._least:
                self._least, best = measure, Nearby(found, best.bound)
            if bound is not None:
                best = Nearby(best.best, max(bound, best.bound or 0))
            self._best, now = best, time.monotonic()
            if best == self._last or now - self._when < PAUSE:
                return
            self._last, self._when = best, now
        self._told(best)

    def _rank_of(self, schedule: Schedule) -> tuple[int, ...]:
        panels = [*reseatings_of(self._instance, self._schedule, schedule)]
        reseated = len(panels), sum(len(each.people) for each in panels)
        return (*evaluate(self._instance, schedule).measure, *reseated)
