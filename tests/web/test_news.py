"""Releases and tokens that come while the service runs (D2 over HTTP)."""

import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from scheduler.publishing.feeds import Feeds, ForPerson, path_of
from scheduler.publishing.page import page_of
from scheduler.publishing.records import Entry, Release, SessionStanding
from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, Sort, revoke, rotate
from scheduler.web.edition import AGENDAS
from tests.publishing.releases import FIRST, attended, changed, entry, people, place, release
from tests.web.running import Running, client, published, running, soon, token_for

ADA, BOB = Owner(Sort.PERSON, "ada"), Owner(Sort.PERSON, "bob")
TABLES: dict[str, Any] = {
    "rooms": (place("A"), place("B"), place("C")),
    "people": people(["ada", "bob"]),
}


def five() -> list[Release]:
    """Return five releases: the first; a move; another room; one cancelled and a new one; it is restored."""
    talk = entry("talk", attendees=attended("ada"))
    lecture = entry("lecture", "2021-11-08T08:00", room="B", attendees=attended("bob"))
    later = changed(talk, start=talk.start + timedelta(hours=1), end=talk.end + timedelta(hours=1))
    elsewhere = changed(later, room="C")
    off = changed(elsewhere, standing=SessionStanding.CANCELLED)
    new = entry("new", "2021-11-09T08:00", created=off.changed, changed=off.changed)
    back = changed(off, standing=SessionStanding.CONFIRMED)
    steps: list[tuple[Entry, ...]] = [
        (talk, lecture), (later, lecture), (elsewhere, lecture), (off, lecture, new),
        (back, lecture, new),
    ]  # fmt: skip
    return [release(*each, number=n, **TABLES) for n, each in enumerate(steps, start=1)]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Running, str]]:
    """Serve the first of them; the store's place is there for the others."""
    where = str(tmp_path / "tiny.db")
    published(where, five()[0])
    with running(tmp_path, where) as started:
        yield started, where


def feeds_of(made: Release, tokens: Mapping[Owner, str]) -> dict[str, bytes]:
    """Return the bytes of the feeds of a release by path, in English, long after the conference."""
    feeds = Feeds(made, on=made.conference.last_day + timedelta(days=99))
    public = {f"/{path_of(each, 'en')}": feeds.made(each, "en") for each in feeds.public}
    own = {
        f"/feeds/en/personal/{token}.ics": feeds.made(ForPerson(owner.id), "en")
        for owner, token in tokens.items()
    }
    return public | own


@pytest.mark.slow
def test_d2_five_releases_are_served_in_turn(served: tuple[Running, str]) -> None:
    """Each soon after it was published: 304 for feeds whose bytes are the same, new bytes of others."""
    service, where = served
    tokens = {owner: token_for(where, owner) for owner in (ADA, BOB)}
    kept: dict[str, tuple[str, bytes]] = {}
    answers: list[set[str]] = []
    with client(service) as ask:
        soon(lambda: ask.get(f"/feeds/en/personal/{tokens[BOB]}.ics").status_code == 200)
        for made in five():
            if made.number > 1:
                published(where, made)
            soon(lambda made=made: ask.get("/health").json()["release"] == made.number)  # type: ignore[misc]
            same = set()
            for path, content in feeds_of(made, tokens).items():
                tag, old = kept.get(path, ("", b""))
                answer = ask.get(path, headers={"If-None-Match": tag})
                if answer.status_code == 304:
                    assert content == old
                    same.add(path)
                else:
                    assert answer.content == content != old
                    kept[path] = answer.headers["etag"], content
            answers.append(same)
            told = page_of(made, five()[: made.number - 1], picked=AGENDAS)
            assert ask.get("/en/").content == told["en/index.html"]
    bobs = f"/feeds/en/personal/{tokens[BOB]}.ics"
    assert not answers[0]
    for same in answers[1:]:
        assert {bobs, "/feeds/en/sessions/lecture.ics", "/feeds/en/rooms/B.ics"} <= same
        assert "/feeds/en/programme.ics" not in same
    assert ["/feeds/en/rooms/A.ics" in same for same in answers] == [
        False,  # nothing was known yet
        False,  # the talk has moved
        False,  # it has left for room C
        False,  # the new session is here
        True,  # what is restored is in room C
    ]


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
    last = five()[-1]
    published(where, *five()[1:])
    seen: dict[str, bytes] = {}
    with client(service) as ask:
        for number in (6, 7):
            more = entry(f"more{number}", "2021-11-09T10:00", room="C")
            published(where, release(*last.entries, more, number=number, **TABLES))
            end = time.monotonic() + 1.2
            while time.monotonic() < end:
                answer = ask.get("/feeds/en/programme.ics")
                assert answer.content.endswith(b"END:VCALENDAR\r\n")
                assert seen.setdefault(answer.headers["etag"], answer.content) == answer.content
            soon(lambda number=number: ask.get("/health").json()["release"] == number)  # type: ignore[misc]
    assert 2 <= len(seen) <= 3
    assert isinstance(ask, httpx.Client)
