"""The exact engine applied to one problem: first schedules and proofs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scheduler.engines.budget import Budget
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.cp_sat import ExactSearch, Found, LinearRelaxation
from scheduler.engines.interruption import UnfinishedError
from scheduler.engines.model import Model, Places
from scheduler.engines.phases import SearchContext, Until
from scheduler.search import Status


class ExactEngine:
    """Builds models, and searches them."""

    def __init__(self, task: SearchContext) -> None:
        self._task = task
        self._complete: ExactSearch | None = None
        """The complete model, once it is built."""
        self._relaxation: LinearRelaxation | None = None
        """Its linear relaxation, until it cannot improve the bound any more."""
        self._proofs = 0
        """Running searches that may end with a proof."""

    @property
    def has_model(self) -> bool:
        """Return True if the complete model is built."""
        return self._complete is not None

    @property
    def proving(self) -> bool:
        """Return True if a running search may end with a proof."""
        return self._proofs > 0

    def find_first(self, workers: int, until: Until) -> None:
        """Find a schedule that satisfies the hard restrictions: first without presolve, then with it."""
        share = self._task.params.portfolio.hurry
        if share:
            try:
                hurried = self._hurried(workers, until)
            except UnfinishedError:
                if until():
                    return
                raise
            self._look(hurried, until, self._task.budget.share(share))
        if not (self._task.is_settled() or until() or self._task.has_incumbent()):
            thorough = self._built(self._task.model.without_prices(), workers)
            self._look(thorough, until, self._task.budget)

    def prove_until_compiled(self) -> None:
        """Search with the exact engine; raise `UnfinishedError` if its model was not ready in time."""
        if not (self._task.is_small() or self._task.has_incumbent()):
            self.find_first(self._task.workers, COMPILER.ready)
        if not (self._task.is_settled() or COMPILER.ready()):
            exact = self._built(self._task.bounded, self._task.workers, COMPILER.ready)
            self._task.state.phase = "proving"
            self._prove(exact, self._task.budget, COMPILER.ready)

    def relax(self, budget: Callable[[], Budget], until: Until) -> None:
        """Build the complete model and improve the bound of its linear relaxation."""
        self._build()
        if self._relaxation is not None:
            self._climb(self._relaxation, budget(), until)

    def prove(self, budget: Callable[[], Budget], until: Until, told: str = "") -> None:
        """Search the complete model for better schedules and bounds, after the relaxation."""
        complete = self._build()
        part = budget()
        if self._relaxation is not None:
            self._climb(self._relaxation, part, until)
        if told:
            self._task.state.phase = told
        if not (part.over or self._task.state.proved):
            self._relaxation = None
            self._prove(complete, part, until)

    def _build(self) -> ExactSearch:
        """Return the complete model, built once, with its relaxation if it is large."""
        if self._complete is None:
            self._complete = self._built(self._task.bounded, self._task.workers)
            if not self._task.is_small() and self._task.params.exact.relaxes:
                self._relaxation = self._complete.relaxed()
                self._task.budget.spend(self._relaxation.work)
        return self._complete

    def _climb(self, relaxation: LinearRelaxation, budget: Budget, until: Until) -> None:
        """Record the bounds of the linear relaxation where the solver would take long to find them."""
        state = self._task.state

        def over() -> bool:
            return budget.over or self._is_over() or state.proved or until()

        climbing = True
        while climbing and not over():
            climbing = budget.attended(
                lambda: relaxation.climb(budget.left, budget.patience),
                lambda: self._is_over() or until(),
                relaxation.stop,
            )
            budget.spend(relaxation.work)
            state.bounded(relaxation.bound)
        if not climbing:
            self._relaxation = None

    def _prove(self, exact: ExactSearch, budget: Budget, until: Until) -> None:
        state = self._task.state
        with self._proof():
            if state.places is not None:
                exact.hint(state.places, budget.patience)
            if self._task.workers > 1 and state.phase == "annealing":
                state.phase = "annealing and proving"
            found = self._run(
                exact, self._task.found, lambda: state.proved or until(), state.bounded, budget
            )
        if found.bound is not None:
            state.bounded(found.bound)
        if found.places is not None:
            self._task.found(found.places)
        state.infeasible = found.status is Status.INFEASIBLE

    def _look(self, exact: ExactSearch, until: Until, budget: Budget) -> None:
        found = self._run(exact, self._task.found, until, lambda _: None, budget)
        if found.places is not None:
            self._task.found(found.places)
        proved = found.status is Status.INFEASIBLE and self._task.is_exact
        self._task.state.infeasible = self._task.state.infeasible or proved

    def _run(
        self,
        exact: ExactSearch,
        found: Callable[[Places], None],
        until: Until,
        bounded: Callable[[int], None],
        budget: Budget,
    ) -> Found:
        """Run a search in its own thread until it is over or cancelled.

        The first schedule shortens the time that is left.
        """
        return budget.attended(
            lambda: exact.search(budget, found, bounded),
            lambda: self._is_over() or until(),
            exact.stop,
        )

    def _is_over(self) -> bool:
        """Return True if a search was cancelled."""
        budget = self._task.budget
        return budget.interrupted or budget.is_spent or self._task.state.closed

    def _built(self, model: Model, workers: int, until: Until = lambda: False) -> ExactSearch:
        """Return an exact search; raise `UnfinishedError` if the time or `until` ends before."""

        def over() -> bool:
            return self._task.is_settled() or self._task.state.closed or until()

        made = ExactSearch(model, self._task.seed, workers, over, self._task.params.exact)
        self._task.budget.spend(made.building)
        return made

    def _hurried(self, workers: int, until: Until) -> ExactSearch:
        """Return an exact search for any feasible schedule."""
        exact = self._built(self._task.model.without_prices(), workers, until)
        exact.hurry()
        return exact

    @contextmanager
    def _proof(self) -> Iterator[None]:
        """Register a running proof."""
        self._proofs += 1
        try:
            yield
        finally:
            self._proofs -= 1
