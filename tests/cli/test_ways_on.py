"""Where there is no programme, or a bad one, the next command is named, and works as it is printed."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest

from scheduler.sources import write_schedule
from tests.cli.conftest import Run, write
from tests.cli.test_replan import forum
from tests.conference import conference, placed, session

FAST = ("--time-limit", "5", "--workers", "1")
PEOPLE = ("ada", "ben", "cleo")


def named(out: str, command: str) -> Sequence[str]:
    """Return the arguments of the first command of that name that is to be typed next."""
    found, *_ = re.findall(rf"scheduler ({command} .*)", out)
    return shlex.split(found)


@pytest.mark.slow
def test_what_a_search_proves_impossible_is_explained(run: Run, folder: Path) -> None:
    """Three talks share their speakers in two hours; `check` has nothing to say of it."""
    window = {"days": ["2021-11-08"], "from": "09:00", "to": "11:00"}
    talks = [
        session(id_, people={"speaker": [PEOPLE[at], PEOPLE[at - 1]]}, windows=[window])
        for at, id_ in enumerate(("one", "two", "three"))
    ]
    people = [{"id": each} for each in PEOPLE]
    path = folder / "my files" / "triangle.yaml"
    path.parent.mkdir()
    write(conference(*talks, grid=60, people=people, name="triangle"), path)
    assert run("check", str(path))[0] == 0
    code, out, _ = run("solve", str(path), *FAST)
    assert code == 2
    code, out, _ = run(*named(out, "explain"), "--time-limit", "60")
    assert code == 2
    assert "Double-booked people: ada" in " ".join(out.split())


@pytest.mark.slow
def test_a_programme_that_breaks_hard_rules_can_be_mended(run: Run, folder: Path) -> None:
    """Both where it is judged, and where it is not published."""
    instance = forum()
    write(instance, folder / "forum.yaml")
    overlapping = placed(instance, talk="Mon 09:00 A", lecture="Mon 09:30 A")
    write_schedule(folder / "mine.json", instance, overlapping)
    for command in ("evaluate", "publish"):
        code, out, _ = run(command, "forum.yaml", "mine.json")
        assert code == 2
        assert run(*named(out, "replan"), *FAST)[0] == 0
        assert run("evaluate", "forum.yaml", "solutions/forum.replanned.json")[0] == 0
