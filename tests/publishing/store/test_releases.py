"""What is stored is read again, byte by byte; nothing is stored twice, by halves, or lost."""

import hashlib
import zlib
from collections.abc import Callable
from multiprocessing import Pipe

import pytest
from sqlalchemy import update

from scheduler.errors import StoreError
from scheduler.publishing.records import Entry, PublishedConference, Release
from scheduler.publishing.store import Store, Summary
from scheduler.publishing.store.releases import Draft
from scheduler.publishing.store.schema import RELEASES
from tests.forking import CONTEXT
from tests.publishing.full import full_release
from tests.publishing.programmes import DAY, FIRST
from tests.publishing.store.publishers import following, heard, publish


def publish_three(store: Store) -> list[Release]:
    """Publish three releases of the forum."""
    found = [store.publish("forum", lambda before: following(before, "Ça bouge 😀")) for _ in "123"]
    return [release for release in found if release is not None]


def test_releases_are_read_as_they_were_written(opened: Callable[[], Store]) -> None:
    """By number, and the last; when the store is opened again, too."""
    written = publish_three(opened())
    store = opened()
    read = [store.release("forum", number) for number in (1, 2, 3)]
    assert read == written
    assert [r.model_dump_json() for r in read] == [r.model_dump_json() for r in written]
    assert store.latest("forum") == written[2]
    assert [number for number, _ in store.digests("forum")] == [1, 2, 3]
    assert store.conferences() == ("forum",)
    assert store.history("forum")[1] == Summary(2, FIRST + 2 * DAY, "Ça bouge 😀", draft=False)


def test_an_outline_is_a_release_without_those_who_take_part(store: Store) -> None:
    """Everything else is there; one that is not there is told."""
    there = full_release()
    store.publish("tiny", lambda _: there)
    nobody = {"attendees": (), "delegations": (), "wishing": ()}
    entries = tuple(Entry(**(dict(entry) | nobody)) for entry in there.entries)
    conference = PublishedConference(**(dict(there.conference) | {"people": (), "delegations": ()}))
    wanted = Release(**(dict(there) | {"entries": entries, "conference": conference}))
    assert store.outline("tiny", 1) == wanted != there
    with pytest.raises(StoreError, match=r": tiny has no release 2\.$"):
        store.outline("tiny", 2)


def test_an_empty_store_knows_nothing(store: Store) -> None:
    """And says so of a release that is asked for."""
    assert store.latest("forum") is None
    assert store.digests("forum") == ()
    assert store.history("forum") == ()
    assert store.conferences() == ()
    with pytest.raises(StoreError, match=r": forum has no release 1\.$"):
        store.release("forum", 1)


def test_conferences_are_numbered_apart(store: Store) -> None:
    """Two in one store."""
    publish_three(store)
    other = store.publish("other", lambda before: following(before, ""))
    assert other is not None
    assert (other.number, len(store.digests("forum"))) == (1, 3)
    assert store.conferences() == ("forum", "other")


def test_nothing_to_publish_stores_nothing(store: Store) -> None:
    """Nor does a draft that fails."""
    assert store.publish("forum", lambda _before: None) is None

    def fail(_before: Release | None) -> Release:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.publish("forum", fail)
    assert store.history("forum") == ()
    assert len(publish_three(store)) == 3


def test_a_release_that_does_not_follow_is_refused(store: Store) -> None:
    """The same number again, or a gap."""
    first, _, third = publish_three(store)
    for wrong in (first, third):
        with pytest.raises(ValueError, match="does not follow"):
            store.publish("forum", _always(wrong))
    assert len(store.history("forum")) == 3


def _always(release: Release) -> Draft:
    return lambda _before: release


@pytest.mark.parametrize("damage", [b"", b"x\x9c nothing", None])
def test_damage_is_noticed(store: Store, damage: bytes | None) -> None:
    """Content that cannot be read, or that is of another release."""
    publish_three(store)
    values = {"digest": "0" * 64} if damage is None else {"content": damage}
    with store.writing() as connection:
        connection.execute(update(RELEASES).where(RELEASES.c.number == 2).values(**values))
    with pytest.raises(StoreError, match=r": release 2 of forum is damaged\.$"):
        store.release("forum", 2)
    assert store.release("forum", 1).number == 1


def test_content_of_another_version_is_said(store: Store) -> None:
    """It is whole, and holds what this version does not know."""
    publish_three(store)
    content = store.release("forum", 3).model_dump_json().replace('"note":', '"remark":').encode()
    values = {"content": zlib.compress(content), "digest": hashlib.sha256(content).hexdigest()}
    with store.writing() as connection:
        connection.execute(update(RELEASES).where(RELEASES.c.number == 3).values(**values))
    with pytest.raises(StoreError, match=r"release 3 of forum was written by another version"):
        store.latest("forum")


def test_two_publishers_at_once_lose_nothing(place: str, opened: Callable[[], Store]) -> None:
    """Two processes, the store not made yet: every release is there, on top of the one before it."""
    each = 8
    pipes = [Pipe(duplex=False) for _ in "ab"]
    processes = [
        CONTEXT.Process(target=publish, args=(place, name, each, said))
        for name, (_, said) in zip("ab", pipes, strict=True)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    numbers = [heard(hears) for hears, _ in pipes]
    assert sorted(numbers[0] + numbers[1]) == [0, *range(2 * each + 1)]
    store = opened()
    notes = {summary.number: summary.note for summary in store.history("forum")}
    for name, said in zip("ab", numbers, strict=True):
        assert [notes[number] for number in said[1:]] == [f"{name}{turn}" for turn in range(each)]
    releases = [store.release("forum", number) for number in notes]
    # The talk moves each time, so each has been drafted on top of the one before.
    assert [max(e.sequence for e in release.entries) for release in releases] == [*range(2 * each)]
    assert len({entry.uid for release in releases for entry in release.entries}) == 2
