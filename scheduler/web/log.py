"""The log: a JSON object a line, on stderr. Neither tokens nor queries nor addresses of readers are in it.

A thread writes the lines: a reader of the log who is slow holds up no one, but loses lines.
"""

import json
import logging
import os
import queue
import traceback
from datetime import UTC, datetime
from logging.handlers import QueueHandler, QueueListener
from typing import Any

MOST = 20_000
"""Lines at most that wait to be written."""


class Journal:
    """Writes events to stderr in a thread of its own, from `start` to `stop`."""

    def __init__(self) -> None:
        lines: queue.Queue[logging.LogRecord] = queue.Queue(MOST)
        self._waiting = _Waiting(lines)
        self._waiting.setFormatter(JsonLines())
        self._writing = QueueListener(lines, logging.StreamHandler())

    def start(self) -> None:
        """Begin to write."""
        self._writing.start()

    def note(self, event: str, **facts: Any) -> None:
        """Log an event; facts must not contain private data."""
        record = logging.LogRecord("scheduler", logging.INFO, "", 0, event, None, None)
        record.facts = facts
        self._waiting.handle(record)

    def stop(self) -> None:
        """Write what waits, and end."""
        self._writing.stop()


class _Waiting(QueueHandler):
    """The lines that wait: where they are too many, others are lost."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - a name of logging
        """Say nothing: it would be said on stderr, too."""


def _line(event: str, facts: dict[str, Any]) -> str:
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"
    return json.dumps({"time": now, "event": event, "worker": os.getpid(), **facts})


class JsonLines(logging.Formatter):
    """Formats events, and messages of libraries, as JSON lines.

    Of an exception the type and the places are told, not its message: that may quote what is private. Of
    what the event loop says only the first line is told: the others name sockets, and so readers.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return a line."""
        said = record.getMessage()
        if (noted := getattr(record, "facts", None)) is not None:
            return _line(said, noted)
        if record.name == "asyncio":
            said = said.partition("\n")[0]
        facts: dict[str, Any] = {"level": record.levelname.lower(), "message": said}
        if record.exc_info and record.exc_info[0] is not None:
            facts["error"] = record.exc_info[0].__name__
            facts["places"] = places_of(record.exc_info[1])
        return _line("server", facts)


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
