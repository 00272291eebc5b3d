"""The portfolio: the phases of a search, and the engine of each.

First something that keeps everything, then something good, and a proof beside it:

1. a *first* schedule: some annealing from a random start; then, if it has found nothing, more of it and
   the exact engine on what is forbidden alone, which may prove that there is none.
2. annealing from it, and the exact engine on the complete model, for bounds and proofs; or a second one,
   of annealing, where all that costs are pairs, and far more than can be proved, or where time is too
   short for any proof.

With one worker the same happens one after the other, in fixed portions of work.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial

from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.workers import ANNEALING, Engines, Until
from scheduler.search import Engine

Work = Callable[[Until], None]
"""Work of an engine, until it is told to end."""
Phases = Iterator[Work]
"""Work of engines, one after the other: what comes next is decided once the work before it is done."""
PROVING = "proving"


def run(engines: Engines, phases: Phases, until: Until = lambda: False) -> bool:
    """Work through phases until the search is settled; return whether their end was reached before."""
    while not engines.task.is_settled():
        work = next(phases, None)
        if work is None:
            return True
        work(until)
    return False


def phases_of(engines: Engines, engine: Engine) -> Phases:
    """Return the phases of a search."""
    match engine:
        case Engine.ANNEALING:
            return annealing_alone(engines)
        case Engine.CP_SAT:
            return proof_alone(engines)
        case Engine.AUTO if engines.task.workers == 1:
            return one_after_the_other(engines)
        case Engine.AUTO:
            return side_by_side(engines)


def annealing_alone(engines: Engines) -> Phases:
    """Yield the phases of a search with the fast engine alone; it uses one thread."""
    yield engines.await_kernels
    yield partial(engines.anneal, told=ANNEALING if engines.task.workers == 1 else "")


def proof_alone(engines: Engines) -> Phases:
    """Yield the phases of a search with the exact engine alone."""
    if not engines.task.has_incumbent():
        yield engines.exact.find_first
    yield partial(engines.exact.prove, told=PROVING)


def _small_first(engines: Engines) -> Phases:
    """Yield phases that prove a small conference, which most are, and wait for the fast engine otherwise."""
    COMPILER.begin()
    if engines.task.is_small():
        share = engines.task.params.portfolio.first_proof
        yield partial(engines.exact.prove, share=share, told=PROVING)
    yield engines.await_kernels


def one_after_the_other(engines: Engines) -> Phases:
    """Yield the phases of a search with one worker.

    Whether the fast engine is compiled already makes no difference to what is found.
    """
    task, params = engines.task, engines.task.params.portfolio
    yield from _small_first(engines)
    anneal = partial(engines.anneal, told=ANNEALING)
    if not task.has_incumbent():
        yield _until_first(engines, partial(anneal, share=params.first_annealing))
    if engines.is_short():  # for a model, which would not be built by then
        yield anneal
        return
    if not task.has_incumbent():
        yield engines.exact.find_first
    if not engines.exact.has_model:
        yield partial(engines.exact.prove, share=params.first_proof, told=PROVING)
    yield partial(anneal, share=params.annealing)
    yield partial(engines.bound, share=params.bounding_alone)
    yield partial(engines.exact.prove, told=PROVING)
    yield anneal  # unless there is a proof: what was solved was a relaxation


def side_by_side(engines: Engines) -> Phases:
    """Yield the phases of a search with several workers: half of them anneal, the rest is for the proof."""
    task = engines.task
    yield from _small_first(engines)
    if not task.has_incumbent():
        looks = task.params.portfolio.first_looks
        yield _until_first(engines, partial(engines.anneal, runs=looks, told=ANNEALING))
    if not task.has_incumbent():
        look = _until_first(engines, partial(engines.exact.find_first, spare=1))
        anneal = _until_first(engines, engines.anneal)
        yield lambda _: _in_lanes(engines, iter([look]), iter([anneal]))
    engines.annealer()  # before two threads ask for it
    improve = partial(engines.anneal, idles=True)
    lanes = range(2, max(2, task.workers // 2 + 1))
    others = (iter([partial(improve, lane=lane)]) for lane in lanes)
    yield lambda _: _in_lanes(
        engines, _proof(engines), iter([partial(improve, told=ANNEALING)]), *others
    )


def _proof(engines: Engines) -> Phases:
    """Yield phases for bounds and a proof, or for annealing where no proof is in reach."""
    params = engines.task.params.portfolio
    yield partial(engines.bound, share=params.bounding)
    if not engines.is_beyond_proof():
        yield partial(engines.exact.relax, share=params.relaxing)
    if engines.is_beyond_proof():
        yield partial(engines.anneal, idles=True, lane=1)
    else:
        yield engines.exact.prove
        yield partial(engines.anneal, lane=1, told=ANNEALING)


def _until_first(engines: Engines, work: Work) -> Work:
    """Return work that ends with the first programme that keeps every hard rule, too."""
    return lambda until: work(lambda: engines.task.has_incumbent() or until())


def _in_lanes(engines: Engines, proof: Phases, here: Phases, *others: Phases) -> None:
    """Work through phases at the same time, each in a thread; all end with those of the proof."""
    with ThreadPoolExecutor(1 + len(others)) as pool:
        proving = pool.submit(run, engines, proof)

        def ended() -> bool:
            return proving.done() and proving.result()

        beside = [proving, *(pool.submit(run, engines, each, ended) for each in others)]
        try:
            run(engines, here, ended)
            wait(beside)
        except BaseException:
            engines.task.state.closed = True  # nobody waits for more
            raise
        for each in beside:
            each.result()
