"""The search on relaxed models: bounds from them, and schedules from what they find.

First rooms that are alike are merged; if the best values of that model cannot be completed to a schedule
at their objective, the same again with single rooms, from what was found so far, and beside it others of its
best values. Two solvers work on each model, CP-SAT and HiGHS; whichever proves its values first ends it.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.tracks.relaxation.aggregation import aggregation_of
from scheduler.engines.cp_sat.tracks.relaxation.completion import (
    Run,
    complete,
    values_at,
    with_single_rooms,
)
from scheduler.engines.cp_sat.tracks.relaxation.cp_sat_solver import CpSatSolver
from scheduler.engines.cp_sat.tracks.relaxation.highs_solver import HighsSolver
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import Outcome
from scheduler.engines.cp_sat.tracks.relaxation.objective import relaxed_model_of
from scheduler.engines.cp_sat.tracks.relaxation.plateau_search import PlateauSearch
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import RelaxedModel
from scheduler.engines.model import Model, Places
from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.search import Status

Values = Sequence[int]

GLANCE = 0.05
"""Seconds between two looks at what was found."""

FINAL = (Status.OPTIMAL, Status.INFEASIBLE)


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told of a relaxed search, and decides on it."""

    run: Run
    """Runs a search of a complete model so that it can be stopped, and hears what it finds."""
    bounded: Callable[[int], None]
    over: Callable[[], bool]
    """Tells whether the search has to end."""
    best: Callable[[], int | None]
    """Tells the penalty of the best schedule known."""
    places: Callable[[], Places | None] = lambda: None
    """Tells where its sessions are."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A solver at work: what runs it to its end, and what ends it before."""

    search: Callable[[], Outcome]
    stop: Callable[[], None]


class RelaxedSearch:
    """Searches the relaxed models of a problem, the coarser one first."""

    def __init__(
        self,
        model: Model,
        seed: int,
        workers: int,
        budget: Budget,
        listener: Listener,
        params: SearchParams = DEFAULTS,
    ) -> None:
        self._params, self._exact = params.relaxation, params.exact
        self._seed = seed
        self._workers = workers
        self._budget = budget
        self._listener = listener
        single, merged = (aggregation_of(model, kinds=kinds) for kinds in (False, True))
        self._models: list[RelaxedModel] = []
        if single is not None and merged is not None:
            self._models = [relaxed_model_of(each) for each in (merged, single)]
            if len(merged.kinds) == len(single.kinds):
                self._models = self._models[1:]
        self._latest: Values | None = None
        """The best values found, not completed yet."""
        self._refined: Values | None = None
        """The last values with single rooms that became a schedule."""
        self._merged: Values | None = None
        """Values of the coarser model that are proved to be its best."""

    def search(self) -> Status:
        """Search until nothing is left to find, or it is over; it may prove that there is no schedule."""
        for relaxed in self._models:
            for stage in self._stages(relaxed):
                if self._listener.over() or self._budget.over:
                    return Status.UNKNOWN
                outcome = self._race(stage, relaxed)
                if outcome.status is Status.INFEASIBLE:
                    return Status.INFEASIBLE
                if outcome.status is Status.OPTIMAL:
                    self._merged = outcome.values
                    break
        return Status.UNKNOWN

    def _stages(self, relaxed: RelaxedModel) -> Iterator[list[Contender]]:
        """Yield which solvers work at the same time."""
        quick = min(1.0, self._params.quick / self._budget.seconds)
        branching = self._params.branching
        yield [self._cp_sat(relaxed, self._workers, self._budget.share(quick))]
        if self._workers > 1:
            beside = [self._highs(relaxed, self._budget.left)] if branching else []
            yield [*beside, self._beside(relaxed, self._workers - len(beside))]
            return
        if branching:
            yield [self._highs(relaxed, branching * self._budget.left)]
        yield [self._cp_sat(relaxed, 1, self._budget)]

    def _cp_sat(self, relaxed: RelaxedModel, workers: int, budget: Budget) -> Contender:
        solver = CpSatSolver(relaxed.program, self._seed, workers)

        def search() -> Outcome:
            known = self._known_values(relaxed)
            if known is not None:
                solver.hint(known)
            return solver.search(budget, self._note, self._listener.bounded)

        return Contender(search, solver.stop)

    def _known_values(self, relaxed: RelaxedModel) -> Values | None:
        """Return the values to begin with: of the last schedule made of values here, or of the best known."""
        if self._refined is not None and relaxed is self._models[-1]:
            return self._refined
        places = self._listener.places()
        return None if places is None else values_at(relaxed, places, self._budget, self._seed)

    def _beside(self, relaxed: RelaxedModel, workers: int) -> Contender:
        """Return what works beside HiGHS: CP-SAT, after a search among best values if any are known."""
        cp_sat = self._cp_sat(relaxed, workers, self._budget)
        share = self._params.descent
        if self._merged is None or not share:
            return cp_sat
        plateau = PlateauSearch(self._models[0], self._merged, relaxed, self._seed, self._params)

        def search() -> Outcome:
            plateau.search(self._budget.share(share), self._note)
            return cp_sat.search()

        def stop() -> None:
            plateau.stop()
            cp_sat.stop()

        return Contender(search, stop)

    def _highs(self, relaxed: RelaxedModel, seconds: float) -> Contender:
        search = HighsSolver(relaxed.program, self._seed, seconds)

        def run() -> Outcome:
            outcome = search.wait()
            self._budget.spend(search.work)
            return outcome

        return Contender(run, search.stop)

    def _note(self, values: Values) -> None:
        self._latest = values

    def _race(self, contenders: Sequence[Contender], relaxed: RelaxedModel) -> Outcome:
        """Let solvers work until one has proved its values, and complete what they find."""
        listener, budget = self._listener, self._budget

        def searched(contender: Contender) -> Outcome:
            with budget.processor.counted():
                return contender.search()

        with ThreadPoolExecutor(len(contenders)) as pool:
            racing = [pool.submit(searched, contender) for contender in contenders]
            while wait(racing, timeout=GLANCE).not_done:
                is_late = budget.reproducible and budget.is_spent
                if is_late or listener.over() or any(_final(each) for each in racing):
                    for contender in contenders:
                        contender.stop()
                elif self._workers > 1:
                    self._complete(relaxed)
        outcomes = [each.result() for each in racing]
        best = next((each for each in outcomes if each.status in FINAL), outcomes[0])
        for outcome in outcomes:
            if outcome.bound is not None:
                listener.bounded(outcome.bound)
        if best.values is not None:
            self._note(best.values)
        self._complete(relaxed)
        return best

    def _complete(self, relaxed: RelaxedModel) -> None:
        """Make a schedule of the latest values, if they promise a better one."""
        values, best = self._latest, self._listener.best()
        self._latest = None
        if values is None or (best is not None and relaxed.program.value(values) >= best):
            return
        fine, budget = self._models[-1], self._budget.share(self._params.realising)
        single: Values | None = values
        if relaxed is not fine:
            single = with_single_rooms(relaxed, values, fine, budget, self._seed)
        if single is None:
            return
        if complete(fine, single, self._listener.run, budget, self._seed, self._exact):
            self._refined = single


def _final(racing: Future[Outcome]) -> bool:
    return racing.done() and racing.result().status in FINAL
