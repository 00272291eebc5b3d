"""The process beside a desk: what it finds and tells, how it stops, and what is said when it is lost."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from scheduler.desk import Worker
from scheduler.errors import NO_MEMORY, DefectError, InputError, LackError

COUNTING: list[int] = []
"""Counts under way, in the process."""


def _counting(*, most: int, told: Callable[[int], None], stop: threading.Event) -> int:
    COUNTING.append(most)
    try:
        for number in range(most):
            told(number)
            if stop.wait(0.01):
                return -1
        return most
    finally:
        COUNTING.remove(most)


def _where(*, stop: threading.Event) -> int:
    assert not stop.is_set()
    return os.getpid()


def _failing(*, about: str, stop: threading.Event) -> None:
    del stop
    raise InputError(f"{about}: cannot be.")


def _broken(*, stop: threading.Event) -> None:
    del stop
    raise RuntimeError("a defect")


def _without_memory(*, stop: threading.Event) -> None:
    raise MemoryError(stop)


def _lost(*, stop: threading.Event) -> None:
    del stop
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(name="worker", scope="module")
def _worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def _never() -> threading.Event:
    return threading.Event()


def test_what_it_tells_and_finds_comes_back(worker: Worker) -> None:
    """In order, and from another process, which is the same one for all searches."""
    told = list[int]()
    assert worker.call(_counting, most=5, told=told.append, stop=_never()) == 5
    assert told == [0, 1, 2, 3, 4]
    there = worker.call(_where, stop=_never())
    assert there != os.getpid()
    assert worker.call(_where, stop=_never()) == there


def test_one_that_is_stopped_ends_and_others_go_on(worker: Worker) -> None:
    """Each search is stopped by itself."""
    stop, found = threading.Event(), list[int]()

    def other() -> None:
        found.append(worker.call(_counting, most=100, told=_ignore, stop=_never()))

    beside = threading.Thread(target=other)
    beside.start()
    threading.Timer(0.1, stop.set).start()
    assert worker.call(_counting, most=10**6, told=_ignore, stop=stop) == -1
    beside.join()
    assert found == [100]


def test_errors_come_back_as_what_they_are(worker: Worker) -> None:
    """What the user may mend is said as it is; a defect with its traceback."""
    with pytest.raises(InputError, match=r"^hall: cannot be\.$"):
        worker.call(_failing, about="hall", stop=_never())
    with pytest.raises(DefectError, match="RuntimeError: a defect"):
        worker.call(_broken, stop=_never())
    with pytest.raises(LackError, match=NO_MEMORY):
        worker.call(_without_memory, stop=_never())


@pytest.mark.slow
def test_a_program_that_does_not_close_it_ends_all_the_same() -> None:
    """The process is deaf, so that nobody else would end it."""
    program = (
        "from scheduler.desk import Worker\n"
        "from tests.desk.test_worker import _never, _where\n"
        "if __name__ == '__main__':\n"
        "    print(Worker().call(_where, stop=_never()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_a_process_that_was_killed_is_said_to_be_lost_and_begun_anew(worker: Worker) -> None:
    """Whoever waits for it hears so, and the next search has another one."""
    before = worker.call(_where, stop=_never())
    with pytest.raises(
        LackError, match=r"^A search failed: its process was killed \(SIGKILL\), as sys"
    ):
        worker.call(_lost, stop=_never())
    assert worker.call(_where, stop=_never()) != before


@pytest.mark.slow
def test_it_ends_when_it_is_closed() -> None:
    """Whatever it does, and no other one begins; to close it twice, or before it begins, is nothing."""
    worker = Worker()
    there = worker.call(_where, stop=_never())
    thread, lost = _searching(worker)
    worker.close()
    worker.close()
    thread.join(10)
    assert "ended with -9" in lost[0]
    with pytest.raises(ProcessLookupError):
        os.kill(there, 0)
    unused = Worker()
    unused.close()
    for closed in (worker, unused):
        with pytest.raises(DefectError, match="was closed"):
            closed.call(_where, stop=_never())


def _searching(worker: Worker) -> tuple[threading.Thread, list[str]]:
    """Begin a search that does not end; return who waits for it, and what is heard of its loss."""
    lost, begun = list[str](), threading.Event()

    def search() -> None:
        try:
            worker.call(_counting, most=10**6, told=lambda _: begun.set(), stop=_never())
        except DefectError as error:
            lost.append(str(error))

    thread = threading.Thread(target=search)
    thread.start()
    assert begun.wait(10)
    return thread, lost


def _ignore(_number: int) -> None:
    """Hear nothing."""
