"""The search for which session takes which task."""

import math
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from ortools.sat.python import cp_model

from scheduler.engines.budget import patience_for
from scheduler.engines.cp_sat.search import DETERMINISTIC, whole
from scheduler.engines.cp_sat.tasks import Question
from scheduler.engines.cp_sat.tasks.restrictions import add
from scheduler.engines.cp_sat.tasks.variables import Linear, TaskVariables
from scheduler.engines.processor import clock_of_this_thread
from scheduler.errors import DisagreementError
from scheduler.restrictions.items import Ordered, Tasks
from scheduler.schedule import AgendaEntry
from scheduler.search import Status

_LOOK = 0.1
"""Seconds between two looks at whether a search is to end."""
FEWEST = 0.7
"""Share of the limit in which as few tasks as possible change; what is paid is made small in the rest."""
_STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a search for tasks has come to."""

    status: Status
    entries: tuple[AgendaEntry, ...]
    """Sessions with their agendas in order; none, if nothing is found."""
    cost: int | None
    """What is paid for them, in thousandths."""
    bound: int | None
    """No other answer costs less; None if nothing is proved."""
    moved: int | None = None
    """How many tasks have changed their sessions, where that comes first."""
    fewest: int | None = None
    """No answer moves fewer."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to search."""

    seconds: float
    workers: int = 1
    seed: int = 0
    reproducible: bool = False
    """Whether seconds are an amount of work."""
    left: float = math.inf
    """Seconds until nothing else is to be done, the model to be built included; not of an amount of work."""

    def since(self, began: float) -> "Patience":
        """Return how long to search, if it began then by `time.perf_counter`, and models were built."""
        if self.reproducible:
            return self
        left = max(0.0, self.left - (time.perf_counter() - began))
        return replace(self, seconds=min(self.seconds, left), left=left)

    def of(self, share: float) -> "Patience":
        """Return a share of it."""
        return replace(self, seconds=share * self.seconds)


