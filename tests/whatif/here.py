"""A runner that carries tasks out on the spot, and remembers them."""

import threading
from collections.abc import Sequence

from scheduler.whatif import Done, SearchJob
from scheduler.whatif.tasks import Told, carry_out


class Here:
    """Carries out one task after the other, in this process."""

    place = "one after the other"

    def __init__(self, _at_once: int = 1) -> None:
        self.batches: list[list[SearchJob]] = []

    def run(self, tasks: Sequence[SearchJob], told: Told, stop: threading.Event) -> Sequence[Done]:
        """Carry out tasks, and keep them."""
        self.batches.append(list(tasks))
        done = [carry_out(task, lambda _progress: None, stop) for task in tasks]
        for each in done:
            told(each.name, each)
        return done
