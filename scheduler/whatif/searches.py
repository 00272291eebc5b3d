"""Search the base and its variants from several seeds, each variant near the base."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from scheduler.errors import SolutionError
from scheduler.evaluation import evaluate
from scheduler.explanation import Trouble, screen
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.progress import Keep, Progress, Watch, forget, nobody
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.solving import (
    STAYING_NEAR,
    bring_near,
    has_open_items_alone,
    solve,
    without_programme,
)
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
        how = Search(asked.engine, asked.seed, asked.workers, asked.time_limit, Stop.PROVED)
        return Done(task.name, without_programme(instance, Status.INFEASIBLE, how), troubles)
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


SEVERAL = 3
"""Most searches of each instance by default: one search cannot show what is chance."""
WORK = 900.0
"""Seconds of work, on one processor, into which they are to fit."""


def usual_seeds(conditions: Conditions, cases: int) -> int:
    """Return how many searches each of some instances gets: the same on every machine.

    ``min(3, 900 / (time limit * workers * instances))``, rounded down, and 1 at least.
    """
    work = conditions.time_limit * conditions.workers * cases
    return max(1, min(SEVERAL, int(WORK / work)))


def _nobody(_name: str, _told: object) -> None:
    """Ignore it."""


def what_if(  # noqa: PLR0913 - options of a search
    base: NamedInstance,
    variants: Sequence[NamedInstance],
    conditions: Conditions,
    runner: Runner,
    *,
    start: Schedule | None = None,
    cold: bool = False,
    seeds: int = 1,
    told: Told = _nobody,
    stop: threading.Event | None = None,
) -> Sequence[Done]:
    """Solve an instance and variants of it.

    The variants begin with what was found for the base, as far as their sessions and rooms are the same,
    and stay near it at equal penalty. That is sound: a schedule to begin with need not fit, and proves
    nothing. It gives them a head start over the base all the same. So whatever is found for one of them, and
    is better for another or for the base, counts there as well. From a programme of a variant that
    breaks hard rules of the base, the base is searched once more: what is better in it is a gain only if the
    base cannot have it. With `cold` there is nothing of all that.

    Parameters
    ----------
    base
        What the variants are variants of.
    variants
        In any number; all names differ.
    conditions
        How each search is made; further seeds follow on the one that they name.
    runner
        What carries them out.
    start
        What the base begins with; the variants too, if nothing is found for the base.
    cold
        Whether every search begins with nothing.
    seeds
        How many searches each of them gets, one at least; the first alone begins with `start`.
    told
        Called with progress, and with each result.
    stop
        Ends all searches when it is set; what they have found is kept.

    Returns
    -------
    Sequence[Done]
        The base first, then the variants in their order; of each the best of all seeds.
    """
    rounds = _Rounds(conditions, runner, told, stop or threading.Event())
    if cold:
        return [_best(each) for each in rounds.search([base, *variants], [None] * seeds)]
    ((*tries,),) = rounds.search([base], [start, *[None] * (seeds - 1)])
    first = _best(tries)
    begins = [each or start for each in (_schedule(first), *first.others, *[None] * seeds)][:seeds]
    found = [first, *map(_best, rounds.search(variants, begins, near=True))]
    if not rounds.stop.is_set():
        found[0] = rounds.challenged(base, found, seeds)
    if rounds.stop.is_set():
        return found
    pooled = _pooled([base, *variants], found)
    return rounds.brought_near([base, *variants], found, pooled)


@dataclass(frozen=True, slots=True)
class _Rounds:
    """Searches, round after round."""

    conditions: Conditions
    runner: Runner
    told: Told
    stop: threading.Event

    def search(
        self,
        cases: Sequence[NamedInstance],
        begins: Sequence[Schedule | None],
        *,
        near: bool = False,
    ) -> Sequence[Sequence[Done]]:
        """Search each case once for each starting schedule, each with another seed."""
        seed = self.conditions.seed
        tasks = [
            self._job(case, f", seed {seed + number}" if number else "", number, begin, near=near)
            for case in cases
            for number, begin in enumerate(begins)
        ]
        done = self.runner.run(tasks, self.told, self.stop)
        return [done[at : at + len(begins)] for at in range(0, len(done), len(begins))]

    def _job(
        self, case: NamedInstance, which: str, number: int, begin: Schedule | None, *, near: bool
    ) -> SearchJob:
        return SearchJob(
            f"{case.name}{which}",
            case.instance.model_dump_json(),
            replace(self.conditions, seed=self.conditions.seed + number),
            begin,
            begin if near else None,
        )

    def challenged(self, base: NamedInstance, found: Sequence[Done], seeds: int) -> Done:
        """Search the base from programmes of variants that it cannot have as they are; return its best."""
        begins = {
            each.name: schedule
            for each in found[1:]
            if (schedule := _schedule(each)) is not None
            and _is_worth_a_search(base.instance, schedule, found[0])
        }
        tasks = [
            self._job(base, f", from {name}", seeds + number, begin, near=True)
            for number, (name, begin) in enumerate(begins.items())
        ]
        if not tasks or found[0].solution is None or found[0].troubles:
            return found[0]
        best = _best([found[0], *self.runner.run(tasks, self.told, self.stop)])
        return replace(best, others=(*best.others, *found[0].others))

    def brought_near(
        self, cases: Sequence[NamedInstance], found: Sequence[Done], pooled: Sequence[Done]
    ) -> Sequence[Done]:
        """Bring variants near the base again, where either of the two has another programme now."""
        near, moved = _schedule(pooled[0]), _schedule(pooled[0]) != _schedule(found[0])
        limit = STAYING_NEAR * self.conditions.time_limit
        conditions = replace(self.conditions, time_limit=limit)
        again = [
            number
            for number in range(1, len(cases))
            if near is not None
            and _schedule(pooled[number]) is not None
            and (moved or pooled[number] is not found[number] or pooled[number].others)
        ]
        tasks = [
            SearchJob(
                cases[number].name,
                cases[number].instance.model_dump_json(),
                conditions,
                _schedule(pooled[number]),
                near,
                settled=True,
            )
            for number in again
        ]
        brought = list(pooled)
        nearer = self.runner.run(tasks, _nobody, self.stop) if tasks else ()
        for number, each in zip(again, nearer, strict=True):
            brought[number] = _with(pooled[number], each.solution)
        return brought


def _schedule(done: Done) -> Schedule | None:
    return None if done.solution is None else done.solution.schedule


def _best(tries: Sequence[Done]) -> Done:
    """Return the best of several searches of one case, with the results of the others."""
    penalties = [None if each.solution is None else each.solution.penalty for each in tries]
    known = [(penalty, number) for number, penalty in enumerate(penalties) if penalty is not None]
    best = min(known)[1] if known else 0
    others = [_schedule(each) for number, each in enumerate(tries) if number != best]
    bounds = [each.solution.bound for each in tries if each.solution is not None]
    done = replace(
        tries[best],
        name=tries[0].name,
        others=tuple(each for each in others if each is not None),
    )
    if done.solution is None or done.solution.schedule is None:
        return done
    bound = max((each for each in bounds if each is not None), default=None)
    return replace(done, solution=_proved(replace(done.solution, bound=bound)))


def _proved(solution: Solution) -> Solution:
    is_best = solution.penalty is not None and solution.penalty == solution.bound
    return replace(solution, status=Status.OPTIMAL if is_best else Status.FEASIBLE)


def _with(done: Done, better: Solution | None) -> Done:
    if better is None or done.solution is None or better.schedule is None:
        return done
    solution = replace(done.solution, schedule=better.schedule, evaluation=better.evaluation)
    return replace(done, solution=_proved(solution))


def _pooled(cases: Sequence[NamedInstance], found: Sequence[Done]) -> Sequence[Done]:
    """Let each case have the best programme that was found for any, if it is better than its own."""
    known = (_schedule(each) for each in found)
    pool = dict.fromkeys(each for each in known if each is not None)
    return [_bettered(case.instance, each, pool) for case, each in zip(cases, found, strict=True)]


def _bettered(instance: Instance, done: Done, pool: Iterable[Schedule]) -> Done:
    if done.solution is None or done.troubles:
        return done
    best, own = done, done.solution.penalty
    for schedule in pool:
        judged = _judged(instance, schedule)
        if judged is not None and (own is None or judged.penalty < own):
            own = judged.penalty
            solution = replace(done.solution, schedule=schedule, evaluation=judged)
            best = replace(done, solution=_proved(solution))
    return best


def _is_worth_a_search(instance: Instance, schedule: Schedule, done: Done) -> bool:
    """Return whether a programme of a variant may lead to one that a base cannot take as it is.

    What is left of it without foreign sessions breaks hard rules, or is better than what was found.
    """
    known = [each for each in schedule.assignments if each.session in instance.session_by_id]
    is_foreign = len(known) < len(schedule.assignments)
    judged = _judged(instance, schedule.with_places(known) if is_foreign else schedule)
    own = None if done.solution is None else done.solution.penalty
    return judged is None or (is_foreign and (own is None or judged.penalty < own))


def _judged(instance: Instance, schedule: Schedule) -> Evaluation | None:
    """Judge a programme of another conference; None if it does not fit this one, or breaks a hard rule.

    What gives items more minutes than they need here does not fit: no search looks for that, or bounds it.
    """
    if not has_open_items_alone(instance, schedule):
        return None
    try:
        evaluation = evaluate(instance, schedule)
    except SolutionError:
        return None
    return None if evaluation.forbidden else evaluation
