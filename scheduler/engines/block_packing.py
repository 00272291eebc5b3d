"""A first schedule for problems in which rooms should not switch between groups: bin packing.

A *cell* is a room in a period. Groups are packed into cells as bins, the largest first, each where it costs
least: prices of its rooms, switches, and time left unused. The best of several random orders is returned.
It may break hard restrictions; annealing repairs them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.budget import Budget
from scheduler.engines.counting import Objective
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model, Start
from scheduler.restrictions import Capacity, Switches

MOST_SHARING = 50
"""Sessions of a restriction that lets one of them run at a time, beyond which it is not looked at."""
IMPOSSIBLE = np.iinfo(np.int64).max // 4
"""Price of a room that a group cannot be in."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The groups of sessions to pack, and their possible rooms and periods."""

    domains: Sequence[Domain]
    groups: Sequence[Sequence[int]]
    rooms: int
    periods: NDArray[np.int64]
    """First and last minute that sessions can use; shape (periods, 2)."""
    period_at: Mapping[int, NDArray[np.int64]]
    """Period of each start of each session."""
    prices: NDArray[np.int64]
    """Price of each room for each session, by number; shape (sessions, rooms)."""
    switch: int
    """Price of a switch; where it is forbidden, the problem is prepared without `Switches`."""
    sharing: Mapping[int, frozenset[int]]
    """Sessions that a session must not run beside."""


def blocks_of(model: Model, budget: Budget) -> Blocks | None:
    """Return the groups of the widest `Switches` to pack; None without them, or without time."""
    asked = model.asked(Switches)
    if not asked:
        return None
    switches, price = max(asked, key=lambda each: len(_groups(model, each[0])))
    if not switches.periods:
        return None
    domains, groups = list(model.domains.values()), _groups(model, switches)
    edges = model.timeline.edges(switches.periods)
    period_at = {each: domains[each].periods(*edges) for own in groups for each in own}
    rooms = len(model.problem.rooms)
    prices = np.full((len(domains), rooms), IMPOSSIBLE, dtype=np.int64)
    spans = [[IMPOSSIBLE, 0] for _ in switches.periods]
    for each, periods in period_at.items():
        if budget.over:
            return None
        inside = periods >= 0
        _price(domains[each], inside, prices[each])
        for period in np.unique(periods[inside]).tolist():
            since, until = spans[period]
            there = periods == period
            begin, end = domains[each].starts[there].min(), domains[each].ends[there].max()
            spans[period] = [min(since, int(begin)), max(until, int(end))]
    used = np.array([(since, max(since, until)) for since, until in spans], dtype=np.int64)
    return Blocks(domains, groups, rooms, used, period_at, prices, price or 0, _sharing(model))


def _groups(model: Model, switches: Switches) -> list[list[int]]:
    """Return the groups by number, without those that follow others."""
    numbers = ([model.numbers[each] for each in group] for group in switches.groups)
    return [[each for each in own if each not in model.leaders] for own in numbers if own]


def _price(domain: Domain, inside: NDArray[np.bool_], prices: NDArray[np.int64]) -> None:
    """Write the least price of each room inside the periods."""
    if inside.any():
        table = np.where(domain.allowed, domain.price, IMPOSSIBLE)[inside].min(axis=0)
        for position, room in enumerate(domain.own_rooms.tolist()):
            if room >= 0:
                prices[room] = table[position]


def _sharing(model: Model) -> dict[int, frozenset[int]]:
    """Return the sessions that a session must not run beside, wherever they are."""
    found: dict[int, set[int]] = {}
    for capacity, price in model.asked(Capacity):
        if price is not None or capacity.rooms:
            continue
        if capacity.at_most == 1 and len(capacity.uses) <= MOST_SHARING:
            own = {model.numbers[use.session] for use in capacity.uses}
            for each in own:
                found.setdefault(each, set()).update(own - {each})
    return {each: frozenset(others) for each, others in found.items()}


MOST_TRIES, WORK = 12, 12_000
"""Orders that are tried at most; and sessions of all tries together, about."""
SECONDS = 2e-4
"""Nominal seconds to pack a session once."""
SHORT = 4
"""Price of cells that a group does not fit into, as a multiple of that of a switch."""
NOBODY = -1
"""Marks an empty cell."""


