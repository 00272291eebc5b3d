"""Explain twenty conferences that have lost something, and solve each with the ways out that were told."""

import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import document
from benchmarks.conflicts.losses import Loss, losses
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import Collision, collide
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.solution import Status
from scheduler.solving import solve

HEAD = (
    *("loss", "sessions", "seconds", "conflicts", "proved"),
    *("changes", "fewest", "named", "works"),
)
TEXT = """## Conflicts

Twenty generated conferences that have lost a hall, a day, a team or the like, each explained within 10 s.
*Proved* conflicts are those that no programme avoids; the others are hard rules that the least broken
programme found breaks. *Changes* suffice together, and are the *fewest* if that is proved. *Named*: the
conflict is proved and contains a rule of the loss. *Works*: with the changes, a search from scratch finds
a programme that satisfies every hard rule within 60 s.
"""
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


def cells(row: Row) -> list[str]:
    """Return a row of the table."""
    found = row.collision
    proved = sum(each.proved for each in found.conflicts)
    numbers = row.loss.sessions, f"{row.seconds:.1f}", len(found.conflicts), proved
    said = found.fewest, row.is_named, row.works
    words = ("yes" if each else "no" for each in said)
    return [row.loss.name, *map(str, numbers), str(len(found.together)), *words]


def main(path: Path = document.DOCUMENT) -> int:
    """Print a row for each and write the section; the exit code is 1 if one was not named or mended."""
    under = (
        f"2 workers; {document.machine()}, {document.load()} at the start; {document.versions()}."
    )
    lines, failed = document.head(HEAD, texts=1), False
    document.say(lines)
    for loss in losses():
        row = explained(loss)
        lines.append(document.line(cells(row)))
        document.say(lines[-1:])
        failed = failed or not (row.is_named and row.works)
    printed = f"Printed by `{document.command('benchmarks.conflicts', [])}`."
    section = "\n".join([TEXT, under, printed, "", *lines, ""])
    document.replace_section(path, "conflicts", section)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
