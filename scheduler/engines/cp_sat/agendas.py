"""The exact model of agendas: tasks with variable minutes in sessions that stay or may move.

A search has followers with fixed minutes. Here each part of a task is given minutes, it may be shortened and
divided, and sessions of a body are left equal time.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ortools.sat.python import cp_model

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.cp_sat.search import DETERMINISTIC, STATUS, bound_of, solver_of
from scheduler.engines.cp_sat.variables import Variables
from scheduler.engines.items.followers import Followed
from scheduler.engines.model import Model, prepared
from scheduler.engines.searching import Effort
from scheduler.errors import DisagreementError
from scheduler.restrictions import Problem, Unary, sessions_of
from scheduler.restrictions.items import Complete, DivisibleTask, Even, RoomTasks
from scheduler.schedule import AgendaEntry, Schedule
from scheduler.search import Status

Linear = Any
"""A number, a variable, or a sum of such; OR-Tools has no type that sums keep."""
Parts = Mapping[str, Mapping[str, int]]
"""Minutes that each task is given, by task and session."""
FEWEST = 0.7
"""Share of the limit for minimising the changed tasks; the rest minimises the penalty."""


@dataclass(frozen=True, slots=True)
class Question:
    """The problem of which sessions take which tasks."""

    problem: Problem
    places: Schedule | None
    """Slots of the sessions; None allows each session every slot of its domain."""
    hint: tuple[AgendaEntry, ...] = ()
    """Agendas to begin the search with."""
    settled: Parts = field(default_factory=dict)
    """Least minutes of fixed parts."""
    closed: frozenset[str] = frozenset()
    """Sessions that take only settled tasks and those that they took before."""
    over: frozenset[str] = frozenset()
    """Sessions that take only settled tasks."""
    before: Parts | None = None
    """Parts before: as few tasks as possible change their sessions, and then their minutes; what is paid
    comes last, unless it is limited."""
    at_most: int | None = None
    """Largest penalty; with it, only the changes are minimised."""
    order: tuple[AgendaEntry, ...] = ()
    """Default order in which sessions take tasks; the hint's, if empty."""

    def may(self, task: str, session: str) -> bool:
        """Return True if the tasks that a session took before allow it to take this one."""
        if session in self.settled.get(task, {}):
            return True
        if session in self.over:
            return False
        return session not in self.closed or session in (self.before or {}).get(task, {})


@dataclass(frozen=True, slots=True)
class Assigned:
    """The result of a search for agendas."""

    status: Status
    entries: tuple[AgendaEntry, ...]
    """Sessions with their agendas in order; empty if none was found."""
    cost: int | None
    """Their penalty in thousandths."""
    bound: int | None
    """Lower bound of the penalty in thousandths; None if nothing is proved."""
    moved: int | None = None
    """Number of tasks that changed their session, if that was minimised first."""
    fewest: int | None = None
    """No answer moves fewer."""


IMPOSSIBLE = Assigned(Status.INFEASIBLE, (), None, None)


