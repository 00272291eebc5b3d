"""Searches beside a desk, in a process of their own: they take no time from those who move sessions."""

import itertools
import os
import queue
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

from scheduler.errors import DefectError, SchedulerError
from scheduler.processes import SPAWNING, deaf, stay_deaf

T = TypeVar("T")

GLANCE = 0.05
"""Seconds between two looks at whether to stop."""
NICE = 10
"""By how much the process stands back, where processes can."""


class Call(Protocol):
    """Carries out a search: here, or in another process."""

    def __call__(self, search: Callable[..., T], *, stop: threading.Event, **named: Any) -> T:
        """Return what a search finds that is given `stop` and all else by name."""


def here(search: Callable[..., T], *, stop: threading.Event, **named: Any) -> T:
    """Carry out a search in this thread."""
    return search(stop=stop, **named)


@dataclass(slots=True)
class _Process:
    """A process, and who waits for what it says: by number of the question."""

    process: BaseProcess
    connection: Connection
    sending: threading.Lock = field(default_factory=threading.Lock)
    waiting: dict[int, "queue.SimpleQueue[tuple[str, Any]]"] = field(default_factory=dict)

    def send(self, number: int, asked: object) -> None:
        """Say something; whoever is lost is heard when the pipe is read."""
        with self.sending, suppress(OSError):
            self.connection.send((number, asked))


class Worker:
    """A process that carries out searches, several at once; it begins with the first one."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._running: _Process | None = None

    def call(
        self,
        search: Callable[..., T],
        *,
        stop: threading.Event,
        told: Callable[[Any], None] | None = None,
        **named: Any,
    ) -> T:
        """Carry out a search there, and return what it finds.

        Parameters
        ----------
        search
            A function of a module. It is given `stop`, and `told` if there is one.
        stop
            Ends the search when it is set, soon: this waits for what it has found.
        told
            Told of what the search tells, in this thread.
        **named
            What else it is given: facts, which travel.

        Raises
        ------
        SchedulerError
            What the search raises; `DefectError` if the process was lost.
        """
        asked = {"search": search, "named": named, "tells": told is not None}
        running, number, answers = self._ask(asked)
        is_asked_to_stop = False
        while True:
            if stop.is_set() and not is_asked_to_stop:
                is_asked_to_stop = True
                running.send(number, None)
            with suppress(queue.Empty):
                kind, answer = answers.get(timeout=GLANCE)
                if kind == "told":
                    (told or _ignore)(answer)
                elif kind == "found":
                    found: T = answer
                    return found
                else:
                    raise answer

    def close(self) -> None:
        """End the process, whatever it does."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.process.kill()
            running.process.join()

    def _ask(
        self, asked: Mapping[str, Any]
    ) -> tuple[_Process, int, "queue.SimpleQueue[tuple[str, Any]]"]:
        answers: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        with self._lock:
            if self._running is None or not self._running.process.is_alive():
                self._running = _begun()
            running, number = self._running, next(self._numbers)
            running.waiting[number] = answers
        running.send(number, asked)
        return running, number, answers


def _ignore(_answer: object) -> None:
    """Hear nothing."""


def _begun() -> _Process:
    ours, theirs = SPAWNING.Pipe()
    process = SPAWNING.Process(target=_work, args=(theirs,), name="searches", daemon=True)
    with deaf():
        process.start()
    theirs.close()
    running = _Process(process, ours)
    threading.Thread(target=_hear, args=(running,), name="searches", daemon=True).start()
    return running


def _hear(running: _Process) -> None:
    """Give what a process says to whoever waits for it, until there is no more."""
    with suppress(EOFError, OSError):
        while True:
            number, kind, answer = running.connection.recv()
            answers = running.waiting.get(number)
            if answers is not None:
                answers.put((kind, answer))
            if kind != "told":
                running.waiting.pop(number, None)
    running.process.join()
    lost = DefectError(f"a search was lost: its process ended with {running.process.exitcode}")
    for answers in [*running.waiting.values()]:
        answers.put(("failed", lost))


# In the process


def _work(connection: Connection) -> None:
    """Carry out what is asked, each search in a thread, until nobody asks any more."""
    stay_deaf()
    with suppress(AttributeError, OSError):
        os.nice(NICE)
    speaking = threading.Lock()
    stops: dict[int, threading.Event] = {}

    def say(number: int, kind: str, answer: object) -> None:
        with speaking, suppress(OSError):
            connection.send((number, kind, answer))

    with suppress(EOFError, OSError):
        while True:
            number, asked = connection.recv()
            if asked is not None:
                stop = stops[number] = threading.Event()
                arguments = (asked, stop, partial(say, number))
                threading.Thread(target=_carry_out, args=arguments, daemon=True).start()
            elif number in stops:
                stops[number].set()
    os._exit(0)


def _carry_out(
    asked: Mapping[str, Any], stop: threading.Event, say: Callable[[str, object], None]
) -> None:
    named = dict(asked["named"])
    if asked["tells"]:
        named["told"] = partial(say, "told")
    try:
        found = asked["search"](stop=stop, **named)
    except SchedulerError as error:
        say("failed", error)
    except Exception:  # noqa: BLE001 - whoever asked says what the last handler says
        say("failed", DefectError(traceback.format_exc()))
    else:
        say("found", found)
