"""Tasks in processes of this machine.

Each task has a process of its own, and a pipe to it: progress and the answer come out, the wish to stop
goes in. A process whose pipe closes has lost its parent, and ends; one that ends without an answer
was lost (killed, or out of memory), which is what is said of its task. Ctrl-C in a terminal reaches every
process there, so these ignore it: the parent decides.
"""

import os
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from scheduler.errors import DefectError, SchedulerError, lack_in
from scheduler.processes import SPAWNING, deaf, lost_by, stay_deaf
from scheduler.progress import Incumbent, Progress
from scheduler.schedule import Schedule
from scheduler.whatif.searches import Done, SearchJob, Told, carry_out

GLANCE = 0.1
"""Seconds between two looks at whether to stop."""
KEEP = 3.0
"""Seconds between two schedules that a running search hands over, lest they be lost with it."""
PAUSE = 0.2
"""Seconds at least between two words on progress."""
GRACE = 1.0
"""Seconds in which a search that has found nothing yet may end by itself, once it is to stop."""
NOT_BEGUN = "stopped before its search began"
NOTHING_FOUND = "stopped before it found anything"


NOTHING = Incumbent(None, lambda: Schedule(()))
"""The incumbent before anything is found."""


@dataclass(slots=True)
class _Running:
    """A task under way."""

    position: int
    task: SearchJob
    process: BaseProcess
    connection: Connection
    has_found: bool = False
    """Whether it has found a programme."""


class Processes:
    """Carries out tasks in processes of this machine."""

    def __init__(self, at_once: int) -> None:
        """Take how many may run at once, 1 or more."""
        self._at_once = at_once

    @property
    def place(self) -> str:
        """Say how many are carried out at once."""
        return f"{self._at_once} at once"

    def run(self, tasks: Sequence[SearchJob], told: Told, stop: threading.Event) -> Sequence[Done]:
        """Carry out tasks; see `Runner`."""
        waiting = [*enumerate(tasks)]
        done = [Done(task.name, None, note=NOT_BEGUN) for task in tasks]
        running: list[_Running] = []
        asked: float | None = None
        with _ended_with(running):
            while running or (waiting and not stop.is_set()):
                while waiting and len(running) < self._at_once and not stop.is_set():
                    running.append(_begun(*waiting.pop(0)))
                if stop.is_set() and asked is None:
                    asked = time.monotonic()
                    for each in running:
                        with suppress(OSError):
                            each.connection.send(None)
                for ready in wait([each.connection for each in running], timeout=GLANCE):
                    each = next(one for one in running if one.connection is ready)
                    answer = _heard(each, told)
                    if answer is None:
                        continue
                    running.remove(each)
                    done[each.position] = answer
                    told(each.task.name, answer)
                if asked is not None and time.monotonic() - asked > GRACE:
                    for each in _given_up(running):
                        done[each.position] = Done(each.task.name, None, note=NOTHING_FOUND)
                        told(each.task.name, done[each.position])
        return done


def _given_up(running: list[_Running]) -> Sequence[_Running]:
    """End the tasks that have found nothing: loading and reading take longer than anybody waits."""
    found = [each for each in running if not each.has_found]
    for each in found:
        running.remove(each)
        _end(each)
    return found


def _end(running: _Running) -> None:
    running.connection.close()
    running.process.kill()
    running.process.join()


def _begun(position: int, task: SearchJob) -> _Running:
    """Begin a process, and hand it its task through its pipe, which tells when the process is lost.

    What is handed to a process as it starts fills a pipe that the parent holds open on both ends: if
    that process ended before it had read it all, the parent would wait for ever.
    """
    ours, theirs = SPAWNING.Pipe()
    process = SPAWNING.Process(target=_work, args=(theirs,), name=task.name, daemon=True)
    with deaf():
        process.start()
    theirs.close()
    with suppress(OSError):  # it is lost already, which is heard when its pipe is read
        ours.send(task)
    return _Running(position, task, process, ours)


def _heard(running: _Running, told: Told) -> Done | None:
    """Take what a process says; return the answer, if that is what it says, or that there is none."""
    try:
        said = running.connection.recv()
    except (EOFError, OSError):
        running.process.join()
        code = running.process.exitcode
        running.connection.close()
        how = lost_by(code) or f"ended with {code}"
        return Done(running.task.name, None, note=f"lost: its process {how}")
    if isinstance(said, Progress):
        running.has_found |= said.best is not None or said.schedule is not None
        told(running.task.name, said)
        return None
    running.connection.close()
    running.process.join()
    if isinstance(said, SchedulerError):
        raise said
    return said if isinstance(said, Done) else None


@contextmanager
def _ended_with(running: list[_Running]) -> Iterator[None]:
    """End the processes that still run when the block ends."""
    try:
        yield
    finally:
        for each in running:
            _end(each)


# In the process


def _work(connection: Connection) -> None:
    """Take a task, carry it out, and say how it goes and what came of it."""
    stay_deaf()
    task: SearchJob = connection.recv()
    stop, speaking = threading.Event(), threading.Lock()
    threading.Thread(target=_listen, args=(connection, stop), daemon=True).start()
    said, best = [0.0], [NOTHING]
    over = threading.Event()

    def keep(incumbent: Incumbent) -> None:
        best[0] = incumbent

    def watch(progress: Progress) -> None:
        with speaking, suppress(OSError):
            if time.monotonic() - said[0] >= PAUSE:
                said[0] = time.monotonic()
                connection.send(progress)

    handing = threading.Thread(target=_hand_over, args=(connection, speaking, best, over, stop))
    handing.start()
    answer: Done | SchedulerError
    try:
        answer = carry_out(task, watch, stop, keep)
    except SchedulerError as error:
        answer = error
    except Exception as error:  # noqa: BLE001 - whoever asked says what the last handler says, once for all
        lack = lack_in(error)
        lost = Done(task.name, None, note=f"lost: {lack.rstrip('.')}")
        answer = lost if lack else DefectError(traceback.format_exc())
    over.set()
    handing.join()
    with speaking, suppress(OSError):
        connection.send(answer)
    # All is said. To free a large model piece by piece, as Python does at its end, takes seconds.
    os._exit(0)


def _hand_over(
    connection: Connection,
    speaking: threading.Lock,
    best: list[Incumbent],
    over: threading.Event,
    stop: threading.Event,
) -> None:
    """Hand over the best schedule now and then, if there is a better one; at once, if it is to stop."""
    given, when = NOTHING, time.monotonic()
    while not over.wait(GLANCE):
        found = best[0]
        if found is not given and (stop.is_set() or time.monotonic() - when >= KEEP):
            given, when = found, time.monotonic()
            told = Progress(0.0, found.penalty, None, "", found.schedule())
            with speaking, suppress(OSError):
                connection.send(told)


def _listen(connection: Connection, stop: threading.Event) -> None:
    """Wait for the request to stop; end when the parent is gone."""
    with suppress(EOFError, OSError):
        while True:
            connection.recv()
            stop.set()
    os._exit(1)
