"""What is read of a file that somebody names: so much at most, and without waiting for ever."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from scheduler.errors import InputError, InstanceError, SolutionError, StoreError
from scheduler.publishing.feeds.token_lists import read_list
from scheduler.publishing.notices.addresses import read_addresses
from scheduler.publishing.notices.mailing import ledger
from scheduler.publishing.store import open_store
from scheduler.sources import read_instance, read_schedule
from scheduler.sources.tables import import_tables
from scheduler.storage import LARGEST_FILE, MissingError, UnreadableError, content_of
from tests.conference import conference, session

ENDLESS = Path("/dev/zero")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    """Return what makes a named pipe into which somebody writes."""

    def write(content: bytes) -> Path:
        path = tmp_path / "pipe.json"
        os.mkfifo(path)

        def fill() -> None:
            with suppress(BrokenPipeError):  # Whoever reads had enough.
                path.write_bytes(content)

        threading.Thread(target=fill, daemon=True).start()
        return path

    return write


def test_a_pipe_is_read_to_its_end_and_again(written: Callable[[bytes], Path]) -> None:
    """What came out of it is kept, as a solution file is looked at more than once."""
    content = b"x" * 100_000
    path = written(content)
    assert content_of(path) == content
    assert content_of(path) == content


def test_a_pipe_is_read_no_further_than_allowed(written: Callable[[bytes], Path]) -> None:
    """Whatever else would come."""
    with pytest.raises(UnreadableError, match=r"^is larger than 1 MB\.$"):
        content_of(written(b"x" * (2**20 + 1)), at_most=2**20)


def test_a_pipe_of_which_nothing_comes_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody ever opens it to write; or somebody does, and says nothing."""
    monkeypatch.setattr("scheduler.storage.PIPE_PATIENCE", 0.05)
    path = tmp_path / "silent.yaml"
    os.mkfifo(path)
    with pytest.raises(InstanceError, match=r"silent\.yaml: is a pipe that has sent nothing"):
        read_instance(path)
    reading, writing = os.pipe()
    with pytest.raises(UnreadableError, match="is a pipe that has sent nothing"):
        content_of(Path(f"/dev/fd/{reading}"))
    os.close(reading)
    os.close(writing)


def test_a_large_file_is_not_read_at_all(tmp_path: Path) -> None:
    """A terabyte that takes no room on the disk."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(UnreadableError, match=r"^is larger than 20 MB\.$"):
        content_of(path)
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE)
    assert len(content_of(path)) == LARGEST_FILE
    with pytest.raises(MissingError):
        content_of(tmp_path / "missing")


def test_every_reader_refuses_a_device(tmp_path: Path) -> None:
    """Instance, solution, workbook, CSV, addresses, tokens, record and store: none reads without end."""
    instance, words = conference(session("talk")), "is neither a regular file nor a pipe"
    for ending in ("xlsx", "csv"):
        (tmp_path / f"rooms.{ending}").symlink_to(ENDLESS)
        with pytest.raises(InstanceError, match=words):
            import_tables([tmp_path / f"rooms.{ending}"])
    with pytest.raises(InstanceError, match=words):
        read_instance(ENDLESS)
    with pytest.raises(SolutionError, match=words):
        read_schedule(ENDLESS, instance)
    with pytest.raises(InputError, match=words):
        read_addresses(ENDLESS, {}, ("en",))
    with pytest.raises(InputError, match=words):
        read_list(ENDLESS, "tiny")
    with pytest.raises(InputError, match="is not a regular file"), ledger(ENDLESS, "1"):
        pass
    with pytest.raises(StoreError, match="is not a regular file"):
        open_store(str(ENDLESS))
