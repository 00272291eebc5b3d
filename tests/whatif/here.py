"""A runner that carries tasks out on the spot, and remembers them."""

import threading
from collections.abc import Sequence

from scheduler.whatif import Done, InTurn, SearchJob
from scheduler.whatif.searches import Told


class Here(InTurn):
    """Carries out one task after the other, in this process."""

    def __init__(self, _at_once: int = 1) -> None:
        self.batches: list[list[SearchJob]] = []

    def run(self, tasks: Sequence[SearchJob], told: Told, stop: threading.Event) -> Sequence[Done]:
        """Carry out tasks, and keep them."""
        self.batches.append(list(tasks))
        return super().run(tasks, told, stop)
