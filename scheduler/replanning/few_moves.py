"""The best programme that moves at most so many sessions of another."""

import threading
import time
from dataclasses import dataclass, replace

from scheduler.engines.compilation.compiler import await_kernels
from scheduler.engines.searching import Effort
from scheduler.instance import Instance
from scheduler.progress import Keep, Watch, forget, nobody
from scheduler.replanning.limited_search import LimitedSearch, Limits
from scheduler.replanning.shares import Listener
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.solving import as_found, proved_impossible
from scheduler.sources import fit

FIRST = 0.5
"""Share of the time limit for any programme, if none is known that keeps every hard rule."""


@dataclass(frozen=True, slots=True)
class FewMoves:
    """The best programme that was found with at most so many moves."""

    solution: Solution
    """Nothing is proved of it among all programmes, whatever they move."""
    moved: int
    """Sessions elsewhere in it; 0 without a programme."""
    bound: int | None
    """No programme with at most so many moves costs less, in thousandths; None if nothing is proved."""

    @property
    def best(self) -> bool:
        """Whether no programme with at most so many moves is better: proved."""
        penalty = self.solution.penalty
        return penalty is not None and self.bound is not None and penalty <= self.bound


def solve_with_few_moves(  # noqa: PLR0913 - how to search, and who is told
    instance: Instance,
    near: Schedule,
    moves: int,
    *,
    start: Schedule | None = None,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
) -> FewMoves:
    """Search for the best programme in which at most so many sessions are elsewhere than in another.

    Parameters
    ----------
    instance
        The conference.
    near
        A programme of it; if it breaks hard rules, it is repaired first with few changes.
    moves
        Sessions that may be elsewhere at most; 0 for none.
    start
        A programme to begin with; the other one unless given.
    time_limit
        Seconds of search, positive; with one worker, an amount of work that takes about as long.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    watch
        Told that the search goes on.
    stop
        Ends the search when it is set; the best programme so far is kept.
    keep
        Told of each better programme of which at most so many sessions are elsewhere.
    """
    event = stop or threading.Event()
    waited = await_kernels(watch, event.is_set)
    began = time.perf_counter() - waited
    effort = Effort(Engine.AUTO, time_limit, seed, workers)
    limits = Limits(near=fit(instance, near).schedule, moves=moves)
    listener = Listener(watch, lambda _: None, event, keep)
    search = LimitedSearch(instance, limits, effort, listener, began, waited)
    begin = search.begin(start or near)
    purse = search.purse()
    how = Search(Engine.AUTO, seed, workers, time_limit, Stop.LIMIT)
    if search.best is None and not event.is_set():
        status = search.look_anywhere(purse.part(FIRST), begin)
        if status is Status.INFEASIBLE:
            return FewMoves(proved_impossible(instance, replace(how, stop=Stop.PROVED)), 0, None)
    search.look_around(purse.part(1.0))
    how = replace(how, stop=Stop.INTERRUPTED if event.is_set() else Stop.LIMIT)
    best = search.best
    if best is None or best.standing.beyond:
        unknown = replace(proved_impossible(instance, how), status=Status.UNKNOWN)
        return FewMoves(unknown, 0, None)
    found = as_found(instance, best.schedule, how)
    return FewMoves(found, search.moved(best.schedule), best.bound)
