"""Tasks on other machines, with Dask distributed.

A worker runs one task at a time. If a worker is lost, Dask gives its task to another one, and gives up after
a few. With one thread a task finds the same programme on every machine.
"""

import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from importlib import import_module
from typing import Any

from scheduler.errors import InputError, SchedulerError, lack_in
from scheduler.extras import load
from scheduler.progress import Progress
from scheduler.whatif.processes import NOT_BEGUN
from scheduler.whatif.searches import Done, SearchJob, Told, carry_out

PATIENCE = 10
"""Seconds to wait for the scheduler of the cluster, and for a first worker."""
GLANCE = 0.25
"""Seconds between two looks at whether to stop, here and on the workers."""
PAUSE = 1.0
"""Seconds at least between two words on progress."""


class Cluster:
    """Carries out tasks on the workers of a Dask cluster."""

    def __init__(self, address: str) -> None:
        """Take the address of the cluster's scheduler, such as ``tcp://10.0.0.5:8786``."""
        self._address = address

    @property
    def place(self) -> str:
        """Say on whose workers tasks are carried out."""
        return f"on {self._address}"

    def run(self, tasks: Sequence[SearchJob], told: Told, stop: threading.Event) -> Sequence[Done]:
        """Carry out tasks; see `Runner`.

        Raises
        ------
        InputError
            When there is no such cluster, or it has no worker that can carry out a task.
        """
        distributed = load("distributed", "--cluster")
        run = uuid.uuid4().hex  # of one run; nothing of it is in what is found
        done = [Done(task.name, None, note=NOT_BEGUN) for task in tasks]
        with _connected(distributed, self._address) as client:
            stopping = distributed.Event(f"stop-{run}", client=client)
            client.subscribe_topic(
                run, lambda event: told(event[1]["name"], Progress(**event[1]["progress"]))
            )
            futures = {
                client.submit(_work, task, run, key=f"{task.name}-{run}", pure=False): position
                for position, task in enumerate(tasks)
            }
            for future in _as_they_end(futures, stop, stopping):
                position = futures[future]
                answer = _answer(distributed, future, tasks[position])
                if answer is not None:
                    done[position] = answer
                    told(answer.name, answer)
            client.unsubscribe_topic(run)
        return done


@contextmanager
def _connected(distributed: Any, address: str) -> Iterator[Any]:
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"{address}: no Dask scheduler answers at this address.") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        yield client
    except TimeoutError as error:
        raise InputError(f"{address}: the cluster has no worker.") from error
    finally:
        client.close(timeout=PATIENCE)


def _as_they_end(futures: dict[Any, int], stop: threading.Event, stopping: Any) -> Iterator[Any]:
    """Yield futures that have ended; ask the workers once to stop."""
    left, asked = dict(futures), False
    while left:
        if stop.is_set() and not asked:
            asked = True
            stopping.set()
        ended = [future for future in left if future.done()]
        for future in ended:
            del left[future]
            yield future
        if not ended:
            time.sleep(GLANCE)


def _answer(distributed: Any, future: Any, task: SearchJob) -> Done | None:
    """Return what a task has found; None if it had not begun when it was time to stop."""
    try:
        answer = future.result()
    except SchedulerError:
        raise
    except distributed.KilledWorker:
        return Done(task.name, None, note="lost: several workers ended during its search")
    except Exception as error:  # noqa: BLE001 - whatever a foreign machine raises is about that machine
        said = lack_in(error) or f"{type(error).__name__}: {error}"
        return Done(task.name, None, note=f"lost: a worker reports {said.rstrip('.')}")
    return answer if isinstance(answer, Done) else None


# On the worker


def _work(task: SearchJob, run: str) -> Done | None:
    """Carry out a task where it has been sent; None if it is too late to begin."""
    distributed = import_module("distributed")
    worker = distributed.get_worker()
    # Asking the scheduler by the worker's own client keeps no connection of its own.
    stopping = distributed.Event(f"stop-{run}", client=distributed.get_client())
    if stopping.is_set():
        return None
    stop, over = threading.Event(), threading.Event()
    said = [0.0]

    def watch(progress: Progress) -> None:
        if time.monotonic() - said[0] >= PAUSE:
            said[0] = time.monotonic()
            worker.log_event(
                run, {"name": task.name, "progress": asdict(replace(progress, schedule=None))}
            )

    listening = threading.Thread(target=_listen, args=(stopping, stop, over.is_set), daemon=True)
    listening.start()
    try:
        return carry_out(task, watch, stop)
    finally:
        over.set()
        listening.join()


def _listen(stopping: Any, stop: threading.Event, is_over: Callable[[], bool]) -> None:
    with suppress(OSError, TimeoutError):
        while not is_over():
            if stopping.wait(timeout=GLANCE):
                stop.set()
                return
