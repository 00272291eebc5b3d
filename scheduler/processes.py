"""Processes of this machine that ignore the signals of a terminal, and searches in them."""

import atexit
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar

from scheduler.errors import DefectError, LackError, SchedulerError, lack_in
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


T = TypeVar("T")

GLANCE = 0.05
"""Seconds between two checks whether to stop."""
NICE = 10
"""Niceness of a process that works beside others, where supported."""


class LostError(DefectError):
    """The process of a search has ended."""

    reason = ""
    """Why it was lost, as the end of a sentence; empty if its answer could not be read."""


class Call(Protocol):
    """Carries out a search: here, or in another process."""

    def __call__(self, search: Callable[..., T], *, stop: threading.Event, **named: Any) -> T:
        """Return what a search finds that is given `stop` and all else by name."""


def here(search: Callable[..., T], *, stop: threading.Event, **named: Any) -> T:
    """Carry out a search in this thread."""
    return search(stop=stop, **named)


class _Process:
    """A worker process. It hears of requests by one connection, and answers each by one of its own."""

    def __init__(self, niceness: int) -> None:
        self._connection, theirs = SPAWNING.Pipe()
        arguments = (theirs, niceness)
        self._process = SPAWNING.Process(target=_work, args=arguments, name="searches", daemon=True)
        with deaf():
            self._process.start()
        theirs.close()
        self._sending = threading.Lock()
        self._reaping = threading.Lock()
        """Held by whoever asks for the process's end: another thread would not hear the exit code."""
        self._is_ended_here = False
        # Deaf as it is, it would be waited for at the end of the program.
        atexit.register(self.kill)

    @property
    def is_lost(self) -> bool:
        """Whether it has ended."""
        with self._reaping:
            return not self._process.is_alive()

    def ask(self, asked: object) -> Connection:
        """Send a request; return the connection by which it is answered."""
        ours, theirs = SPAWNING.Pipe()
        with self._sending, theirs, suppress(OSError):  # `hear` notices that it is lost
            self._connection.send((theirs, asked))
        return ours

    def hear(self, connection: Connection) -> tuple[str, Any]:
        """Return an answer and its kind; nothing, if none comes within a glance.

        Raises
        ------
        SchedulerError
            When the process is lost.
        """
        try:
            if connection.poll(GLANCE):
                kind, answer = connection.recv()
                return kind, answer
            if not self.is_lost or connection.poll():
                return "", None
        except (EOFError, OSError):
            pass
        except Exception as error:
            raise LostError(f"a search failed: {traceback.format_exc()}") from error
        with self._reaping:
            self._process.join(1)
            code = self._process.exitcode
        lack = "" if self._is_ended_here else lost_by(code)
        reason = f"its process {lack or f'ended with {code}'}"
        lost = (
            LackError(f"A search failed: {reason}.")
            if lack
            else LostError(f"a search failed: {reason}")
        )
        lost.reason = reason
        raise lost

    def kill(self) -> None:
        """Kill the process; a second call does nothing."""
        self._is_ended_here = True
        self._process.kill()
        with self._reaping:
            self._process.join()
        atexit.unregister(self.kill)


class Worker:
    """A process that runs several searches at once; started by the first one."""

    def __init__(self, niceness: int = NICE) -> None:
        """Take how nice the process is to others, where supported."""
        self._niceness = niceness
        self._lock = threading.Lock()
        self._running: _Process | None = None
        self._is_closed = False

    def call(
        self,
        search: Callable[..., T],
        *,
        stop: threading.Event,
        told: Callable[[Any], None] | None = None,
        **named: Any,
    ) -> T:
        """Run a search in the process and return its result.

        Parameters
        ----------
        search
            A function of a module. It is given `stop`, and `told` if there is one.
        stop
            Ends the search soon when it is set; its result so far is returned.
        told
            Called in this thread with intermediate results.
        **named
            Other arguments; must be picklable.

        Raises
        ------
        SchedulerError
            What the search raises; `LackError` if the process was killed, `LostError` if it was lost
            otherwise, and `DefectError` if it is closed.
        """
        running = self._started()
        is_asked_to_stop = False
        with running.ask({"search": search, "named": named, "tells": told is not None}) as ours:
            while True:
                if stop.is_set() and not is_asked_to_stop:
                    is_asked_to_stop = True
                    with suppress(OSError):
                        ours.send(None)
                kind, answer = running.hear(ours)
                if kind == "found":
                    found: T = answer
                    return found
                if kind == "failed":
                    raise answer
                if kind == "told" and told is not None:
                    told(answer)

    def close(self) -> None:
        """Kill the process for good."""
        with self._lock:
            self._is_closed = True
        self.drop()

    def drop(self) -> None:
        """Kill the process; the next search starts another one."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.kill()

    def _started(self) -> _Process:
        with self._lock:
            if self._is_closed:
                raise DefectError("a search was requested after the search process was closed.")
            if self._running is None or self._running.is_lost:
                self._running = _Process(self._niceness)
            return self._running


# In the process


def _work(connection: Connection, niceness: int) -> None:
    """Run requested searches, each in a thread, until the connection closes."""
    stay_deaf()
    with suppress(AttributeError, OSError):
        os.nice(niceness)
    with suppress(EOFError, OSError):
        while True:
            threading.Thread(target=_carry_out, args=connection.recv(), daemon=True).start()
    os._exit(0)


def _carry_out(connection: Connection, asked: Mapping[str, Any]) -> None:
    stop, speaking = threading.Event(), threading.Lock()

    def listen() -> None:
        """Stop when that is asked for, or when no one waits any more."""
        with suppress(EOFError, OSError):
            while True:
                connection.recv()
                stop.set()
        stop.set()
        with speaking:
            connection.close()

    def say(kind: str, answer: object) -> None:
        with speaking, suppress(OSError):
            connection.send((kind, answer))

    threading.Thread(target=listen, daemon=True).start()
    named = dict(asked["named"])
    if asked["tells"]:
        named["told"] = partial(say, "told")
    try:
        say("found", asked["search"](stop=stop, **named))
    except SchedulerError as error:
        say("failed", error)
    except Exception as error:  # noqa: BLE001 - whoever asked says what the last handler says
        lack = lack_in(error)
        say("failed", LackError(lack) if lack else DefectError(traceback.format_exc()))
