"""Measure how much the seed decides: the penalty of the reference instance after equal time.

Each search has a process of its own. The last line says by how much the worst is above the best.
"""

import argparse
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from scheduler.solving import solve
from scheduler.sources import read_instance

INSTANCE = Path(__file__).parent.parent / "instances" / "wtdc21-addis.yaml"
SEEDS, SECONDS, WORKERS = 10, 30.0, 2


def main() -> None:
    """Search with each seed, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.seeds", description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many, from 0 on")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    options = parser.parse_args()
    _say("| seed | penalty |", "| ---: | ---: |")
    penalties: list[int] = []
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh, max_tasks_per_child=1) as pool:
        for seed in range(options.seeds):
            found = pool.submit(penalty_of, seed, options.seconds, options.workers).result()
            penalties += [] if found is None else [found]
            _say(f"| {seed} | {'-' if found is None else f'{found / 1000:,.3f}'} |")
    if len(penalties) < options.seeds:
        _say("", f"{options.seeds - len(penalties)} seeds found nothing.")
    if penalties:
        _say("", f"The worst is {100 * worse(penalties):.2f} % above the best.")


def penalty_of(seed: int, seconds: float, workers: int) -> int | None:
    """Return the penalty in thousandths of what a search finds; None if it is nothing."""
    instance = read_instance(INSTANCE)
    return solve(instance, time_limit=seconds, seed=seed, workers=workers).penalty


def worse(penalties: list[int]) -> float:
    """Return the share of the best by which the worst is above it."""
    least = min(penalties)
    return (max(penalties) - least) / least if least else 0.0


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
