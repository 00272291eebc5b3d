"""All kernels, compiled one after the other: what the process does that compiles them."""

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from scheduler.engines import annealing, bounding
from scheduler.engines.compilation.code_cache import keep, kept, packed
from scheduler.engines.compilation.compiler import COMPILER

LOCK = "kernels.lock"
PATIENCE = 120.0
"""Seconds to wait for another process that compiles; then it counts as lost."""
GLANCE = 0.1


def hand_over(folder: str | None) -> None:
    """Write the code of all kernels to stdout, and keep it in a folder, if there is one."""
    with _alone_in(folder):
        code = kept()
        if code is None:
            COMPILER.compile_here()
            annealing.make_ready()
            bounding.make_ready()
            code = COMPILER.code
            if folder is not None:
                keep(packed(code), Path(folder))
    sys.stdout.buffer.write(packed(code))


@contextmanager
def _alone_in(folder: str | None) -> Iterator[None]:
    """Let no other process compile for this folder meanwhile, where that can be had."""
    with ExitStack() as stack:
        if folder is not None:
            with suppress(OSError):
                _acquire(stack.enter_context((Path(folder) / LOCK).open("wb")).fileno())
        yield


def _acquire(lock: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        time.sleep(GLANCE)
