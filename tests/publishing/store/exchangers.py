"""Commands that exchange tokens, in processes of their own: one by one or at once."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - loaded before processes are forked

from scheduler import storage
from scheduler.cli import main
from scheduler.cli.commands import feeds as _feeds_command  # noqa: F401 - loaded before processes are forked
from scheduler.cli.commands import tokens as _tokens_command  # noqa: F401
from tests.forking import CONTEXT


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command has ended."""

    code: int
    said: str
    """On stdout and stderr."""


def run(folder: Path, *words: str, patience: float | None = None) -> Ended:
    """Run a command in a folder and wait for it; it waits so many seconds for a lock."""
    hears, says = Pipe(duplex=False)
    process = CONTEXT.Process(target=_command, args=(str(folder), words, patience, says))
    process.start()
    says.close()
    process.join(60)
    assert process.exitcode == 0, "the command does not end"
    ended: Ended = hears.recv()
    return ended


def all_at_once(folder: Path, *commands: Sequence[str]) -> list[Ended]:
    """Start commands together, and wait for all."""
    pipes = [Pipe(duplex=False) for _ in commands]
    start = CONTEXT.Barrier(len(commands))
    processes = [
        CONTEXT.Process(target=_command, args=(str(folder), words, None, says, start))
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
    patience: float | None,
    says: Connection,
    start: Any = None,
) -> None:
    """Run a command, and say how it has ended."""
    os.chdir(folder)
    said = Path(folder) / f"said-{os.getpid()}"
    opened = os.open(said, os.O_RDWR | os.O_CREAT, 0o600)
    os.dup2(opened, 1)
    os.dup2(opened, 2)
    said.unlink()
    if patience is not None:
        storage.LOCK_PATIENCE = patience
    if start is not None:
        start.wait()
    code = main(words)
    sys.stdout.flush()
    sys.stderr.flush()
    says.send(Ended(code, os.pread(opened, 100_000, 0).decode()))
