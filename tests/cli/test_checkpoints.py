"""The best programme of a search that goes on, beside the file for which it is meant."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.cli.searches import Checkpoint
from scheduler.progress import Incumbent
from scheduler.schedule import Schedule
from scheduler.sources import read_schedule
from tests.cli.conftest import small
from tests.cli.test_solve import found
from tests.conference import placed

FILE = Path("small.yaml")
CHECKPOINT = Path("solutions/small.checkpoint.json")
TARGET = Path("solutions/small.json")


def programme(day: str = "Mon") -> Schedule:
    """Return a programme of the small conference."""
    return placed(
        small(name="small"),
        opening=f"{day} 09:00 A",
        talk=f"{day} 14:00 A",
        report="Tue 09:00 A" if day == "Mon" else "Mon 09:00 A",
    )


def better(penalty: int | None, day: str = "Mon") -> Incumbent:
    """Return a programme that a search has found."""
    return Incumbent(penalty, lambda: programme(day))


def wrote(checkpoint: Checkpoint, penalty: int | None, day: str = "Mon") -> None:
    """Let a checkpoint hear of a programme, and write what is due."""
    checkpoint(better(penalty, day))
    checkpoint.write()


def full_disk(_number: int) -> None:
    """Fail as a disk that is full."""
    raise OSError(28, "No space left on device")


@pytest.fixture
def eager(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Checkpoint]:
    """Return a maker of checkpoints that write at once."""
    monkeypatch.setattr("scheduler.cli.searches.EVERY", 0.0)
    (folder / "solutions").mkdir()
    return lambda: Checkpoint(TARGET, small(name="small"), FILE)


def test_a_checkpoint_is_written_when_it_is_due_and_when_there_is_something_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before the first seconds are over, and not twice the same."""
    (folder / "solutions").mkdir()
    now = [100.0]
    monkeypatch.setattr("scheduler.cli.searches.time.monotonic", lambda: now[0])
    checkpoint = Checkpoint(TARGET, small(name="small"), FILE)
    wrote(checkpoint, 9000)
    assert not CHECKPOINT.exists()
    now[0] += 3.0
    checkpoint.write()
    assert json.loads(CHECKPOINT.read_text())["penalty"] == 9
    CHECKPOINT.unlink()
    now[0] += 3.0
    checkpoint.write()
    assert not CHECKPOINT.exists()
    wrote(checkpoint, 8000)
    assert json.loads(CHECKPOINT.read_text())["penalty"] == 8


def test_what_a_search_has_left_gives_way_to_something_better_alone(
    eager: Callable[[], Checkpoint],
) -> None:
    """In this state of the instance: as good is not better."""
    wrote(eager(), 5000)
    second = eager()
    wrote(second, 5000, "Tue")
    assert read_schedule(CHECKPOINT, small(name="small")) == programme()
    wrote(second, 4999, "Tue")
    assert read_schedule(CHECKPOINT, small(name="small")) == programme("Tue")


def test_what_was_left_of_another_state_is_kept(eager: Callable[[], Checkpoint]) -> None:
    """Beside it, as the programmes that results replace are."""
    wrote(eager(), 5000)
    other = Checkpoint(TARGET, small(name="small", levels={"late_hours": 3}), FILE)
    wrote(other, 9000, "Tue")
    kept = Path("solutions/small.checkpoint.previous.json")
    assert read_schedule(kept, small(name="small")) == programme()
    assert json.loads(CHECKPOINT.read_text())["penalty"] == 9


@pytest.mark.parametrize(("penalty", "stays"), [(5000, False), (5001, True), (None, True)])
def test_what_was_left_stays_if_it_is_better_than_the_result(
    penalty: int | None, stays: bool, eager: Callable[[], Checkpoint]
) -> None:
    """Nobody has asked for it to be forgotten."""
    wrote(eager(), 5000)
    eager().done(penalty)
    assert CHECKPOINT.exists() == stays


def test_a_search_with_another_measure_writes_what_the_instance_counts(
    eager: Callable[[], Checkpoint],
) -> None:
    """As that for the fewest changes, whose prices are not the instance's."""
    wrote(eager(), None)
    assert json.loads(CHECKPOINT.read_text())["penalty"] == (found().penalty or 0) / 1000


def test_a_full_disk_does_not_end_a_search(
    eager: Callable[[], Checkpoint],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is said once."""
    checkpoint = eager()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk)
        for penalty in (5000, 4000):
            checkpoint(better(penalty))
            checkpoint.write()
    assert capsys.readouterr().err.count("No space left on device") == 1
    assert checkpoint.written is None
    wrote(checkpoint, 3000)
    assert checkpoint.written == CHECKPOINT


def test_a_checkpoint_is_for_those_who_may_read_the_target(
    eager: Callable[[], Checkpoint],
) -> None:
    """A programme that nobody else may read is not laid open while it is searched for anew."""
    TARGET.touch(0o600)
    wrote(eager(), 5000)
    assert CHECKPOINT.stat().st_mode & 0o777 == 0o600
