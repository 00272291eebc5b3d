"""The relaxed model in the making: how many sessions and rooms each group has in each period.

Sessions have no rooms in it, but for those that do not like all rooms of their group alike. Every schedule
that keeps what is forbidden gives values that keep all rows, at a value that is not more than its penalty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

import numpy as np

from scheduler.engines.cp_sat.tracks.relaxation.aggregation import (
    NEVER,
    OUTSIDE,
    Aggregation,
    SessionType,
)
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import IntegerProgram, Variable
from scheduler.engines.period_capacity import Stretch, stretches

Terms = list[tuple[Variable, int]]


@dataclass(frozen=True)
class RelaxedModel:
    """An integer program, and what its variables mean."""

    aggregation: Aggregation
    program: IntegerProgram = field(default_factory=IntegerProgram)
    sessions: dict[tuple[int, int], Variable] = field(default_factory=dict)
    """Sessions of a type that start in a period."""
    rooms: dict[tuple[int, int, int], Variable] = field(default_factory=dict)
    """Rooms of a kind that a group holds in a period; by group, period and kind."""
    used: dict[tuple[int, int], Variable] = field(default_factory=dict)
    """Whether a group holds a room in a period."""
    number: dict[tuple[int, int], Variable] = field(default_factory=dict)
    """Rooms that a group holds in a period."""

    def pay(self, most: int, price: int | None, terms: Terms, limit: int) -> None:
        """Pay a price, or forbid it, for each unit by which a sum is beyond a limit."""
        if price is None or most <= 0:
            self.program.keep(terms, limit)
        elif price:
            over = self.program.variable(most, price)
            self.program.keep([*terms, (over, -1)], limit)

    def kinds(self, group: int, period: int) -> Mapping[int, Variable]:
        """Return the rooms of each kind that a group can hold in a period."""
        kinds = range(len(self.aggregation.kinds))
        keys = ((kind, (group, period, kind)) for kind in kinds)
        return {kind: self.rooms[key] for kind, key in keys if key in self.rooms}

    def of_group(self, group: int) -> Iterator[tuple[int, SessionType]]:
        """Yield the session types of a group, with their positions."""
        for number, session_type in enumerate(self.aggregation.session_types):
            if session_type.group == group:
                yield number, session_type

    @cached_property
    def stretches(self) -> list[list[Stretch | None]]:
        """What each group can use of each period."""
        aggregation = self.aggregation
        return [
            stretches(aggregation.model, group, aggregation.periods) for group in aggregation.groups
        ]


def _without_costs(aggregation: Aggregation) -> RelaxedModel:
    """Return where sessions and rooms are, and what single sessions pay; groups pay nothing yet."""
    relaxed = RelaxedModel(aggregation)
    _free_sessions(relaxed)
    for group in range(len(aggregation.groups)):
        for period in range(len(aggregation.periods)):
            _cells(relaxed, group, period)
    for number in range(len(aggregation.session_types)):
        _add_session_type(relaxed, number)
    for group, period in relaxed.used:
        _loads(relaxed, group, period)
    for group in range(len(aggregation.groups)):
        _enough(relaxed, group)
    _one_holder(relaxed)
    return relaxed


def _free_sessions(relaxed: RelaxedModel) -> None:
    """Let sessions of no group pay their least price."""
    inside = {session for group in relaxed.aggregation.groups for session in group}
    for session, domain in relaxed.aggregation.model.domains.items():
        if session not in inside:
            relaxed.program.constant += int(domain.price[domain.allowed].min())


def _cells(relaxed: RelaxedModel, group: int, period: int) -> None:
    """Make the variables of a group in a period."""
    aggregation, program = relaxed.aggregation, relaxed.program
    session_types = [
        session_type
        for _, session_type in relaxed.of_group(group)
        if period in session_type.periods()
    ]
    if not session_types:
        return
    members = sum(len(session_type.members) for session_type in session_types)
    free = np.any(
        [session_type.prices[period + 1] < NEVER for session_type in session_types], axis=0
    )
    for kind, rooms in enumerate(aggregation.kinds):
        size = int(free[list(rooms)].sum())
        if size:
            most = min(size, members)
            relaxed.rooms[group, period, kind] = program.variable(most)
    kinds = relaxed.kinds(group, period).values()
    most = min(members, sum(program.bounds[each] for each in kinds))
    number = relaxed.number[group, period] = program.variable(most)
    used = relaxed.used[group, period] = program.variable(1)
    program.equal([*((each, 1) for each in kinds), (number, -1)], 0)
    program.keep([(used, 1), (number, -1)], 0)
    program.keep([(number, 1), (used, -most)], 0)


def _add_session_type(relaxed: RelaxedModel, number: int) -> None:
    """Put the sessions of a type into periods, at their least price there."""
    session_type, program = relaxed.aggregation.session_types[number], relaxed.program
    size = len(session_type.members)
    for period in session_type.periods():
        prices = session_type.prices[period + 1]
        least = int(prices.min())
        here = relaxed.sessions[number, period] = program.variable(size, least)
        if period != OUTSIDE:
            program.keep([(here, 1), (relaxed.used[session_type.group, period], -size)], 0)
            _by_kind(relaxed, number, period, least)
    program.equal([(relaxed.sessions[number, p], 1) for p in session_type.periods()], size)


def _by_kind(relaxed: RelaxedModel, number: int, period: int, least: int) -> None:
    """Put sessions into kinds of rooms, if they do not like those of their group alike."""
    session_type, program = relaxed.aggregation.session_types[number], relaxed.program
    held = relaxed.kinds(session_type.group, period)
    prices = {
        kind: int(session_type.prices[period + 1, relaxed.aggregation.kinds[kind][0]])
        for kind in held
    }
    if set(prices.values()) == {least}:
        return
    size = len(session_type.members)
    terms: Terms = [(relaxed.sessions[number, period], -1)]
    for kind, price in prices.items():
        if price < NEVER:
            here = program.variable(size, price - least)
            program.keep([(here, 1), (held[kind], -size)], 0)
            terms.append((here, 1))
    program.equal(terms, 0)


def _loads(relaxed: RelaxedModel, group: int, period: int) -> None:
    """Let the sessions of a group in a period fit into its rooms there, with one in each at least."""
    program, stretch = relaxed.program, relaxed.stretches[group][period]
    here = [
        (relaxed.sessions[number, period], session_type.shortest)
        for number, session_type in relaxed.of_group(group)
        if (number, period) in relaxed.sessions
    ]
    rooms = relaxed.number[group, period]
    program.keep([(rooms, 1), *((variable, -1) for variable, _ in here)], 0)
    if stretch is None or not stretch.single:
        return
    program.keep([*here, (rooms, -stretch.minutes)], 0)
    # So many of the longer ones fit into a room, whatever is left beside them.
    for shortest in sorted({duration for _, duration in here if duration})[1:]:
        longer = [(variable, 1) for variable, duration in here if duration >= shortest]
        program.keep([*longer, (rooms, -(stretch.minutes // shortest))], 0)


def _enough(relaxed: RelaxedModel, group: int) -> None:
    """Let a group have rooms enough for all of its minutes."""
    aggregation = relaxed.aggregation
    periods = [period for of, period in relaxed.number if of == group]
    single = [relaxed.stretches[group][period] for period in periods]
    if not periods or any(stretch is None or not stretch.single for stretch in single):
        return
    if any((number, OUTSIDE) in relaxed.sessions for number, _ in relaxed.of_group(group)):
        return
    longest = max(stretch.minutes for stretch in single if stretch is not None)
    minutes = sum(
        aggregation.model.domains[session].shortest for session in aggregation.groups[group]
    )
    needed = ceil(minutes / longest) if longest else 1
    terms = [(relaxed.number[group, period], -1) for period in periods]
    relaxed.program.keep(terms, -max(1, needed))


def _one_holder(relaxed: RelaxedModel) -> None:
    """Let each room have one holder in a period."""
    holders: dict[tuple[int, int], Terms] = {}
    for (_, period, kind), rooms in relaxed.rooms.items():
        holders.setdefault((period, kind), []).append((rooms, 1))
    for (_, kind), terms in holders.items():
        if len(terms) > 1:
            relaxed.program.keep(terms, len(relaxed.aggregation.kinds[kind]))
