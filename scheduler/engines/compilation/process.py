"""All kernels, compiled: what the process does that compiles them, and those that help it.

It takes most of a minute of processor time once, and a fraction of a second whenever they are known already.
"""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from scheduler.engines.annealing.search import Annealer
from scheduler.engines.bounding.dual_ascent import ascent_of
from scheduler.engines.bounding.lagrangian import Lagrangian
from scheduler.engines.compilation import kernels
from scheduler.engines.compilation.compiler import COMPILER, is_complete, keep, started
from scheduler.engines.model import prepared
from scheduler.restrictions import Pairs, Priced, Problem
from scheduler.system import lock, processors

NINE, HOUR = datetime(2021, 11, 8, 9, tzinfo=UTC), timedelta(hours=1)

LOCK = "kernels.lock"
_LOOK = 0.1

MOST = 4
"""Processes that share the work at most: each has to load Numba first, and the largest kernel takes 6 s."""


def compile_into(folder: str | Path) -> None:
    """Keep the code of all kernels in a folder, unless it has all; other processes wait meanwhile."""
    path = Path(folder)
    with (path / LOCK).open("wb") as file:
        with suppress(OSError):  # a file system without locks
            while not lock(file.fileno()):
                time.sleep(_LOOK)
        if not is_complete(path):
            parts = min(MOST, processors())
            if parts > 1:
                compile_in_parts(str(path), parts)
            COMPILER.compile_here(path)
            compile_annealing()
            compile_bounding()
            keep(path)


def compile_in_parts(folder: str, parts: int) -> None:
    """Let several processes compile a part of the kernels each; what fails is compiled here afterwards."""
    with suppress(OSError):  # no process can be made
        helpers = [started("compile_part", folder, each, parts) for each in range(parts)]
        for each in helpers:
            each.wait()


def compile_part(folder: str, number: int, parts: int) -> None:
    """Keep the code of a part of all kernels in a folder, for the process that waits for it."""
    COMPILER.compile_here(Path(folder))
    with kernels.uncalled():
        compile_annealing()
        compile_bounding()
    kernels.compile_part(number, parts)


def compile_annealing() -> None:
    """Compile the kernels of the fast engine, or load them."""
    problem = Problem({"a": HOUR, "b": HOUR}, (NINE, NINE + HOUR), ("A",), ())
    annealer = Annealer(prepared(problem), 0, [(0, 0), (1, 0)])
    annealer.sweep(1.0, 1.0)
    annealer.weigh()


def compile_bounding() -> None:
    """Compile the kernels of lower bounds, or load them."""
    pairs = Priced("pairs", Pairs("pairs", {("a", "b"): 1}), 1)
    model = prepared(Problem({"a": HOUR, "b": HOUR}, (NINE,), ("A",), (pairs,)))
    Lagrangian(model).climb(1)
    ascent = ascent_of(model)
    if ascent is not None:
        ascent.climb(np.random.default_rng(0), lambda: False)
