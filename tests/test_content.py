"""What is read of a file that somebody names: so much at most, and without waiting for ever."""

import os
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


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """Though nobody ever opens it to write."""
    path = tmp_path / "silent.yaml"
    os.mkfifo(path)
    with pytest.raises(InstanceError, match=r"silent\.yaml: is not a regular file\. Save its"):
        read_instance(path)


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
    instance, words = conference(session("talk")), "is not a regular file"
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
    with pytest.raises(InputError, match=words), ledger(ENDLESS, "1"):
        pass
    with pytest.raises(StoreError, match=words):
        open_store(str(ENDLESS))
