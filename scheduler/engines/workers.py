"""The engines that work in the phases of a search: annealing, exact engine, lower bounds."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing import CoolingSchedule, VariedSchedule
from scheduler.engines.answer import SearchState
from scheduler.engines.bounding.dual_ascent import ascent_of
from scheduler.engines.bounding.lagrangian import Lagrangian
from scheduler.engines.budget import Budget, layout
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.counting import Objective
from scheduler.engines.cp_sat import ExactSearch, Found, LinearRelaxation
from scheduler.engines.interruption import UnfinishedError, check_of
from scheduler.engines.model import Model, Places, Start
from scheduler.engines.parameters import DEFAULTS, BoundingParams, SearchParams
from scheduler.progress import WAITING
from scheduler.search import Status

Until = Callable[[], bool]
"""Tells whether work has to end before its budget is over."""


@dataclass(frozen=True, slots=True)
class SearchContext:
    """The state that all phases share: problem, budget and incumbent."""

    model: Model
    bounded: Model
    """The model itself, or a relaxation with the same sessions, whose proofs hold for the model."""
    objective: Objective
    """Counts what schedules cost."""
    budget: Budget
    state: SearchState
    seed: int
    workers: int
    params: SearchParams = DEFAULTS
    solved: Callable[[Places], None] = lambda _: None
    """Told the optimum of a relaxation, which may break something of the model."""

    def found(self, places: Places) -> None:
        """Record a schedule of the exact engine, whose own objective may overestimate its penalty.

        One of a relaxation may break something.
        """
        penalty = self.counted(places)
        if penalty is not None:
            self.state.found(places, penalty)

    def counted(self, places: Places) -> int | None:
        """Return what a schedule of the exact engine costs; None if it breaks something."""
        if self.is_exact:
            return self.objective.counted(places)
        penalty, broken = self.objective.count(places)
        return None if broken else penalty

    @property
    def is_exact(self) -> bool:
        """Return True if bounds hold for the searched model itself, not for a relaxation."""
        return self.bounded is self.model

    def is_small(self) -> bool:
        """Return True if the complete model is small."""
        return self.model.size <= self.params.portfolio.small

    def has_incumbent(self) -> bool:
        """Return True if a feasible schedule is known."""
        return self.state.places is not None

    def is_settled(self) -> bool:
        """Return True if the search is proved, infeasible or out of time."""
        return self.state.proved or self.state.infeasible or self.budget.over


def climb(
    model: Model,
    seed: int,
    budget: Budget,
    state: SearchState,
    params: BoundingParams,
    *,
    wide: bool,
) -> bool:
    """Improve bounds: of pairs, if there are any, and of large problems as a whole.

    The same for a priced largest total, on which the exact engine is slow.
    Return True if only pairs have a price.
    """
    only_pairs = params.ascent and _climb_pairs(model, seed, budget, state, params)
    possible = params.lagrangian and model.size <= params.largest_lagrangian
    if possible and not only_pairs and (wide or model.only_worsts_cost):
        _climb_prices(model, budget, state, params)
    return only_pairs


def _climb_pairs(
    model: Model, seed: int, budget: Budget, state: SearchState, params: BoundingParams
) -> bool:
    """Improve a bound on the price of pairs, if any; return True if only pairs have a price."""
    ascent = ascent_of(model, params)
    if ascent is None:
        return False
    rng = np.random.default_rng(seed)

    def is_over() -> bool:
        budget.spend(ascent.work)
        return _is_over(budget, state)

    climbing = True
    while climbing and not is_over():
        climbing = ascent.climb(rng, is_over)
        state.bounded(ascent.bound)
    return model.only_pairs_cost


def _climb_prices(model: Model, budget: Budget, state: SearchState, params: BoundingParams) -> None:
    """Improve a Lagrangian bound towards the penalty of the best schedule."""
    try:
        lagrangian = Lagrangian(model, check_of(lambda: _is_over(budget, state)), params)
    except UnfinishedError:
        return  # The time for bounds is over; the search may not be.
    climbing = True
    while climbing and state.penalty is not None:
        budget.spend(lagrangian.work)
        if _is_over(budget, state):
            return
        climbing = lagrangian.climb(state.penalty)
        state.bounded(lagrangian.bound)


def _is_over(budget: Budget, state: SearchState) -> bool:
    """Return True if the search is over."""
    return budget.over or state.closed or state.proved


class ExactEngine:
    """Builds models, and searches them."""

    def __init__(self, task: SearchContext) -> None:
        self._task = task
        self._complete: ExactSearch | None = None
        """The complete model, once it is built."""
        self._relaxation: LinearRelaxation | None = None
        """Its linear relaxation, until it cannot improve the bound any more."""
        self.relaxed = False
        """Whether the linear relaxation has had its time to bound the rest."""
        self.proving = False
        """Whether a search is running that may end with a proof."""
        self._solved = False
        """Whether the optimum of a relaxation is known: nothing more can be proved of it."""

    @property
    def has_model(self) -> bool:
        """Return True if the complete model is built."""
        return self._complete is not None

    def find_first(self, until: Until, *, spare: int = 0) -> None:
        """Find a schedule that satisfies the hard restrictions: first without presolve, then with it.

        Some threads are left to others.
        """
        workers = self._task.workers - spare
        share, model = self._task.params.portfolio.hurry, self._task.model.without_prices()
        if share:
            try:
                hurried = self._built(model, workers, until)
            except UnfinishedError:
                if until():
                    return
                raise
            hurried.hurry()
            self._look(hurried, until, self._task.budget.share(share))
        if not (self._task.is_settled() or until() or self._task.has_incumbent()):
            self._look(self._built(model, workers), until, self._task.budget)

    def relax(self, until: Until, *, share: float) -> None:
        """Build the complete model and improve the bound of its linear relaxation."""
        self._build()
        if self._relaxation is not None:
            self._climb(self._relaxation, self._task.budget.share(share), until)
        self.relaxed = True

    def prove(self, until: Until, *, share: float = 1.0, told: str = "") -> None:
        """Search the complete model for better schedules and bounds, after the relaxation."""
        if self._solved:
            return
        complete = self._build()
        part = self._task.budget.share(share)
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
        """Search for a proof; anew, from the incumbent, when other engines are far ahead."""
        self.proving = True
        while self._prove_from_incumbent(exact, budget, until):
            exact.renew()
        self.proving = False

    def _prove_from_incumbent(self, exact: ExactSearch, budget: Budget, until: Until) -> bool:
        """Search for a proof; return whether it ended since other engines are far ahead."""
        state, began = self._task.state, budget.used
        own, bound, behind = state.penalty, state.bound or 0, False
        if state.places is not None:
            exact.hint(state.places, budget.patience)
        if self._task.workers > 1 and state.phase == ANNEALING:
            state.phase = "annealing and proving"

        def note(places: Places) -> None:
            nonlocal own
            penalty = self._task.counted(places)
            if penalty is not None:
                own = penalty
                state.found(places, penalty)

        def over() -> bool:
            nonlocal behind
            if budget.left > 2 * (budget.used - began):
                behind = behind or self._is_behind(own, bound)
            return state.proved or until() or behind

        found = self._run(exact, note, over, state.bounded, budget)
        if found.bound is not None:
            state.bounded(found.bound)
        if found.places is not None:
            self._task.found(found.places)
            if found.status is Status.OPTIMAL and not self._task.is_exact:
                self._solved = True
                self._task.solved(found.places)
        state.infeasible = found.status is Status.INFEASIBLE
        return behind and found.status not in (Status.OPTIMAL, Status.INFEASIBLE)

    def _is_behind(self, own: int | None, bound: int) -> bool:
        """Return True if others have closed much of the gap that an exact search began with."""
        latest = self._task.state.penalty
        if own is None or latest is None:
            return False
        return own - latest > self._task.params.portfolio.behind * (own - bound)

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


SEEKING, ANNEALING = "looking for a first programme", "annealing"
"""Progress messages of annealing: before and after the first schedule."""
ANOTHER = 1_000_003
"""Distance between the seeds of two lanes; large, since users choose consecutive seeds."""


class Engines:
    """The engines for one problem, each created when it is first needed.

    Work of each may use a `share` of the whole search, and ends before if it is told so.
    """

    def __init__(self, task: SearchContext, start: Start | None = None) -> None:
        self.task = task
        self._start = start
        self.exact = ExactEngine(task)
        self._lanes: dict[int, CoolingSchedule] = {}
        """The annealing of each lane, once it is laid out."""
        self._pairs_bounded = False
        """Whether pairs are all that costs, and a bound on them has been looked for."""

    def is_short(self) -> bool:
        """Return True if the time left is too short for the exact engine on a large problem."""
        elements, portfolio = self.annealer().elements, self.task.params.portfolio
        return elements >= portfolio.large and portfolio.proving * elements > self.task.budget.left

    def is_beyond_proof(self) -> bool:
        """Return True if the bounds so far suggest that the exact engine proves nothing in time."""
        portfolio, state = self.task.params.portfolio, self.task.state
        pairs = self._pairs_bounded and not state.proved_to(portfolio.provable)
        rest = self.exact.relaxed and not (
            self.task.is_small() or state.proved_to(portfolio.hopeful)
        )
        return pairs or rest or self.is_short()

    def await_kernels(self, _: Until) -> None:
        """Wait until the fast engine is compiled, which does not count as search.

        Raises `UnfinishedError` if the search was stopped before.
        """
        if COMPILER.ready():
            return
        before, began = self.task.state.phase, time.perf_counter()
        self.task.state.phase = WAITING

        def over() -> bool:
            nonlocal began
            began, passed = (now := time.perf_counter()), now - began
            self.task.budget.forgive(passed)
            self.task.state.tell()
            return self.task.budget.interrupted

        waited = COMPILER.wait(over)
        over()
        if not waited:
            raise UnfinishedError
        self.task.state.phase = before

    def anneal(
        self,
        until: Until,
        *,
        share: float = 1.0,
        runs: int | None = None,
        lane: int = 0,
        idles: bool = False,
        told: str = "",
    ) -> None:
        """Anneal from the best schedule of all lanes or, without one, towards a first schedule.

        Parameters
        ----------
        until, share
            When it ends.
        runs
            Most runs; None for any number.
        lane
            Number among those that anneal at the same time; each has another seed.
        idles
            Whether annealing in vain ends, where a proof beside it is in reach.
        told
            Text that observers get about the search; empty keeps the text before.
        """
        state, budget = self.task.state, self.task.budget.share(share)
        if not COMPILER.wait(lambda: until() or self.task.budget.over):
            return
        self.annealer(lane).run(
            budget,
            self._telling(told),
            lambda: state.proved or state.closed or until(),
            latest=lambda: state.places,
            runs=runs,
            enough=self._idle if idles else lambda _: False,
        )

    def bound(self, _: Until, *, share: float) -> None:
        """Find lower bounds without a model."""
        budget, params = self.task.budget.share(share), self.task.params
        wide = self.annealer().elements >= params.portfolio.wide
        self._pairs_bounded = climb(
            self.task.bounded, self.task.seed, budget, self.task.state, params.bounding, wide=wide
        )

    def _telling(self, told: str) -> Callable[[Places, int | None], None]:
        """Report what is done, and return the callback for found schedules."""
        state = self.task.state
        state.phase = told or state.phase if self.task.has_incumbent() else SEEKING

        def found(places: Places, penalty: int | None) -> None:
            self._annealed(places, penalty)
            if state.phase == SEEKING:
                state.phase = told or ANNEALING

        return found

    def annealer(self, lane: int = 0) -> CoolingSchedule:
        """Return the annealing of a lane, with its own seed, laid out once.

        Raises `UnfinishedError` if the search was over before.
        """
        if lane not in self._lanes:
            model, state = self.task.model, self.task.state
            self.task.budget.spend(layout(len(model.domains), model.size))
            check = check_of(lambda: self.task.budget.over or state.closed)
            check()
            start, seed = state.places or self._start, self.task.seed + lane * ANOTHER
            params = self.task.params.annealing
            self._lanes[lane] = VariedSchedule(model, seed, start, check, params)
        return self._lanes[lane]

    def _idle(self, in_vain: int) -> bool:
        """Return True if annealing should stop and leave all processors to a proof in reach."""
        portfolio = self.task.params.portfolio
        near = self.task.state.proved_to(portfolio.in_reach)
        return self.exact.proving and in_vain >= portfolio.idle_runs and near

    def note_start(self) -> None:
        """Start from a given schedule if it is complete and feasible."""
        start = self._start
        whole = [place for place in start or () if place is not None]
        if start is not None and len(whole) == len(start):
            penalty, broken = self.task.objective.count(whole)
            if not broken:
                self.task.state.found(whole, penalty)

    def _annealed(self, places: Places, penalty: int | None) -> None:
        """Note a schedule of annealing, which may not know its penalty exactly, and leaves some kinds out."""
        objective = self.task.objective
        beyond = objective.beyond(places)
        if beyond is not None:
            cost = objective.counted(places) if penalty is None else penalty + beyond
            self.task.state.found(places, cost)
