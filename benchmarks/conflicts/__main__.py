"""Explain twenty conferences that have lost something, and solve each with the ways out that were told."""

import sys
import threading
import time
from dataclasses import dataclass

from benchmarks.conflicts.losses import Loss, losses
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import Collision, collide
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.solution import Status
from scheduler.solving import solve

LIMIT = 10.0
"""Seconds for an explanation."""
SOLVE = 60.0
"""Seconds in which a conference is solved that is possible, at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A loss, and what was told of it."""

    loss: Loss
    collision: Collision
    seconds: float

    @property
    def is_named(self) -> bool:
        """Whether it was proved, and one of its rules named."""
        named = {each.rule for some in self.collision.conflicts for each in some.culprits}
        return self.collision.status is Status.INFEASIBLE and bool(named & self.loss.rules)

    @property
    def works(self) -> bool:
        """Whether the ways out that were told together are enough: by the evaluation, and by a search."""
        if not self.collision.together:
            return False
        last = self.collision.together[-1]
        return not evaluate(last.instance, last.schedule).forbidden and is_possible(last.instance)


def explained(loss: Loss, limit: float = LIMIT) -> Row:
    """Explain a conference that has lost something."""
    began = time.perf_counter()
    collision = collide(loss.instance, time_limit=limit)
    return Row(loss, collision, time.perf_counter() - began)


def is_possible(instance: Instance) -> bool:
    """Tell whether a search from nothing finds a programme."""
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    return solve(instance, time_limit=SOLVE, workers=2, watch=watch, stop=stop).schedule is not None


def main() -> int:
    """Print a row for each; the exit code is 1 if one was not named, or its ways out do not work."""
    head = "loss", "sessions", "seconds", "conflicts", "proved", "changes", "fewest", "works"
    sys.stdout.write(f"{' | '.join(head)}\n")
    failed = False
    for loss in losses():
        row = explained(loss)
        found = row.collision
        proved = sum(each.proved for each in found.conflicts)
        good = row.is_named and row.works
        failed = failed or not good
        known = loss.name, loss.sessions, f"{row.seconds:.1f}", len(found.conflicts), proved
        told = *known, len(found.together), found.fewest, good
        sys.stdout.write(f"{' | '.join(map(str, told))}\n")
        sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
