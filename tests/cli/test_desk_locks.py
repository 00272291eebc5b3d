"""Commands of one desk at the same moment: none writes over another, or reads what is half written."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scheduler.desk import DeskState, apply, drop, open_desk
from scheduler.desk import files as desk_files
from scheduler.errors import InputError
from scheduler.storage import held, write_atomically
from tests.cli.conftest import Run


def test_of_desks_saved_at_the_same_moment_one_is_written(
    solved: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long writing takes: the others wait, and see that the desk is another one now."""

    def slowly(path: Path, content: bytes) -> None:
        time.sleep(0.1)
        write_atomically(path, content)

    monkeypatch.setattr(desk_files, "write_atomically", slowly)
    file = open_desk(folder / "small.yaml", solutions=folder / "solutions")
    wanted = [apply(file.desk, drop(file.desk, each)) for each in ("opening", "talk", "report")]

    def save(desk: DeskState) -> str | None:
        try:
            file.save(desk)
        except InputError as error:
            return str(error)
        return None

    with ThreadPoolExecutor(len(wanted)) as pool:
        said = [*pool.map(save, wanted)]
    assert said.count(None) == 1
    assert sum("another command has changed this file" in each for each in said if each) == 2
    done = open_desk(folder / "small.yaml", solutions=folder / "solutions").desk
    assert done == wanted[said.index(None)]
    assert not [*folder.glob(".*.lock")]


def test_who_reads_a_desk_waits_for_who_writes_it(
    solved: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for ever."""
    solved("desk", "drop", "small.yaml", "talk", "--apply")
    monkeypatch.setattr("scheduler.storage.LOCK_PATIENCE", 0.1)
    with held(folder / "small.desk.history"):
        code, _, err = solved("desk", "history", "small.yaml")
    assert code == 1
    assert "another command has been using it" in err
    assert solved("desk", "history", "small.yaml")[0] == 0


def test_the_history_is_read_where_nothing_can_be_written(
    planned: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody changes it there, so nothing is held; elsewhere it is."""
    _, before, _ = planned("desk", "history", "small.yaml")

    def refuse(path: Path, *_: object) -> None:
        raise InputError(f"{path}: cannot be locked.")

    with monkeypatch.context() as patch:
        patch.setattr(desk_files, "held", refuse)
        assert planned("desk", "history", "small.yaml")[0] == 1
        patch.setattr(desk_files, "_takes_writing", lambda _: False)
        assert planned("desk", "history", "small.yaml") == (0, before, "")
        (folder / "small.desk.yaml").unlink()  # a command was killed before it wrote it
        assert planned("desk", "history", "small.yaml") == (0, before, "")
        assert not (folder / "small.desk.yaml").exists()
    assert planned("desk", "history", "small.yaml") == (0, before, "")
    assert (folder / "small.desk.yaml").exists()
