"""`Pairs` and `Travel` in the exact model.

`Pairs`: a literal for "these two relate so much", forced by clauses. Starts (or rooms) of two sessions that
relate at least so much form a bipartite graph. It is covered by complete ones, *blocks*: one for each
different set of neighbours, with all on the other side that have at least these. So a pair costs a clause
for each block, not for each two places.

`Travel`: which of two sessions comes first, and from where to where.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.pair_tables import Table, can_be_close, relation_of
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Pairs, Travel

Positions = tuple[int, ...]

Block = tuple[Positions, Positions]
"""Starts or rooms of the first session, each of which relates to each of these of the second."""


def add_travels(travels: Iterable[tuple[Travel, int | None]], variables: Variables) -> None:
    """Add all travels: for each two sessions enough time between them, or a price for missing minutes.

    Two sessions that several travels have in common are paid for together, once for each.
    """
    pairs: dict[tuple[int, int, str], tuple[Travel, int | None]] = {}
    for travel, price in travels:
        numbers = sorted(variables.source.numbers[session] for session in travel.sessions)
        map_ = f"{sorted(travel.places.items())} {sorted(travel.ways.items())}"
        for one, other in combinations(numbers, 2):
            _, so_far = pairs.get((one, other, map_), (travel, 0))
            both = None if price is None or so_far is None else price + so_far
            pairs[one, other, map_] = (travel, both)
    for (one, other, _), (travel, price) in pairs.items():
        variables.check()
        _add_pair(one, other, travel, price, variables)


def _by_place(session: int, travel: Travel, variables: Variables) -> dict[str, Literal]:
    """Return a literal for each place that a session can be in."""
    place = variables.places[session]
    rooms = variables.source.problem.rooms
    found: dict[str, list[Literal]] = {}
    for room, literal in zip(place.domain.own_rooms, place.room, strict=True):
        if room >= 0:
            found.setdefault(travel.places[rooms[room]], []).append(literal)
    return {where: variables.any_of(literals) for where, literals in found.items()}


def _add_pair(
    one: int, other: int, travel: Travel, price: int | None, variables: Variables
) -> None:
    here, there = _by_place(one, travel, variables), _by_place(other, travel, variables)
    forth = {
        (a, b): minutes(travel.ways[a, b]) for a in here for b in there if (a, b) in travel.ways
    }
    back = {
        (b, a): minutes(travel.ways[b, a]) for a in here for b in there if (b, a) in travel.ways
    }
    longest = max([*forth.values(), *back.values()], default=0)
    first, second = variables.places[one], variables.places[other]
    if not longest or not can_be_close(first.domain, second.domain, longest):
        return
    model = variables.model
    before, after, beside = (model.new_bool_var("") for _ in range(3))
    model.add_exactly_one(before, after, beside)
    model.add(second.minute >= first.end).only_enforce_if(before)
    model.add(first.minute >= second.end).only_enforce_if(after)
    model.add(second.minute < first.end).only_enforce_if(beside)
    model.add(first.minute < second.end).only_enforce_if(beside)
    short = model.new_int_var(0, 0 if price is None else longest, "")
    for (start, end), way in forth.items():
        gap = second.minute - first.end
        model.add(short >= way - gap).only_enforce_if(before, here[start], there[end])
    for (start, end), way in back.items():
        gap = first.minute - second.end
        model.add(short >= way - gap).only_enforce_if(after, there[start], here[end])
    if price is not None:
        variables.pay(short, price)


@dataclass(frozen=True, eq=False)
class _Level:
    """Places that relate by at least an amount."""

    more: int
    """Price that this level adds to the one below."""
    always: bool
    """Whether whatever is chosen relates so much."""
    blocks: Sequence[Block]


@dataclass(frozen=True)
class _Pair:
    """Two sessions, by number, and how they relate; levels ascend, and none means not at all."""

    first: int
    second: int
    by_start: Sequence[_Level]
    by_room: Sequence[_Level]


def add_pairs(asked: Iterable[tuple[Pairs, int | None]], variables: Variables) -> None:
    """Add all pairs: hard, or priced by their amount."""
    source, maker = variables.source, _Maker(variables)
    for pairs, price in asked:
        relation = relation_of(pairs, source.domains, source.rooms, source.timeline)
        for (first, second), shared in pairs.shared.items():
            by_start = maker.levels(relation.between_starts(first, second))
            by_room = maker.levels(relation.between_rooms(first, second))
            pair = _Pair(source.numbers[first], source.numbers[second], by_start, by_room)
            if price is None:
                maker.forbid(pair)
            else:
                maker.pay(pair, price * shared)


@dataclass
class _Maker:
    """Builds literals and clauses, each once."""

    variables: Variables
    _levels: dict[tuple[tuple[int, ...], bytes], Sequence[_Level]] = field(default_factory=dict)
    _any: dict[tuple[int, bool, Positions], Literal] = field(default_factory=dict)
    _related: dict[tuple[int, int, bool, _Level], Literal] = field(default_factory=dict)

    def levels(self, table: Table | None) -> Sequence[_Level]:
        """Return the levels of a table of amounts."""
        if table is None:
            return (_Level(1, always=True, blocks=()),)
        key = (table.shape, table.tobytes())
        if key not in self._levels:
            self._levels[key] = tuple(_levels(table))
        return self._levels[key]

    def forbid(self, pair: _Pair) -> None:
        """Forbid any amount between two sessions."""
        if not pair.by_start or not pair.by_room:
            return
        model, start, room = self.variables.model, pair.by_start[0], pair.by_room[0]
        if not start.always and not room.always:
            model.add_bool_or(
                ~self._relates(pair, start, rooms=False), ~self._relates(pair, room, rooms=True)
            )
        elif start.always and room.always:
            model.add_bool_or([])
        else:
            rooms, level = start.always, room if start.always else start
            for ours, theirs in level.blocks:
                one, other = (
                    self._choices(pair.first, rooms=rooms),
                    self._choices(pair.second, rooms=rooms),
                )
                model.add_at_most_one([one[n] for n in ours] + [other[n] for n in theirs])

    def pay(self, pair: _Pair, price: int) -> None:
        """Pay a price for each unit by which two sessions relate."""
        for start in pair.by_start:
            for room in pair.by_room:
                cost = price * start.more * room.more
                if start.always and room.always:
                    self.variables.pay_always(cost)
                else:
                    self.variables.pay(self._both(pair, start, room), cost)

    def _both(self, pair: _Pair, start: _Level, room: _Level) -> Literal:
        """Return a literal that is true if two sessions relate so much, by start and by room."""
        if room.always:
            return self._relates(pair, start, rooms=False)
        if start.always:
            return self._relates(pair, room, rooms=True)
        when, where = self._relates(pair, start, rooms=False), self._relates(pair, room, rooms=True)
        both = self.variables.model.new_bool_var("")
        self.variables.model.add_bool_or(~when, ~where, both)
        return both

    def _relates(self, pair: _Pair, level: _Level, *, rooms: bool) -> Literal:
        """Return a literal that is true if two sessions relate so much."""
        key = (pair.first, pair.second, rooms, level)
        if key not in self._related:
            relates = self._related[key] = self.variables.model.new_bool_var("")
            for ours, theirs in level.blocks:
                one = self._one_of(pair.first, ours, rooms=rooms)
                other = self._one_of(pair.second, theirs, rooms=rooms)
                self.variables.model.add_bool_or(~one, ~other, relates)
        return self._related[key]

    def _one_of(self, session: int, positions: Positions, *, rooms: bool) -> Literal:
        key = (session, rooms, positions)
        if key not in self._any:
            choices = self._choices(session, rooms=rooms)
            self._any[key] = self.variables.any_of([choices[each] for each in positions])
        return self._any[key]

    def _choices(self, session: int, *, rooms: bool) -> Sequence[Literal]:
        place = self.variables.places[session]
        return place.room if rooms else place.start


def _levels(table: Table) -> Iterator[_Level]:
    """Yield a level for each amount in a table but 0."""
    below = 0
    for amount in np.unique(table[table > 0]).tolist():
        reached = table >= amount
        yield _Level(amount - below, bool(reached.all()), tuple(_blocks(reached)))
        below = amount


def _blocks(reached: NDArray[np.bool_]) -> Iterator[Block]:
    """Yield complete bipartite graphs that cover one, from the side that needs fewer."""
    by_row = np.unique(reached, axis=0)
    by_column = np.unique(reached, axis=1).T
    if len(by_row) <= len(by_column):
        for ours, theirs in _cover(reached, by_row):
            yield ours, theirs
    else:
        for theirs, ours in _cover(reached.T, by_column):
            yield ours, theirs


def _cover(reached: NDArray[np.bool_], rows: NDArray[np.bool_]) -> Iterator[Block]:
    for row in rows:
        if row.any():
            with_all = (reached | ~row).all(axis=1)
            yield _positions(with_all), _positions(row)


def _positions(chosen: NDArray[np.bool_]) -> Positions:
    return tuple(np.flatnonzero(chosen).tolist())
