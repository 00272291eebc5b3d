"""The portfolio: the phases of a search, and the engine of each.

First something that keeps everything, then something good, and a proof beside it:

1. a *first* schedule: a run of annealing from a random start; then, if it has found nothing, more of them and
   the exact engine on what is forbidden alone, which may prove that there is none.
2. annealing from it, and the exact engine on the complete model, for bounds and proofs; or a second one,
   of annealing, where all that costs are pairs, and far more than can be proved, or where time is too
   short for any proof.

With one worker the same happens one after the other, in fixed portions of work.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace

from scheduler.engines.answer import Answer, concluded
from scheduler.engines.parameters import PortfolioParams
from scheduler.engines.workers import Engines, Lanes, Phase, Until
from scheduler.search import Engine

Step = Phase | Lanes


def phases_of(engine: Engine, workers: int, params: PortfolioParams) -> Sequence[Step]:
    """Return the phases of a search, in the order in which their turns come."""
    match engine:
        case Engine.ANNEALING:
            return annealing_alone(workers)
        case Engine.CP_SAT:
            return proof_alone()
        case Engine.AUTO if workers == 1:
            return one_after_the_other(params)
        case Engine.AUTO:
            return side_by_side(workers, params)


def annealing_alone(workers: int) -> Sequence[Step]:
    """Return the phases of a search with the fast engine alone; it uses one thread."""
    return (
        Phase("compilation", Engines.await_kernels),
        Phase("annealing", Engines.anneal, told="annealing" if workers == 1 else ""),
    )


def proof_alone() -> Sequence[Step]:
    """Return the phases of a search with the exact engine alone."""
    return (
        Phase("first schedule", Engines.find_first, applies=Engines.lacks_incumbent),
        Phase("proof", Engines.prove, told="proving"),
    )


def _small_first(params: PortfolioParams) -> Iterator[Step]:
    """Yield phases that prove a small conference, which most are, and wait for the fast engine otherwise."""
    yield Phase("beginning of compilation", Engines.begin_compiling)
    yield Phase(
        "first proof",
        Engines.prove,
        share=params.first_proof,
        applies=Engines.is_proved_at_once,
        told="proving",
    )
    yield Phase("compilation", Engines.await_kernels)


def one_after_the_other(params: PortfolioParams) -> Sequence[Step]:
    """Return the phases of a search with one worker.

    Whether the fast engine is compiled already makes no difference to what is found.
    """
    return (
        *_small_first(params),
        Phase(
            "first annealing",
            Engines.anneal,
            share=params.first_annealing,
            applies=Engines.lacks_incumbent,
            until=Engines.has_incumbent,
            told="annealing",
        ),
        # No model: it would not be built by then.
        Phase(
            "improvement to the end",
            Engines.anneal,
            applies=Engines.is_short,
            told="annealing",
            last=True,
        ),
        Phase("first schedule", Engines.find_first, applies=Engines.lacks_incumbent),
        Phase(
            "first proof",
            Engines.prove,
            share=params.first_proof,
            applies=Engines.lacks_model,
            told="proving",
        ),
        Phase("improvement", Engines.anneal, share=params.annealing, told="annealing"),
        Phase("lower bounds", Engines.bound, share=params.bounding_alone),
        Phase("proof", Engines.prove, told="proving", last=True),
    )


def side_by_side(workers: int, params: PortfolioParams) -> Sequence[Step]:
    """Return the phases of a search with several workers."""
    return (
        *_small_first(params),
        # A run is sooner over than a model is built, and mostly enough.
        Phase(
            "first annealing",
            Engines.anneal,
            applies=Engines.lacks_incumbent,
            until=Engines.has_incumbent,
            runs=1,
            told="annealing",
        ),
        _race(),
        Phase("layout of annealing", Engines.lay_out_annealing),
        Lanes(
            lanes=(
                (Phase("improvement", Engines.anneal, idles=True, told="annealing"),),
                tuple(_proof(params)),
                *((_improvement(lane),) for lane in range(2, max(2, workers // 2 + 1))),
            )
        ),
    )


def _improvement(lane: int, applies: Callable[[Engines], bool] = Engines.can_lay_out) -> Phase:
    return Phase("improvement", Engines.anneal, applies=applies, idles=True, lane=lane)


def _race() -> Lanes:
    """Let both engines look for a first schedule; it is enough that one finds it."""
    return Lanes(
        lanes=(
            (Phase("first schedule", Engines.anneal, until=Engines.has_incumbent),),
            (
                Phase(
                    "first schedule",
                    Engines.find_first,
                    until=Engines.has_incumbent,
                    spare=1,
                    last=True,
                ),
            ),
        ),
        applies=Engines.lacks_incumbent,
    )


def _proof(params: PortfolioParams) -> Iterator[Phase]:
    """Yield phases for bounds and a proof, or for annealing where no proof is in reach."""

    def hopeful(engines: Engines) -> bool:
        return not engines.is_beyond_proof()

    yield Phase("lower bounds", Engines.bound, share=params.bounding)
    yield Phase("relaxation", Engines.relax, share=params.relaxing, applies=hopeful)
    yield replace(
        _improvement(1, lambda engines: engines.is_beyond_proof() and engines.can_lay_out()),
        last=True,
    )
    yield Phase("proof", Engines.prove, applies=hopeful, last=True)


class Portfolio:
    """A running search: engines working through phases."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    def run(self, phases: Sequence[Step], until: Until = lambda: False) -> bool:
        """Run phases until the search is settled; return whether the last phase has run."""
        for phase in phases:
            if self._engines.task.is_settled():
                return False
            if not phase.applies(self._engines):
                continue
            if isinstance(phase, Lanes):
                self._run_lanes(phase.lanes)
                continue
            self._work(phase, until)
            if phase.last:
                return True
        return False

    def _work(self, phase: Phase, until: Until) -> None:
        engines = self._engines
        phase.work(engines, phase, lambda: phase.until(engines) or until())

    def _run_lanes(self, lanes: Sequence[Sequence[Phase]]) -> None:
        """Run several sequences of phases in parallel; the last phase of one ends the others."""
        here, *others = lanes
        beside: list[Future[bool]] = []

        def ended() -> bool:
            return any(each.done() and each.result() for each in beside)

        with ThreadPoolExecutor(len(others)) as pool:
            beside += [pool.submit(self.run, each, ended) for each in others]
            try:
                self.run(here, ended)
                wait(beside)
            except BaseException:
                self._engines.task.state.closed = True  # nobody waits for more
                raise
            for each in beside:
                each.result()

    def answer(self) -> Answer:
        """Return the result of the search."""
        task = self._engines.task
        task.state.tell()
        return concluded(task.model, task.state, task.objective, task.budget.why())
