"""Processes that are forked from one server, which has loaded what any of them runs: none loads it again."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir
from multiprocessing import Pipe, forkserver, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from scheduler.cli import main

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(  # once for all: each list takes the place of the one before
    [
        "psycopg",
        "scheduler.cli.commands.desk.screen",
        "scheduler.web.desk.server",
        *(f"tests.publishing.store.{name}" for name in ("exchangers", "publishers", "readers")),
        __name__,
    ]
)
ROOT = Path(__file__).parent.parent


def make_ready() -> None:
    """Start that server, where it finds the tests."""
    with chdir(ROOT):
        forkserver.ensure_running()


class Forked:
    """A command that runs in a process of its own; it is used as a `subprocess.Popen` is."""

    def __init__(self, words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        make_ready()
        hears, says = Pipe(duplex=False)
        arguments = (words, str(folder), dict(environment), says)
        self._process = CONTEXT.Process(target=_run, args=arguments)
        self._process.start()
        says.close()
        self.stdout = os.fdopen(os.dup(hears.fileno()), encoding="utf-8")
        """What it says, line by line."""
        hears.close()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """Return its exit code, if it has ended."""
        return self._process.exitcode

    def wait(self, seconds: float) -> int:
        """Wait until it has ended; return its exit code."""
        self._process.join(seconds)
        code = self._process.exitcode
        assert code is not None, "it does not end"
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it has not ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()


def _run(words: Sequence[str], folder: str, environment: dict[str, str], says: Connection) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(says.fileno(), 1)
    says.close()
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - a pipe now
    sys.exit(main(words))
