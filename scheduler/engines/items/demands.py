"""What tasks ask of the sessions that take them, as restrictions on these."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from scheduler.engines.items.amounts import BROKEN
from scheduler.restrictions import Capacity, Lag, Priced, Problem, Stay, Use
from scheduler.restrictions.items import (
    Apart,
    Attended,
    Crowd,
    Early,
    Ordered,
    Side,
    TaskRestriction,
)
from scheduler.schedule import Schedule


def with_demands(problem: Problem, schedule: Schedule, *, elastic: bool = False) -> Problem:
    """Return a problem of sessions alone in which these can deal with the agendas of a schedule.

    What is paid for where sessions are is paid here, too; for several parts of one task, it is added up.
    Sessions with an agenda are held. If it is elastic, what is forbidden has a price above all others.
    """
    priced: list[Priced] = []
    forbidden: set[Lag | Capacity | Stay] = set()
    for each in problem.tasks.priced:
        for demand in _demands(each.restriction, schedule):
            if each.price is None:
                bare = replace(demand, item="")
                if bare in forbidden:  # by another task
                    continue
                forbidden.add(bare)
            bent = BROKEN if elastic and each.price is None else each.price
            priced.append(Priced(each.rule, demand, bent))
    return replace(
        problem,
        priced=(*problem.priced, *priced),
        optional=problem.optional.difference(schedule.agenda_by_session),
    )


def _demands(restriction: TaskRestriction, schedule: Schedule) -> Iterator[Lag | Capacity | Stay]:
    """Yield what a restriction on tasks asks of sessions."""
    match restriction:
        case Ordered() | Early():
            yield from _lags(restriction, schedule)
        case Apart(item=item, tasks=tasks, sessions=own):
            apart = [each for each in _taking(tasks, schedule) if each not in own]
            for position, session in enumerate(apart):
                others = [*apart[position + 1 :], *sorted(own - {session})]
                for other in others:
                    yield Capacity(item, (Use(session), Use(other)), 1)
        case Attended(item=item, tasks=tasks, within=within, exempt=own):
            for session in _taking(tasks, schedule):
                if session not in own:
                    yield Stay(item, session, within)
        case Crowd(item=item, tasks=tasks, at_most=most):
            taking = _taking(tasks, schedule)
            if len(taking) > most:
                yield Capacity(item, tuple(map(Use, taking)), most)


def _lags(order: Ordered | Early, schedule: Schedule) -> Iterator[Lag]:
    for first, then in product(_side(order.first, schedule), _side(order.then, schedule)):
        if first != then:
            at_least = None if isinstance(order, Early) else order.at_least
            yield Lag(order.item, first, then, at_least, None, order.days)


def _side(side: Side, schedule: Schedule) -> Sequence[str]:
    if not side.is_task:
        return (side.id,)
    return [entry.session for entry in schedule.entries_by_item.get(side.id, ())]


def _taking(tasks: Sequence[str], schedule: Schedule) -> Sequence[str]:
    entries = (entry for task in tasks for entry in schedule.entries_by_item.get(task, ()))
    return sorted({entry.session for entry in entries})
