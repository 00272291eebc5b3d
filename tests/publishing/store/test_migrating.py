"""Stores that are new, old, of a newer program, or none at all."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text, update

from scheduler.errors import StoreError
from scheduler.publishing.store import Store, open_store
from scheduler.publishing.store.schema import VERSIONS


def test_a_store_of_a_newer_program_is_left_alone(opened: Callable[[], Store]) -> None:
    """The way out is said."""
    with opened().writing() as connection:
        connection.execute(update(VERSIONS).values(version_num="9999"))
    with pytest.raises(StoreError) as caught:
        opened()
    assert (
        "was made by a newer version of this program (its schema is 9999). "
        "Update the program: pip install --upgrade agenda-scheduler"
    ) in str(caught.value)


def test_a_file_of_sqlite_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    """Readers and a writer do not wait for each other."""
    open_store(str(tmp_path / "store.db"), make=True).close()
    connection = sqlite3.connect(tmp_path / "store.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_readers_read_while_somebody_publishes(opened: Callable[[], Store]) -> None:
    """What they see is the last release that is whole."""
    store, other = opened(), opened()
    with store.writing() as connection:
        connection.execute(text("INSERT INTO conferences (name) VALUES ('forum')"))
        assert other.latest("forum") is None
        assert other.history("forum") == ()


def _database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()


NO_STORES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (lambda path: path.write_text("Not a database. " * 100), "file is not a database."),
    "another database": (_database, "is a database, but not a store of releases."),
    "an empty file": (
        lambda path: path.touch(),
        "releases restart at 1 and subscribed calendars no longer update.",
    ),
    "a folder": (lambda path: path.mkdir(), "is a folder. Give the name of a file."),
    "nothing": (
        lambda _path: None,
        "there is no such store. Nothing has been published yet.",
    ),
}


@pytest.mark.parametrize("case", NO_STORES)
def test_what_is_no_store_is_said_and_left_as_it_is(case: str, tmp_path: Path) -> None:
    """Not a byte of it changes."""
    make, said = NO_STORES[case]
    path = tmp_path / "store.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        open_store(str(path))
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).endswith(said)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not {*tmp_path.iterdir()} - {path}


def test_nothing_is_published_into_an_empty_file(tmp_path: Path) -> None:
    """It was a store, whose releases would begin at 1 again; the way back is said."""
    path = tmp_path / "store.db"
    path.touch()
    with pytest.raises(StoreError) as caught:
        open_store(str(path), make=True)
    assert str(caught.value).startswith(
        f"{path}: is empty, so it is not a store. Restore it from a backup."
    )
    assert path.read_bytes() == b""


def test_no_store_is_made_beside_the_log_of_another(tmp_path: Path) -> None:
    """One was deleted while it was used, or after a kill: its log would be read into the new one."""
    path = tmp_path / "store.db"
    log = tmp_path / "store.db-wal"
    log.write_bytes(b"what was published last")
    with pytest.raises(StoreError) as caught:
        open_store(str(path), make=True)
    assert str(caught.value).startswith(
        f"{path}: is missing, but its log store.db-wal is still there."
    )
    assert [*tmp_path.iterdir()] == [log]
    log.write_bytes(b"")
    open_store(str(path), make=True).close()
    assert [*tmp_path.iterdir()] == [path]


def test_a_new_store_appears_whole(tmp_path: Path) -> None:
    """One that was left when its maker was killed is made anew, and nothing is left of it."""
    for name in (".store.db.new", ".store.db.new-wal", ".store.db.lock"):
        (tmp_path / name).write_bytes(b"half a store")
    store = open_store(str(tmp_path / "store.db"), make=True)
    assert store.history("forum") == ()
    store.close()
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]
    assert (tmp_path / "store.db").stat().st_mode & 0o777 == 0o600


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files need none."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'agenda-scheduler\[postgres\]'"):
        open_store("postgresql://localhost/agenda")


@pytest.mark.needs("postgres")
def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    """Nor is it in what led to the error."""
    address = "postgresql://agenda:s3cret@127.0.0.1:9/agenda?connect_timeout=2"
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert "the store cannot be used: " in str(caught.value)
    assert "postgresql://agenda:***@127.0.0.1:9/agenda: " in str(caught.value)
    assert "s3cret" not in str(caught.value) + str(caught.value.__cause__)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("mysql://localhost/agenda", "found a URL of mysql, expected a file, or a URL such as "),
        ("postgresql://a:b:c@[/x", "found a URL that cannot be read, expected a file, or a URL"),
        ("sqlite://", "found a URL of sqlite, expected a file"),
        ("sqlite:///:memory:", "found a URL of sqlite, expected a file"),
    ],
)
def test_addresses_that_are_none(place: str, said: str) -> None:
    """The option is named."""
    with pytest.raises(StoreError) as caught:
        open_store(place)
    assert str(caught.value).startswith(f"--store: {said}")
