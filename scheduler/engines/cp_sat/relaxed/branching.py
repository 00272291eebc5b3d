"""HiGHS on a linear programme: branch and cut, in a process of its own, as it cannot be stopped otherwise.

HiGHS (Huangfu, Hall 2018) comes with OR-Tools. Its numbers are floats: values are rounded and checked, and
its bound is only believed up to a tolerance.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from scheduler.engines.cp_sat.relaxed.linear import Programme
from scheduler.engines.cp_sat.relaxed.outcome import NOTHING, Outcome
from scheduler.solution import Status

SCRIPT = Path(__file__).with_name("highs.py")


class BranchSearch:
    """A programme that is being solved by HiGHS, by now or already."""

    def __init__(self, programme: Programme, seed: int, seconds: float) -> None:
        self._programme = programme
        task = {
            "bounds": programme.bounds,
            "prices": programme.prices,
            "rows": [(row.sum, row.limit, row.equal) for row in programme.rows],
            "seed": seed % 2**31,
            "seconds": seconds,
        }
        # A session of its own keeps Ctrl-C, which the search hears of, away from it.
        self._process = subprocess.Popen(  # noqa: S603  # our own script
            [sys.executable, "-P", SCRIPT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            start_new_session=True,
            text=True,
        )
        self._task = json.dumps(task)
        self.work = seconds
        """Nominal seconds of work; all that it was given, until it is known."""

    def wait(self) -> Outcome:
        """Wait for the end."""
        answer, _ = self._process.communicate(self._task)
        if self._process.returncode:
            return NOTHING
        said = json.loads(answer)
        values, bound, self.work = said["values"], said["bound"], said["work"]
        if values is not None and not self._programme.kept(values):
            values = None
        if bound is not None:
            bound += self._programme.constant
        if values is None:
            return Outcome(Status.UNKNOWN, None, bound)
        optimal = bound is not None and bound >= self._programme.value(values)
        return Outcome(Status.OPTIMAL if optimal else Status.FEASIBLE, values, bound)

    def stop(self) -> None:
        """End the search, from any thread."""
        self._process.kill()
