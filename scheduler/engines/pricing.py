"""The price of each place of one session while all others stay."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.counting import Counter
from scheduler.engines.domains import Domain, domains_of, shared
from scheduler.engines.timeline import Timeline, loads_at, minutes
from scheduler.restrictions import (
    After,
    Capacity,
    FreeTime,
    Lag,
    LoadQuota,
    Peaks,
    Problem,
    Restriction,
    Unary,
    Use,
    sessions_of,
)
from scheduler.schedule import Assignment, Schedule

Table = NDArray[np.int64]


@dataclass(frozen=True)
class PricedPlace:
    """A place of a session and its price."""

    start: datetime
    room: str
    forbidden: int
    """Amount of violations, in units of several rules."""
    penalty: int
    """Penalty in thousandths."""


def places_of(problem: Problem, schedule: Schedule, session: str) -> list[PricedPlace]:
    """Return the places of a session, cheapest first.

    Prices are relative: their difference is the difference of the schedules' penalties.
    The sessions that follow it come along, those that are present; one that follows another has no place but
    where that is.

    Parameters
    ----------
    problem
        What to place, and what to keep.
    schedule
        Where the others are.
    session
        The one that is priced.
    """
    timeline = Timeline(problem.starts[0])
    movers = _movers(problem, schedule, session, timeline)
    domain = movers[session]
    totals = {hard: np.zeros_like(domain.price) for hard in (True, False)}
    totals[False] += sum(each.price for each in movers.values())
    others = []
    for priced in problem.priced:
        concerned = sessions_of(priced.restriction) & movers.keys()
        if isinstance(priced.restriction, Capacity) and len(concerned) == 1:
            mover = movers[next(iter(concerned))]
            table = _crowding(priced.restriction, problem, schedule, mover, timeline)
            totals[priced.price is None] += table * (1 if priced.price is None else priced.price)
        elif concerned and not isinstance(priced.restriction, Unary):
            others.append(priced)
    _count(replace(problem, priced=tuple(others)), schedule, movers, timeline, totals)
    places = [
        PricedPlace(
            timeline.instant(int(domain.starts[start])),
            problem.rooms[domain.rooms[room]],
            int(totals[True][start, room]),
            int(totals[False][start, room]),
        )
        for start, room in np.argwhere(domain.allowed)
    ]
    return sorted(places, key=lambda place: (place.forbidden, place.penalty, place.start))


def _movers(
    problem: Problem, schedule: Schedule, session: str, timeline: Timeline
) -> Mapping[str, Domain]:
    """Return a session and those that come along with it, each with the places that they have in common."""
    placed, followers = schedule.by_session, problem.followers
    along = [each for each, leader in followers.items() if leader == session and each in placed]
    names = (session, *along)
    # Whether they could be left out is another question.
    held = replace(
        problem,
        optional=problem.optional.difference(names),
        followers={each: leader for each, leader in followers.items() if each not in names},
    )
    domains = domains_of(held, timeline)
    domain = domains[session]
    if session in followers:
        leader, place = placed.get(followers[session]), None
        if leader is not None:
            room = problem.rooms.index(leader.room)
            place = domain.place_at(timeline.minute(leader.start), room)
        domain = domain.at(place)
    for name in along:
        domain = domain.where(shared(domain, domains[name]))
    return {name: domains[name].where(shared(domains[name], domain)) for name in names}


def _crowding(
    capacity: Capacity, problem: Problem, schedule: Schedule, domain: Domain, timeline: Timeline
) -> Table:
    """Return by how much a session adds to the excess of a capacity, by start and room."""
    use = next(each for each in capacity.uses if each.session == domain.session)
    last = int(domain.starts[-1]) if len(domain.starts) else 0
    margin = 2 * 10080
    length = last + domain.longest + 2 * margin
    load = np.zeros(length + 1, dtype=np.int64)
    for other in capacity.uses:
        place = schedule.by_session.get(other.session)
        if other is not use and place is not None and _counts(capacity, other, place.room):
            before, after = _beyond(capacity, other, place.room)
            start = timeline.minute(place.start) + margin
            end = timeline.minute(problem.end(place.session, place.start)) + margin
            load[np.clip(start - before, 0, length)] += other.load
            load[np.clip(end + after, 0, length)] -= other.load
    running = np.cumsum(load) + loads_at(np.arange(length + 1) - margin, capacity.taken, timeline)
    over = np.maximum(running + use.load - capacity.at_most, 0)
    more = np.concatenate(([0], np.cumsum(over - np.maximum(running - capacity.at_most, 0))))
    table = np.zeros((len(domain.starts), len(domain.rooms)), dtype=np.int64)
    for column, number in enumerate(domain.rooms):
        room = problem.rooms[number]
        if _counts(capacity, use, room):
            before, after = _beyond(capacity, use, room)
            begins, ends = domain.starts + margin - before, domain.ends + margin + after
            table[:, column] = capacity.rate * (more[ends] - more[begins])
    return table


def _counts(capacity: Capacity, use: Use, room: str) -> bool:
    return all(rooms is None or room in rooms for rooms in (capacity.rooms, use.rooms))


def _beyond(capacity: Capacity, use: Use, room: str) -> tuple[int, int]:
    """Return from how long before the start, and until how long after the end, a use holds."""
    longer = minutes(capacity.rooms[room]) if capacity.rooms is not None else 0
    return minutes(use.before), minutes(use.after) + longer


def _count(
    problem: Problem,
    schedule: Schedule,
    movers: Mapping[str, Domain],
    timeline: Timeline,
    totals: Mapping[bool, Table],
) -> None:
    """Add what the restrictions of a problem count with some sessions together on each of their places."""
    counter, domain = Counter(problem), next(iter(movers.values()))
    anywhere = all(_is_by_start(each.restriction) for each in problem.priced)
    for start in range(len(domain.starts)):
        allowed = np.flatnonzero(domain.allowed[start])
        groups = [allowed] if anywhere else [*allowed[:, None]]
        for rooms in groups if problem.priced else ():
            instant = timeline.instant(int(domain.starts[start]))
            room = problem.rooms[domain.rooms[rooms[0]]]
            moved = schedule
            for name in movers:
                moved = moved.with_place(Assignment(name, instant, room))
            for priced, amount in counter.amounts(moved):
                price = 1 if priced.price is None else priced.price
                totals[priced.price is None][start, rooms] += amount * price


def _is_by_start(restriction: Restriction) -> bool:
    """Return True if the room is all the same to a restriction."""
    if isinstance(restriction, LoadQuota):
        return restriction.rooms is None
    return isinstance(restriction, Lag | After | Peaks | FreeTime)
