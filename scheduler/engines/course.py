"""The course of a search: which engine works when, and what it hands on to the next.

First something that keeps everything, then something good, and a proof beside it:

1. a *first* schedule: a run of annealing from a random start; then, if it has found nothing, more of them and
   the exact engine on what is forbidden alone, which may prove that there is none.
2. annealing from it, and the exact engine on the complete model, for bounds and proofs; or a second one,
   of annealing, where all that costs are pairs, and far more than can be proved, or where time is too
   short for any proof.

With one worker the same happens one after the other, in fixed portions of work.
"""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress

from scheduler.engines.answer import Answer
from scheduler.engines.compiler import COMPILER
from scheduler.engines.concluding import concluded
from scheduler.engines.cp_sat import ExactSearch
from scheduler.engines.model import Start
from scheduler.engines.steps import Steps
from scheduler.engines.unfinished import UnfinishedError


class Course(Steps):
    """One search under way, in an order that suits it."""

    def anneal_only(self, start: Start | None) -> None:
        """Search with the fast engine alone."""
        self._await_kernels()
        self._anneal(start, self._budget)

    def prove_only(self, start: Start | None) -> None:
        """Search with the exact engine alone."""
        self._note_start(start)
        self._relax(self._budget.share(self._shares.relaxation))
        if not self._has_first() and not self._settled():
            self._find_first(self._workers)
        if not self._settled():
            self._record.phase = "proving"
            exact = self._built(self._model, self._workers)
            self._prove(exact, self._budget)

    def one_after_the_other(self, start: Start | None) -> None:
        """Search with both engines in turn.

        Whether the fast one is compiled already makes no difference to what is found.
        """
        COMPILER.begin()
        self._note_start(start)
        self._relax(self._budget.share(self._shares.relaxation))
        small = self._model.size <= self._shares.small and not self._relaxable
        exact = self._first_proof() if small and not self._settled() else None
        if not self._settled():
            self._await_kernels()
        if not self._has_first() and not self._settled():
            self._anneal(
                start, self._budget.share(self._shares.first_annealing), until=self._has_first
            )
        if not self._settled() and self._is_short():
            # No model: it would not be built by then.
            self._anneal(self._record.places or start, self._budget)
            return
        if not self._has_first() and not self._settled():
            self._find_first(1)
        if self._settled():
            return
        exact = exact or self._first_proof()
        if not self._settled():
            self._anneal(self._record.places, self._budget.share(self._shares.annealing))
        if not self._settled():
            self._climb(self._budget.share(self._shares.bounding_alone))
        if not self._settled():
            self._record.phase = "proving"
            self._prove(exact, self._budget)

    def _first_proof(self) -> ExactSearch:
        """Let the exact engine search for a short while: small conferences need no more."""
        exact = self._built(self._model, 1)
        self._record.phase = "proving"
        self._prove(exact, self._budget.share(self._shares.first_proof))
        return exact

    def side_by_side(self, start: Start | None) -> None:
        """Search with both engines at once; with the exact one alone until the other is compiled."""
        COMPILER.begin()
        with ThreadPoolExecutor(1) as pool:
            try:
                self._note_start(start)
                if self._relaxable:
                    relaxing = pool.submit(self._relax, self._budget.share(self._shares.relaxation))
                    if COMPILER.wait(lambda: relaxing.done() or self._budget.over):
                        self._anneal(start, self._budget, relaxing.done, enough=self._idle)
                    relaxing.result()
                self._prove_meanwhile()
                if not self._has_first() and not self._settled():
                    self._race_for_first(start, pool)
                if self._settled():
                    return
                self._ready(self._record.places)  # before two threads ask for it
                beside = pool.submit(self._work_beside)

                def ended() -> bool:
                    return beside.done() and beside.result()

                self._anneal(self._record.places, self._budget, runs=self._shares.runs_before)
                self._anneal(self._record.places, self._budget, ended, enough=self._idle)
                wait([beside])
            finally:
                # Whatever happened here, nobody waits for more; a search under way ends.
                self._record.closed = True
            beside.result()

    def _prove_meanwhile(self) -> None:
        """Let the exact engine search alone until the fast one is compiled.

        If it finds nothing, that was no search yet.
        """
        if self._settled() or COMPILER.ready():
            return
        self._prove_alone()
        if not (self._has_first() or self._infeasible or self._budget.interrupted):
            self._await_kernels()
            self._budget.forgive(self._budget.elapsed)

    def _prove_alone(self) -> None:
        with suppress(UnfinishedError):
            if self._model.size > self._shares.small and not self._has_first():
                self._find_first(self._workers, COMPILER.ready)
            if not (self._settled() or COMPILER.ready()):
                exact = self._built(self._model, self._workers, COMPILER.ready)
                self._record.phase = "proving"
                self._prove(exact, self._budget, COMPILER.ready)

    def _work_beside(self) -> bool:
        """Bound, and prove; or anneal as well, where no proof can be had.

        Tell whether the search is over with it.
        """
        self._proving = False
        only_pairs = self._climb(self._budget.share(self._shares.bounding))
        if self._settled():
            return True
        beyond = only_pairs and not self._record.proved_to(self._shares.provable)
        if beyond or self._is_short():
            return self._anneal_as_well()
        exact = self._built(self._model, self._workers)
        self._proving = True
        self._prove(exact, self._budget)
        return True

    def _race_for_first(self, start: Start | None, pool: ThreadPoolExecutor) -> None:
        """Let annealing look for a first schedule, and then both engines; it is enough that one finds it."""
        # A run is sooner over than a model is built, and mostly enough.
        self._anneal(start, self._budget, until=self._has_first, runs=1)
        if self._has_first() or self._settled():
            return
        finding = pool.submit(self._find_first, self._workers - 1, self._has_first)
        self._anneal(start, self._budget, until=lambda: self._has_first() or finding.done())
        finding.result()

    def answer(self) -> Answer:
        """Return what the search has come to."""
        self._record.tell()
        why = self._budget.why()
        return concluded(self._model, self._record, self._tally, why, infeasible=self._infeasible)
