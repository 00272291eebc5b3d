"""Groups of sessions, periods, and what is alike among sessions and rooms: all that a relaxed model knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.timeline import Minutes, period_of
from scheduler.restrictions import (
    Beside,
    Capacity,
    Distinct,
    Gapless,
    Held,
    Pairs,
    Parallel,
    Ranks,
    Span,
    Unmixed,
    sessions_of,
)

NEVER = 2**62
"""Price of what is not allowed."""

OUTSIDE = -1
"""Position of the period of a start that lies in none; it holds nothing."""


@dataclass(frozen=True)
class SessionType:
    """Sessions of a group that may take each other's place."""

    members: tuple[str, ...]
    group: int
    shortest: int
    """Fewest minutes of a member."""
    prices: Minutes
    """Least price by period, of which the first is `OUTSIDE`, and room; `NEVER` where not allowed."""

    def periods(self) -> list[int]:
        """Return the periods in which a member can start."""
        return [int(row) - 1 for row in np.flatnonzero((self.prices < NEVER).any(axis=1))]


@dataclass(frozen=True)
class Aggregation:
    """Groups, periods, sessions and rooms, as a relaxed model sees them."""

    model: Model
    periods: tuple[Span, ...]
    groups: tuple[tuple[str, ...], ...]
    session_types: tuple[SessionType, ...]
    """Those of each group."""
    kinds: tuple[tuple[int, ...], ...]
    """Rooms that are alike, as positions among the problem's rooms; each room is in one kind."""

    @cached_property
    def group_of(self) -> Mapping[frozenset[str], int]:
        """Position of each group by its sessions."""
        return {frozenset(group): number for number, group in enumerate(self.groups)}

    @cached_property
    def type_of(self) -> Mapping[str, int]:
        """Position of the session type of each session of a group."""
        return {
            each: n
            for n, session_type in enumerate(self.session_types)
            for each in session_type.members
        }


def aggregation_of(model: Model, *, kinds: bool) -> Aggregation | None:
    """Return the aggregation of a model; None without a forbidden `Unmixed`, or if sessions may be absent.

    With `kinds`, rooms that are alike are one kind; without, each room is a kind of its own.
    """
    unmixed = [
        each.restriction
        for each in model.shared
        if each.price is None and isinstance(each.restriction, Unmixed)
    ]
    if not unmixed or model.problem.omissible:
        return None
    widest = max(unmixed, key=lambda each: sum(map(len, each.groups)))
    groups = tuple(group for group in widest.groups if group)
    tables = {
        session: _prices(model.domains[session], model, widest.periods)
        for group in groups
        for session in group
    }
    session_types = tuple(_session_types(model, groups, tables))
    rooms = range(len(model.problem.rooms))
    each = tuple((room,) for room in rooms)
    return Aggregation(
        model,
        widest.periods,
        groups,
        session_types,
        _alike(model, rooms, tables) if kinds else each,
    )


def _prices(domain: Domain, model: Model, periods: Sequence[Span]) -> Minutes:
    """Return the least price by period, the one outside first, and room."""
    table = np.full((len(periods) + 1, len(model.problem.rooms)), NEVER)
    price = np.where(domain.allowed, domain.price, NEVER)
    rows = period_of(domain.starts, *model.timeline.edges(periods)) + 1
    for row in np.unique(rows):
        table[row, domain.rooms] = price[rows == row].min(axis=0)
    return table


def _session_types(
    model: Model, groups: Sequence[tuple[str, ...]], tables: Mapping[str, Minutes]
) -> Iterable[SessionType]:
    special = _special(model, groups)
    for number, group in enumerate(groups):
        alike: dict[object, list[str]] = {}
        for session in group:
            domain = model.domains[session]
            traits = domain.starts, domain.ends, domain.rooms, domain.allowed, domain.price
            key = tuple(trait.tobytes() for trait in traits)
            alike.setdefault(session if session in special else key, []).append(session)
        for members in alike.values():
            shortest = model.domains[members[0]].shortest
            yield SessionType(tuple(members), number, shortest, tables[members[0]])


def _special(model: Model, groups: Sequence[tuple[str, ...]]) -> set[str]:
    """Return the sessions that a restriction tells from others of their group."""
    group_of = {session: number for number, group in enumerate(groups) for session in group}
    found: set[str] = set()
    for priced in model.shared:
        match priced.restriction:
            case Unmixed() | Held() | Beside() | Parallel() | Gapless():
                pass
            case Ranks(wanted=wanted):
                found.update(wanted)
            case Pairs(shared=shared):
                for one, other in shared:
                    if group_of.get(one) != group_of.get(other):
                        found.update((one, other))
            case Distinct(sessions=sessions, periods=None):
                found.update(_parts(sessions, groups))
            case Capacity(uses=uses):
                if len({(use.load, use.before, use.after) for use in uses}) > 1:
                    found.update(use.session for use in uses)
                found.update(_parts([use.session for use in uses], groups))
            case other:
                found.update(sessions_of(other))
    return found


def _parts(sessions: Iterable[str], groups: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """Yield those of the sessions whose group is not among them as a whole."""
    named = set(sessions)
    for group in groups:
        if not named.issuperset(group):
            yield from named.intersection(group)


def _alike(
    model: Model, rooms: Iterable[int], tables: Mapping[str, Minutes]
) -> tuple[tuple[int, ...], ...]:
    """Group rooms that cost and take the same, whatever is put there."""
    names = model.problem.rooms
    helds = [each.restriction for each in model.shared if isinstance(each.restriction, Held)]
    kinds: dict[object, list[int]] = {}
    for room in rooms:
        columns = b"".join(table[:, room].tobytes() for table in tables.values())
        held = tuple(
            each.amounts.get((period, names[room]), 0)
            for each in helds
            for period in range(len(each.periods))
        )
        kinds.setdefault((columns, held), []).append(room)
    return tuple(tuple(kind) for kind in kinds.values())
