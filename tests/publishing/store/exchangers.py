"""Commands that exchange tokens, in processes of their own: killed at any step, short of room, or at once."""

import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - loaded before processes are forked

from scheduler.cli import main
from scheduler.cli.commands import feeds as _feeds_command  # noqa: F401 - loaded before processes are forked
from scheduler.cli.commands import tokens as _tokens_command  # noqa: F401
from scheduler.publishing.feeds import token_lists
from scheduler.publishing.store import databases, tokens
from scheduler.storage import locks
from tests.forking import CONTEXT

_TRACED = frozenset(str(module.__file__) for module in (locks, token_lists, databases, tokens))
_STEPS = frozenset(
    {"held", "_locked", "rotate", "_keep", "_tidy", "_settle", "_put_in_force", "writing"}
    | {"write_list", "tokens_for"}
)
"""Each line of these functions is a step at which a command may be killed: what they do others can see."""

Trace = Callable[[FrameType, str, Any], Any]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command has ended."""

    code: int | None
    """None if it was killed."""
    said: str
    """On stdout and stderr."""
    steps: int
    """Lines that it has passed; 0 if it was killed."""


def run(
    folder: Path,
    *words: str,
    kill_at: int | None = None,
    largest: int | None = None,
    patience: float | None = None,
) -> Ended:
    """Run a command and wait for it.

    Parameters
    ----------
    folder
        Where it runs.
    words
        The command.
    kill_at
        The step at which it kills itself, as `kill -9` does; None to let it end.
    largest
        Bytes beyond which no file of it may grow.
    patience
        Seconds for which it waits for a lock.
    """
    hears, says = Pipe(duplex=False)
    settings = (kill_at, largest, patience)
    process = CONTEXT.Process(target=_command, args=(str(folder), words, settings, says))
    process.start()
    says.close()
    process.join(60)
    assert process.exitcode is not None, "the command does not end"
    if process.exitcode == -signal.SIGKILL:
        return Ended(None, "", 0)
    ended: Ended = hears.recv()
    return ended


def all_at_once(folder: Path, *commands: Sequence[str]) -> list[Ended]:
    """Start commands together, and wait for all."""
    pipes = [Pipe(duplex=False) for _ in commands]
    start = CONTEXT.Barrier(len(commands))
    processes = [
        CONTEXT.Process(target=_command, args=(str(folder), words, (None,) * 3, says, start))
        for words, (_, says) in zip(commands, pipes, strict=True)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0, "the command does not end"
    return [hears.recv() for hears, _ in pipes]


def _command(
    folder: str,
    words: Sequence[str],
    settings: tuple[int | None, int | None, float | None],
    says: Connection,
    start: Any = None,
) -> None:
    """Run a command, and say how it has ended, unless it is killed."""
    kill_at, largest, patience = settings
    os.chdir(folder)
    said = Path(folder) / f"said-{os.getpid()}"
    opened = os.open(said, os.O_RDWR | os.O_CREAT, 0o600)
    os.dup2(opened, 1)
    os.dup2(opened, 2)
    said.unlink()
    if patience is not None:
        locks.PATIENCE = patience
    if start is not None:
        start.wait()
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    trace, passed = _counting(kill_at)
    sys.settrace(trace)
    code = main(words)
    sys.settrace(None)
    sys.stdout.flush()
    sys.stderr.flush()
    says.send(Ended(code, os.pread(opened, 100_000, 0).decode(), passed[0]))


def _counting(kill_at: int | None) -> tuple[Trace, list[int]]:
    """Return what counts the lines that are passed, and kills this process at one; and their number."""
    passed = [0]

    def step(_frame: FrameType, event: str, _argument: Any) -> Trace:
        passed[0] += event == "line"
        if passed[0] == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return step

    def trace(frame: FrameType, _event: str, _argument: Any) -> Trace | None:
        code = frame.f_code
        return step if code.co_filename in _TRACED and code.co_name in _STEPS else None

    return trace, passed
