"""Searches that may begin with a schedule: it is repaired first, if it breaks a hard rule."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.findings import Judgement
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Keep, Progress, Watch, forget, nobody
from scheduler.replanning.agendas import replan_agendas
from scheduler.replanning.changes import Changes
from scheduler.replanning.minimum_changes import (
    FIRST_STEP,
    Ground,
    Listener,
    TimeBudget,
    search_with_free,
)
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from scheduler.search import EngineName
from scheduler.solution import Engine, Solution, Status
from scheduler.solving import as_found, solve
from scheduler.sources import fit

SHARE = 0.35
"""Share of the time limit of a search in which its start is repaired, at most."""
STEP = 0.7
"""Share of what is left of that for each step, in which more sessions may move than before."""


@dataclass(frozen=True, slots=True)
class Start:
    """The programme to begin with, and the rules that it broke."""

    schedule: Schedule
    """Keeps every hard rule, if it could be repaired; else it is as it was given."""
    broken: tuple[Judgement, ...] = ()
    """Hard rules that it broke."""
    moves: tuple[tuple[Assignment | None, Assignment | None], ...] = ()
    """Where sessions were and are that the repair has moved; None: nowhere. In the order of the file."""
    repaired: bool = False
    """Whether that has been mended."""

    @property
    def was_whole(self) -> bool:
        """Return whether there was nothing to repair."""
        return not self.broken


def repaired(
    instance: Instance,
    start: Schedule,
    *,
    time_limit: float,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    since: float | None = None,
) -> Start:
    """Return a schedule that keeps every hard rule and changes little of one that may not.

    Sessions that have a part in what is broken, or have no place, may move at first, then more that are
    near, but never half of all (unless that is few): where that is not enough, a search from anywhere is
    better. Agendas stay as near as they can to those of the start.

    `time_limit` is that of the whole search, of which this takes a part at most; with one worker, an amount
    of work that comes on top of that of the search. The other arguments are those of `repair_and_solve`.
    """
    broken = evaluate(instance, start).forbidden
    if not broken:
        return Start(start)
    began = time.perf_counter()
    used = 0.0 if since is None or workers == 1 else began - since
    budget = TimeBudget(Effort(Engine.CP_SAT, max(0.0, SHARE * time_limit - used), seed, workers))

    def told(_: Progress) -> None:
        watch(Progress(time.perf_counter() - began, None, None, "repairing the start"))

    event = stop or threading.Event()
    listener = Listener(told, event)
    ground = Ground(Changes.of(instance, problem_of(instance), start))
    most = max(FIRST_STEP + 1, len(instance.sessions) / 2)
    for free in () if ground.model.hopeless else ground.steps():
        if len(free) >= most or listener.over():
            break
        effort = budget.part(STEP)
        found = search_with_free(ground, free, effort, None, listener).schedule
        if found is not None and any(item.is_open for item in instance.items):
            found = replan_agendas(instance, found, start, budget.part(STEP), stop=event).schedule
        if found is not None:
            return Start(found, broken, tuple(_moves(instance, start, found)), repaired=True)
    return Start(start, broken)


def _moves(
    instance: Instance, start: Schedule, schedule: Schedule
) -> Iterator[tuple[Assignment | None, Assignment | None]]:
    for session in instance.sessions:
        here, there = (each.by_session.get(session.id) for each in (start, schedule))
        if (here and (here.start, here.room)) != (there and (there.start, there.room)):
            yield here, there


def repair_and_solve(  # noqa: PLR0913 - options of a search
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
    begun: Callable[[Start], None] = lambda _: None,
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
        Called with the progress of the search, from any thread.
    stop
        Ends the search when it is set; the best schedule so far is kept, if need be the repaired one.
    keep
        Called with every better schedule, from any thread.
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
    found = search(start=begin.schedule)
    keeps_all = begin.was_whole or begin.repaired
    if keeps_all and found.status is Status.UNKNOWN:
        return as_found(instance, begin.schedule, found.search)
    return found
