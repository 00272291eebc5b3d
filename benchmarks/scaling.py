"""Measure what-if searches on a cluster of 1, 2 and 4 workers of this machine, and what a task costs besides.

Each worker has one thread. It is warmed up before: a first search loads libraries, as it would once a day.
"""

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scheduler.sources import read_instance
from scheduler.whatif import Cluster, Conditions, Done, SearchJob

INSTANCES = Path(__file__).parent.parent / "instances"
WORKERS = (1, 2, 4)
TASKS, SECONDS, SMALL = 8, 3.0, 40


def main() -> None:
    """Search with each number of workers, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description=__doc__)
    parser.add_argument("--tasks", type=int, default=TASKS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each search")
    options = parser.parse_args()
    large = tasks_of("wtdc21-addis", options.tasks, options.seconds)
    small = tasks_of("tiny", SMALL, options.seconds)
    _say(
        f"{options.tasks} searches of {options.seconds:g} s, {os.cpu_count()} processors, a task of"
    )
    _say(f"{len(pickle.dumps(large[0])) // 1024} KiB; load before: {os.getloadavg()[0]:.1f}", "")
    _say("| workers | searches | faster than one | a small task |", "| ---: | ---: | ---: | ---: |")
    first, penalties = 0.0, set()
    for workers in WORKERS:
        with cluster(workers) as runner:
            timed(runner, tasks_of("wtdc21-addis", 2 * workers, 1.0))
            took, done = timed(runner, large)
            each = timed(runner, small)[0] / len(small)
        first = first or took
        penalties.add(tuple(one.solution.penalty if one.solution else None for one in done))
        _say(f"| {workers} | {took:.1f} s | {first / took:.2f} | {1000 * each:.0f} ms |")
    _say("", f"Programmes are {'equal' if len(penalties) == 1 else 'NOT equal'} on all.")


def tasks_of(name: str, number: int, seconds: float) -> list[SearchJob]:
    """Return searches of a shipped instance with different seeds."""
    text = read_instance(INSTANCES / f"{name}.yaml").model_dump_json()
    return [SearchJob(f"{name}-{seed}", text, Conditions(seconds, seed)) for seed in range(number)]


def timed(runner: Cluster, tasks: Sequence[SearchJob]) -> tuple[float, Sequence[Done]]:
    """Carry tasks out; return the seconds that it took, and what was found."""
    began = time.perf_counter()
    done = runner.run(tasks, lambda _name, _said: None, threading.Event())
    return time.perf_counter() - began, done


@contextmanager
def cluster(workers: int) -> Iterator[Cluster]:
    """Run a cluster of so many workers on this machine."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        file = Path(folder) / "scheduler.json"
        place = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        stack.enter_context(_process("dask_scheduler", *place, "--no-dashboard"))
        while not (file.exists() and file.read_text()):
            time.sleep(0.05)
        address = str(json.loads(file.read_text())["address"])
        alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder)
        for _ in range(workers):
            stack.enter_context(_process("dask_worker", address, *alone))
        yield Cluster(address)


@contextmanager
def _process(module: str, *arguments: str) -> Iterator[None]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:  # noqa: S603  # our own
        try:
            yield
        finally:
            process.kill()


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
