"""The memory of a search: of its process, and of those that it starts."""

import resource
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

PROCESSES = Path("/proc")
GLANCE = 0.1
"""Seconds between two looks."""


class Memory:
    """Watches the memory of this process and of those that it starts, while it is entered.

    The kernel's usual count of a process begins with that of the process that started it, so the files
    of `/proc` are read. Where there are none, the usual count of this process has to do.
    """

    def __init__(self) -> None:
        self._most = 0
        self._ended = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._watching.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._watching.join()

    @property
    def most(self) -> float:
        """Most memory that was held at once, in MiB."""
        usual = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return max(self._most, held("self", "VmHWM") or usual) / 1024

    def _watch(self) -> None:
        while not self._ended.wait(GLANCE):
            together = held("self", "VmRSS") + sum(held(child, "VmRSS") for child in _children())
            self._most = max(self._most, together)


def held(process: str, field: str) -> int:
    """Return a field of a process's status in KiB; 0, if there is no such process or no such file."""
    with suppress(OSError):
        status = (PROCESSES / process / "status").read_text(encoding="utf-8", errors="replace")
        for line in status.splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1])
    return 0


def _children() -> Iterator[str]:
    """Yield the numbers of the processes that any thread of this one has started."""
    for file in (PROCESSES / "self" / "task").glob("*/children"):
        with suppress(OSError):  # a thread may end meanwhile
            yield from file.read_text(encoding="ascii").split()
