"""Call off every session of an instance, each at a desk of its own, and tell what came of it.

``python -m benchmarks.cancellations [--instance FILE] [--only SESSION…]`` types ``scheduler desk cancel FILE
SESSION --apply`` and then ``scheduler evaluate``, each in a process of its own, and prints a row for each
session, and totals. ``cpu`` is the processor's time of the whole process, ``start`` what it takes to begin.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree

from scheduler.sources import read_instance

REFERENCE = Path("instances/wtdc21-addis.yaml")
PROGRAM = (sys.executable, "-m", "scheduler.cli")


@dataclass(frozen=True)
class Ran:
    """A process that has ended."""

    code: int
    out: str
    cpu: float
    """Seconds of the processor."""
    wall: float
    """Seconds on the clock."""


def run(*words: str, folder: Path) -> Ran:
    """Run a command in a folder."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [*PROGRAM, *words]
    found = subprocess.run(  # noqa: S603  # our own
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(found.returncode, found.stdout, cpu, wall)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def called_off(instance: Path, session: str) -> tuple[Ran, Ran, int]:
    """Call a session off at a new desk; return that, its evaluation, and how many items are told."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy(instance, folder)
        stored = Path("solutions") / f"{instance.stem}.json"
        (folder / "solutions").mkdir()
        copy(stored, folder / "solutions")
        if instance.with_suffix("").is_dir():
            copytree(instance.with_suffix(""), folder / instance.stem)
        done = run("desk", "cancel", instance.name, session, "--apply", "--json", folder=folder)
        judged = run("evaluate", f"{instance.stem}.desk.yaml", "--json", folder=folder)
        told = json.loads(done.out) if done.out else {}
        return done, judged, len(told.get("unassigned", ())) if told.get("applied") else -1


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rows; 1 if a session could not be called off, or what came of it not be judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instance", type=Path, default=REFERENCE)
    parser.add_argument("--only", nargs="*")
    given = parser.parse_args(arguments)
    sessions = given.only or [each.id for each in read_instance(given.instance).sessions]
    start = run("--version", folder=Path.cwd())
    _say(f"load {os.getloadavg()[0]:.1f}; start {start.cpu:.2f} s")
    rows = []
    for session in sessions:
        done, judged, items = called_off(given.instance, session)
        is_fine = items >= 0 and done.code in (0, 2) and judged.code in (0, 2)
        rows.append((done.cpu, done.wall, is_fine))
        verdict = "done" if is_fine else "REFUSED"
        _say(
            f"{session:24} {verdict:8} cpu {done.cpu:5.2f} wall {done.wall:6.2f} items {items}",
        )
    most, mean = max(row[0] for row in rows), sum(row[0] for row in rows) / len(rows)
    failed = sum(not row[2] for row in rows)
    _say(f"{len(rows)} sessions, {failed} refused; processor: mean {mean:.2f} s, most {most:.2f} s")
    _say(f"clock: most {max(row[1] for row in rows):.2f} s; load {os.getloadavg()[0]:.1f}")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
