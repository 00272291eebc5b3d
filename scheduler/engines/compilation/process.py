"""All kernels, compiled one after the other: what the process does that compiles them."""

import fcntl
from contextlib import suppress
from pathlib import Path

from scheduler.engines import annealing, bounding
from scheduler.engines.compilation.compiler import COMPILER, is_complete, keep

LOCK = "kernels.lock"


def compile_into(folder: str) -> None:
    """Keep the code of all kernels in a folder, unless it has all; other processes wait meanwhile."""
    path = Path(folder)
    with (path / LOCK).open("wb") as lock:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_complete(path):
            COMPILER.compile_here(path)
            annealing.make_ready()
            bounding.make_ready()
            keep(path)
