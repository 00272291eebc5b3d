"""What is stored is read again, byte by byte, by whom it may be; nothing is stored twice or lost."""

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from pathlib import Path

import pytest
from sqlalchemy import update

from scheduler.errors import StoreError
from scheduler.publishing.records import Entry, PublishedConference, Release
from scheduler.publishing.store import Store, Summary, open_store
from scheduler.publishing.store.releases import Draft
from scheduler.publishing.store.schema import RELEASES
from tests.forking import CONTEXT
from tests.publishing.releases import DAY, FIRST, attended, entry, full_release, people, release
from tests.publishing.store.publishers import (
    ADA,
    ALL,
    PEOPLE,
    following,
    heard,
    is_settled,
    known,
    publish,
    read,
    rotation,
    run,
)


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
    with pytest.raises(StoreError, match=r": forum has no release 1\.$"):
        store.release("forum", 1)


def test_conferences_are_numbered_apart(store: Store) -> None:
    """Two in one store."""
    publish_three(store)
    other = store.publish("other", lambda before: following(before, ""))
    assert other is not None
    assert (other.number, len(store.digests("forum"))) == (1, 3)
    assert [store.latest(each) for each in ("forum", "other")][1] == other


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


def test_threads_may_share_a_store(store: Store) -> None:
    """They read while others publish, and each sees a release that is whole."""

    def publish(turn: int) -> Release | None:
        return store.publish("forum", lambda before: following(before, str(turn)))

    def read(_turn: int) -> Release | None:
        return store.latest("forum")

    publish(0)
    with ThreadPoolExecutor(8) as pool:
        published, found = pool.map(publish, range(10)), list(pool.map(read, range(40)))
    written = {release.number: release for release in published if release is not None}
    assert sorted(written) == [*range(2, 12)]
    assert all(release is not None for release in found)
    assert {r.number for r in found if r and r.number > 1} <= {*written}
    assert all(r == written[r.number] for r in found if r and r.number > 1)


def test_a_list_is_refused_with_another_store(published: str, tmp_path: Path) -> None:
    """By every command that uses it; it stays to the byte."""
    path, other = tmp_path / "list.json", str(tmp_path / "other.db")
    assert run(tmp_path, *rotation(published, "--all")).code == 0
    store = open_store(other, make=True)
    made = release(entry("talk", attendees=attended(*PEOPLE)), people=people(PEOPLE))
    store.publish("tiny", lambda _: made)
    store.close()
    before = path.read_bytes()
    feeds = ("feeds", "tiny", "-o", "site", "--personal", "list.json", "--store", other)
    for words in (rotation(other, "ada"), feeds):
        ended = run(tmp_path, *words)
        assert ended.code == 1
        assert ended.said == (
            f"list.json: {other} has never had 4 of its tokens: it is the list of another store. "
            "Give that store, or another file.\n"
        )
    assert path.read_bytes() == before
    assert is_settled(path, published)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_after_a_restore_what_the_store_does_not_know_is_removed(
    published: str, tmp_path: Path
) -> None:
    """And said, once; the next rotation gives new ones."""
    path, copy = tmp_path / "list.json", tmp_path / "copy.db"
    run(tmp_path, *rotation(published, "--all"))
    shutil.copyfile(published, copy)
    run(tmp_path, *rotation(published, "ada"))
    copy.rename(published)
    ended = run(tmp_path, *rotation(published, "bob"))
    assert ended.code == 0
    assert ended.said.startswith(
        f"list.json: {published} has never had 1 of its tokens (ada …), as after a restore: "
        "they open nothing and are removed.\n"
    )
    assert known(path, published) == ALL - {ADA}
    assert "has never had" not in run(tmp_path, *rotation(published, "ada")).said
    assert is_settled(path, published)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_first_tokens_that_were_drawn_in_vain_are_no_other_store(
    published: str, tmp_path: Path
) -> None:
    """A command was killed before the store had them: the next one draws others."""
    path = tmp_path / "list.json"
    run(tmp_path, *rotation(published, "ada"))
    content = json.loads(path.read_bytes())
    content["tokens"] = [{**content["tokens"][0], "token": "n" * 43}]
    content["before"] = []
    path.write_text(json.dumps(content))
    assert run(tmp_path, *rotation(published, "--all")).code == 0
    assert is_settled(path, published)
    assert json.loads(path.read_bytes()).keys() == {"format", "conference", "tokens"}


@pytest.fixture
def readable() -> Iterator[Path]:
    """Publish a release in a folder to which everybody finds the way."""
    folder = Path(tempfile.mkdtemp(prefix="agenda-"))
    folder.chmod(0o755)
    publish_one(folder / "forum.db")
    (folder / "forum.db").chmod(0o444)
    yield folder / "forum.db"
    folder.chmod(0o755)
    shutil.rmtree(folder)


def publish_one(file: Path) -> None:
    """Publish a release."""
    store = open_store(str(file), make=True)
    store.publish("forum", lambda before: following(before, ""))
    store.close()


def test_a_store_in_a_folder_that_is_read_only_is_read_and_served(readable: Path) -> None:
    """Its owner's next release, too; who publishes there is told that it cannot be done."""
    refused = f"{readable}: the store cannot be used: attempt to write a readonly database."
    readable.parent.chmod(0o555)
    assert read(str(readable)) == [[1], 1, refused]
    readable.parent.chmod(0o755)
    readable.chmod(0o644)
    publish_one(readable)
    readable.chmod(0o444)
    readable.parent.chmod(0o555)
    assert read(str(readable)) == [[1, 2], 2, refused]
    assert [*readable.parent.iterdir()] == [readable]


def test_a_file_that_is_read_only_is_read_and_served(readable: Path) -> None:
    """In a folder in which everybody may write."""
    readable.parent.chmod(0o777)
    assert read(str(readable)) == [
        [1],
        1,
        f"{readable}: the store cannot be used: attempt to write a readonly database.",
    ]


@pytest.mark.slow
def test_a_log_that_cannot_be_read_is_not_left_out(readable: Path) -> None:
    """A release is in it that is not in the file yet, as when a publisher was killed."""
    keeps = sqlite3.connect(readable)
    keeps.execute("SELECT * FROM releases").fetchone()
    publish_one(readable)
    copy = readable.with_name("copy") / readable.name
    copy.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{readable}{ending}", f"{copy}{ending}")
    keeps.close()
    copy.parent.chmod(0o555)
    (said,) = read(str(copy))
    assert str(said).startswith(
        f"{copy}: cannot be read where nothing can be written: forum.db-wal holds what is not in it yet."
    )
    copy.parent.chmod(0o755)
    assert read(str(copy.parent.parent / readable.name))[0] == [1, 2]
