"""Amounts of restrictions on tasks, on any schedule with agendas."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise, product

from scheduler.engines.counting.kinds import lag_amount, stay_amount
from scheduler.engines.counting.runs import Run, Runs
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Lag, Problem, Stay
from scheduler.restrictions.items import (
    Apart,
    Attended,
    Complete,
    Crowd,
    Early,
    Even,
    Few,
    Ordered,
    PricedTask,
    Room,
    Side,
    Taken,
    Task,
    TaskRestriction,
    Undivided,
    Within,
)
from scheduler.schedule import AgendaEntry, Schedule


def amounts_of_tasks(problem: Problem, schedule: Schedule) -> Iterator[tuple[PricedTask, int]]:
    """Yield each restriction on tasks that a schedule does not keep, with its amount.

    What no task may be, whatever it costs, is yielded as forbidden.
    """
    if not problem.tasks:
        return
    timeline = Timeline(problem.starts[0])
    runs = {
        each.session: Run(
            timeline.minute(each.start),
            timeline.minute(problem.end(each.session, each.start)),
            each.room,
        )
        for each in schedule.assignments
        if each.session in problem.durations
    }
    tasks = {task.id: task for task in problem.tasks.tasks}
    dealt = _Dealt(schedule, runs, timeline, tasks)
    for priced in problem.tasks.priced:
        amount = dealt.amount(priced.restriction)
        if amount:
            absolute = dealt.is_absolute(priced.restriction)
            yield replace(priced, price=None) if absolute else priced, amount


@dataclass(frozen=True, slots=True)
class _Dealt:
    """A schedule as restrictions on tasks are counted on it."""

    schedule: Schedule
    runs: Runs
    timeline: Timeline
    tasks: Mapping[str, Task]

    def amount(  # noqa: C901, PLR0911  # one way out for each kind
        self, restriction: TaskRestriction
    ) -> int:
        """Return the amount of a restriction."""
        match restriction:
            case Taken(task=id_, amount=amount):
                return 0 if self._parts(id_) else amount
            case Complete(task=id_):
                given = _minutes(self._parts(id_))
                return max(0, self.tasks[id_].needed - given) if given else 0
            case Undivided(task=id_):
                return max(0, len(self._parts(id_)) - 1)
            case Within(task=id_, sessions=sessions):
                return sum(part.session not in sessions for part in self._parts(id_))
            case Room(session=session, minutes=most):
                return max(0, _minutes(self.schedule.agenda_of(session)) - most)
            case Few(session=session, at_most=most):
                return max(0, len(self.schedule.agenda_of(session)) - most)
            case Ordered() | Early():
                return self._of_order(restriction)
            case Apart(tasks=ids, sessions=own):
                return self._at_once(self._taking(ids, own), own)
            case Attended(item=item, tasks=ids, within=within, exempt=own):
                windows = [
                    (self.timeline.minute(since), self.timeline.minute(until))
                    for since, until in within
                ]
                stays = (Stay(item, each, within) for each in self._taking(ids, own))
                return sum(stay_amount(stay, windows)(self.runs) for stay in stays)
            case Crowd():
                return self._of_crowd(restriction)
            case Even(minutes=there):
                left = [
                    there[session] - _minutes(self.schedule.agenda_of(session))
                    for session in there
                    if session in self.runs
                ]
                return max(left) - min(left) if left else 0

    def is_absolute(self, restriction: TaskRestriction) -> bool:
        """Tell whether a task has less time, or more or smaller parts, than it may have at any price."""
        match restriction:
            case Complete(task=id_):
                return _minutes(self._parts(id_)) < self.tasks[id_].least
            case Undivided(task=id_):
                parts, task = self._parts(id_), self.tasks[id_]
                return len(parts) > task.parts or min(p.minutes for p in parts) < task.least_part
            case _:
                return False

    def _parts(self, task: str) -> Sequence[AgendaEntry]:
        return self.schedule.entries_by_item.get(task, ())

    def _taking(self, tasks: Iterable[str], but: Iterable[str] = ()) -> list[str]:
        """Return the sessions that take one of some tasks, but certain ones."""
        found = {part.session for task in tasks for part in self._parts(task)}
        return sorted(found.difference(but))

    def _of_order(self, order: Ordered | Early) -> int:
        amount = 0
        at_least = order.at_least if isinstance(order, Ordered) else None
        for first, then in product(self._side(order.first), self._side(order.then)):
            if first != then or not self._in_one(order, first):
                lag = Lag(order.item, first, then, at_least, None, order.days)
                amount += lag_amount(lag, self.timeline)(self.runs)
        return amount

    def _side(self, side: Side) -> Sequence[str]:
        return [part.session for part in self._parts(side.id)] if side.is_task else [side.id]

    def _in_one(self, order: Ordered | Early, session: str) -> bool:
        """Tell whether a session may be on both sides of an order, as its agenda is."""
        if isinstance(order, Early):
            return True
        items = [entry.item for entry in self.schedule.agenda_of(session)]
        return order.fits_one_session and items.index(order.first.id) < items.index(order.then.id)

    def _at_once(self, taking: Sequence[str], own: Iterable[str]) -> int:
        """Return the minutes for which sessions run beside each other, or beside certain ones."""
        held = [each for each in own if each in self.runs]
        pairs = chain(combinations(taking, 2), product(taking, held))
        return sum(_shared(self.runs[one], self.runs[other]) for one, other in pairs)

    def _of_crowd(self, crowd: Crowd) -> int:
        taking, held = self._taking(crowd.tasks), dict(crowd.held)
        loads = {each: load for each, load in held.items() if each in self.runs}
        loads |= {each: held.get(each, 1) for each in taking}
        runs = {each: self.runs[each] for each in loads}
        edges = sorted({edge for run in runs.values() for edge in (run.start, run.end)})
        excess = 0
        for since, until in pairwise(edges):
            there = [each for each, run in runs.items() if run.start <= since < run.end]
            load = sum(loads[each] for each in there)
            if not {*taking}.isdisjoint(there):
                excess += max(0, load - crowd.at_most) * (until - since)
        return excess


def _minutes(entries: Iterable[AgendaEntry]) -> int:
    return sum(entry.minutes for entry in entries)


def _shared(one: Run, other: Run) -> int:
    """Return the minutes for which both run."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))
