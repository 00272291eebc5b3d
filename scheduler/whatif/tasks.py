"""Independent searches that can run on any machine."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from scheduler.explanation import Trouble, screen
from scheduler.instance import Instance
from scheduler.progress import Keep, Progress, Watch, forget, nobody
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Stop
from scheduler.solving import bring_near, proved_impossible, solve
from scheduler.sources import read_instance_text


@dataclass(frozen=True, slots=True)
class NamedInstance:
    """An instance to solve, and its unique name."""

    name: str
    instance: Instance


@dataclass(frozen=True, slots=True)
class Conditions:
    """Settings of each search, equal for all that are compared."""

    time_limit: float = 60.0
    """Seconds of search, positive; with one worker, an amount of work that takes about as long."""
    seed: int = 0
    workers: int = 1
    """Threads of each search; with one, equal seeds find equal programmes wherever they are looked for."""
    engine: Engine = Engine.AUTO


@dataclass(frozen=True, slots=True)
class SearchJob:
    """One search, with everything it needs."""

    name: str
    """Name of the instance, different for each task."""
    instance: str
    """The instance as JSON."""
    conditions: Conditions
    start: Schedule | None = None
    """A schedule to begin with; it may leave sessions out, and need not keep any rule."""
    near: Schedule | None = None
    """A schedule to stay near to at equal penalty."""
    settled: bool = False
    """Whether to search for what is nearer, not better, than `start`, which satisfies every hard rule."""


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a task."""

    name: str
    solution: Solution | None
    """None if there was no search, or if it was lost."""
    troubles: tuple[Trouble, ...] = ()
    """Proofs, made without a search, that no programme satisfies every hard rule."""
    note: str = ""
    """Why there is no solution."""
    others: tuple[Schedule, ...] = ()
    """The programmes found with other seeds."""


Told = Callable[[str, Progress | Done], None]
"""Told how the search of a name goes, and at last what has become of it; must return quickly."""


class Runner(Protocol):
    """Runs tasks, on this machine or on others."""

    @property
    def place(self) -> str:
        """Return in a few words where, and how many at once."""

    def run(self, tasks: Sequence[SearchJob], told: Told, stop: threading.Event) -> Sequence[Done]:
        """Carry out tasks, as many at once as there is room for.

        Parameters
        ----------
        tasks
            In any number; their names differ.
        told
            Called with progress, and with each result.
        stop
            When it is set, what runs ends and keeps its best schedule, and nothing else begins.

        Returns
        -------
        Sequence[Done]
            In the order of the tasks. With one worker each, the same for the same tasks.

        Raises
        ------
        SchedulerError
            What a task has raised.
        """


def carry_out(task: SearchJob, watch: Watch, stop: threading.Event, keep: Keep = forget) -> Done:
    """Screen the instance, then search for the best schedule unless it is proved impossible."""
    instance = read_instance_text(task.instance.encode(), f"{task.name}.json")
    asked = task.conditions
    if task.settled and task.start is not None and task.near is not None:
        how = Search(Engine.CP_SAT, asked.seed, asked.workers, asked.time_limit, Stop.LIMIT)
        return Done(
            task.name, bring_near(instance, task.start, task.near, how, watch=watch, stop=stop)
        )
    troubles = tuple(trouble for trouble in screen(instance) if trouble.certain)
    if troubles:
        return Done(task.name, _impossible(instance, task.conditions), troubles)
    solution = solve(
        instance,
        engine=asked.engine,
        time_limit=asked.time_limit,
        seed=asked.seed,
        workers=asked.workers,
        start=task.start,
        near=task.near,
        watch=watch,
        stop=stop,
        keep=keep,
    )
    return Done(task.name, solution)


def _impossible(instance: Instance, asked: Conditions) -> Solution:
    return proved_impossible(
        instance, Search(asked.engine, asked.seed, asked.workers, asked.time_limit, Stop.PROVED)
    )


class InTurn:
    """Carries out tasks in this process, one after the other."""

    place = "one after the other"

    def run(self, tasks: Sequence[SearchJob], told: Told, stop: threading.Event) -> Sequence[Done]:
        """Carry out tasks; see `Runner`."""
        done = []
        for task in tasks:
            done.append(carry_out(task, nobody, stop))
            told(task.name, done[-1])
        return done
