"""Other processes: those that publish, read a store, and run commands; and what lists of tokens hold."""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - loaded before processes are forked

from scheduler import storage
from scheduler.cli import main
from scheduler.cli.commands import feeds as _feeds_command  # noqa: F401 - loaded before processes are forked
from scheduler.cli.commands import tokens as _tokens_command  # noqa: F401
from scheduler.errors import StoreError
from scheduler.publishing.records import Release
from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, Sort, digest_of, owners_by_digest
from scheduler.web.application import Service
from tests.forking import CONTEXT
from tests.publishing.releases import drafted, forum

STARTS = ("Mon 09:00 A", "Mon 10:00 A", "Mon 11:00 B")


def following(before: Release | None, note: str) -> Release:
    """Return the next release of the forum: its talk moves each time."""
    number = 1 if before is None else before.number + 1
    new = drafted(forum(), before, number, talk=STARTS[number % 3], lecture="Tue 09:00 A")
    return Release(**(dict(new) | {"note": note}))


def publish(place: str, name: str, number: int, said: Any) -> None:
    """Say zero, and publish so many releases, saying the number of each once it is stored."""
    said.send_bytes(b"0")
    store = open_store(place, make=True)
    for turn in range(number):
        release = store.publish("forum", partial(following, note=f"{name}{turn}"))
        assert release is not None
        said.send_bytes(str(release.number).encode())
    store.close()


def heard(said: Connection) -> list[int]:
    """Return the numbers that a process has said before it ended."""
    numbers = []
    try:
        while said.poll():
            numbers.append(int(said.recv_bytes()))
    except (EOFError, OSError):
        pass
    return numbers


NOBODY = 65_534


def read(place: str) -> list[object]:
    """Return what somebody finds in a store who may not write it: numbers, of a service too, and errors."""
    hears, says = Pipe(duplex=False)
    process = CONTEXT.Process(target=_read, args=(place, says))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    found: list[object] = hears.recv()
    return found


def _read(place: str, says: Connection) -> None:
    if not os.getuid():  # whom nothing keeps from writing
        with tempfile.TemporaryDirectory() as folder:  # somebody else may not read the program
            warm = f"{folder}/forum.db"
            open_store(warm, make=True).close()
            _found(warm)
            _found(warm)
        os.setuid(NOBODY)
    says.send(_found(place))


def _found(place: str) -> list[object]:
    found: list[object] = []
    try:
        store = open_store(place)
        found.append([each.number for each in store.history("forum")])
        if found[0]:
            service = Service("forum", place)
            service._watch.look()
            found.append(service.number)
        store.publish("forum", lambda before: following(before, "No"))
    except StoreError as error:
        found.append(str(error))
    return found


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


PEOPLE = ("ada", "bob", "eve", "mia")
ALL = frozenset(Owner(Sort.PERSON, name) for name in PEOPLE)
ADA = Owner(Sort.PERSON, "ada")


def rotation(place: str, *words: str, to: str = "list.json") -> tuple[str, ...]:
    """Return the command that gives new tokens."""
    return ("tokens", "rotate", "tiny", *words, "-o", to, "--store", place)


def written(path: Path, *keys: str) -> list[tuple[Owner, str]]:
    """Return the tokens of a list, of all its parts unless some are named."""
    content = json.loads(path.read_bytes())
    rows = [row for key in keys or ("tokens", "before") for row in content.get(key, ())]
    return [(Owner(Sort(row["sort"]), row["id"]), row["token"]) for row in rows]


def valid(place: str) -> dict[str, Owner]:
    """Return the owners of the tokens in force by digest."""
    store = open_store(place)
    found = dict(owners_by_digest(store, "tiny"))
    store.close()
    return found


def known(path: Path, place: str, *keys: str) -> frozenset[Owner]:
    """Return whose tokens in a list are in force."""
    in_force = valid(place)
    return frozenset(
        owner for owner, token in written(path, *keys) if in_force.get(digest_of(token)) == owner
    )


def is_settled(path: Path, place: str) -> bool:
    """Tell whether a list holds the token in force of each person, and no other."""
    tokens = written(path)
    return {digest_of(token): owner for owner, token in tokens} == valid(place) and len(
        tokens
    ) == len(ALL)
