"""Why items have no agendas, wherever sessions may be or with what these must keep, and what would help."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.agendas import Assigned, Question, assign
from scheduler.engines.items.search import search_with_tasks
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts.collisions import (
    Collision,
    Conflict,
    culprit_of,
)
from scheduler.explanation.conflicts.collisions import collide as collide_sessions
from scheduler.explanation.conflicts.conflict_sets import WorkBudget, irreducible
from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.conflicts.ways import Repairs, Way, cheapest_first, softly, way_of
from scheduler.explanation.remedies import Remedy, Violation
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import Instance
from scheduler.progress import Watch, nobody
from scheduler.restrictions import Problem
from scheduler.restrictions.items import PricedTask, Taken, Tasks
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Status

EACH = 2.0
"""Nominal seconds in which a way out is tried, at most."""
WAYS = 0.5
"""Share of the time that is kept for ways out, however large the conflict still is."""
LONGEST = 4.0
"""Nominal seconds of a search for sessions and agendas together, at most: small ones are settled by then."""
FIRST = 0.5
"""Share of the time that is left for the first of them, if that is more: often there is such a programme."""


def collide(
    instance: Instance,
    *,
    time_limit: float = 10.0,
    known: Schedule | None = None,
    given: Collection[FieldPath] = (),
    watch: Watch = nobody,
) -> Collision:
    """Find the hard rules that cannot all be satisfied: those about sessions, else those about items.

    As `collisions.collide` otherwise. A conflict of items is proved wherever sessions may be.
    """
    clock = WorkBudget(time_limit)
    found = collide_sessions(instance, time_limit=time_limit, known=known, given=given, watch=watch)
    if found.schedule is None or found.status is not Status.FEASIBLE or not instance.items:
        return found
    problem = _demanded(instance)
    if not problem.tasks:
        return found
    case = _Case(instance, problem, found.schedule, clock)
    if case.status_of(problem.tasks) is not Status.INFEASIBLE:
        case = replace(case, joint=True)
        answer = case.together(problem, longest=max(LONGEST, FIRST * clock.left))
        if answer.schedule is not None:
            programme = without_seats(answer.schedule)
            return Collision(Status.FEASIBLE, (), complete=True, schedule=programme)
        if answer.status is not Status.INFEASIBLE:
            return Collision(Status.UNKNOWN, (), complete=False)
    return Collision(Status.INFEASIBLE, (case.conflict(),), complete=False)


@dataclass(frozen=True, slots=True)
class _Case:
    """Items without agendas, under investigation."""

    instance: Instance
    problem: Problem
    """The demands, without soft rules on the slots of sessions."""
    schedule: Schedule
    """A programme that satisfies every hard rule about sessions."""
    clock: WorkBudget
    joint: bool = False
    """Whether it takes what sessions must keep as well: could they be anywhere, there would be agendas."""

    def conflict(self) -> Conflict:
        """Return the smallest set of rules and items that is found to collide, with ways out."""
        keys = list(dict.fromkeys(map(_key, self._hard)))
        doubtful: list[bool] = []
        kept = WAYS * self.clock.left

        def collides(some: Sequence[Key]) -> bool:
            in_time = self.clock.left > kept
            status = self.status_of(self._part(some)) if in_time else Status.UNKNOWN
            doubtful.append(status is Status.UNKNOWN)
            return status is Status.INFEASIBLE

        needed = irreducible(keys, collides)
        about = [session.id for session in self.instance.sessions]
        culprits = tuple(culprit_of(self.instance, key, ()) for key in needed)
        ways = [way for key in needed for way in self._ways(key)]
        named = {session for way in ways for session in way.schedule.agenda_by_session}
        sessions = tuple(each for each in about if each in named)
        return Conflict(culprits, sessions, not any(doubtful), cheapest_first(ways))

    def status_of(self, tasks: Tasks) -> Status:
        """Return whether there are agendas for some tasks, or a proof that there are none."""
        if not self.joint:
            return self.assigned(tasks).status
        return self.together(replace(self.problem, tasks=tasks)).status

    def together(self, problem: Problem, *, best: bool = False, longest: float = LONGEST) -> Answer:
        """Search for a programme with agendas: the best one, or the first."""
        stop = threading.Event()
        seconds = max(0.5, min(EACH if best else longest, self.clock.left))
        effort, near = Effort(time_limit=seconds), with_seats(self.schedule)
        first = (lambda _: None) if best else (lambda _: stop.set())
        return search_with_tasks(problem, effort, start=near, stop=stop, keep=first)

    def assigned(self, tasks: Tasks, *, fixed: bool = False) -> Assigned:
        """Assign tasks wherever sessions may be, or where the programme has them."""
        problem = replace(self.problem, tasks=tasks)
        places = self.schedule if fixed else None
        question = Question(problem, places, hint=self.schedule.agendas if fixed else ())
        effort = Effort(time_limit=max(0.1, min(EACH, self.clock.left)))
        return assign(question, effort, threading.Event())

    @property
    def _hard(self) -> Iterator[PricedTask]:
        return (each for each in self.problem.tasks.priced if each.price is None)

    def _part(self, keys: Collection[Key], soft: Key | None = None) -> Tasks:
        """Return what some hard restrictions ask alone; one of them at a price."""
        tasks, kept = self.problem.tasks, set(keys)
        hard = [each for each in self._hard if _key(each) in kept]
        taken = (each for each in hard if isinstance(each.restriction, Taken))
        must = {each.restriction.item for each in taken if _key(each) != soft}
        return replace(
            tasks,
            tasks=tuple(replace(each, optional=each.id not in must) for each in tasks.tasks),
            priced=tuple(replace(each, price=1) if _key(each) == soft else each for each in hard),
        )

    def _ways(self, key: Key) -> Iterator[Way]:
        broken = self._broken(key) if self.clock.left > 0 else None
        if broken is not None:
            repairs = Repairs(self.instance, self.clock)
            case = repairs.case_of(key, broken.schedule)
            for remedy in repairs.told(self._remedies(case, key), self._tried):
                yield way_of(key, broken, remedy)

    def _broken(self, key: Key) -> LeastViolation | None:
        """Return a programme that breaks this item alone, and whether it is proved that it is the least."""
        tasks = self._part(list(map(_key, self._hard)), soft=key)
        found = self.assigned(tasks, fixed=True)
        if found.cost is not None:
            schedule = self.schedule.with_agendas(found.entries)
            anywhere = None if self.joint else self.assigned(tasks).bound
            return LeastViolation(schedule, {key: found.cost}, proved=anywhere == found.cost)
        problem = replace(self.problem, tasks=tasks)
        answer = self.together(problem, best=True)
        if answer.schedule is None:
            return None
        amounts = {key: Counter(problem).cost(answer.schedule)[1]}
        proved = answer.status is Status.OPTIMAL
        return LeastViolation(without_seats(answer.schedule), amounts, proved)

    def _remedies(self, violation: Violation, key: Key) -> Iterator[Remedy]:
        with suppress(ValueError):
            cure = VOICES[key[0]].cure
            yield from () if cure is None else cure(violation)
        yield softly(violation, key)

    def _tried(self, remedy: Remedy) -> Schedule | None:
        answer = self.together(_demanded(remedy.instance))
        if answer.schedule is None:
            return None
        programme = without_seats(answer.schedule)
        return None if evaluate(remedy.instance, programme).forbidden else programme


def _demanded(instance: Instance) -> Problem:
    """Return what is asked of an instance, without what only costs something where sessions are."""
    return problem_of(instance).unpriced


def _key(priced: PricedTask) -> Key:
    return priced.rule, priced.restriction.item
