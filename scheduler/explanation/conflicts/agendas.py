"""Why items have no agendas, wherever sessions may be, and what would help; once sessions have places."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from scheduler.engines.items.joint import search_with_tasks
from scheduler.engines.items.questions import (
    Assigned,
    Patience,
    Slots,
    assign,
    free_slots,
    question_of,
    slots_of,
)
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.evaluation.runs import runs_by_id
from scheduler.explanation.conflicts.collisions import (
    Collision,
    Conflict,
    culprit_of,
)
from scheduler.explanation.conflicts.collisions import collide as collide_sessions
from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.oracle import Clock
from scheduler.explanation.conflicts.quickxplain import irreducible
from scheduler.explanation.conflicts.ways import MOST, Way, cheapest_first
from scheduler.explanation.remedies import Remedy, Violation, softened
from scheduler.explanation.rules import VOICES
from scheduler.instance import Instance
from scheduler.progress import Watch, nobody
from scheduler.restrictions import Problem
from scheduler.restrictions.items import PricedTask, Taken, Task, Tasks
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Status

EACH = 2.0
"""Seconds in which a way out is tried, at most."""


def collide(instance: Instance, *, time_limit: float = 10.0, watch: Watch = nobody) -> Collision:
    """Tell which hard rules cannot all be kept: those about sessions, or else those about items.

    As `collisions.collide` otherwise. A conflict of items is proved wherever sessions may be.
    """
    clock = Clock(time_limit)
    found = collide_sessions(instance, time_limit=time_limit, watch=watch)
    problem = problem_of(instance)
    if found.schedule is None or found.status is not Status.FEASIBLE or not problem.tasks:
        return found
    slots = free_slots(problem)
    assert slots is not None  # noqa: S101 - there is a programme of sessions
    case = _Case(instance, problem, slots, found.schedule, clock)
    if case.assigned(problem.tasks).status is not Status.INFEASIBLE:
        return _joint(problem, found.schedule, clock)
    conflict = case.conflict()
    return Collision(Status.INFEASIBLE, (conflict,), complete=False)


def _joint(problem: Problem, schedule: Schedule, clock: Clock) -> Collision:
    """Search for a programme with agendas; the first one is enough."""
    stop = threading.Event()
    answer = search_with_tasks(
        problem,
        Effort(time_limit=max(1.0, clock.left)),
        start=with_seats(schedule),
        stop=stop,
        keep=lambda _: stop.set(),
    )
    if answer.schedule is None:
        return Collision(Status.UNKNOWN, (), complete=False)
    programme = without_seats(answer.schedule)
    return Collision(Status.FEASIBLE, (), complete=True, schedule=programme)


@dataclass(frozen=True, slots=True)
class _Case:
    """Items without agendas, under investigation."""

    instance: Instance
    problem: Problem
    slots: Slots
    schedule: Schedule
    """A programme that keeps every hard rule about sessions."""
    clock: Clock

    def conflict(self) -> Conflict:
        """Return the smallest set of rules and items that is found to collide, with ways out."""
        keys = list(dict.fromkeys(map(_key, self._hard)))
        doubtful: list[bool] = []

        def collides(some: Sequence[Key]) -> bool:
            status = self.assigned(self._part(some)).status
            doubtful.append(status is Status.UNKNOWN)
            return status is Status.INFEASIBLE

        needed = irreducible(keys, collides)
        about = [session.id for session in self.instance.sessions if session.id in self.slots]
        culprits = tuple(culprit_of(self.instance, key, ()) for key in needed)
        ways = [way for key in needed for way in self._ways(key)]
        named = {session for way in ways for session in way.schedule.agenda_by_session}
        sessions = tuple(each for each in about if each in named)
        return Conflict(culprits, sessions, not any(doubtful), cheapest_first(ways))

    def assigned(self, tasks: Tasks, *, fixed: bool = False) -> Assigned:
        """Assign tasks wherever sessions may be, or where the programme has them."""
        problem = replace(self.problem, tasks=tasks)
        schedule = with_seats(self.schedule) if fixed else None
        slots = self.slots if schedule is None else slots_of(problem, schedule)
        patience = Patience(max(0.1, min(EACH, self.clock.left)))
        return assign(question_of(problem, slots, schedule), patience, threading.Event())[0]

    @property
    def _hard(self) -> Iterator[PricedTask]:
        return (each for each in self.problem.tasks.priced if each.price is None)

    def _part(self, keys: Collection[Key], soft: Key | None = None) -> Tasks:
        """Return what some hard restrictions ask alone; one of them at a price."""
        tasks, kept = self.problem.tasks, set(keys)
        hard = [each for each in self._hard if _key(each) in kept]
        must = {each.restriction.task for each in hard if isinstance(each.restriction, Taken)}
        left = {
            each.restriction.task
            for each in hard
            if isinstance(each.restriction, Taken) and _key(each) == soft
        }
        return replace(
            tasks,
            tasks=tuple(_optional(task, task.id not in must - left) for task in tasks.tasks),
            priced=tuple(replace(each, price=1) if _key(each) == soft else each for each in hard),
        )

    def _ways(self, key: Key) -> Iterator[Way]:
        """Yield the ways out that change what one item asks for, and last its level."""
        everything = list(map(_key, self._hard))
        for fixed in (True, False):
            broken = self.assigned(self._part(everything, soft=key), fixed=fixed)
            if broken.cost is not None:
                break
        else:
            return
        schedule = self.schedule.with_agendas(broken.entries)
        sessions = dict.fromkeys(
            session
            for judged in evaluate(self.instance, schedule).forbidden
            if (judged.rule, judged.finding.item) == key
            for session in judged.finding.sessions
        )
        runs = runs_by_id(self.instance, schedule)
        violation = Violation(self.instance, key[1], schedule, runs, tuple(sessions))
        told = 0
        for remedy in self._remedies(violation, key):
            by_level = remedy.path[0] in ("levels", "profiles")
            programme = self._tried(remedy) if told < MOST or by_level else None
            if programme is not None:
                told += 1
                proved = broken.status is Status.OPTIMAL
                yield Way(
                    *(remedy.words, remedy.path, *key, broken.cost, proved),
                    by_level=by_level,
                    instance=remedy.instance,
                    schedule=programme,
                )

    def _remedies(self, violation: Violation, key: Key) -> Iterator[Remedy]:
        with suppress(ValueError):
            cure = VOICES[key[0]].cure
            yield from () if cure is None else cure(violation)
        yield softened(violation, key[0])

    def _tried(self, remedy: Remedy) -> Schedule | None:
        """Return a programme that a remedy makes possible, as the evaluation confirms; None if none is."""
        problem = problem_of(remedy.instance)
        seconds = max(0.5, min(EACH, self.clock.left / 4))
        effort, stop = Effort(time_limit=seconds), threading.Event()
        start = with_seats(self.schedule)
        answer = search_with_tasks(
            problem, effort, start=start, stop=stop, keep=lambda _: stop.set()
        )
        if answer.schedule is None:
            return None
        programme = without_seats(answer.schedule)
        return None if evaluate(remedy.instance, programme).forbidden else programme


def _key(priced: PricedTask) -> Key:
    return priced.rule, priced.restriction.item


def _optional(task: Task, optional: bool) -> Task:  # noqa: FBT001 - what it becomes
    return replace(task, optional=optional)
