"""A folder to work in, with one small conference in it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli import main
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources import write_schedule
from tests.conference import conference, session

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]
"""Runs a command; returns its exit code, stdout and stderr."""


def small(**tables: Any) -> Instance:
    """Return a conference of three sessions that nothing keeps apart but their room and their body."""
    return conference(
        session("opening", title="Opening [bold]ceremony", exclusive=True),
        session("talk", private=True),
        session("report", body="com1", duration=120),
        bodies=[{"id": "com1"}],
        title="Small conference",
        **tables,
    )


def squeezed(text: str) -> str:
    """Return a text without what the width of a terminal adds."""
    return " ".join(text.split())


def write(instance: Instance, path: Path) -> Path:
    """Write an instance as JSON, which is YAML."""
    path.write_text(instance.model_dump_json(exclude_unset=True), encoding="utf-8")
    return path


def store(instance: Instance, schedule: Schedule) -> None:
    """Write an instance and its programme where commands look for them in the working folder."""
    write(instance, Path(f"{instance.name}.yaml"))
    Path("solutions").mkdir(exist_ok=True)
    write_schedule(Path(f"solutions/{instance.name}.json"), instance, schedule)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with ``small.yaml`` in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    write(small(name="small"), tmp_path / "small.yaml")
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands in that folder."""

    def _run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return _run


@pytest.fixture
def solved(run: Run) -> Run:
    """Run commands where ``small.yaml`` has been solved."""
    code, _, err = run("solve", "small.yaml", "--time-limit", "2", "--workers", "1")
    assert code == 0, err
    return run


@pytest.fixture
def planned(solved: Run) -> Run:
    """Run commands where the sessions are at known places."""
    for name, to, room in (
        ("opening", "mon 9:00", "A"),
        ("talk", "mon 14:00", "A"),
        ("report", "tue 9:00", "A"),
    ):
        done = solved("desk", "move", "small.yaml", name, to, room, "--make-room", "--apply")
        assert done[0] == 0, done
    return solved


@pytest.fixture
def tiny(run: Run, folder: Path) -> Run:
    """Run commands where the tiny conference and its solution are."""
    (folder / "solutions").mkdir()
    for name in ("instances/tiny.yaml", "solutions/tiny.json"):
        shutil.copy(ROOT / name, folder / name.removeprefix("instances/"))
    return run


@pytest.fixture
def published(tiny: Run) -> Run:
    """Run commands where the tiny conference has been published."""
    code, _, err = tiny("publish", "tiny.yaml")
    assert code == 0, err
    return tiny


@pytest.fixture
def impossible(folder: Path) -> Path:
    """Write a conference in which a minister is needed for longer than she is there."""
    instance = conference(
        session("opening", title="Opening [bold]ceremony", people={"chair": ["ada"]}),
        session("budget", people={"chair": ["ada"]}),
        people=[
            {
                "id": "ada",
                "title": "Minister Ada",
                "available": [{"days": ["2021-11-08"], "from": "09:00", "to": "10:30"}],
            }
        ],
    )
    return write(instance, folder / "impossible.yaml")
