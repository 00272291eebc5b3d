"""What a search is made of: steps of either engine, in no order yet."""

import time
from collections.abc import Callable

from scheduler.engines import stoppable
from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.budget import Budget
from scheduler.engines.climbing import climb
from scheduler.engines.compiler import COMPILER
from scheduler.engines.cp_sat import (
    ExactSearch,
    Found,
    Lift,
    Listener,
    RelaxedSearch,
    aggregation_of,
)
from scheduler.engines.model import Model, Places, Start
from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.engines.record import Record
from scheduler.engines.tally import Tally
from scheduler.engines.unfinished import UnfinishedError, check_of
from scheduler.progress import WAITING
from scheduler.search import Status

ANOTHER = 1_000_003
"""From the seed of a search to that of its second annealing: far, as other searches have seeds in a row."""


class Steps:
    """One search under way."""

    def __init__(
        self,
        model: Model,
        seed: int,
        workers: int,
        budget: Budget,
        record: Record,
        params: SearchParams = DEFAULTS,
    ) -> None:
        self._params = params
        self._shares = params.portfolio
        self._model = model
        self._seed = seed
        self._workers = workers
        self._budget = budget
        self._record = record
        self._infeasible = False
        self._proving = False
        self._tally = Tally(model)
        self._cooling: CoolingSchedule | None = None
        self._laying_out = 0.0
        """Seconds that it took to lay out an annealing."""
        self._relaxable = (
            bool(self._shares.relaxation) and aggregation_of(model, kinds=False) is not None
        )

    def _climb(self, budget: Budget) -> bool:
        wide = self._ready(self._record.places).elements >= self._shares.wide
        params = self._params.bounding
        return climb(self._model, self._seed, budget, self._record, params, wide=wide)

    def _ready(self, start: Start | None) -> CoolingSchedule:
        """Return the annealing, which is laid out with the first schedule that it is asked for."""
        if self._cooling is None:
            self._cooling = self._laid_out(self._seed, start)
        return self._cooling

    def _laid_out(self, seed: int, start: Start | None) -> CoolingSchedule:
        """Return an annealing; an `UnfinishedError` says that the search was over before."""
        check = check_of(lambda: self._budget.over or self._record.closed)
        began = time.perf_counter()
        made = CoolingSchedule(self._model, seed, start, check, self._params.annealing)
        self._laying_out = time.perf_counter() - began
        return made

    def _is_short(self) -> bool:
        """Tell whether the time left is too short for the exact engine to say anything of a large problem."""
        elements = self._ready(self._record.places).elements
        return (
            elements >= self._shares.large and self._shares.proving * elements > self._budget.left
        )

    def _anneal_as_well(self) -> bool:
        """Anneal from another seed, and from the best schedule of both annealings, if there is time for it.

        Tell whether there was.
        """
        if not self._shares.second_annealing or self._laying_out > self._budget.left / 2:
            return False
        other = self._laid_out(self._seed + ANOTHER, self._record.places)
        other.run(
            self._budget,
            self._annealed,
            lambda: self._record.proved or self._record.closed,
            latest=lambda: self._record.places,
        )
        return True

    def _await_kernels(self) -> None:
        """Wait until the fast engine is compiled, which does not count as search.

        An `UnfinishedError` says that somebody stopped the search before.
        """
        if COMPILER.ready():
            return
        before, began = self._record.phase, time.perf_counter()
        self._record.phase = WAITING

        def over() -> bool:
            nonlocal began
            began, passed = (now := time.perf_counter()), now - began
            self._budget.forgive(passed)
            self._record.tell()
            return self._budget.interrupted

        waited = COMPILER.wait(over)
        over()
        if not waited:
            raise UnfinishedError
        self._record.phase = before

    def _has_first(self) -> bool:
        return self._record.places is not None

    def _settled(self) -> bool:
        return self._record.proved or self._infeasible or self._budget.over

    def _anneal(
        self,
        start: Start | None,
        budget: Budget,
        until: Callable[[], bool] = lambda: False,
        runs: int | None = None,
        enough: Callable[[int], bool] = lambda _: False,
    ) -> None:
        record = self._record
        if not self._has_first():
            record.phase = "looking for a first programme"
        elif self._workers == 1 or runs is not None:
            record.phase = "annealing"
        self._ready(start).run(
            budget,
            self._annealed,
            lambda: record.proved or until(),
            latest=lambda: record.places,
            runs=runs,
            enough=enough,
        )

    def _idle(self, in_vain: int) -> bool:
        """Tell whether annealing in vain should leave all processors to a proof that is in reach."""
        near = self._record.proved_to(self._shares.in_reach)
        return self._proving and in_vain >= self._shares.idle_runs and near

    def _built(
        self, model: Model, workers: int, until: Callable[[], bool] = lambda: False
    ) -> ExactSearch:
        """Return an exact search; an `UnfinishedError` says that all, or `until`, was over before."""

        def over() -> bool:
            return self._settled() or self._record.closed or until()

        return ExactSearch(model, self._seed, workers, over, self._params.exact)

    def _relax(self, budget: Budget) -> None:
        """Search the relaxed models, if the problem has any, and for what they leave to choose."""
        if not self._relaxable or self._settled():
            return
        record, self._proving = self._record, True
        record.phase = "proving"

        def over() -> bool:
            return self._budget.interrupted or record.closed or record.proved

        def realise(exact: ExactSearch, whole: Lift, part: Budget) -> Found:
            return self._run(exact, lambda p: self._found(whole(p)), over, lambda _: None, part)

        listener = Listener(realise, record.bounded, over, best=lambda: record.penalty)
        search = RelaxedSearch(
            self._model, self._seed, self._workers, budget, listener, self._params
        )
        self._infeasible = search.search() is Status.INFEASIBLE

    def _hurried(self, workers: int, until: Callable[[], bool]) -> ExactSearch:
        """Return an exact search for anything that keeps everything, at whatever price."""
        exact = self._built(self._model.without_prices(), workers, until)
        exact.hurry()
        return exact

    def _find_first(self, workers: int, until: Callable[[], bool] = lambda: False) -> None:
        """Let the exact engine find a first schedule: in a hurry, and then with more thought."""
        if self._shares.hurry:
            try:
                hurried = self._hurried(workers, until)
            except UnfinishedError:
                if until():
                    return
                raise
            self._look(hurried, until, self._budget.share(self._shares.hurry))
        if not (self._settled() or until() or self._has_first()):
            thorough = self._built(self._model.without_prices(), workers)
            self._look(thorough, until, self._budget)

    def _look(self, exact: ExactSearch, until: Callable[[], bool], budget: Budget) -> None:
        found = self._run(exact, self._found, until, lambda _: None, budget)
        if found.places is not None:
            self._found(found.places)
        self._infeasible = found.status is Status.INFEASIBLE

    def _prove(
        self, exact: ExactSearch, budget: Budget, until: Callable[[], bool] = lambda: False
    ) -> None:
        """Let the exact engine search for better schedules, and for bounds."""
        record = self._record
        if record.places is not None:
            exact.hint(record.places, budget.patience)
        if self._workers > 1 and record.phase == "annealing":
            record.phase = "annealing and proving"
        found = self._run(
            exact, self._found, lambda: record.proved or until(), record.bounded, budget
        )
        if found.bound is not None:
            record.bounded(found.bound)
        if found.places is not None:
            self._found(found.places)
        self._infeasible = found.status is Status.INFEASIBLE

    def _run(
        self,
        exact: ExactSearch,
        found: Callable[[Places], None],
        until: Callable[[], bool],
        bounded: Callable[[int], None],
        budget: Budget,
    ) -> Found:
        """Run a search until it is over, or nobody waits for it any more.

        The first schedule makes the time shorter that is left for it.
        """

        def over() -> bool:
            ended = self._budget.interrupted or self._budget.patience <= 0.0
            return ended or self._record.closed or until()

        return stoppable.run(exact, budget, found, bounded, over)

    def _note_start(self, start: Start | None) -> None:
        """Begin with a schedule that was given, if it is whole and keeps everything."""
        whole = [place for place in start or () if place is not None]
        if start is not None and len(whole) == len(start):
            penalty, broken = self._tally.count(whole)
            if not broken:
                self._record.found(whole, penalty)

    def _annealed(self, places: Places, penalty: int | None) -> None:
        """Note a schedule of annealing, which may not know its penalty exactly."""
        self._record.found(places, self._tally.counted(places) if penalty is None else penalty)

    def _found(self, places: Places) -> None:
        """Note a schedule of the exact engine, whose objective may still pay for more than it must."""
        self._record.found(places, self._tally.counted(places))