def packed(model: Model, objective: Objective, budget: Budget, seed: int) -> Start | None:
    """Return places for the sessions of groups, None for all others; None without groups, or time."""
    blocks = blocks_of(model, budget)
    if blocks is None:
        return None
    rng, best, found = np.random.default_rng(seed), (IMPOSSIBLE, IMPOSSIBLE), None
    for _ in range(max(1, min(MOST_TRIES, WORK // len(blocks.domains)))):
        if found is not None and budget.over:
            break
        places = _Packing.of(blocks, rng).places(budget)
        whole = [place or d.first_place for place, d in zip(places, blocks.domains, strict=True)]
        penalty, broken = objective.count(whole)
        missing = sum(place is None for place in places)
        if (missing + len(broken), penalty) < best:
            best, found = (missing + len(broken), penalty), places
        budget.spend(SECONDS * len(places))
    return found


@dataclass
class _Packing:
    """One order of groups, packed."""

    blocks: Blocks
    rng: np.random.Generator
    since: NDArray[np.int64]
    """Minute from which on each cell is free; shape (rooms, periods)."""
    holders: NDArray[np.int64]
    """Last group of each cell, or NOBODY."""
    waste: float
    """Price of a cell left unused, as a multiple of that of a switch."""
    found: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Place of each session."""
    runs: dict[int, tuple[int, int]] = field(default_factory=dict)
    """From when until when it runs there."""
    homes: dict[int, int] = field(default_factory=dict)
    """Room in which each group has been first."""

    @classmethod
    def of(cls, blocks: Blocks, rng: np.random.Generator) -> "_Packing":
        """Return a packing of nothing yet."""
        since = np.tile(blocks.periods[:, 0], (blocks.rooms, 1))
        return cls(blocks, rng, since, np.full_like(since, NOBODY), float(rng.uniform(0.2, 2.0)))

    def places(self, budget: Budget) -> list[tuple[int, int] | None]:
        """Pack all groups while there is time, and return the places of all sessions."""
        blocks = self.blocks
        queue = [
            (self._size(some), group, some)
            for group, own in enumerate(blocks.groups)
            if (some := [each for each in own if (blocks.prices[each] < IMPOSSIBLE).any()])
        ]
        while queue and not budget.over:
            queue.sort(key=lambda each: (each[0], -each[1]))
            _, group, members = queue.pop()
            left = self._pack(group, members)
            if 0 < len(left) < len(members):
                queue.append((self._size(left), group, left))
        return [self.found.get(number) for number in range(len(blocks.domains))]

    def _size(self, members: Sequence[int]) -> float:
        """Return a random sort key of a group: its length, larger if few rooms are possible."""
        room = self.blocks.prices[list(members)].max(axis=0) < IMPOSSIBLE
        scarce = (self.blocks.rooms / max(1, int(room.sum()))) ** 2
        return self._minutes(members) * scarce * float(self.rng.uniform(0.8, 1.2))

    def _minutes(self, members: Sequence[int]) -> int:
        return sum(self.blocks.domains[each].shortest for each in members)

    def _pack(self, group: int, members: Sequence[int]) -> list[int]:
        """Put the rest of a group into the best cells; return the members that do not fit.

        The rooms are those in which most of its sessions can be.
        """
        prices = self.blocks.prices[list(members)]
        able = prices < IMPOSSIBLE
        suits = able.sum(axis=0) == able.sum(axis=0).max()
        by_room = np.where(suits, np.where(able, prices, 0).sum(axis=0), IMPOSSIBLE)
        best, room, cells = float(IMPOSSIBLE), 0, range(0)
        for periods, price in self._runs(group, members):
            total = by_room + price
            if float(total.min()) < best:
                best, room, cells = float(total.min()), int(total.argmin()), periods
        left = list(members)
        for period in cells:
            left = [each for each in left if not self._put(each, (room, period), group)]
        if len(left) < len(members):
            self.homes.setdefault(group, room)
        return left

    def _runs(
        self, group: int, members: Sequence[int]
    ) -> Iterator[tuple[range, NDArray[np.float64]]]:
        """Yield periods that follow one another, and the price of each room for these sessions in them.

        Nothing is added to periods that are enough.
        """
        need, least = self._minutes(members), min(self.blocks.domains[e].shortest for e in members)
        switch, number = float(self.blocks.switch), len(self.blocks.periods)
        free = self.blocks.periods[:, 1] - self.since
        free[free < least] = 0
        switches = switch * ~np.isin(self.holders, (NOBODY, group))
        moved = np.full(len(free), 0.0 if group not in self.homes else switch)
        if group in self.homes:
            moved[self.homes[group]] = 0
        for first in range(number):
            total, price = np.zeros(len(free), dtype=np.int64), moved.copy()
            open_ = np.ones(len(free), dtype=bool)
            for last in range(first, number):
                open_ &= (free[:, last] > 0) & (total < need)
                total, price = total + free[:, last], price + switches[:, last]
                if not open_.any():
                    break
                length = max(1, int(np.ptp(self.blocks.periods[last])))
                unused = self.waste * switch * np.maximum(0, total - need) / length
                lacking = np.maximum(0, need - total) / max(1, need)
                short = np.where(lacking > 0, SHORT * switch * (1 + lacking), 0)
                yield range(first, last + 1), np.where(open_, price + unused + short, IMPOSSIBLE)

    def _put(self, session: int, where: tuple[int, int], group: int) -> bool:
        """Put a session where a cell is free first, if it keeps clear of others; return whether it does."""
        domain, since = self.blocks.domains[session], self.since[where]
        until = self.blocks.periods[where[1], 1]
        room = domain.room_positions.get(where[0])
        if room is None:
            return False
        inside = self.blocks.period_at[session] == where[1]
        possible = inside & domain.allowed[:, room] & (domain.starts >= since)
        for start in np.flatnonzero(possible)[:1].tolist():
            run = int(domain.starts[start]), int(domain.ends[start])
            sharing = self.blocks.sharing.get(session, ())
            others = (self.runs[each] for each in sharing if each in self.runs)
            if run[1] <= until and not any(o[0] < run[1] and run[0] < o[1] for o in others):
                self.found[session], self.runs[session] = (start, room), run
                self.since[where], self.holders[where] = run[1], group
                return True
        return False
