"""What two sessions cost together at all their places."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.domains import Domain
from scheduler.engines.model import Model
from scheduler.engines.pair_tables import Relation, Table, relation_of
from scheduler.restrictions import Capacity, Pairs

Turns = Mapping[int, frozenset[str]]
"""For a room, sessions that have to take turns there."""


@dataclass(frozen=True)
class _Share:
    """What two sessions share in one `Pairs`."""

    number: int
    """Position of the restriction."""
    worth: int
    """Price times what is shared; 0 where it is forbidden to relate."""
    turned: bool
    """Whether the second of both sessions comes first."""


class PairCosts:
    """Costs of two sessions, by place of the first and place of the second."""

    def __init__(self, model: Model) -> None:
        self._domains = model.domains
        self._turns = turns_of(model)
        self._relations: list[Relation] = []
        self._shares: dict[tuple[str, str], list[_Share]] = {}
        self.sessions: tuple[str, ...] = ()
        """Those that pay for being placed beside others, in the order of the problem."""
        self._read(model)
        self._tables: dict[tuple[object, ...], Table] = {}
        self._kinds: dict[tuple[int, str], bytes] = {}

    def _read(self, model: Model) -> None:
        paying: set[str] = set()
        for number, priced in enumerate(model.of_kind(Pairs)):
            pairs, price = priced.restriction, priced.price
            if not isinstance(pairs, Pairs):
                raise TypeError(f"not a Pairs: {pairs}")
            self._relations.append(relation_of(pairs, model.domains, model.rooms, model.timeline))
            for (first, second), shared in pairs.shared.items():
                turned = model.numbers[first] > model.numbers[second]
                pair = (second, first) if turned else (first, second)
                share = _Share(number, (price or 0) * shared, turned)
                self._shares.setdefault(pair, []).append(share)
            if price:
                paying.update(session for pair in pairs.shared for session in pair)
        self.sessions = tuple(name for name in model.domains if name in paying)

    def paid(self, first: str, second: str) -> Table:
        """Return what is paid at all places of two sessions, the first before the second."""
        total = np.zeros(self._shape(first, second), dtype=np.int64)
        for share in self._shares.get((first, second), ()):
            if share.worth:
                total += share.worth * self._table(share, first, second)
        return total

    def forbidden(self, first: str, second: str) -> NDArray[np.bool_]:
        """Return at which places two sessions cannot be together."""
        total = self._clash(first, second) > 0
        for share in self._shares.get((first, second), ()):
            if not share.worth:
                total = total | (self._table(share, first, second) > 0)
        return total

    def spots(self, session: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the positions of start and room, in its domain, of each place of a session."""
        starts, rooms = np.nonzero(self._domains[session].allowed)
        return starts, rooms

    def taking_turns(self, session: str) -> NDArray[np.bool_]:
        """Return at which of its places a session takes turns with others."""
        rooms = self._domains[session].rooms
        turning = [session in self._turns.get(int(room), ()) for room in rooms]
        return np.array(turning, dtype=bool)[self.spots(session)[1]]

    def _shape(self, first: str, second: str) -> tuple[int, int]:
        return len(self.spots(first)[0]), len(self.spots(second)[0])

    def _table(self, share: _Share, first: str, second: str) -> Table:
        """Return the amounts at all places of two sessions; sessions that are alike have one table."""
        kinds = self._kind(share.number, first), self._kind(share.number, second)
        key = (share.number, share.turned, *kinds)
        if key not in self._tables:
            one, other = (second, first) if share.turned else (first, second)
            table = self._amounts(self._relations[share.number], one, other)
            self._tables[key] = table.T if share.turned else table
        return self._tables[key]

    def _amounts(self, relation: Relation, first: str, second: str) -> Table:
        starts, rooms = self.spots(first)
        other_starts, other_rooms = self.spots(second)
        amounts: Table = np.ones((len(starts), len(other_starts)), dtype=np.int64)
        by_start = relation.between_starts(first, second)
        by_room = relation.between_rooms(first, second)
        if by_start is not None:
            amounts *= by_start[starts[:, None], other_starts]
        if by_room is not None:
            amounts *= by_room[rooms[:, None], other_rooms]
        return amounts

    def _kind(self, number: int, session: str) -> bytes:
        """Return what makes sessions alike for a relation."""
        if (number, session) not in self._kinds:
            marks = self._relations[number].marks.get(session, np.zeros(0, dtype=np.int64))
            parts = (_alike(self._domains[session]), marks.tobytes())
            self._kinds[number, session] = b"|".join(parts)
        return self._kinds[number, session]

    def _clash(self, first: str, second: str) -> Table:
        """Return 1 where two sessions that take turns would be in a room at the same time."""
        key = ("clash", *(self._turning_kind(each) for each in (first, second)))
        if key not in self._tables:
            start, end, room = self._runs(first)
            other_start, other_end, other_room = self._runs(second)
            clash = (start[:, None] < other_end) & (other_start < end[:, None])
            clash &= (room[:, None] == other_room) & (room[:, None] >= 0)
            self._tables[key] = clash.astype(np.int64)
        return self._tables[key]

    def _turning_kind(self, session: str) -> tuple[bytes, bytes, bytes]:
        domain = self._domains[session]
        return _alike(domain), self.taking_turns(session).tobytes(), domain.ends.tobytes()

    def _runs(self, session: str) -> tuple[Table, Table, Table]:
        """Return start, end and room of each place; a room without turns is -1."""
        domain = self._domains[session]
        starts, rooms = self.spots(session)
        room = np.where(self.taking_turns(session), domain.rooms[rooms], -1)
        return domain.starts[starts], domain.ends[starts], room


def _alike(domain: Domain) -> bytes:
    parts = (domain.starts, domain.rooms, domain.allowed)
    return b"|".join(each.tobytes() for each in parts)


def turns_of(model: Model) -> Turns:
    """Return who takes turns in which rooms; of several groups in a room the largest."""
    numbers = {name: number for number, name in enumerate(model.problem.rooms)}
    turns: dict[int, frozenset[str]] = {}
    for priced in model.of_kind(Capacity):
        capacity = priced.restriction
        if priced.price is not None or not isinstance(capacity, Capacity):
            continue
        for room in numbers if capacity.rooms is None else capacity.rooms:
            sessions = _one_at_a_time(capacity, room)
            if len(sessions) > len(turns.get(numbers[room], ())):
                turns[numbers[room]] = sessions
    return turns


def _one_at_a_time(capacity: Capacity, room: str) -> frozenset[str]:
    """Return the sessions of a capacity of which no two can run at once in a room."""
    return frozenset(
        use.session
        for use in capacity.uses
        if 2 * use.load > capacity.at_most and (use.rooms is None or room in use.rooms)
    )
