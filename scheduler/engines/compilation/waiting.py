"""Waiting for the fast engine where a search begins with it: that is no part of its time."""

import time
from collections.abc import Callable

from scheduler.engines.compilation.compiler import COMPILER
from scheduler.progress import WAITING, Progress, Watch


def await_kernels(watch: Watch, over: Callable[[], bool] = lambda: False) -> float:
    """Wait until the fast engine is compiled, which takes long once on a machine; return the seconds.

    Parameters
    ----------
    watch
        Told that it is waited for.
    over
        Says that nobody waits any more.
    """
    began = time.perf_counter()
    COMPILER.begin()

    def told() -> bool:
        waited = time.perf_counter() - began
        watch(Progress(waited, None, None, WAITING, waited=waited, compiling=True))
        return over()

    if not COMPILER.ready():
        COMPILER.wait(told)
    return time.perf_counter() - began
