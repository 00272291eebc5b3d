"""The command line with a search that finds a programme at once, and then waits to be stopped."""

import sys
import threading
from pathlib import Path
from typing import Any
from unittest import mock

from scheduler.cli import main
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Keep, Progress, Watch
from scheduler.solution import Solution
from tests.cli.test_solve import found, stopped


def wait_to_be_stopped(
    _instance: Instance, *, watch: Watch, stop: threading.Event, keep: Keep, **_: Any
) -> Solution:
    """Tell of a programme, say so in a file, and wait."""
    schedule = found().schedule
    if Path("keep").exists() and schedule is not None:
        keep(Incumbent(found().penalty, lambda: schedule))
    watch(Progress(seconds=0.0, best=1000, bound=500, phase="waiting"))
    Path("searching").touch()
    stop.wait(60)
    if Path("deaf").exists():
        threading.Event().wait(60)
    return stopped(found())


if __name__ == "__main__":
    with (
        mock.patch("scheduler.cli.commands.solving.solve_instance", wait_to_be_stopped),
        mock.patch("scheduler.cli.searches.EVERY", 0.1),
    ):
        sys.exit(main())
