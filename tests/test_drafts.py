"""Drafts that killed commands leave beside what they write: the next one removes them, and nobody else's."""

import os
import signal
from multiprocessing import get_context
from pathlib import Path

import pytest

from scheduler.storage import take, write_atomically

CONTEXT = get_context("spawn")


def _write_a_file(path: Path) -> None:
    write_atomically(path, b"new")


def _killed(path: Path) -> None:
    """Begin to write, and be killed."""
    os.fsync = lambda fd: os.kill(os.getpid(), signal.SIGKILL)
    _write_a_file(path)


def test_the_next_command_removes_what_a_killed_one_has_left(tmp_path: Path) -> None:
    """Of the same target; what is left of another one stays."""
    for name in ("plan", "other"):
        process = CONTEXT.Process(target=_killed, args=(tmp_path / name,))
        process.start()
        process.join(60)
        assert process.exitcode == -signal.SIGKILL
    (left,) = tmp_path.glob(".other.*")
    assert len([*tmp_path.iterdir()]) == 2
    _write_a_file(tmp_path / "plan")
    assert {*tmp_path.iterdir()} == {tmp_path / "plan", left}


def test_what_another_process_is_writing_is_left_alone(tmp_path: Path) -> None:
    """As long as it has it open; and what is a folder, or only called alike, always."""
    draft = tmp_path / ".plan.0123abcd"
    alike = [tmp_path / ".plan.0123abcdef", tmp_path / ".plan.txt", tmp_path / "plan.0123abcd"]
    other = tmp_path / ".plan.89abcdef"
    for each in (draft, *alike):
        each.touch()
    other.mkdir()
    number = os.open(draft, os.O_RDONLY)
    try:
        assert take(number, draft)
        _write_a_file(tmp_path / "plan")
        assert draft.exists()
    finally:
        os.close(number)
    _write_a_file(tmp_path / "plan")
    assert not draft.exists()
    assert all(each.exists() for each in (*alike, other))


def test_where_nothing_can_be_locked_files_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on some network file systems; drafts stay there, as nobody knows whose they are."""

    def unable(_number: int, _path: Path) -> bool:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("scheduler.storage.take", unable)
    (tmp_path / ".plan.0123abcd").touch()
    write_atomically(tmp_path / "plan", b"new")
    assert sorted(each.name for each in tmp_path.iterdir()) == [".plan.0123abcd", "plan"]
