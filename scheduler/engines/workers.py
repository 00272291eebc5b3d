"""The actions of the phases: annealing, bounds, relaxation and proof."""

import time
from contextlib import suppress

from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.annealing.cooling_schedule import Found
from scheduler.engines.budget import Budget, layout
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.exact_engine import ExactEngine
from scheduler.engines.interruption import UnfinishedError, check_of
from scheduler.engines.lower_bounds import climb
from scheduler.engines.model import Places, Start
from scheduler.engines.phases import Phase, SearchContext, Until
from scheduler.progress import WAITING

SEEKING, ANNEALING = "looking for a first programme", "annealing"
"""Progress messages of annealing: before and after the first schedule."""
ANOTHER = 1_000_003
"""Distance between the seeds of two lanes; large, since users choose consecutive seeds."""


class Engines:
    """The engines for one problem, each created when it is first needed."""

    def __init__(self, task: SearchContext, start: Start | None = None) -> None:
        self.task = task
        self._start = start
        self._exact = ExactEngine(task)
        self._annealing: tuple[CoolingSchedule, float] | None = None
        """The annealing, once it is laid out, and the seconds that this took."""
        self._others: dict[int, CoolingSchedule] = {}
        """By lane, once each is laid out."""
        self._pairs_bounded = False
        """Whether pairs are all that costs, and a bound on them has been looked for."""
        self._relaxed = False
        """Whether the linear relaxation has had its time to bound the rest."""

    # What phases ask for.

    def has_incumbent(self) -> bool:
        """Return True if a feasible schedule is known."""
        return self.task.has_incumbent()

    def lacks_incumbent(self) -> bool:
        """Return True if there is none yet."""
        return not self.task.has_incumbent()

    def is_proved_at_once(self) -> bool:
        """Return True if the complete model is small."""
        return self.task.is_small()

    def lacks_model(self) -> bool:
        """Return True if the complete model is not built yet."""
        return not self._exact.has_model

    def is_short(self) -> bool:
        """Return True if the time left is too short for the exact engine on a large problem."""
        elements, portfolio = self._annealer().elements, self.task.params.portfolio
        return elements >= portfolio.large and portfolio.proving * elements > self.task.budget.left

    def is_beyond_proof(self) -> bool:
        """Return True if the bounds so far suggest that the exact engine proves nothing in time."""
        portfolio, state = self.task.params.portfolio, self.task.state
        pairs = self._pairs_bounded and not state.proved_to(portfolio.provable)
        rest = self._relaxed and not (self.task.is_small() or state.proved_to(portfolio.hopeful))
        return pairs or rest or self.is_short()

    def can_lay_out(self) -> bool:
        """Return True if another annealing would be laid out before half of the time left is over."""
        return self._annealing_made()[1] <= self.task.budget.left / 2

    # What phases do.

    def begin_compiling(self, *_: object) -> None:
        """Start compiling the kernels, unless they are compiled."""
        COMPILER.begin()

    def await_kernels(self, *_: object) -> None:
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

    def lay_out_annealing(self, *_: object) -> None:
        """Lay out the annealing, before two threads ask for it."""
        self._annealer()

    def anneal(self, phase: "Phase[Engines]", until: Until) -> None:
        """Anneal from the incumbent or, without one, towards a first schedule."""
        self._anneal(None, phase, until)

    def improve(self, phase: "Phase[Engines]", until: Until) -> None:
        """Anneal in one of several lanes, each from a seed of its own and from the best schedule of all."""
        if phase.lane and phase.lane not in self._others:
            seed = self.task.seed + phase.lane * ANOTHER
            self._others[phase.lane] = self._laid_out(seed)[0]
        self._anneal(self._others.get(phase.lane), phase, until)

    def bound(self, phase: "Phase[Engines]", _: Until) -> None:
        """Find lower bounds without a model."""
        budget, params = self._budget_of(phase), self.task.params
        wide = self._annealer().elements >= params.portfolio.wide
        self._pairs_bounded = climb(
            self.task.bounded, self.task.seed, budget, self.task.state, params.bounding, wide=wide
        )

    def find_first(self, phase: "Phase[Engines]", until: Until) -> None:
        """Find a first feasible schedule by the exact engine."""
        self._exact.find_first(self.task.workers - phase.spare, until)

    def relax(self, phase: "Phase[Engines]", until: Until) -> None:
        """Improve the bound of the linear relaxation."""
        self._exact.relax(lambda: self._budget_of(phase), until)
        self._relaxed = True

    def prove(self, phase: "Phase[Engines]", until: Until) -> None:
        """Search the complete model for better schedules and bounds."""
        self._exact.prove(lambda: self._budget_of(phase), until, phase.told)

    def prove_while_compiling(self, *_: object) -> None:
        """Search with the exact engine alone until annealing is compiled.

        If it finds nothing, that was no search yet.
        """
        with suppress(UnfinishedError):
            self._exact.prove_until_compiled()
        if not (self.has_incumbent() or self.task.state.infeasible or self.task.budget.interrupted):
            self.await_kernels()
            self.task.budget.forgive(self.task.budget.elapsed)

    # What that is made of.

    def _anneal(
        self, annealing: CoolingSchedule | None, phase: "Phase[Engines]", until: Until
    ) -> None:
        state, budget = self.task.state, self._budget_of(phase)
        if not COMPILER.wait(lambda: until() or self.task.budget.over):
            return
        (annealing or self._annealer()).run(
            budget,
            self._telling(phase),
            lambda: state.proved or state.closed or until(),
            latest=lambda: state.places,
            runs=phase.runs,
            enough=self._idle if phase.idles else lambda _: False,
        )

    def _telling(self, phase: "Phase[Engines]") -> Found:
        """Report the phase, and return the callback for found schedules."""
        state = self.task.state
        state.phase = phase.told or state.phase if self.has_incumbent() else SEEKING

        def found(places: Places, penalty: int | None) -> None:
            self._annealed(places, penalty)
            if state.phase == SEEKING:
                state.phase = phase.told or ANNEALING

        return found

    def _budget_of(self, phase: "Phase[Engines]") -> Budget:
        return self.task.budget if phase.share == 1.0 else self.task.budget.share(phase.share)

    def _annealer(self) -> CoolingSchedule:
        return self._annealing_made()[0]

    def _annealing_made(self) -> tuple[CoolingSchedule, float]:
        """Return the annealing, which is laid out with the first schedule that is known."""
        if self._annealing is None:
            self._annealing = self._laid_out(self.task.seed)
        return self._annealing

    def _laid_out(self, seed: int) -> tuple[CoolingSchedule, float]:
        """Return an annealing, and the seconds it took to lay it out.

        Raises `UnfinishedError` if the search was over before.
        """
        model = self.task.model
        self.task.budget.spend(layout(len(model.domains), model.size))
        check = check_of(lambda: self.task.budget.over or self.task.state.closed)
        check()
        began, start = time.perf_counter(), self.task.state.places or self._start
        made = CoolingSchedule(model, seed, start, check, self.task.params.annealing)
        return made, time.perf_counter() - began

    def _idle(self, in_vain: int) -> bool:
        """Return True if annealing should stop and leave all processors to a proof in reach."""
        portfolio = self.task.params.portfolio
        near = self.task.state.proved_to(portfolio.in_reach)
        return self._exact.proving and in_vain >= portfolio.idle_runs and near

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
