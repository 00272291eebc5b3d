"""Tokens are exchanged where there is no room: for the list, for the store, or for what is shown."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import digest_of
from tests.publishing.releases import entry, people, release
from tests.publishing.store.exchangers import run
from tests.publishing.store.lists import is_settled, rotation, valid, written


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_where_no_file_can_grow_nothing_changes(place: str, tmp_path: Path) -> None:
    """A list of 400 has 150 kB, the log of the store half of that: 100 kB is room for one of the two."""
    many = [f"p{number}" for number in range(400)]
    store = open_store(place, make=True)
    store.publish("tiny", lambda _: release(entry("talk"), people=people(many)))
    store.close()
    path = tmp_path / "list.json"
    assert run(tmp_path, *rotation(place, "--all")).code == 0
    before = path.read_bytes()
    ended = run(tmp_path, *rotation(place, "--all"), largest=100_000)
    assert ended.code == 1
    assert ended.said.startswith(
        "list.json: cannot be written: File too large. What was there before is left as it is."
    )
    assert path.read_bytes() == before
    assert {digest_of(token): owner for owner, token in written(path)} == valid(place)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 256 KiB, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _fill(folder: Path) -> None:
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4_096):
            pass
    assert not shutil.disk_usage(folder).free


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_on_a_full_disk_nothing_changes(published: str, tmp_path: Path, tiny_disk: Path) -> None:
    """The list cannot be written: no token is exchanged that nobody could read."""
    path = tiny_disk / "list.json"
    run(tmp_path, *rotation(published, "--all", to=str(path)))
    before = path.read_bytes()
    _fill(tiny_disk)
    ended = run(tmp_path, *rotation(published, "--all", to=str(path)))
    said = f"{path}: cannot be written: No space left on device. What was there before is left as it is."
    assert (ended.code, ended.said[: len(said)]) == (1, said)
    assert path.read_bytes() == before
    assert is_settled(path, published)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_with_a_store_on_a_full_disk_nothing_changes(
    published: str, tmp_path: Path, tiny_disk: Path
) -> None:
    """The list has been written, and the store cannot be: the tokens before stay in force, and listed."""
    path, place = tmp_path / "list.json", str(tiny_disk / "store.db")
    shutil.copyfile(published, place)
    run(tmp_path, *rotation(place, "--all"))
    before = path.read_bytes()
    store = open_store(place)
    with store.reading() as connection:  # its log is there, and cannot grow
        connection.exec_driver_sql("SELECT count(*) FROM tokens")
        _fill(tiny_disk)
        ended = run(tmp_path, *rotation(place, "--all"))
    store.close()
    assert ended.code == 1
    assert f"{place}: the store cannot be used: database or disk is full." in ended.said
    (tiny_disk / "filler").unlink()
    assert path.read_bytes() == before
    assert is_settled(path, place)
