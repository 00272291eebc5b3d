"""The door of searches that may begin with a schedule: it is repaired first, if it breaks a hard rule."""

import threading
import time
from collections.abc import Callable
from functools import partial

from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Keep, Watch, forget, nobody
from scheduler.replanning.starts import Start, repaired
from scheduler.schedule import Schedule
from scheduler.search import EngineName
from scheduler.solution import Engine, Solution, Status
from scheduler.solving import as_found, solve
from scheduler.sources import fit


def _unheard(_start: Start) -> None:
    """Tell nobody."""


def repair_and_solve(  # noqa: PLR0913 - how to search, and who is told
    instance: Instance,
    *,
    engine: Engine | EngineName = Engine.AUTO,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    start: Schedule | None = None,
    near: Schedule | None = None,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
    begun: Callable[[Start], None] = _unheard,
    since: float | None = None,
    params: SearchParams = DEFAULTS,
) -> Solution:
    """Search for the best schedule of an instance, from nothing or from a schedule of it.

    Parameters
    ----------
    instance
        The conference to plan.
    engine
        Which engine searches.
    time_limit
        Seconds of search, positive; with one worker, an amount of work that takes about as long.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    start
        A schedule to begin with; it need not keep any rule, nor fit. If it breaks hard rules, or lacks
        sessions, it is repaired first with few changes: nothing that is found is worse than the repaired one.
        That takes a part of the limit at most; with one worker, work that comes on top of it.
    near
        A schedule to stay near to: of equal penalty, with fewer sessions elsewhere, then fewer panels.
    watch
        Told of progress, from any thread.
    stop
        Ends the search when it is set; the best schedule so far is kept, if need be the repaired one.
    keep
        Told of every better schedule, from any thread.
    begun
        Told what the search begins with, and what was amiss with it, if there is a `start`.
    since
        When the limit began, by `time.perf_counter`, if what came before this call is to count as well.
    params
        What the search is tuned by; not recorded with the solution.

    Returns
    -------
    Solution
        Already evaluated; its schedule, if any, keeps every hard rule.

    Raises
    ------
    InputError
        When the time limit is not positive, or there is no worker; when a session is placed twice in `start`,
        or not at a whole minute.
    DisagreementError
        When model and evaluation count differently: our defect, never the file's.
    """
    since = time.perf_counter() if since is None else since
    how = partial(
        solve, instance, engine=Engine(engine), time_limit=time_limit, seed=seed, workers=workers
    )
    search = partial(how, near=near, watch=watch, stop=stop, keep=keep, since=since, params=params)
    if start is None or time_limit <= 0 or workers < 1:
        return search(start=start)
    repair = partial(repaired, time_limit=time_limit, seed=seed, workers=workers)
    fitting = fit(instance, start).schedule
    begin = repair(instance, fitting, watch=watch, stop=stop, since=since)
    begun(begin)
    if begin.repaired:
        keep(Incumbent(None, lambda: begin.schedule))
    return _or_start(instance, search(start=begin.schedule), begin)


def _or_start(instance: Instance, solution: Solution, begin: Start) -> Solution:
    """Return what was found; if nothing was, the start, if it keeps every hard rule."""
    keeps_all = begin.was_whole or begin.repaired
    if not keeps_all or solution.status is not Status.UNKNOWN:
        return solution
    return as_found(instance, begin.schedule, solution.search)
