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
    Tasks,
)
from scheduler.schedule import Schedule


def with_demands(problem: Problem, schedule: Schedule, *, elastic: bool = False) -> Problem:
    """Return a problem of sessions alone in which these can deal with the agendas of a schedule.

    What is paid for where sessions are is paid here, too; for several parts of one task, it is added up. What
    is paid for crowds is not more than that of sessions that take tasks. Sessions with an agenda are held. If
    it is elastic, what is forbidden has a price above all others.
    """
    priced: list[Priced] = []
    forbidden: set[Lag | Capacity | Stay] = set()
    for each in problem.tasks.priced:
        for demand in _demands(each.restriction, schedule, whole=each.price is None):
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


def sessions_beside_agendas(problem: Problem, schedule: Schedule) -> Problem:
    """Return a problem of sessions that each deal with what they do in a schedule: no task is assigned."""
    return replace(with_demands(problem, schedule), tasks=Tasks())


def with_agendas(problem: Problem, schedule: Schedule) -> Problem:
    """Return a problem of sessions alone that counts what the agendas of a schedule ask of these.

    What several parts of one task ask is added up.
    """
    asked = (
        Priced(each.rule, demand, each.price)
        for each in problem.tasks.priced
        for demand in _demands(each.restriction, schedule, whole=each.price is None)
    )
    return replace(problem, priced=(*problem.priced, *asked), tasks=Tasks())


def _demands(
    restriction: TaskRestriction, schedule: Schedule, *, whole: bool
) -> Iterator[Lag | Capacity | Stay]:
    """Yield what a restriction on tasks asks of sessions: all that it forbids, or at least a part of it."""
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
        case Crowd():
            yield from _crowds(restriction, _taking(restriction.tasks, schedule), whole=whole)


def _crowds(crowd: Crowd, taking: Sequence[str], *, whole: bool) -> Iterator[Capacity]:
    """Yield what sessions that take tasks may hold at once; or all that may be held while each of them runs.

    Of the latter, the load of that session is so high that nothing without it can exceed what is allowed.
    """
    if not (crowd.held and whole):
        if len(taking) > crowd.at_most:
            yield Capacity(crowd.item, tuple(map(Use, taking)), crowd.at_most)
        return
    loads = {**dict.fromkeys(taking, 1), **dict(crowd.held)}
    everything = sum(loads.values())
    for session in taking if everything > crowd.at_most else ():
        uses = (
            Use(each, load + (everything if each == session else 0)) for each, load in loads.items()
        )
        yield Capacity(crowd.item, tuple(uses), crowd.at_most + everything)


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
