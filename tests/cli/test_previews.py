"""Commands of the desk do what their previews have shown, in whatever process and at whatever time."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scheduler.desk import Outcome, delete_alternative, make_room, open_desk, rename_alternative
from scheduler.errors import FileError
from tests.cli.conftest import Run
from tests.cli.test_process import environment

MOVE = ("desk", "move", "small.yaml", "talk", "mon 9:30", "A")
DONE = ("--make-room", "--apply")


class Rooms:
    """Counts searches for room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[Any] = []
        monkeypatch.setattr("scheduler.desk.make_room", self._make)

    def _make(self, outcome: Outcome, **how: Any) -> Outcome:
        self.made.append(how["time_limit"])
        return make_room(outcome, **how | {"workers": 1})


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Rooms:
    """Count searches for room."""
    return Rooms(monkeypatch)


@pytest.fixture
def free(planned: Run) -> Run:
    """Run commands where only the talk is pinned."""
    for name in ("opening", "report"):
        assert planned("desk", "unpin", "small.yaml", name, "--apply")[0] == 0
    return planned


def _asked(run: Run, *words: str) -> tuple[int, dict[str, Any]]:
    code, out, err = run(*words, "--json")
    assert out, err
    found: dict[str, Any] = json.loads(out)
    return code, found


def test_what_was_shown_is_done_without_another_search(free: Run, rooms: Rooms) -> None:
    """Also by other words, and with more time; the preview once more shows the same."""
    _, shown = _asked(free, *MOVE)
    assert shown["making_room"]["moves"]
    assert _asked(free, *MOVE)[1] == shown
    code, done = _asked(
        free, "desk", "move", "small.yaml", "Talk", "Mon 9:30", "A", *DONE, "--time-limit", "20"
    )
    assert code == 0
    assert len(rooms.made) == 1
    assert done == shown | {"applied": True}


def test_without_a_preview_it_is_done_all_the_same(free: Run, rooms: Rooms, folder: Path) -> None:
    """And nothing is left beside the desk."""
    code, out, _ = free(*MOVE, *DONE)
    assert code == 0
    assert "1 other session moves." in out
    assert len(rooms.made) == 1
    assert not [*folder.glob("*.previews")]


def test_what_has_become_another_thing_is_shown_again_and_not_done(
    free: Run, rooms: Rooms, folder: Path
) -> None:
    """The opening has gone elsewhere meanwhile; the second time it is done."""
    free(*MOVE)
    free("desk", "move", "small.yaml", "opening", "mon 11:00", "A", "--apply")
    history = (folder / "small.desk.history").read_bytes()
    code, out, _ = free(*MOVE, *DONE)
    assert code == 1
    said = "The desk has changed since you saw the preview: the effect is another one now, shown above."
    assert f"{said}\nNothing was changed.\nApply it: scheduler desk move small.yaml" in out
    assert (folder / "small.desk.history").read_bytes() == history
    code, done = _asked(free, *MOVE, *DONE)
    assert code == 0
    assert (done["applied"], done["outdated"]) == (True, False)


def test_a_wish_without_room_is_done_as_it_was_shown_or_not_at_all(free: Run) -> None:
    """To the best place of a day: another session has taken it. A level comes to the same."""
    day = ("desk", "move", "small.yaml", "report", "tue")
    level = ("desk", "set", "small.yaml", "late_hours", "3")
    _, before = _asked(free, *day)
    free(*level)
    assert free("desk", "move", "small.yaml", "opening", "tue 9:00", "A", "--apply")[0] in (0, 2)
    code, after = _asked(free, *day, "--apply")
    assert (code, after["applied"], after["outdated"]) == (1, False, True)
    assert after["moves"] != before["moves"]
    code, after = _asked(free, *level, "--apply")
    assert (code, after["applied"]) == (0, True)


def test_a_folder_that_takes_nothing_shows_it_all_the_same(
    free: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the disk is full."""
    wanted = "scheduler.desk.previews.write_atomically"

    def full(path: Path, _content: bytes) -> None:
        raise FileError(f"{path}: cannot be written.")

    monkeypatch.setattr(wanted, full)
    code, out, _ = free(*MOVE)
    assert code == 2
    assert "Apply it: " in out


def test_what_is_deleted_or_renamed_leaves_no_preview(free: Run, folder: Path) -> None:
    """They were about the desk that has gone."""
    free("desk", "drop", "small.yaml", "talk")
    assert (folder / "small.desk.previews").exists()
    rename_alternative(open_desk(Path("small.desk.yaml")), "Other")
    assert not [*folder.glob("*.previews")]
    free("desk", "drop", "other.yaml", "talk")
    delete_alternative(open_desk(Path("other.yaml")))
    assert not [*folder.glob("*.previews")]


@pytest.mark.slow
def test_it_is_the_same_in_processes_of_their_own(free: Run, folder: Path) -> None:
    """What is shown is what is there afterwards, as it is evaluated."""

    def said(*words: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "scheduler.cli", *words, "--json"]
        done = subprocess.run(
            command, cwd=folder, env=environment(), capture_output=True, check=False
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    for words in (
        MOVE,
        ("desk", "close", "small.yaml", "A", "tue"),
        ("desk", "drop", "small.yaml", "report"),
    ):
        shown = said(*words)
        room = shown["making_room"]
        done = said(*words, *DONE) if room else said(*words, "--apply")
        assert done == shown | {"applied": True}
        then = (room or shown)["penalty_then"]
        assert said("evaluate", "small.desk.yaml")["penalty"] == then
