"""Amounts of restrictions on tasks, on any schedule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from scheduler.engines.items.amounts import Lagging, Slots, outside, shared, slots_of
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Problem
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


@dataclass(frozen=True, slots=True)
class Dealt:
    """A schedule as restrictions on tasks are counted on it."""

    schedule: Schedule
    slots: Slots
    timeline: Timeline

    def sessions(self, task: str) -> list[str]:
        """Return the sessions that take a task."""
        return [entry.session for entry in self.schedule.entries_by_item.get(task, ())]

    def given(self, entries: Iterable[AgendaEntry]) -> int:
        """Return the minutes of some entries."""
        return sum(entry.minutes for entry in entries)

    def taking(self, tasks: Iterable[str], but: Iterable[str] = ()) -> list[str]:
        """Return the sessions that take one of some tasks, but certain ones."""
        found = {session for task in tasks for session in self.sessions(task)}
        return sorted(found.difference(but))

    def side(self, side: Side) -> list[str]:
        """Return the sessions of a side."""
        if side.is_task:
            return self.sessions(side.id)
        return [side.id] if side.id in self.slots else []


def amounts_of_tasks(problem: Problem, schedule: Schedule) -> Iterator[tuple[PricedTask, int]]:
    """Yield each restriction on tasks that a schedule does not keep, with its amount.

    What no task may be, whatever it costs, is yielded as forbidden.
    """
    if not problem.tasks:
        return
    dealt = Dealt(schedule, slots_of(problem, schedule), Timeline(problem.starts[0]))
    by_id = {task.id: task for task in problem.tasks.tasks}
    for priced in problem.tasks.priced:
        amount = amount_of(priced.restriction, dealt, by_id)
        if amount and _is_absolute(priced.restriction, dealt, by_id):
            yield replace(priced, price=None), amount
        elif amount:
            yield priced, amount


def _is_absolute(restriction: TaskRestriction, dealt: Dealt, tasks: Mapping[str, Task]) -> bool:
    """Tell whether a task has less time, or more or smaller parts, than it may have at any price."""
    match restriction:
        case Complete(task=id_):
            return dealt.given(_entries(dealt, id_)) < tasks[id_].least
        case Undivided(task=id_):
            parts, task = _entries(dealt, id_), tasks[id_]
            return len(parts) > task.parts or any(each.minutes < task.least_part for each in parts)
        case _:
            return False


def _entries(dealt: Dealt, task: str) -> Sequence[AgendaEntry]:
    return dealt.schedule.entries_by_item.get(task, ())


def amount_of(  # noqa: C901, PLR0911  # one way out for each kind
    restriction: TaskRestriction, dealt: Dealt, tasks: Mapping[str, Task]
) -> int:
    """Return the amount of a restriction."""
    match restriction:
        case Taken(task=id_, amount=amount):
            return 0 if _entries(dealt, id_) else amount
        case Complete(task=id_):
            given = dealt.given(_entries(dealt, id_))
            return max(0, tasks[id_].needed - given) if given else 0
        case Undivided(task=id_):
            return max(0, len(_entries(dealt, id_)) - 1)
        case Within(task=id_, sessions=sessions):
            return sum(session not in sessions for session in dealt.sessions(id_))
        case Room(session=session, minutes=most):
            return max(0, dealt.given(dealt.schedule.agenda_of(session)) - most)
        case Few(session=session, at_most=most):
            return max(0, len(dealt.schedule.agenda_of(session)) - most)
        case Ordered() | Early():
            return _order_amount(restriction, dealt)
        case Apart(tasks=ids, sessions=own):
            return _apart_amount(dealt, dealt.taking(ids, own), own)
        case Attended(tasks=ids, within=within, exempt=own):
            slots = (dealt.slots[each] for each in dealt.taking(ids, own))
            return sum(outside(slot, within, dealt.timeline) for slot in slots)
        case Crowd():
            return _crowd_amount(dealt, restriction)
        case Even(minutes=time):
            left = [
                time[session] - dealt.given(dealt.schedule.agenda_of(session))
                for session in time
                if session in dealt.slots
            ]
            return max(left) - min(left) if left else 0


def _order_amount(order: Ordered | Early, dealt: Dealt) -> int:
    lagging = Lagging.of(dealt.timeline, order)
    apart = (
        (first, then)
        for first, then in product(dealt.side(order.first), dealt.side(order.then))
        if first != then or not _in_one(order, dealt.schedule.agenda_of(first))
    )
    amounts = (lagging.amount(dealt.slots[first], dealt.slots[then]) for first, then in apart)
    return sum(amounts)


def _in_one(order: Ordered | Early, agenda: Sequence[AgendaEntry]) -> bool:
    """Tell whether a session may be on both sides of an order, as its agenda is."""
    if isinstance(order, Early):
        return True
    items = [entry.item for entry in agenda]
    return order.fits_one_session and items.index(order.first.id) < items.index(order.then.id)


def _apart_amount(dealt: Dealt, taking: Sequence[str], own: Iterable[str]) -> int:
    pairs = [
        *combinations(taking, 2),
        *((session, other) for session in taking for other in own if other in dealt.slots),
    ]
    return sum(shared(dealt.slots[one], dealt.slots[other]) for one, other in pairs)


def _crowd_amount(dealt: Dealt, crowd: Crowd) -> int:
    taking, held = dealt.taking(crowd.tasks), dict(crowd.held)
    loads = {each: (load, 0) for each, load in held.items() if each in dealt.slots}
    loads |= {each: (held.get(each, 1), 1) for each in taking}
    edges = sorted(
        (minute, sign * load, sign * number)
        for each, (load, number) in loads.items()
        for minute, sign in ((dealt.slots[each].first, 1), (dealt.slots[each].last_end, -1))
    )
    load = running = excess = since = 0
    for minute, change, taken in edges:
        excess += max(0, load - crowd.at_most) * (minute - since) if running else 0
        load, running, since = load + change, running + taken, minute
    return excess
