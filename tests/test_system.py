"""Commands run where Python lacks what only POSIX systems have, as on Windows."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from scheduler import system
from tests.processes import environment
from tests.restricted import WINDOWS, outcomes

COMMANDS = (
    "new",
    "check conference.yaml",
    "solve conference.yaml --time-limit 2 --workers 1",
    "show conference.yaml",
    "desk pin conference.yaml opening --apply",
    "publish conference.yaml",
    "publish conference.yaml --again 1",
    "page conference.yaml -o site",
    "feeds conference.yaml -o site",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run all commands in an empty folder."""
    folder = tmp_path_factory.mktemp("windows")
    for command, (code, _, err) in zip(
        COMMANDS, outcomes([WINDOWS], COMMANDS, folder), strict=True
    ):
        assert code == 0, f"{command}: {err}"
    return folder


@pytest.mark.slow
def test_commands_run_without_calls_of_posix(folder: Path) -> None:
    """They write what they write elsewhere, and leave no draft or lock behind."""
    assert (folder / "solutions" / "my-conference.json").is_file()
    assert (folder / "site" / "index.html").is_file()
    assert [each.name for each in folder.rglob(".*")] == []


@pytest.mark.slow
@pytest.mark.needs("web")
def test_the_desk_opens_without_calls_of_posix(folder: Path) -> None:
    """It serves its page until it is ended."""
    words = [sys.executable, "-m", "tests.restricted", WINDOWS, "desk", "open", "conference.yaml"]
    with subprocess.Popen(
        words, cwd=folder, env=environment() | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE
    ) as desk:
        try:
            assert desk.stdout is not None
            address = re.search(r"http://\S+", desk.stdout.readline().decode())
            assert address is not None
            with urlopen(address[0], timeout=30) as page:
                assert b"<!doctype html" in page.read().lower()
        finally:
            desk.terminate()


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    """Whoever comes second does not get it; a folder can be locked as well, where it can be opened."""
    with (tmp_path / "lock").open("wb") as one, (tmp_path / "lock").open("wb") as other:
        assert system.lock(one.fileno())
        assert not system.lock(other.fileno())
    with (tmp_path / "lock").open("wb") as another:
        assert system.lock(another.fileno())
