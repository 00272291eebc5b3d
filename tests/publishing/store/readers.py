"""Processes that may read a store and not write it."""

import os
import tempfile
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from scheduler.errors import StoreError
from scheduler.publishing.store import open_store
from scheduler.web.application import Service
from tests.forking import CONTEXT
from tests.publishing.store.publishers import following

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
