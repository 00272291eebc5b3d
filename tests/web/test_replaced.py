"""A store that is replaced, deleted, emptied or out of reach while the service runs."""

import os
import sqlite3
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from scheduler.errors import StoreError
from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, Sort, revoke
from scheduler.web.application import TRUST, Service
from tests.processes import soon
from tests.publishing.releases import FIRST, attended, changed, entry, people, release
from tests.publishing.store.servers import programs, server
from tests.web.running import Running, answer_of, client, published, running, token_for

ADA, BOB = Owner(Sort.PERSON, "ada"), Owner(Sort.PERSON, "bob")
PEOPLE = people(["ada", "bob"])
TALK = entry("talk", attendees=attended("ada", "bob"))
ONE = release(TALK, people=PEOPLE)
TWO = release(changed(TALK, room="B"), people=PEOPLE, number=2)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Publish a release in a file; return where."""
    folder = tmp_path / "releases"
    folder.mkdir()
    published(str(folder / "tiny.db"), ONE)
    return folder / "tiny.db"


@pytest.fixture
def served(tmp_path: Path, place: Path) -> Iterator[tuple[Running, httpx.Client]]:
    """Serve it."""
    with running(tmp_path, str(place)) as service, client(service) as ask:
        yield service, ask


def copied(place: Path, name: str) -> Path:
    """Return a copy that SQLite has made."""
    copy = place.with_name(name)
    source, target = sqlite3.connect(place), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()
    return copy


def revoked(place: Path, *owners: Owner) -> None:
    """Take tokens out of force."""
    store = open_store(str(place))
    revoke(store, "tiny", owners, FIRST)
    store.close()


def personal(ask: httpx.Client, token: str) -> httpx.Response:
    """Ask for a personal calendar."""
    return ask.get(f"/feeds/en/personal/{token}.ics")


def state(ask: httpx.Client) -> Any:
    """Return what the service says of itself."""
    return ask.get("/health").json()


@pytest.mark.slow
@pytest.mark.parametrize("in_place", [False, True])
def test_a_store_that_looks_alike_is_another(
    served: tuple[Running, httpx.Client], place: Path, in_place: bool
) -> None:
    """As many releases, as many tokens, as many of them revoked, at the same time: others, all the same."""
    _, ask = served
    tokens = {owner: token_for(str(place), owner) for owner in (ADA, BOB)}
    copy = copied(place, "copy.db")
    published(str(place), TWO)
    revoked(place, BOB)
    soon(lambda: personal(ask, tokens[BOB]).status_code == 404)
    soon(lambda: state(ask)["release"] == 2)
    there = ask.get("/feeds/en/rooms/A.ics").content
    published(str(copy), release(changed(TALK, titles={"en": "Other"}), people=PEOPLE, number=2))
    revoked(copy, ADA)
    if in_place:
        place.write_bytes(copy.read_bytes())
    else:
        copy.replace(place)
    soon(lambda: personal(ask, tokens[ADA]).status_code == 404)
    soon(lambda: personal(ask, tokens[BOB]).status_code == 200)
    soon(lambda: ask.get("/feeds/en/rooms/A.ics").content != there)
    assert state(ask) == {"release": 2, "store": "reachable"}


def test_a_store_is_what_is_at_its_place_at_each_transaction(place: Path) -> None:
    """Another one that is put there is read, and none that is gone is read on, or made again."""
    copy, store = copied(place, "copy.db"), open_store(str(place))
    published(str(place), TWO)
    assert [number for number, _ in store.digests("tiny")] == [1, 2]
    copy.replace(place)
    assert [number for number, _ in store.digests("tiny")] == [1]
    place.unlink()
    with pytest.raises(StoreError):
        store.digests("tiny")
    assert not place.exists()
    store.close()


@pytest.mark.slow
def test_without_its_store_it_shows_what_is_public_and_nothing_else(
    served: tuple[Running, httpx.Client], place: Path
) -> None:
    """Nobody can tell whether a token has been revoked. The file is not made anew; its return is noticed."""
    service, ask = served
    token = token_for(str(place), ADA)
    soon(lambda: personal(ask, token).status_code == 200)
    away = place.with_name("away.db")
    place.rename(away)
    soon(lambda: state(ask) == {"release": 1, "store": "unreachable"})
    answers = [personal(ask, each) for each in (token, "unknown")]
    assert [each.status_code for each in answers] == [503, 503]
    assert answers[0].content == answers[1].content
    known, unknown = ({**each.headers, "date": ""} for each in answers)  # a second may have passed
    assert known == unknown
    assert answers[0].headers["retry-after"] == "60"
    assert answers[0].headers["cache-control"] == "no-store"
    assert ask.get("/feeds/en/programme.ics").status_code == 200
    assert ask.get("/en/").status_code == 200
    assert not place.exists()
    soon(lambda: service.logged("store_unreachable"))
    (line,) = service.logged("store_unreachable")
    assert line["message"].startswith(f"{place}: the store cannot be used: ")
    away.rename(place)
    soon(lambda: state(ask)["store"] == "reachable")
    assert personal(ask, token).status_code == 200


@pytest.mark.slow
def test_a_store_that_is_cut_off_is_unreachable(
    served: tuple[Running, httpx.Client], place: Path
) -> None:
    """Or holds another conference alone."""
    _, ask = served
    copy = copied(place, "copy.db")
    os.truncate(place, 0)
    soon(lambda: state(ask)["store"] == "unreachable")
    copy.replace(place)
    soon(lambda: state(ask)["store"] == "reachable")
    connection = sqlite3.connect(place)
    with connection:
        connection.execute("DELETE FROM releases")
    connection.close()
    soon(lambda: state(ask) == {"release": 1, "store": "unreachable"})


@pytest.mark.parametrize(
    ("ago", "status", "said"), [(TRUST - 5, 200, "reachable"), (TRUST, 503, "unreachable")]
)
def test_a_look_that_does_not_end_is_no_look(
    place: Path, ago: float, status: int, said: str
) -> None:
    """As where a network is silent: the store is taken for what it was for half a minute."""
    token = token_for(str(place), ADA)
    service = Service("tiny", str(place))
    service._looked = time.monotonic() - ago
    assert answer_of(service, f"/feeds/en/personal/{token}.ics").status_code == status
    assert answer_of(service, "/health").json()["store"] == said
    service.close()


@pytest.mark.slow
@pytest.mark.needs("postgres")
def test_a_server_that_comes_back_is_asked_again(tmp_path: Path) -> None:
    """PostgreSQL ends all connections and takes none for a while, as when it starts anew."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    psycopg = import_module("psycopg")
    with (
        server(folder) as postgres,
        psycopg.connect(postgres.address("postgres"), autocommit=True) as master,
    ):
        master.execute("CREATE DATABASE agenda")
        place = postgres.address("agenda")
        published(place, ONE)
        token = token_for(place, ADA)
        with running(tmp_path, place) as service, client(service) as ask:
            assert personal(ask, token).status_code == 200
            master.execute("ALTER DATABASE agenda ALLOW_CONNECTIONS false")
            master.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'agenda'"
            )
            soon(lambda: state(ask)["store"] == "unreachable")
            assert personal(ask, token).status_code == 503
            assert ask.get("/feeds/en/programme.ics").status_code == 200
            master.execute("ALTER DATABASE agenda ALLOW_CONNECTIONS true")
            soon(lambda: state(ask)["store"] == "reachable")
            assert personal(ask, token).status_code == 200