def assign(question: Question, effort: Effort, stop: threading.Event) -> Assigned:
    """Return the best assignment of tasks to sessions."""
    began, is_work = time.perf_counter(), effort.workers == 1

    def left(share: float) -> Effort:
        """Return the effort left of a share after building the models."""
        passed = 0.0 if is_work else time.perf_counter() - began
        return replace(effort, time_limit=max(0.0, share * effort.time_limit - passed))

    problem = _sessions(question)
    if not problem.durations:
        must = any(not task.optional for task in problem.tasks.tasks)
        return IMPOSSIBLE if must else Assigned(Status.OPTIMAL, (), 0, 0, 0, 0)
    followed = Followed(problem, any_minutes=True, may=question.may, settled=question.settled)
    model = _held(prepared(followed.problem), question)
    if model is None or model.hopeless:
        return IMPOSSIBLE
    asked = _Minutes(exact_model(model), followed, question)
    if question.before is None:
        return asked.solved(asked.cost, left(1.0), stop)
    unit = 1 + len(question.problem.tasks.tasks)
    changed = unit * sum(asked.moved()) + sum(asked.retimed())
    limited = question.at_most is not None
    if limited:
        asked.model.add(asked.cost <= question.at_most)
    first = asked.solved(changed, left(1.0 if limited else FEWEST), stop)
    if first.cost is None:
        return first
    if limited:
        return replace(first, moved=first.cost // unit)
    asked.model.add(changed <= first.cost)
    asked.hint(first.entries)
    then = asked.solved(asked.cost, left(1.0 - FEWEST if is_work else 1.0), stop)
    return replace(
        then if then.cost is not None else first,
        cost=then.cost,
        bound=then.bound,
        moved=first.cost // unit,
        fewest=-(-(first.bound or 0) // unit) if first.bound != first.cost else first.cost // unit,
    )


def _sessions(question: Question) -> Problem:
    """Return the problem of tasks, and of the sessions alone that take them: where they are or may be."""
    problem, places = question.problem, question.places
    own = set(problem.durations).difference(problem.followers)
    alone = (each for each in problem.priced if isinstance(each.restriction, Unary))
    hard = (e for e in alone if e.price is None and sessions_of(e.restriction) <= own)
    problem = replace(problem, followers={}, priced=tuple(hard))
    if places is not None:
        own.intersection_update(places.by_session)
        starts = tuple(sorted({each.start for each in places.assignments}))
        problem = replace(problem, starts=starts, optional=frozenset(), priced=())
    tasks = problem.tasks
    return replace(
        problem,
        durations={name: each for name, each in problem.durations.items() if name in own},
        breaks={name: each for name, each in problem.breaks.items() if name in own},
        tasks=replace(tasks, places=tuple(each for each in tasks.places if each in own)),
    )


def _held(model: Model, question: Question) -> Model | None:
    """Return the model with all sessions in their slots; None if these are not possible."""
    if question.places is None:
        return model
    places, followers = model.places(question.places), model.problem.followers
    leaders = [
        place for name, place in zip(model.domains, places, strict=True) if name not in followers
    ]
    return None if None in leaders else model.around(places, followers)


class _Minutes:
    """The exact model of followers, with what sessions give to tasks."""

    def __init__(self, variables: Variables, followed: Followed, question: Question) -> None:
        self.model, self._question = variables.model, question
        self._variables, self._followed = variables, followed
        self._tasks = {choice.task.id: choice.task for choice in followed.choices.values()}
        self.takes = {id_: self._takes(id_) for id_ in self._tasks}
        """Whether a session takes a part of a task, by task and session."""
        self._taken = {
            id_: self._any(task)
            for id_, task in self._tasks.items()
            if not followed.choices[id_].is_fixed
        }
        """Whether a task is taken at all, of those with other minutes or parts."""
        self.gives = {id_: self._gives(task) for id_, task in self._tasks.items()}
        """The minutes that it gives, by task and session."""
        for priced in question.problem.tasks.priced:
            self._add(priced.restriction, priced.price)
        for id_, parts in question.settled.items():
            for session, minutes in parts.items():
                self.model.add(self.takes[id_][session] == 1)
                self.model.add(self.gives[id_][session] >= minutes)
        self.hint(question.hint)
        self.cost: Linear = variables.cost

    def _takes(self, task: str) -> dict[str, Linear]:
        numbers, places = self._variables.source.numbers, self._variables.places
        found: dict[str, Linear] = {}
        for session, follower in self._followed.choices[task].followers.items():
            held = places[numbers[follower]].held
            found[session] = 1 if session == follower else sum(held)
        return found

    def _gives(self, task: DivisibleTask) -> dict[str, Linear]:
        """Add the minutes of a task: all that it needs, or from its least on, in parts that may be small."""
        takes = self.takes[task.id]
        if self._followed.choices[task.id].is_fixed:
            return {session: task.needed * literal for session, literal in takes.items()}
        gives = {session: self.model.new_int_var(0, task.needed, "") for session in takes}
        least = task.least if task.parts == 1 else task.least_part
        for session, minutes in gives.items():
            self.model.add(minutes >= least * takes[session])
            self.model.add(minutes <= task.needed * takes[session])
        if gives:
            taken = self._taken[task.id]
            self.model.add(sum(gives.values()) >= task.least * taken)
            self.model.add(sum(gives.values()) <= task.needed * taken)
        return dict(gives)

    def _add(self, restriction: object, price: int | None) -> None:
        match restriction:
            case RoomTasks(session=session, minutes=most):
                self._require(self._load(session) - most, self._highest(session) - most, price)
            case Complete(task=id_):
                task, gives = self._tasks[id_], self.gives[id_]
                if gives and not self._followed.choices[id_].is_fixed:
                    lacking = task.needed * self._taken[id_] - sum(gives.values())
                    self._require(lacking, task.needed, price)
            case Even(minutes=there):
                self._add_even(there, price)

    def _any(self, task: DivisibleTask) -> Linear:
        if not task.optional:
            return 1
        taken = self.model.new_bool_var("")
        self.model.add_max_equality(taken, [0, *self.takes[task.id].values()])
        return taken

    def _load(self, session: str) -> Linear:
        return sum(by[session] for by in self.gives.values() if session in by)

    def _highest(self, session: str) -> int:
        return sum(self._tasks[id_].needed for id_, by in self.gives.items() if session in by)

    def _require(self, amount: Linear, highest: int, price: int | None) -> None:
        """Limit an amount, at most `highest`, to 0, or pay for the excess."""
        if highest <= 0:
            return
        if price is None:
            self.model.add(amount <= 0)
        elif price:
            above = self.model.new_int_var(0, highest, "")
            self.model.add(above >= amount)
            self._variables.pay(above, price)

    def _add_even(self, there: Mapping[str, int], price: int | None) -> None:
        source = self._variables.source
        held = [
            each for each in there if each in source.domains and not source.domains[each].optional
        ]
        if len(held) > 1 and price != 0:
            high = max(there[session] for session in held)
            low = min(there[session] - self._highest(session) for session in held)
            most, fewest = (self.model.new_int_var(low, high, "") for _ in range(2))
            for session in held:
                left = there[session] - self._load(session)
                self.model.add(most >= left)
                self.model.add(fewest <= left)
            self._require(most - fewest, high - low, price)

    # What changes

    def moved(self) -> Iterator[Linear]:
        """Yield a literal for each task that is true if its sessions have changed."""
        for id_, takes in self.takes.items():
            old, moved = (self._question.before or {}).get(id_, {}), self.model.new_bool_var("")
            for session, literal in takes.items():
                self.model.add(moved >= (1 - literal if session in old else literal))
            if any(session not in takes for session in old):
                self.model.add(moved == 1)
            yield moved

    def retimed(self) -> Iterator[Linear]:
        """Yield for each task whether a session gives it other minutes than before."""
        for id_, old in (self._question.before or {}).items():
            changed = self.model.new_bool_var("")
            for session, minutes in old.items():
                gives = self.gives.get(id_, {}).get(session)
                if isinstance(gives, cp_model.IntVar):
                    same = gives == minutes * self.takes[id_][session]
                    self.model.add(same).only_enforce_if(~changed)
            yield changed

    # The search

    def hint(self, entries: Iterable[AgendaEntry]) -> None:
        """Suggest the parts of an earlier answer."""
        given = {(entry.item, entry.session) for entry in entries}
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools says nothing
        numbers, places = self._variables.source.numbers, self._variables.places
        for id_, choice in self._followed.choices.items() if given else ():
            for session, follower in choice.followers.items():
                if session != follower:
                    for literal in places[numbers[follower]].held:
                        self.model.add_hint(literal, (id_, session) in given)

    def solved(self, cost: Linear, effort: Effort, stop: threading.Event) -> Assigned:
        """Search for the least of a cost."""
        self.model.minimize(cost)
        status, solver = _run(self.model, effort, stop)
        bound = bound_of(status, solver)
        if status in (Status.INFEASIBLE, Status.UNKNOWN):
            return Assigned(status, (), None, bound)
        return Assigned(status, tuple(self._entries(solver)), round(solver.objective_value), bound)

    def _entries(self, solver: cp_model.CpSolver) -> Iterator[AgendaEntry]:
        agendas: dict[str, dict[str, int]] = {}
        for id_, takes in self.takes.items():
            for session, literal in takes.items():
                if solver.value(literal):
                    agendas.setdefault(session, {})[id_] = solver.value(self.gives[id_][session])
        order = self._question.order or self._question.hint
        yield from self._followed.in_order(agendas, order)


def _run(
    model: cp_model.CpModel, effort: Effort, stop: threading.Event
) -> tuple[Status, cp_model.CpSolver]:
    solver = solver_of(effort.seed, effort.workers)
    budget = Budget(effort.time_limit, reproducible=effort.workers == 1, stop=stop)
    solver.parameters.max_time_in_seconds = budget.patience
    if budget.reproducible:
        solver.parameters.max_deterministic_time = DETERMINISTIC * effort.time_limit
    code = budget.attended(lambda: solver.solve(model), stop.is_set, solver.stop_search)
    if code not in STATUS:
        raise DisagreementError(f"the model of tasks is invalid: {model.validate()}")
    budget.spend(solver.deterministic_time / DETERMINISTIC)
    return STATUS[code], solver
