"""Releases and tokens that come while the service runs (D2 over HTTP)."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, Sort, revoke, rotate
from tests.processes import soon
from tests.publishing.releases import FIRST, attended, entry, people, release
from tests.web.running import Running, client, published, running

ADA, BOB = Owner(Sort.PERSON, "ada"), Owner(Sort.PERSON, "bob")
TALK = entry("talk", attendees=attended("ada"))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Running, str]]:
    """Serve a release; the store's place is there for others."""
    where = str(tmp_path / "tiny.db")
    published(where, release(TALK, people=people(["ada"])))
    with running(tmp_path, where) as started:
        yield started, where


@pytest.mark.slow
def test_a_token_is_known_and_forgotten_within_seconds(served: tuple[Running, str]) -> None:
    """Made, exchanged and revoked while the service runs; a person without sessions has a feed as well."""
    service, where = served
    store = open_store(where)
    try:
        with client(service) as ask:

            def status(token: str) -> int:
                return ask.get(f"/feeds/en/personal/{token}.ics").status_code

            first = rotate(store, "tiny", [ADA], FIRST)[ADA]
            soon(lambda: status(first) == 200)
            begun = time.monotonic()
            second = rotate(store, "tiny", [ADA], FIRST)[ADA]
            soon(lambda: status(second) == 200)
            assert status(first) == 404
            revoke(store, "tiny", [ADA], FIRST)
            soon(lambda: status(second) == 404)
            assert time.monotonic() - begun < 20  # two looks, on a machine that does other things
    finally:
        store.close()


@pytest.mark.slow
def test_bytes_of_readers_are_never_of_two_releases(served: tuple[Running, str]) -> None:
    """Whatever is asked while releases change, each answer is whole, and its tag is that of its bytes."""
    service, where = served
    seen: dict[str, bytes] = {}
    with client(service) as ask:
        for number in (2, 3):
            published(where, release(TALK, entry(f"more{number}", room="B"), number=number))
            end = time.monotonic() + 1.2
            while time.monotonic() < end:
                answer = ask.get("/feeds/en/programme.ics")
                assert answer.content.endswith(b"END:VCALENDAR\r\n")
                assert seen.setdefault(answer.headers["etag"], answer.content) == answer.content
            soon(lambda number=number: ask.get("/health").json()["release"] == number)  # type: ignore[misc]
    assert 2 <= len(seen) <= 3
