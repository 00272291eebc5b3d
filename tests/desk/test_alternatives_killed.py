"""Alternatives begun, deleted or brought back by a command that is killed: nothing is lost."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from scheduler.desk import (
    DeskFile,
    apply,
    begin_alternative,
    delete_alternative,
    drop,
    open_desk,
    restore_alternative,
)
from scheduler.desk.files import record_of
from tests.web.desk.opened import FORUM

Step = Callable[[DeskFile, Path], object]

STEPS: Mapping[str, Step] = {
    "begin": lambda file, _: begin_alternative(file, "plan b"),
    "delete": lambda file, _: delete_alternative(file),
    "restore": lambda file, folder: restore_alternative(delete_alternative(file), folder),
}
WRITES = ((os, "link"), (os, "replace"), (Path, "replace"), (Path, "unlink"), (Path, "rename"))
KILLED = 9
MOST = 60
"""More than any of these writes."""


def _opened(folder: Path) -> DeskFile:
    folder.mkdir()
    (folder / "forum.yaml").write_bytes(FORUM.read_bytes())
    file = open_desk(folder / "forum.yaml", solutions=folder / "solutions")
    return file.save(apply(file.desk, drop(file.desk, "wharves")))


def _killed_before(number: int, step: Step, file: DeskFile) -> bool:
    """Let a process be killed before it does anything to names of files for such a time; tell if it was."""
    process = os.fork()
    if process:
        _, status = os.waitpid(process, 0)
        return os.waitstatus_to_exitcode(status) == KILLED
    counted = iter(range(MOST))

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: object, **named: object) -> object:
            if next(counted) >= number:
                os._exit(KILLED)
            return real(*args, **named)

        return called

    for owner, name in WRITES:
        setattr(owner, name, counting(getattr(owner, name)))
    step(file, file.programme.parent)
    os._exit(0)


def _histories(folder: Path) -> Iterator[Path]:
    yield from (
        each for each in sorted(folder.iterdir()) if each.suffix in (".history", ".deleted")
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", STEPS)
def test_whenever_it_is_killed_the_desk_is_there_with_all_its_steps(
    name: str, tmp_path: Path
) -> None:
    """Under its name or aside; each history is whole, and opens."""
    kills = 0
    for number in range(MOST):
        folder = tmp_path / str(number)
        file = _opened(folder)
        solutions = folder / "solutions"
        if not _killed_before(number, STEPS[name], file):
            break
        kills += 1
        records = [record_of(path.read_text("utf-8"), path.name) for path in _histories(folder)]
        assert records
        assert all(record.steps == file.desk.steps for record in records)
        for path in [*_histories(folder)]:
            if path.suffix == ".deleted" and not path.with_suffix(".history").exists():
                path.rename(path.with_suffix(".history"))
            again = open_desk(path.with_suffix(".yaml"), solutions=solutions)
            assert again.desk.schedule == file.desk.schedule
    assert kills >= 3
