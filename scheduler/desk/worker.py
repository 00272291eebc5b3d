"""Searches beside a desk, in a process of their own: who moves sessions does not wait for them."""

import atexit
import itertools
import os
import queue
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar

from scheduler.errors import DefectError, LackError, SchedulerError, lack_in
from scheduler.processes import SPAWNING, deaf, lost_by, stay_deaf

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


Answers = queue.SimpleQueue[tuple[str, Any]]


class _Process:
    """A process, and who waits for what it says: by number of the question."""

    def __init__(self) -> None:
        self._connection, theirs = SPAWNING.Pipe()
        self._process = SPAWNING.Process(target=_work, args=(theirs,), name="searches", daemon=True)
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
        """Say something; whoever is lost is heard when the pipe is read."""
        with self._sending, suppress(OSError):
            self._connection.send((number, asked))

    def await_answers(self, number: int) -> Answers | None:
        """Return where answers will be; None if there will be none."""
        with self._registering:
            return None if self._is_lost else self._waiting.setdefault(number, Answers())

    def forget(self, number: int) -> None:
        """Wait no more for answers."""
        with self._registering:
            self._waiting.pop(number, None)

    def kill(self) -> None:
        """End it, whatever it does; once more is nothing."""
        self._is_ended_here = True
        self._process.kill()
        self._hearing.join()

    def _hear(self) -> None:
        """Give what it says to whoever waits for it, until there is no more."""
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
            self._lose(DefectError(f"a search failed: its process ended with {code}{why}"))

    def _lose(self, error: SchedulerError) -> None:
        """Say to all who wait that there will be no answer."""
        with self._registering:
            self._is_lost = True
            for answers in self._waiting.values():
                answers.put(("failed", error))


class Worker:
    """A process that carries out searches, several at once; it begins with the first one."""

    def __init__(self) -> None:
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
            What the search raises; `LackError` if the process was killed, and `DefectError` if it was lost
            otherwise, or is closed.
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
        """End the process, whatever it does; no other one begins."""
        with self._lock:
            self._is_closed = True
        self.drop()

    def drop(self) -> None:
        """End the process, whatever it does, for searches that do not stop; the next one begins another."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.kill()

    def _registered(self, number: int) -> tuple[_Process, Answers]:
        """Return a process that runs, and where its answers to a question will be."""
        with self._lock:
            while not self._is_closed:
                if self._running is None:
                    self._running = _Process()
                answers = self._running.await_answers(number)
                if answers is not None:
                    return self._running, answers
                self._running = None
        raise DefectError("a search was requested after the search process was closed.")


# In the process


def _work(connection: Connection) -> None:
    """Carry out what is asked, each search in a thread, until nobody asks any more."""
    stay_deaf()
    with suppress(AttributeError, OSError):
        os.nice(NICE)
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