def assign(question: Question, patience: Patience, stop: threading.Event) -> tuple[Assigned, float]:
    """Return which session takes which task, and the nominal seconds that it took to find."""
    began = time.perf_counter()
    variables = TaskVariables(question)
    for task, sessions in question.settled.items():
        for session, minutes in sessions.items():
            variables.model.add(variables.takes[task][session] == 1)
            variables.model.add(variables.gives[task][session] >= minutes)
    for priced in question.tasks.priced:
        add(priced, variables)
    hint_entries(variables, question.hint)
    cost = sum(price * amount for amount, price in variables.costs)
    if question.before is None:
        return _solved(variables, cost, patience.since(began), stop)
    unit = 1 + len(question.tasks.tasks)
    changed = unit * sum(_moved(variables, question.before)) + sum(
        _retimed(variables, question.before)
    )
    if question.at_most is not None:
        variables.model.add(cost <= question.at_most)
    limited = question.at_most is not None
    part = patience if limited else patience.of(FEWEST)
    first, used = _solved(variables, changed, part.since(began), stop)
    if first.cost is None:
        return first, used
    if limited:
        return replace(first, moved=first.cost // unit), used
    variables.model.add(changed <= first.cost)
    variables.model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools says nothing
    hint_entries(variables, first.entries)
    rest = patience.of(1.0 - FEWEST) if patience.reproducible else patience
    then, more = _solved(variables, cost, rest.since(began), stop)
    best = then if then.cost is not None else first
    told = replace(
        best,
        cost=then.cost,
        bound=then.bound,
        moved=first.cost // unit,
        fewest=-(-(first.bound or 0) // unit) if first.bound != first.cost else first.cost // unit,
    )
    return told, used + more


def hint_entries(variables: TaskVariables, entries: Iterable[AgendaEntry]) -> None:
    """Suggest the parts of an earlier answer."""
    given = {(entry.item, entry.session) for entry in entries}
    for task, takes in variables.takes.items():
        for session, literal in takes.items() if given else ():
            variables.model.add_hint(literal, (task, session) in given)


def _retimed(variables: TaskVariables, before: Mapping[str, Mapping[str, int]]) -> Iterator[Linear]:
    """Yield for each task whether a session gives it other minutes than before."""
    for task, old in before.items():
        changed = variables.model.new_bool_var("")
        for session, minutes in old.items():
            gives = variables.gives.get(task, {}).get(session)
            if isinstance(gives, cp_model.IntVar):
                taken = variables.takes[task][session]
                variables.model.add(gives == minutes).only_enforce_if(~changed, taken)
        yield changed


def _moved(variables: TaskVariables, before: Mapping[str, Mapping[str, int]]) -> Iterator[Linear]:
    """Yield for each task whether its sessions are not what they were."""
    for task, takes in variables.takes.items():
        old = before.get(task, {})
        moved = variables.model.new_bool_var("")
        for session, literal in takes.items():
            if session in old:
                variables.model.add(moved >= 1 - literal)
            else:
                variables.model.add(moved >= literal)
        if any(session not in takes for session in old):
            variables.model.add(moved == 1)
        yield moved


def _solved(
    variables: TaskVariables, cost: Linear, patience: Patience, stop: threading.Event
) -> tuple[Assigned, float]:
    variables.model.minimize(cost)
    status, solver, used = run(variables.model, patience, stop)
    if status in (Status.INFEASIBLE, Status.UNKNOWN):
        bound = solver.best_objective_bound if status is Status.UNKNOWN else -math.inf
        return Assigned(status, (), None, whole(bound) if bound > 0 else None), used
    paid, bound = round(solver.objective_value), whole(solver.best_objective_bound)
    return Assigned(status, tuple(entries_of(variables, solver)), paid, bound), used


def run(
    model: cp_model.CpModel, patience: Patience, stop: threading.Event
) -> tuple[Status, cp_model.CpSolver, float]:
    """Search a model; return what has come of it, the solver with the answer, and nominal seconds."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = patience.seed % 2**31
    parameters.num_workers = patience.workers
    parameters.catch_sigint_signal = False
    parameters.max_time_in_seconds = max(0.0, patience.seconds)
    if patience.reproducible:
        parameters.interleave_search = True
        parameters.max_time_in_seconds = math.inf
        parameters.max_deterministic_time = DETERMINISTIC * patience.seconds
    with _stopped_by(stop, solver, patience):
        code = solver.solve(model)
    if code not in _STATUS:
        raise DisagreementError(f"the model of tasks is invalid: {model.validate()}")
    return _STATUS[code], solver, solver.deterministic_time / DETERMINISTIC


@contextmanager
def _stopped_by(
    stop: threading.Event, solver: cp_model.CpSolver, patience: Patience
) -> Iterator[None]:
    """End what a solver does in this thread once an event is set, or it has computed for far too long."""
    over, clock = threading.Event(), clock_of_this_thread()
    end = clock() + patience_for(patience.seconds)

    def wait() -> None:
        while not over.wait(_LOOK):
            if stop.is_set() or (patience.reproducible and clock() > end):
                solver.stop_search()

    watcher = threading.Thread(target=wait, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def entries_of(variables: TaskVariables, solver: cp_model.CpSolver) -> Iterator[AgendaEntry]:
    """Yield what each session takes, in order."""
    agendas: dict[str, dict[str, int]] = {}
    for task, takes in variables.takes.items():
        for session, literal in takes.items():
            if solver.boolean_value(literal):
                minutes = solver.value(variables.gives[task][session])
                agendas.setdefault(session, {})[task] = minutes
    before = before_each(variables.question.tasks)
    order = variables.question.order or variables.question.hint
    known = [(entry.session, entry.item) for entry in order]
    for session, agenda in agendas.items():
        listed = [task for at, task in known if at == session and task in agenda]
        listed += [task for task in agenda if task not in listed]
        for task in in_order(listed, before):
            yield AgendaEntry(session, task, agenda[task])


def before_each(tasks: Tasks) -> Mapping[str, frozenset[str]]:
    """Return what has to come before each task, if one session takes both."""
    before: dict[str, set[str]] = {}
    for priced in tasks.priced:
        order = priced.restriction
        if isinstance(order, Ordered) and order.first.is_task and order.then.is_task:
            before.setdefault(order.then.id, set()).add(order.first.id)
    return {task: frozenset(firsts) for task, firsts in before.items()}


def in_order(tasks: list[str], before: Mapping[str, frozenset[str]]) -> list[str]:
    """Return tasks in an order in which each comes after what has to come before it, else as they are."""
    own = set(tasks)
    left = {task: len(before.get(task, frozenset()) & own) for task in tasks}
    ready = [position for position, task in enumerate(tasks) if not left[task]]
    heapify(ready)
    found = []
    while ready:
        task = tasks[heappop(ready)]
        found.append(task)
        for position, other in enumerate(tasks):
            if task in before.get(other, frozenset()):
                left[other] -= 1
                if not left[other]:
                    heappush(ready, position)
    return found
