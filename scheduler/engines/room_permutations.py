"""Permutations of whole rooms at fixed times, as an assignment problem.

What sessions cost in a room by themselves is exact, and most of what they cost together stays the same when
whole rooms change places, as who shares one does. Whoever takes such rooms counts the schedule.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.linear_sum_assignment import (  # type: ignore[import-untyped]  # it has no types
    SimpleLinearSumAssignment,
)

from scheduler.engines.counting import Objective
from scheduler.engines.domains import ABSENT
from scheduler.engines.model import Model
from scheduler.engines.timeline import Minutes
from scheduler.schedule import Schedule

Sessions = NDArray[np.int64]
"""Positions of sessions."""
Rooms = NDArray[np.int64]
"""Position of the room of each of some sessions."""

PAUSES = ABSENT, 180, 1
"""Minutes, at least, in which nothing runs between two stretches of time: one for all, days, and blocks."""

TRIES = 12
"""Permutations, at most, that are counted before a search begins."""


def permuted(model: Model, starts: Minutes, rooms: Rooms) -> Iterator[tuple[Sessions, Rooms]]:
    """Yield sessions and other rooms for them: over all time, in each day, and in each block between pauses.

    Each permutation is the best for what its sessions cost by themselves; those that change nothing are left
    out. A session may be where it must not be; one that starts at `ABSENT` is in no room.
    """
    table = _Table(model, starts, rooms)
    seen: set[bytes] = set()
    for pause in PAUSES:
        for sessions in table.between(pause):
            if (key := sessions.tobytes()) not in seen:
                seen.add(key)
                if (others := table.assigned(sessions)) is not None:
                    yield sessions, others


def with_better_rooms(model: Model, objective: Objective, schedule: Schedule) -> Schedule:
    """Return a schedule that may break anything with its rooms permuted, if it counts less then.

    That of people who took other rooms of the same kind, or of a file whose rooms have other names, say. More
    than the first permutation is tried only where something is broken: for the rest there is a search.
    """
    placed, problem = schedule.by_session, model.problem
    known = all(each.room in model.room_numbers for each in schedule.assignments)
    if not known or not problem.durations.keys() <= placed.keys() | problem.omissible:
        return schedule
    names = [*model.domains]
    starts = np.full(len(names), ABSENT)
    rooms = np.zeros(len(names), dtype=np.int64)
    for number, name in enumerate(names):
        if (there := placed.get(name)) is not None:
            starts[number] = model.timeline.minute(there.start)
            rooms[number] = model.room_numbers[there.room]
    least, now = _counted(objective, schedule), rooms.copy()
    for sessions, others in islice(permuted(model, starts, rooms), TRIES):
        if (now[sessions] == others).all():
            continue
        room_of = {names[n]: model.rooms[room] for n, room in zip(sessions, others, strict=True)}
        other = schedule.with_places(
            replace(each, room=room_of.get(each.session, each.room))
            for each in schedule.assignments
        )
        if (count := _counted(objective, other)) < least:
            least, schedule = count, other
            now[sessions] = others
        if not least[0]:
            break
    return schedule


def _counted(objective: Objective, schedule: Schedule) -> tuple[int, int]:
    """Return what a schedule breaks, and its penalty."""
    totals = objective.totals(schedule).values()
    return sum(each.forbidden for each in totals), sum(each.penalty for each in totals)


class _Table:
    """Cost of each session in each room at its time."""

    def __init__(self, model: Model, starts: Minutes, rooms: Rooms) -> None:
        self._rooms, self._number = rooms, len(model.problem.rooms)
        domains = [*model.domains.values()]
        ends = np.zeros_like(starts)
        prices = np.full((len(domains), self._number), -1)
        for session, (domain, start) in enumerate(zip(domains, starts, strict=True)):
            row = int(np.searchsorted(domain.held, start))
            ends[session] = start + domain.longest
            if row < len(domain.held) and domain.held[row] == start:
                ends[session] = domain.held_ends[row]
                there = np.flatnonzero(domain.allowed[row])
                own = domain.start_price[row] + domain.room_price
                own = own + sum(each.by_start[row] * each.in_rooms for each in domain.pair_prices)
                prices[session, domain.rooms[there]] = own[there]
        # Where a session must not be costs more than all others can.
        self._prices = np.where(prices < 0, 1 + int(prices.max(axis=1).clip(0).sum()), prices)
        present = np.flatnonzero(starts != ABSENT)
        self._order = present[np.argsort(starts[present], kind="stable")]
        self._begins, self._ends = starts, ends

    def between(self, pause: int) -> Iterator[Sessions]:
        """Yield the sessions between two pauses of so many minutes each, in which nothing runs."""
        ends = np.maximum.accumulate(self._ends[self._order])
        gaps = self._begins[self._order][1:] - ends[:-1]
        yield from np.split(self._order, 1 + np.flatnonzero(gaps >= pause))

    def assigned(self, sessions: Sessions) -> Rooms | None:
        """Return the best rooms for what each room holds of some sessions; None if no others are better."""
        costs = np.zeros((self._number, self._number), dtype=np.int64)
        np.add.at(costs, self._rooms[sessions], self._prices[sessions])
        before, after = np.indices(costs.shape).reshape(2, -1)
        problem = SimpleLinearSumAssignment()
        problem.add_arcs_with_cost(before, after, costs.reshape(-1))
        if problem.solve() != problem.OPTIMAL or problem.optimal_cost() >= costs.trace():
            return None
        takes = np.array([problem.right_mate(room) for room in range(self._number)])
        return takes[self._rooms[sessions]]
