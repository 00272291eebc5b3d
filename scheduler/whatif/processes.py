"""Tasks in processes of this machine, a new one for each; one that is lost costs its own task alone."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from functools import partial

from scheduler.errors import LackError
from scheduler.processes import LostError, Worker
from scheduler.progress import Incumbent, Progress
from scheduler.schedule import Schedule
from scheduler.whatif.searches import Done, SearchJob, Told, carry_out

GLANCE = 0.1
"""Seconds between two looks at what has ended, so that Ctrl-C is heard everywhere."""
KEEP = 3.0
"""Seconds between two schedules that a running search hands over, lest they be lost with it."""
PAUSE = 0.2
"""Seconds at least between two words on progress."""
NOT_BEGUN = "stopped before its search began"


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
        speaking = threading.Lock()

        def tell(name: str, said: Progress | Done) -> None:
            with speaking:
                told(name, said)

        workers = [Worker(niceness=0) for _ in tasks]
        with ThreadPoolExecutor(self._at_once) as pool:
            left: set[Future[Done]] = set()
            try:
                begun = [
                    pool.submit(_carried_out, task, worker, tell, stop)
                    for task, worker in zip(tasks, workers, strict=True)
                ]
                left.update(begun)
                while left:
                    ended, left = wait(left, GLANCE, FIRST_EXCEPTION)
                    for each in ended:
                        each.result()
            finally:
                for future in left:
                    future.cancel()
                for worker in workers:
                    worker.close()
        return [each.result() for each in begun]


def _carried_out(task: SearchJob, worker: Worker, told: Told, stop: threading.Event) -> Done:
    """Carry out a task in a process, which ends then, and tell what has become of it."""
    if stop.is_set():
        return Done(task.name, None, note=NOT_BEGUN)
    try:
        found = worker.call(_search, stop=stop, told=partial(told, task.name), task=task)
    except (LackError, LostError) as error:
        said = error.reason or str(error).rstrip(".")
        found = Done(task.name, None, note=f"lost: {said}")
    finally:
        worker.close()
    told(task.name, found)
    return found


# In the process


def _search(task: SearchJob, *, stop: threading.Event, told: Callable[[Progress], None]) -> Done:
    """Carry out a task; tell how it goes, and hand over the best schedule now and then."""
    speaking, said, handed = threading.Lock(), 0.0, time.monotonic()
    best: list[Incumbent] = [Incumbent(None, lambda: Schedule(()))]
    given = best[0]

    def keep(incumbent: Incumbent) -> None:
        best[0] = incumbent

    def watch(progress: Progress) -> None:
        nonlocal said, handed, given
        with speaking:
            now, found = time.monotonic(), best[0]
            if found is not given and now - handed >= KEEP:
                given, handed = found, now
                told(Progress(0.0, found.penalty, None, "", found.schedule()))
            if now - said >= PAUSE:
                said = now
                told(progress)

    return carry_out(task, watch, stop, keep)
