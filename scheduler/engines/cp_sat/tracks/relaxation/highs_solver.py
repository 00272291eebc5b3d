"""HiGHS on a linear program: branch and cut, in a process of its own, as it cannot be stopped otherwise.

HiGHS (Huangfu, Hall 2018) comes with OR-Tools. Its numbers are floats: values are rounded and checked, and
its bound is only believed up to a tolerance.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scheduler.engines.cp_sat.tracks.relaxation.integer_program import (
    NOTHING,
    IntegerProgram,
    Outcome,
)
from scheduler.search import Status

SCRIPT = Path(__file__).with_name("highs.py")


class HighsSolver:
    """A program that HiGHS solves; its process lives no longer than somebody waits for it."""

    def __init__(self, program: IntegerProgram, seed: int, seconds: float) -> None:
        self._program = program
        self._task = {
            "bounds": program.bounds,
            "prices": program.prices,
            "rows": [(row.sum, row.limit, row.equal) for row in program.rows],
            "seed": seed % 2**31,
            "seconds": seconds,
        }
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._lock = threading.Lock()
        self.work = seconds
        """Nominal seconds of work; all that it was given, until it is known."""

    def wait(self) -> Outcome:
        """Search, and wait for the end."""
        with self._lock:
            if self._stopped:
                return NOTHING
            process = self._process = _process()
        answer, _ = process.communicate(json.dumps(self._task))
        return NOTHING if process.returncode else self._outcome(json.loads(answer))

    def stop(self) -> None:
        """End the search, from any thread; one that has not begun never will."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _outcome(self, said: Mapping[str, Any]) -> Outcome:
        values, bound, self.work = said["values"], said["bound"], said["work"]
        if values is not None and not self._program.kept(values):
            values = None
        if bound is not None:
            bound += self._program.constant
        if values is None:
            return Outcome(Status.UNKNOWN, None, bound)
        optimal = bound is not None and bound >= self._program.value(values)
        return Outcome(Status.OPTIMAL if optimal else Status.FEASIBLE, values, bound)


def _process() -> subprocess.Popen[str]:
    # A session of its own keeps Ctrl-C, which the search hears of, away from it.
    return subprocess.Popen(  # noqa: S603  # our own script
        [sys.executable, "-P", SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
        text=True,
    )
