"""Processes of this machine that ignore the signals of a terminal, and searches in them."""

import atexit
import itertools
import multiprocessing
import os
import queue
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


class Call(Protocol):
    """Carries out a search: here, or in another process."""

    def __call__(self, search: Callable[..., T], *, stop: threading.Event, **named: Any) -> T:
        """Return what a search finds that is given `stop` and all else by name."""


def here(search: Callable[..., T], *, stop: threading.Event, **named: Any) -> T:
    """Carry out a search in this thread."""
    return search(stop=stop, **named)


Answers = queue.SimpleQueue[tuple[str, Any]]


class _Process:
    """A worker process and the queues of pending requests, by number."""

    def __init__(self, niceness: int) -> None:
        self._connection, theirs = SPAWNING.Pipe()
        arguments = (theirs, niceness)
        self._process = SPAWNING.Process(target=_work, args=arguments, name="searches", daemon=True)
        with deaf():
            self._process.start()
        theirs.close()
        self._sending, self._registering = threading.Lock(), threading.Lock()
        self._waiting: dict[int, Answers] = {}
        self._is_lost = self._is_ended_here = False
        # Deaf as it is, it would be waited for at the end of the program.
        atexit.register(self.kill)
        self._hearing = threading.Thread(target=self._hear, name="searches", daemon=True)
        self._hearing.start()

    def send(self, number: int, asked: object) -> None:
        """Send a message; a lost process is noticed by the reader."""
        with self._sending, suppress(OSError):
            self._connection.send((number, asked))

    def await_answers(self, number: int) -> Answers | None:
        """Return the queue of answers; None if the process is lost."""
        with self._registering:
            return None if self._is_lost else self._waiting.setdefault(number, Answers())

    def forget(self, number: int) -> None:
        """Stop waiting for answers."""
        with self._registering:
            self._waiting.pop(number, None)

    def kill(self) -> None:
        """Kill the process; a second call does nothing."""
        self._is_ended_here = True
        self._process.kill()
        self._hearing.join()

    def _hear(self) -> None:
        """Dispatch answers until the process ends."""
        why = ""
        try:
            while True:
                number, kind, answer = self._connection.recv()
                with self._registering:
                    answers = self._waiting.get(number)
                if answers is not None:
                    answers.put((kind, answer))
        except (EOFError, OSError):
            pass
        except Exception:  # noqa: BLE001 - an answer that cannot be read: nobody would hear of any other
            why = f": {traceback.format_exc()}"
            self._process.kill()
        self._process.join()
        atexit.unregister(self.kill)
        code = self._process.exitcode
        lack = "" if why or self._is_ended_here else lost_by(code)
        if lack:
            self._lose(LackError(f"A search failed: its process {lack}."))
        else:
            self._lose(LostError(f"a search failed: its process ended with {code}{why}"))

    def _lose(self, error: SchedulerError) -> None:
        with self._registering:
            self._is_lost = True
            for answers in self._waiting.values():
                answers.put(("failed", error))


class Worker:
    """A process that runs several searches at once; started by the first one."""

    def __init__(self, niceness: int = NICE) -> None:
        """Take how nice the process is to others, where supported."""
        self._niceness = niceness
        self._numbers = itertools.count(1)
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
        number = next(self._numbers)
        running, answers = self._registered(number)
        running.send(number, {"search": search, "named": named, "tells": told is not None})
        is_asked_to_stop = is_answered = False
        try:
            while True:
                if stop.is_set() and not is_asked_to_stop:
                    is_asked_to_stop = True
                    running.send(number, None)
                with suppress(queue.Empty):
                    kind, answer = answers.get(timeout=GLANCE)
                    is_answered = kind != "told"
                    if kind == "found":
                        found: T = answer
                        return found
                    if kind == "failed":
                        raise answer
                    if told is not None:
                        told(answer)
        finally:
            running.forget(number)
            if not is_answered:  # whoever is told has failed
                running.send(number, None)

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

    def _registered(self, number: int) -> tuple[_Process, Answers]:
        """Return a running process and the queue of answers to a request."""
        with self._lock:
            while not self._is_closed:
                if self._running is None:
                    self._running = _Process(self._niceness)
                answers = self._running.await_answers(number)
                if answers is not None:
                    return self._running, answers
                self._running = None
        raise DefectError("a search was requested after the search process was closed.")


# In the process


def _work(connection: Connection, niceness: int) -> None:
    """Run requested searches, each in a thread, until the connection closes."""
    stay_deaf()
    with suppress(AttributeError, OSError):
        os.nice(niceness)
    speaking = threading.Lock()
    stops: dict[int, threading.Event] = {}

    def say(number: int, kind: str, answer: object) -> None:
        if kind != "told":
            stops.pop(number, None)
        with speaking, suppress(OSError):
            connection.send((number, kind, answer))

    with suppress(EOFError, OSError):
        while True:
            number, asked = connection.recv()
            if asked is not None:
                stop = stops[number] = threading.Event()
                arguments = (asked, stop, partial(say, number))
                threading.Thread(target=_carry_out, args=arguments, daemon=True).start()
            elif (asked_to := stops.get(number)) is not None:
                asked_to.set()
    os._exit(0)


def _carry_out(
    asked: Mapping[str, Any], stop: threading.Event, say: Callable[[str, object], None]
) -> None:
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
