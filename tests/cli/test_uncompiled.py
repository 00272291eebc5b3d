"""`explain` and `whatif` on a machine where the fast engine is not compiled yet."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scheduler.cli.searches import ONCE
from tests.cli.conftest import write
from tests.conference import conference, room, session
from tests.processes import environment

INSTANCES = Path(__file__).parents[2] / "instances"
COMMAND = [sys.executable, "-m", "tests.cli.uncompiled"]


def hear_ctrl_c() -> None:
    """Let Ctrl-C be heard, also where the tests run in the background of a shell, which has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command there, its messages in a file."""
    with (
        (folder / "said").open("w", encoding="utf-8") as said,
        subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            preexec_fn=hear_ctrl_c,  # noqa: PLW1509 - no thread of the tests holds a lock for it
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def told(folder: Path) -> str:
    """Return what has been said on stderr so far."""
    return (folder / "said").read_text(encoding="utf-8")


@pytest.mark.slow
def test_explain_says_once_that_it_waits_and_hears_ctrl_c(folder: Path) -> None:
    """What is not small needs the fast engine."""
    crowd = session("opening", attendance=60)
    others = (session(f"talk-{number}") for number in range(16))
    rooms = [room(each, capacity=10) for each in "AB"]
    write(conference(crowd, *others, rooms=rooms), folder / "full.yaml")
    with running(folder, "explain", "full.yaml") as process:
        deadline = time.monotonic() + 60
        while ONCE not in told(folder):
            assert process.poll() is None, told(folder)
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert not out
    assert told(folder).splitlines() == [ONCE, "Stopped; nothing was written."]


@pytest.mark.slow
def test_whatif_says_once_that_it_compiles(folder: Path) -> None:
    """However many searches wait for that."""
    shutil.copy(INSTANCES / "ministerial-day.yaml", folder)
    limit = ("--time-limit", "4", "-o", ".")
    changes = ("--set", "audience_overlap=2", "--set", "audience_overlap=3")
    with running(folder, "whatif", "ministerial-day.yaml", *changes, *limit) as process:
        process.communicate(timeout=120)
    assert process.returncode == 0, told(folder)
    assert told(folder).count(ONCE) == 1
