"""Stores that can be read and not written: on a medium, in a folder of somebody else."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.publishing.store import open_store
from tests.publishing.store.publishers import following
from tests.publishing.store.readers import read


@pytest.fixture
def place() -> Iterator[Path]:
    """Publish a release in a folder to which everybody finds the way."""
    folder = Path(tempfile.mkdtemp(prefix="agenda-"))
    folder.chmod(0o755)
    publish(folder / "forum.db")
    (folder / "forum.db").chmod(0o444)
    yield folder / "forum.db"
    folder.chmod(0o755)
    shutil.rmtree(folder)


def publish(place: Path) -> None:
    """Publish a release."""
    store = open_store(str(place), make=True)
    store.publish("forum", lambda before: following(before, ""))
    store.close()


def test_a_store_in_a_folder_that_is_read_only_is_read_and_served(place: Path) -> None:
    """Its owner's next release, too; who publishes there is told that it cannot be done."""
    refused = f"{place}: the store cannot be used: attempt to write a readonly database."
    place.parent.chmod(0o555)
    assert read(str(place)) == [[1], 1, refused]
    place.parent.chmod(0o755)
    place.chmod(0o644)
    publish(place)
    place.chmod(0o444)
    place.parent.chmod(0o555)
    assert read(str(place)) == [[1, 2], 2, refused]
    assert [*place.parent.iterdir()] == [place]


def test_a_file_that_is_read_only_is_read_and_served(place: Path) -> None:
    """In a folder in which everybody may write."""
    place.parent.chmod(0o777)
    assert read(str(place)) == [
        [1],
        1,
        f"{place}: the store cannot be used: attempt to write a readonly database.",
    ]


@pytest.mark.slow
def test_a_log_that_cannot_be_read_is_not_left_out(place: Path) -> None:
    """A release is in it that is not in the file yet, as when a publisher was killed."""
    keeps = sqlite3.connect(place)
    keeps.execute("SELECT * FROM releases").fetchone()
    publish(place)
    copy = place.with_name("copy") / place.name
    copy.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{place}{ending}", f"{copy}{ending}")
    keeps.close()
    copy.parent.chmod(0o555)
    (said,) = read(str(copy))
    assert str(said).startswith(
        f"{copy}: cannot be read where nothing can be written: forum.db-wal holds what is not in it yet."
    )
    copy.parent.chmod(0o755)
    assert read(str(copy.parent.parent / place.name))[0] == [1, 2]
