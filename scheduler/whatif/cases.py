"""An instance and its variants, each searched under the same conditions."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.whatif.tasks import Conditions, Done, Runner, Task, Told


@dataclass(frozen=True, slots=True)
class Case:
    """An instance that is to be solved, under a name of its own."""

    name: str
    instance: Instance


def what_if(
    base: Case,
    variants: Sequence[Case],
    conditions: Conditions,
    runner: Runner,
    *,
    start: Schedule | None = None,
    cold: bool = False,
    told: Told = lambda _name, _progress: None,
    stop: threading.Event | None = None,
) -> Sequence[Done]:
    """Solve an instance and variants of it.

    The variants begin with what was found for the base, as far as their sessions and rooms are the
    same. That is sound: a schedule to begin with need not fit, and proves nothing. It gives them a head
    start over the base all the same, which `cold` does not.

    Parameters
    ----------
    base
        What the variants are variants of.
    variants
        In any number; all names differ.
    conditions
        How each search is made.
    runner
        What carries them out.
    start
        What the base begins with; the variants too, if nothing is found for the base.
    cold
        Whether every search begins with nothing.
    told
        Told of progress, and of what is done.
    stop
        Ends all searches when it is set; what they have found is kept.

    Returns
    -------
    Sequence[Done]
        The base first, then the variants in their order.
    """
    stop = stop or threading.Event()

    def run(cases: Sequence[Case], start: Schedule | None) -> Sequence[Done]:
        tasks = [
            Task(case.name, case.instance.model_dump_json(), conditions, start) for case in cases
        ]
        return runner.run(tasks, told, stop)

    if cold:
        return run([base, *variants], None)
    (first,) = run([base], start)
    found = None if first.solution is None else first.solution.schedule
    return [first, *run(variants, found or start)]
