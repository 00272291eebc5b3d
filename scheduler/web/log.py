"""The log: a JSON object a line, on stderr. Neither tokens nor queries nor addresses of readers are in it.

What requests say is collected and written a few times a second, in a thread: a reader of the log who is
slow holds up no one, but loses lines, and is told how many.
"""

import json
import logging
import os
import threading
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

MOST = 20_000
"""Lines at most that wait to be written."""
CHUNK = 4_096
"""Bytes that are written at once: a pipe takes so many whole, also from several workers."""


class Journal:
    """Collects log lines."""

    def __init__(self, write: Callable[[bytes], object] | None = None) -> None:
        """Take a function that writes bytes; stderr unless given."""
        self._write = write or _to_stderr
        self._lines: deque[bytes] = deque()
        self._lost = 0
        self._writing = threading.Lock()

    def note(self, event: str, **facts: Any) -> None:
        """Log an event; facts must not contain private data."""
        if len(self._lines) >= MOST:
            self._lost += 1
            return
        self._lines.append(_line(event, facts))

    def flush(self) -> None:
        """Write the collected lines in order."""
        with self._writing:
            self._flush()

    def _flush(self) -> None:
        if self._lost:
            lost, self._lost = self._lost, 0
            self._lines.append(_line("lines_lost", {"number": lost}))
        chunk = b""
        while self._lines:
            line = self._lines.popleft()
            if chunk and len(chunk) + len(line) > CHUNK:
                self._write(chunk)
                chunk = b""
            chunk += line
        if chunk:
            self._write(chunk)


def _to_stderr(content: bytes) -> None:
    with suppress(OSError):  # who has closed the log does not want it
        while content:
            content = content[os.write(2, content) :]


def _line(event: str, facts: dict[str, Any]) -> bytes:
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"
    return (
        json.dumps({"time": now, "event": event, "worker": os.getpid(), **facts}).encode() + b"\n"
    )


class JsonLines(logging.Formatter):
    """Formats messages of libraries as JSON lines.

    Of an exception the type and the places are told, not its message: that may quote what is private. Of
    what the event loop says only the first line is told: the others name sockets, and so readers.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return a line."""
        said = record.getMessage()
        if record.name == "asyncio":
            said = said.partition("\n")[0]
        facts: dict[str, Any] = {"level": record.levelname.lower(), "message": said}
        if record.exc_info and record.exc_info[0] is not None:
            facts["error"] = record.exc_info[0].__name__
            facts["places"] = places_of(record.exc_info[1])
        return _line("server", facts).decode().rstrip("\n")


def places_of(error: BaseException | None) -> list[str]:
    """Return where an exception came from, the innermost place last."""
    frames = traceback.extract_tb(error.__traceback__ if error else None)
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames]


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "scheduler.web.log.JsonLines"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "lines",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"uvicorn": {"level": "WARNING"}},
}
"""Logging configuration for libraries."""
