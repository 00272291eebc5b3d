"""The entry point of the engines: one search with any engines."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from scheduler.engines.answer import Answer, SearchState, concluded
from scheduler.engines.block_packing import packed
from scheduler.engines.budget import Budget, preparation
from scheduler.engines.counting import Objective
from scheduler.engines.interruption import UnfinishedError, check_of
from scheduler.engines.model import Model, Places, Start, prepared
from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.engines.portfolio import phases_of, run
from scheduler.engines.room_permutations import with_better_rooms
from scheduler.engines.workers import Engines, SearchContext
from scheduler.progress import Incumbent, Keep, Watch, forget, nobody
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Engine, Status, Stop


@dataclass(frozen=True, slots=True)
class Effort:
    """Limits and settings of a search."""

    engine: Engine = Engine.AUTO
    time_limit: float = 60.0
    """Seconds of search."""
    seed: int = 0
    """Equal seeds give equal searches, with one worker."""
    workers: int = 1
    """Threads; with one, the limit is an amount of work instead of time."""
    judging: float = 0.0
    """Seconds of the limit in which a schedule is to be judged, if one is found."""


def search(  # noqa: PLR0913 - options of a search
    problem: Problem,
    effort: Effort,
    *,
    relaxed: Problem | None = None,
    start: Schedule | None = None,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
    solved: Callable[[Schedule], None] = lambda _: None,
    params: SearchParams = DEFAULTS,
) -> Answer:
    """Search for the feasible schedule with the least penalty.

    Parameters
    ----------
    problem
        What to place, and what to keep.
    effort
        How to search.
    relaxed
        A problem of the same sessions, of which no schedule costs more, nor breaks what it keeps in the other
        one: what is proved is proved of it. The problem itself, unless given.
    start
        A schedule to begin with; it need not keep anything.
    watch
        Called with every better schedule and bound.
    stop
        Ends the search when it is set; the best schedule so far is the answer.
    keep
        Called with every better schedule, which keeps everything.
    solved
        Called with the best schedule of `relaxed`, should it be proved; it may break something.
    params
        What the search is tuned by.

    Returns
    -------
    Answer
        With one worker, the same for the same arguments.

    Raises
    ------
    DisagreementError
        When engine and count differ: our defect.
    """
    budget = Budget(
        effort.time_limit,
        reproducible=effort.workers == 1,
        stop=stop or threading.Event(),
        judging=effort.judging,
    )
    try:
        check = check_of(lambda: budget.over)
        model = prepared(problem, check)
        bounded = model if relaxed in (None, problem) else prepared(relaxed, check)
    except UnfinishedError:
        return Answer(Status.UNKNOWN, None, None, None, budget.why())
    if bounded.hopeless:
        return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
    budget.spend(preparation(len(model.domains)))

    def better(places: Places, penalty: int) -> None:
        keep(Incumbent(penalty, partial(model.schedule, places)))

    state = SearchState(budget, watch, better)
    objective = Objective(model)
    places = _begun(model, objective, budget, effort.seed, start)

    def best(places: Places) -> None:
        solved(bounded.schedule(places))

    task = SearchContext(
        model, bounded, objective, budget, state, effort.seed, effort.workers, params, best
    )
    engines = Engines(task, places)
    with suppress(UnfinishedError):  # What has been found until then is the answer.
        if effort.engine is not Engine.ANNEALING:
            engines.note_start()
        run(engines, phases_of(engines, effort.engine))
    state.tell()
    return concluded(model, state, objective, budget.why())


def _begun(
    model: Model, objective: Objective, budget: Budget, seed: int, start: Schedule | None
) -> Start | None:
    """Return the places to begin with: those of a schedule, or of groups that are packed."""
    if start is not None:
        return model.places(with_better_rooms(model, objective, start))
    return packed(model, objective, budget, seed)
