"""Processes that publish: each says what it has published, until it is done or killed."""

from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from scheduler.publishing.records import Release
from scheduler.publishing.store import open_store
from tests.publishing.programmes import drafted, forum

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
