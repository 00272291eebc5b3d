"""Variables of tasks: whether a session takes a part of one, and how many minutes it gives it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.tasks import Question
from scheduler.restrictions.items import Side, Task, Within

Linear = Any
"""A number, a variable, or a sum of such; OR-Tools has no type that sums keep."""


class TaskVariables:
    """The model, its variables, and what is paid."""

    def __init__(self, question: Question, model: cp_model.CpModel | None = None) -> None:
        self.question = question
        self.model = cp_model.CpModel() if model is None else model
        self.takes: dict[str, dict[str, cp_model.IntVar]] = {}
        """Whether a session takes a part of a task, by task and session."""
        self.gives: dict[str, dict[str, Linear]] = {}
        """The minutes that it gives, by task and session."""
        self.taken: dict[str, Linear] = {}
        """Whether a task is taken at all."""
        self.costs: list[tuple[Linear, int]] = []
        """What is paid, and the price of each unit."""
        self._joint: dict[tuple[str, ...], dict[str, cp_model.IntVar]] = {}
        self._parts = {task.id: task.parts for task in question.tasks.tasks}
        allowed = self._allowed()
        for task in question.tasks.tasks:
            self._add_task(task, [each for each in allowed[task.id] if self._may(task, each)])

    def pay(self, amount: Linear, price: int) -> None:
        """Pay a price for each unit of an amount."""
        if price:
            self.costs.append((amount, price))

    def number(self, most: int) -> cp_model.IntVar:
        """Return a new variable from 0 to so many."""
        return self.model.new_int_var(0, most, "")

    def at_most(self, amount: Linear, most: int, highest: int, price: int | None) -> None:
        """Let an amount be so much at most, or pay for what is beyond; it is never more than `highest`."""
        if highest <= most:
            return
        if price is None:
            self.model.add(amount <= most)
        elif price:
            beyond = self.number(highest - most)
            self.model.add(beyond >= amount - most)
            self.pay(beyond, price)

    def load(self, session: str) -> tuple[Linear, int]:
        """Return the minutes that a session gives in all, and the most that they may be."""
        parts = [(task, by[session]) for task, by in self.gives.items() if session in by]
        needed = {task.id: task.needed for task in self.question.tasks.tasks}
        return sum(minutes for _, minutes in parts), sum(needed[task] for task, _ in parts)

    def any_of(self, tasks: Sequence[str], session: str) -> cp_model.IntVar | None:
        """Return whether a session takes one of some tasks; None if it cannot."""
        known = self._joint.setdefault(tuple(tasks), {})
        if session not in known:
            own = [self.takes[task][session] for task in tasks if session in self.takes[task]]
            if not own:
                return None
            known[session] = own[0] if len(own) == 1 else self._or(own)
        return known[session]

    def single(self, side: Side) -> bool:
        """Tell whether at most one session of a side counts."""
        return not side.is_task or self._parts[side.id] == 1

    def _or(self, literals: Iterable[cp_model.IntVar]) -> cp_model.IntVar:
        one = self.model.new_bool_var("")
        self.model.add_max_equality(one, literals)
        return one

    def _allowed(self) -> Mapping[str, Sequence[str]]:
        """Return the sessions that may take each task."""
        places = [each for each in self.question.tasks.places if each in self.question.slots]
        allowed = {task.id: places for task in self.question.tasks.tasks}
        for priced in self.question.tasks.priced:
            if priced.price is None and isinstance(priced.restriction, Within):
                few, task = priced.restriction.sessions, priced.restriction.task
                allowed[task] = [each for each in places if each in few]
        for task, parts in self.question.settled.items():
            rest = [each for each in allowed[task] if each not in parts]
            allowed[task] = [*parts, *rest]
        return allowed

    def _may(self, task: Task, session: str) -> bool:
        """Tell whether a session may take what it did not take before."""
        if session in self.question.over:
            return session in self.question.settled.get(task.id, {})
        if session not in self.question.closed:
            return True
        before = self.question.before or {}
        there = session in before.get(task.id, {})
        return there or session in self.question.settled.get(task.id, {})

    def _add_task(self, task: Task, sessions: Sequence[str]) -> None:
        model, takes = self.model, {each: self.model.new_bool_var("") for each in sessions}
        self.takes[task.id] = takes
        number = sum(takes.values())
        taken: Linear = 1
        if task.optional:
            taken = model.new_bool_var("")
        self.taken[task.id] = taken
        if task.parts == 1:
            model.add(number == taken)
        else:
            model.add(number >= taken)
            model.add(number <= task.parts * taken)
        if task.parts == 1 and task.least == task.needed:
            self.gives[task.id] = {each: task.needed * literal for each, literal in takes.items()}
            return
        gives = {each: self.number(task.needed) for each in sessions}
        least = task.least if task.parts == 1 else task.least_part
        for session, minutes in gives.items():
            model.add(minutes >= least * takes[session])
            model.add(minutes <= task.needed * takes[session])
        total = sum(gives.values())
        model.add(total >= task.least * taken)
        model.add(total <= task.needed * taken)
        self.gives[task.id] = dict(gives)
