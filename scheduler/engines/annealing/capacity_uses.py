"""What sessions hold in the rows of capacities, as *parts* that sessions alike have in common.

A problem of many rooms names each session in a row of each of them: what that comes to is worked out once for
all sessions that have the same rooms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.arrays import ints
from scheduler.engines.annealing.prices import Ints
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked
from scheduler.engines.shared_loads import counting_rooms
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Capacity, Use

Around = tuple[int, int]
"""Minutes before the start and after the end of a session that it counts."""


class _Use(NamedTuple):
    """A load in a row, in rooms that prolong it alike."""

    row: int
    load: int
    rooms: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Part:
    """Uses that begin and end alike."""

    around: Around
    rows: Ints
    loads: Ints
    rooms: Sequence[tuple[int, ...]]
    """For each use the rooms in which it counts, as positions in the domain; none: in all of them."""
    most: NDArray[np.bool_]
    """Whether none of the same session in the same row lasts longer."""


def parts_of(
    capacities: Sequence[Capacity], domains: Sequence[Domain], rooms: Sequence[str], check: Check
) -> list[list[Part]]:
    """Return the parts of each session: in certain rooms, and one for what counts alike in all of them."""
    index = {domain.session: number for number, domain in enumerate(domains)}
    groups: dict[tuple[int, bool], list[int]] = {}
    for row, capacity in enumerate(capacities):
        groups.setdefault((id(capacity.uses), capacity.rooms is None), []).append(row)
    inside = _Inside(capacities, {name: number for number, name in enumerate(rooms)})
    parts: list[list[Part]] = [[] for _ in domains]
    everywhere: list[dict[Around, list[_Use]]] = [{} for _ in domains]
    for (_, whole), rows in groups.items():
        for use in checked(capacities[rows[0]].uses, check):
            session = index[use.session]
            if whole and use.rooms is None:
                around = minutes(use.before), minutes(use.after)
                alike = everywhere[session].setdefault(around, [])
                alike += [_Use(row, use.load, ()) for row in rows]
            else:
                parts[session] += inside.parts(rows, use, domains[session])
    for own, uses in zip(parts, everywhere, strict=True):
        own += [_part(*each) for each in uses.items()]
    return parts


class _Inside:
    """Uses that count in certain rooms."""

    def __init__(self, capacities: Sequence[Capacity], room_numbers: Mapping[str, int]) -> None:
        self._capacities = capacities
        self._room_numbers = room_numbers
        self._known: dict[object, list[Part]] = {}

    def parts(self, rows: Sequence[int], use: Use, domain: Domain) -> list[Part]:
        """Return the parts of a session in rows that have their uses in common, this one among them."""
        key = rows[0], use.load, use.before, use.after, use.rooms, domain.rooms.tobytes()
        if key not in self._known:
            self._known[key] = self._made(rows, use, domain)
        return self._known[key]

    def _made(self, rows: Sequence[int], use: Use, domain: Domain) -> list[Part]:
        before, longest = minutes(use.before), dict[int, int]()
        uses: dict[Around, list[_Use]] = {}
        for row in rows:
            counting = counting_rooms(use, self._capacities[row], domain, self._room_numbers)
            for more, numbers in (counting or {}).items():
                after = minutes(use.after) + more
                uses.setdefault((before, after), []).append(_Use(row, use.load, tuple(numbers)))
                longest[row] = max(after, longest.get(row, after))
        return [
            _part(around, alike, [longest[each.row] == around[1] for each in alike])
            for around, alike in uses.items()
        ]


def _part(around: Around, uses: Sequence[_Use], most: Sequence[bool] | None = None) -> Part:
    """Return uses that begin and end alike, with which of them last longest; if not said, all do."""
    return Part(
        around,
        rows=ints(use.row for use in uses),
        loads=ints(use.load for use in uses),
        rooms=[use.rooms for use in uses],
        most=np.array([True] * len(uses) if most is None else most, dtype=np.bool_),
    )
