"""Stores on both databases: an SQLite file, and a PostgreSQL server that the tests start."""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest

from scheduler.publishing.store import Store, open_store
from tests.forking import make_ready
from tests.publishing.releases import attended, entry, people, release
from tests.publishing.store.publishers import PEOPLE
from tests.publishing.store.servers import Server, programs, server

NUMBERS = count(1)


@pytest.fixture(scope="session", autouse=True)
def _processes(reports: Path) -> None:
    """Have processes begun from what is loaded, before any test is in a folder of its own."""
    make_ready()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Run a PostgreSQL server of its own, on a socket in a folder of its own."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    with server(folder) as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgres"))])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a store can be made: in an empty folder, or in an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    running: Server = request.getfixturevalue("postgres")
    name = f"store{next(NUMBERS)}"
    psycopg = import_module("psycopg")
    with psycopg.connect(running.address("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return running.address(name)


@pytest.fixture
def opened(place: str) -> Iterator[Callable[[], Store]]:
    """Open the store at that place, and close it when the test ends."""
    stores: list[Store] = []

    def _open() -> Store:
        stores.append(open_store(place, make=True))
        return stores[-1]

    yield _open
    for each in stores:
        each.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    """Make a new store."""
    return opened()


@pytest.fixture
def published(place: str) -> str:
    """Publish a conference of four persons; return where."""
    store = open_store(place, make=True)
    made = release(entry("talk", attendees=attended(*PEOPLE)), people=people(PEOPLE))
    store.publish("tiny", lambda _: made)
    store.close()
    return place
