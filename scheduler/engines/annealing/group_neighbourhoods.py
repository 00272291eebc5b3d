"""Large neighbourhood search over the rooms and periods that groups hold (Shaw 1998).

A few groups, such as tracks, are removed, and all others stay. A small exact model (`cp_sat/group_cells.py`)
says in which periods their sessions go, and which rooms each group holds then. With its plan, each session
gets the cheapest start in a room of its group.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from scheduler.engines.annealing.groups import in_wanted_order
from scheduler.engines.annealing.prices import BITS, HALF, Ints
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.group_cells import (
    NOWHERE,
    Asked,
    Cell,
    GroupCells,
    Option,
    Plan,
    Removed,
)
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model, Places
from scheduler.engines.timeline import Minutes
from scheduler.restrictions import (
    Beside,
    Distinct,
    Gapless,
    Held,
    Pairs,
    Parallel,
    Ranks,
    Switches,
    Unmixed,
)

BEGIN, FEWEST = 4.0, 2.0
"""Number of groups that are removed at first, and at least."""
GROWTH = 1.03
"""Factor of that number after a plan that is proved optimal; its inverse after another."""
MOST = 0.1
"""Most deterministic time of the solver for a plan."""
SOLVING, LAYOUT = 3.5, 2.5e-6
"""Nominal seconds for a unit of deterministic time, and for each place of the sessions that are removed."""
IMPOSSIBLE = np.iinfo(np.int64).max // 2
"""Price of a place that a session cannot have."""


@dataclass(frozen=True)
class Groups:
    """Groups that are not to be in one room in a period, and what is asked of them."""

    model: Model
    names: Sequence[str]
    domains: Sequence[Domain]
    members: Sequence[Sequence[int]]
    """Sessions of each group."""
    wanted: Mapping[str, int]
    """Wanted places of sessions in their groups."""
    periods: int
    period_at: Mapping[int, Minutes]
    """Period of each start of each session; `NOWHERE` for none."""
    mixed: int | None
    """Price of a cell that another group holds."""
    held: Sequence[tuple[int, Cell, int | None]]
    """A group, a cell, and what it costs to hold it."""
    asked: Sequence[Asked]
    together: Sequence[tuple[int, int, int | None]]
    """Two groups, and what it costs to be in rooms in one period."""
    pairs: Sequence[tuple[int, int, Pairs, int | None]]
    """Two sessions of different groups, how they are related, and what that costs."""

    @classmethod
    def of(cls, model: Model) -> "Groups | None":
        """Return the most groups that a restriction keeps apart; None if there are none."""
        apart: list[tuple[Unmixed | Switches, int | None]] = [
            *model.asked(Unmixed),
            *model.asked(Switches),
        ]
        if not apart:
            return None
        widest, mixed = max(apart, key=lambda each: len(each[0].groups))
        bound = {*model.leaders, *model.leaders.values()}
        named = [
            own for own in widest.groups if own and bound.isdisjoint(map(model.numbers.get, own))
        ]
        if len(named) < FEWEST:
            return None
        numbers = {frozenset(own): group for group, own in enumerate(named)}
        group_of = {name: group for group, own in enumerate(named) for name in own}
        domains, edges = [*model.domains.values()], model.timeline.edges(widest.periods)
        members = [[model.numbers[name] for name in own] for own in named]

        def number(sessions: Collection[str]) -> int:
            return numbers.get(frozenset(sessions), NOWHERE)

        rooms = model.room_numbers
        return cls(
            model,
            [*model.domains],
            domains,
            members,
            {name: rank for ranks, _ in model.asked(Ranks) for name, rank in ranks.wanted.items()},
            len(widest.periods),
            {each: domains[each].periods(*edges) for own in members for each in own},
            mixed,
            [
                (number(held.sessions), (period, rooms[room]), price and amount * price)
                for held, price in model.asked(Held)
                for (period, room), amount in held.amounts.items()
                if amount and number(held.sessions) != NOWHERE
            ],
            [
                Asked(number(each.sessions), each, priced.price)
                for priced in model.shared
                if isinstance(each := priced.restriction, Parallel | Gapless | Distinct | Ranks)
                if number(each.sessions) != NOWHERE
                if not (isinstance(each, Distinct) and each.periods)
            ],
            [
                (number(each.one), number(each.other), price)
                for each, price in model.asked(Beside)
                if NOWHERE not in (number(each.one), number(each.other))
            ],
            [
                (model.numbers[one], model.numbers[other], each, price and price * shared)
                for each, price in model.asked(Pairs)
                for (one, other), shared in each.shared.items()
                if group_of.get(one) != group_of.get(other)
                if {one, other} <= group_of.keys()
            ],
        )

    def cell(self, session: int, places: Places) -> Cell:
        """Return the cell in which a session is."""
        start, room = places[session]
        return int(self.period_at[session][start]), int(self.domains[session].own_rooms[room])

    def plan(self, groups: Iterable[int], places: Places) -> Plan:
        """Return where sessions of groups are."""
        period_of: dict[int, int] = {}
        rooms: dict[tuple[int, int], set[int]] = {}
        for group in groups:
            for each in self.members[group]:
                period, room = self.cell(each, places)
                period_of[each] = period
                if NOWHERE not in (period, room):
                    rooms.setdefault((group, period), set()).add(room)
        return Plan(period_of, {key: frozenset(own) for key, own in rooms.items()})


class GroupNeighbourhoods:
    """Searches one neighbourhood of groups after the other, on the board of an annealing."""

    def __init__(self, groups: Groups, annealer: Annealer, seed: int) -> None:
        self._groups, self._annealer = groups, annealer
        self._chance = Random(seed)  # noqa: S311 - no secret
        self._number = BEGIN
        self._related: Sequence[set[int]] = [set() for _ in groups.members]
        """Groups with sessions that are related to some of each."""
        group_of = {each: group for group, own in enumerate(groups.members) for each in own}
        for one, other, _, _ in groups.pairs:
            self._related[group_of[one]].add(group_of[other])
            self._related[group_of[other]].add(group_of[one])

    def step(self, places: Places, budget: Budget) -> None:
        """Put the sessions on these places, and some groups on what seem to be better ones."""
        drawn = self._draw(places)
        sessions = [each for group in drawn for each in self._groups.members[group]]
        for session in sessions:
            self._annealer.take(session)
        now = self._groups.plan(drawn, places)
        removed = self._removed(drawn, places)
        plan = None
        if all(removed.options.values()):
            cells = GroupCells(removed)
            cells.hint(now)
            plan, proved, work = cells.solve(MOST, budget.patience)
            number = self._number * (GROWTH if proved else 1 / GROWTH)
            self._number = min(max(FEWEST, number), float(len(self._groups.members)))
            budget.spend(SOLVING * work)
        domains = self._groups.domains
        budget.spend(LAYOUT * sum(domains[each].allowed.size for each in sessions))
        self._put(drawn, places, now, plan or now)

    def _draw(self, places: Places) -> Sequence[int]:
        """Return the groups to remove: one, and groups related to it, in the same periods, or any.

        What costs more is drawn first more often.
        """
        chance, every = self._chance, range(len(self._groups.members))
        one = chance.choices(every, self._costs(places))[0]
        others = [each for each in every if each != one]
        chance.shuffle(others)
        match chance.randrange(3):
            case 0:
                near = self._related[one]
            case 1:
                when = chance.choice(self._groups.members[one])
                period = self._groups.cell(when, places)[0]
                near = {
                    group
                    for group in others
                    for each in self._groups.members[group]
                    if self._groups.cell(each, places)[0] == period
                }
            case _:
                near = set()
        others.sort(key=lambda each: each not in near)
        return sorted([one, *others[: round(self._number) - 1]])

    def _costs(self, places: Places) -> Sequence[float]:
        """Return what each group costs beside all others, and a little, lest one never be drawn."""
        costs = list[float]()
        for own in self._groups.members:
            before = self._annealer.penalty
            for session in own:
                self._annealer.take(session)
            costs.append(float(max(0, before - self._annealer.penalty)))
            for session in own:
                self._annealer.put(session, self._number_of(session, places))
        least = max(1.0, sum(costs) / len(costs))
        return [each + least for each in costs]

    def _removed(self, drawn: Sequence[int], places: Places) -> Removed:
        """Return what the groups that are off the board may do beside all others."""
        groups = self._groups
        others = [each for each in range(len(groups.members)) if each not in drawn]
        held = self._held(drawn, groups.plan(others, places))
        spans: dict[Cell, list[Ints]] = {}
        options = {
            session: self._options(session, group, held, spans)
            for group in drawn
            for session in groups.members[group]
        }
        return Removed(
            {group: groups.members[group] for group in drawn},
            groups.periods,
            {each: groups.domains[each].shortest for each in options},
            options,
            {cell: _covered(np.concatenate(own, axis=1)) for cell, own in spans.items()},
            held,
            [each for each in groups.asked if each.group in drawn],
            [each for each in groups.together if each[0] in drawn and each[1] in drawn],
            [
                (one, other, period, price and price * amount)
                for one, other, pairs, price in groups.pairs
                if one in options and other in options
                for period in sorted(options[one].keys() & options[other].keys() - {NOWHERE})
                if (amount := self._least(pairs, (one, other), period))
            ],
            groups.model.numbers,
        )

    def _held(self, drawn: Sequence[int], others: Plan) -> Mapping[tuple[int, Cell], int | None]:
        """Return what the groups pay for each cell beside the others."""
        found: dict[tuple[int, Cell], int | None] = {}
        for group, cell, price in self._cell_prices(drawn, others):
            before = found.get((group, cell), 0)
            found[group, cell] = None if price is None or before is None else before + price
        return found

    def _cell_prices(
        self, drawn: Sequence[int], others: Plan
    ) -> Iterator[tuple[int, Cell, int | None]]:
        groups, rooms = self._groups, range(len(self._groups.model.problem.rooms))
        yield from (each for each in groups.held if each[0] in drawn)
        for (_, period), own in others.rooms.items():
            yield from ((group, (period, room), groups.mixed) for group in drawn for room in own)
        for one, other, price in groups.together:
            for group, beside in ((one, other), (other, one)):
                for period in range(groups.periods) if group in drawn else ():
                    number = len(others.rooms.get((beside, period), ()))
                    if number:
                        yield from (
                            (group, (period, room), price and price * number) for room in rooms
                        )

    def _options(
        self,
        session: int,
        group: int,
        held: Mapping[tuple[int, Cell], int | None],
        spans: dict[Cell, list[Ints]],
    ) -> Mapping[int, Option]:
        """Return what a session off the board may do, and add the stretches of its places to the cells'."""
        domain, period_at = self._groups.domains[session], self._groups.period_at[session]
        prices = self._prices(session)
        broken = (prices + HALF) >> BITS
        costs = np.where(broken <= broken.min(), prices - (broken << BITS), IMPOSSIBLE)
        least: dict[int, int] = {}
        rooms: dict[int, set[int]] = {}
        for period in np.unique(period_at).tolist():
            at = period_at == period
            for room, own in zip(domain.own_rooms.tolist(), costs, strict=True):
                cell, cost = (period, room), int(own[at].min())
                price = held.get((group, cell), 0)
                if cost == IMPOSSIBLE or price is None:
                    continue
                least[period] = min(cost - price, least.get(period, IMPOSSIBLE))
                rooms.setdefault(period, set()).add(room)
                free = at & (own < IMPOSSIBLE)
                if NOWHERE not in cell:
                    spans.setdefault(cell, []).append(
                        np.stack([domain.starts[free], domain.ends[free]])
                    )
        lowest = min(least.values(), default=0)
        return {
            period: Option(cost - lowest, frozenset(rooms[period]))
            for period, cost in least.items()
        }

    def _prices(self, session: int) -> Ints:
        """Return the prices of the places of a session off the board, by room and start."""
        domain = self._groups.domains[session]
        prices = self._annealer.prices_out(session).reshape(domain.allowed.T.shape)
        return np.where(domain.allowed.T, prices, IMPOSSIBLE)

    def _least(self, pairs: Pairs, sessions: tuple[int, int], period: int) -> int:
        """Return how much two sessions in a period are related at least."""
        if pairs.times is None:
            return 1
        marks = []
        for session in sessions:
            own = pairs.times.marks.get(self._groups.names[session], {})
            starts = self._groups.domains[session].starts[self._groups.period_at[session] == period]
            instant = self._groups.model.timeline.instant
            marks.append({own.get(instant(start)) for start in starts.tolist()})
        amounts = pairs.times.amounts
        return min(
            0 if one is None or other is None else amounts.get((one, other), 0)
            for one in marks[0]
            for other in marks[1]
        )

    def _put(self, drawn: Sequence[int], places: Places, now: Plan, plan: Plan) -> None:
        """Put sessions where the plan says: where they were, or in order to the cheapest places."""
        moving = list[tuple[int, int, Collection[int]]]()
        for group in drawn:
            before, members = 0, self._groups.members[group]
            for period in range(NOWHERE, self._groups.periods):
                own = [each for each in members if plan.period[each] == period]
                was = [each for each in members if now.period[each] == period]
                key = group, period
                if own == was and plan.rooms.get(key) == now.rooms.get(key):
                    for session in own:
                        self._annealer.put(session, self._number_of(session, places))
                else:
                    rooms = plan.rooms.get(key, (NOWHERE,))
                    moving += ((each, period, rooms) for each in self._in_order(own, before))
                before += len(own)
        for session, period, inside in moving:
            self._annealer.put(session, self._cheapest(session, period, inside))

    def _in_order(self, sessions: Sequence[int], before: int) -> Iterator[int]:
        """Yield sessions of a group in the order that they want, with so many others before them."""
        names, wanted = [self._groups.names[each] for each in sessions], self._groups.wanted
        places = {each: wanted[each] - before for each in names if each in wanted}
        return map(self._groups.model.numbers.__getitem__, in_wanted_order(names, places))

    def _cheapest(self, session: int, period: int, rooms: Collection[int]) -> int:
        """Return the first of the cheapest places in some rooms in a period; of all, if there are none."""
        prices = self._prices(session)
        inside = np.isin(self._groups.domains[session].own_rooms, [*rooms])[:, None]
        inside = inside & (self._groups.period_at[session] == period) & (prices < IMPOSSIBLE)
        return int((np.where(inside, prices, IMPOSSIBLE) if inside.any() else prices).argmin())

    def _number_of(self, session: int, places: Places) -> int:
        """Return the number of a session's place."""
        start, room = places[session]
        return room * len(self._groups.domains[session].starts) + start


def _covered(spans: Ints) -> int:
    """Return the minutes that stretches cover together; shape (2, n)."""
    starts, ends = spans[:, np.argsort(spans[0], kind="stable")]
    until = np.maximum.accumulate(ends)
    before = np.concatenate([starts[:1], until[:-1]])
    return int(np.maximum(0, until - np.maximum(starts, before)).sum())
