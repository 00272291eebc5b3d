"""Commands of the desk do what their previews have shown, in whatever process and at whatever time."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.processes import environment

MOVE = ("desk", "move", "small.yaml", "talk", "mon 9:30", "A")
DONE = ("--make-room", "--apply")


@pytest.fixture
def free(planned: Run) -> Run:
    """Run commands where only the talk is pinned."""
    for name in ("opening", "report"):
        assert planned("desk", "unpin", "small.yaml", name, "--apply")[0] == 0
    return planned


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
        then = (room or shown["outcome"])["penalty_then"]
        assert said("evaluate", "small.desk.yaml")["penalty"] == then
