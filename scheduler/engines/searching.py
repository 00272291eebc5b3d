"""The door of the engines: one search, whatever engines take part."""

import threading
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing import Cooling
from scheduler.engines.answer import Answer
from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat import ExactSearch, Found, Places
from scheduler.engines.model import Model, prepared
from scheduler.engines.record import Record
from scheduler.progress import Watch, nobody
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Status, Stop

FIRST_SHARE = 0.4
"""Share of a search with one worker that goes to annealing, before the exact engine polishes."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How a search is made."""

    engine: Engine = Engine.AUTO
    time_limit: float = 60.0
    """Seconds of search, positive."""
    seed: int = 0
    """Equal seeds give equal searches, with one worker."""
    workers: int = 1
    """Threads; with one, the limit is an amount of work instead of time."""


def search(
    problem: Problem,
    effort: Effort,
    *,
    start: Schedule | None = None,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
) -> Answer:
    """Search for the schedule that keeps every forbidden amount at 0 and pays least.

    Parameters
    ----------
    start
        A schedule to begin with; it need not keep anything.
    watch
        Told of every better schedule and bound.
    stop
        Ends the search when it is set; the best schedule so far is the answer.

    Returns
    -------
    Answer
        With one worker, the same for the same arguments.
    """
    budget = Budget(
        effort.time_limit, reproducible=effort.workers == 1, stop=stop or threading.Event()
    )
    model = prepared(problem)
    if model.hopeless:
        return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
    run = _Search(model, effort, budget, Record(budget, watch))
    return run.run(None if start is None else model.places(start))


class _Search:
    """One search under way."""

    def __init__(self, model: Model, effort: Effort, budget: Budget, record: Record) -> None:
        self._model = model
        self._effort = effort
        self._budget = budget
        self._record = record
        self._verdict = Status.UNKNOWN

    def run(self, start: list[tuple[int, int] | None] | None) -> Answer:
        """Run the engines that were asked for."""
        match self._effort.engine:
            case Engine.ANNEALING:
                self._anneal(start, self._budget)
            case Engine.CP_SAT:
                self._prove(self._effort.workers, self._whole(start))
            case Engine.AUTO if self._effort.workers == 1:
                self._one_after_the_other(start)
            case Engine.AUTO:
                self._side_by_side(start)
        return self._answer()

    def _one_after_the_other(self, start: list[tuple[int, int] | None] | None) -> None:
        share = Budget(
            FIRST_SHARE * self._effort.time_limit, reproducible=True, stop=self._budget.stopper
        )
        self._anneal(start, share)
        self._budget.spend(share.used)
        if not self._budget.over:
            self._prove(1, self._record.places)

    def _side_by_side(self, start: list[tuple[int, int] | None] | None) -> None:
        exact = ExactSearch(self._model, self._effort.seed, self._effort.workers - 1)
        prover = threading.Thread(target=self._exact, args=(exact,), daemon=True)
        prover.start()
        watcher = threading.Thread(target=self._stop_when_asked, args=(exact, prover), daemon=True)
        watcher.start()
        self._anneal(start, self._budget, prover)
        exact.stop()
        prover.join()

    def _anneal(
        self,
        start: list[tuple[int, int] | None] | None,
        budget: Budget,
        prover: threading.Thread | None = None,
    ) -> None:
        record, domains = self._record, list(self._model.domains.values())
        record.phase = "annealing"
        rng = np.random.default_rng(self._effort.seed)
        widths = np.array([len(domain.starts) for domain in domains])

        def found(places: np.ndarray, penalty: int) -> None:
            rooms, starts = np.divmod(places, widths)
            record.found([(int(s), int(r)) for s, r in zip(starts, rooms, strict=True)], penalty)

        def settled() -> bool:
            return record.proved or (prover is not None and self._verdict is Status.INFEASIBLE)

        Cooling(self._model, rng, start).run(budget, found, settled)

    def _prove(self, workers: int, hint: Places | None) -> None:
        exact = ExactSearch(self._model, self._effort.seed, workers)
        if hint is not None:
            exact.hint(hint)
        prover = threading.Thread(target=self._exact, args=(exact,), daemon=True)
        prover.start()
        self._stop_when_asked(exact, prover)

    def _exact(self, exact: ExactSearch) -> None:
        record = self._record
        record.phase = "proving"
        found: Found = exact.search(
            self._budget, self._budget.left, record.found, record.bounded
        )
        if found.bound is not None:
            record.bounded(found.bound)
        if found.places is not None and found.penalty is not None:
            record.found(found.places, found.penalty)
        self._verdict = found.status

    def _stop_when_asked(self, exact: ExactSearch, prover: threading.Thread) -> None:
        while prover.is_alive():
            prover.join(0.05)
            if self._budget.interrupted or self._record.proved:
                exact.stop()

    def _whole(self, start: list[tuple[int, int] | None] | None) -> Places | None:
        """Return a start that can be a hint: all of it in the domains."""
        whole = [place for place in start or () if place is not None]
        return whole if start and len(whole) == len(start) else None

    def _answer(self) -> Answer:
        record, why = self._record, self._budget.why()
        if self._verdict is Status.INFEASIBLE and record.places is None:
            return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
        if record.places is None:
            return Answer(Status.UNKNOWN, None, None, record.bound, why)
        schedule = self._model.schedule(record.places)
        if record.proved:
            return Answer(Status.OPTIMAL, schedule, record.penalty, record.penalty, Stop.PROVED)
        return Answer(Status.FEASIBLE, schedule, record.penalty, record.bound, why)
