"""Processes of this machine that ignore the signals of a terminal."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

from scheduler.system import ENDINGS

SPAWNING = multiprocessing.get_context("spawn")  # a fork would take threads of solvers with it

_BY_LACK = {
    -signal.SIGABRT: "was aborted (SIGABRT), as solvers do where memory runs out",
    -9: "was killed (SIGKILL), as systems do where memory runs out",
}


def lost_by(code: int | None) -> str:
    """Say how a process was lost that memory has probably run out for; nothing, if it ended otherwise."""
    return "" if code is None else _BY_LACK.get(code, "")


@contextmanager
def deaf() -> Iterator[None]:
    """Let processes that begin here be deaf to signals from their first moment on."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: `stay_deaf` has to do
        yield
        return
    resource_tracker.ensure_running()  # or it would begin now, and hear them again afterwards
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def stay_deaf() -> None:
    """Leave such signals to whoever began this process."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
