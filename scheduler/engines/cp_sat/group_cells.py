"""A small exact model of a few groups: the periods of their sessions, and the rooms that they hold then.

It knows neither the starts of sessions nor their order in a room, of which many cost the same. So it says
less than the complete model, and is solved in a moment.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.search import complete_hint
from scheduler.engines.cp_sat.variables import Expression, Literal
from scheduler.restrictions import Distinct, Gapless, Parallel, Ranks

Cell = tuple[int, int]
"""A room for a period: positions of the period, and of the room among those of the problem."""

NOWHERE = -1
"""The period of a start in none, and the room of a session that is absent."""


@dataclass(frozen=True, slots=True)
class Option:
    """What a session may do in a period."""

    price: int
    """What its cheapest start there costs, in thousandths."""
    rooms: frozenset[int]
    """The rooms in which it may be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a group that is removed."""

    group: int
    restriction: Parallel | Gapless | Distinct | Ranks
    price: int | None


@dataclass(frozen=True, slots=True)
class Removed:
    """Groups without places, beside all others on theirs. Prices are in thousandths, None where forbidden."""

    members: Mapping[int, Sequence[int]]
    """The sessions of each group."""
    periods: int
    """Number of periods."""
    lengths: Mapping[int, int]
    """Minutes of each session, at least."""
    options: Mapping[int, Mapping[int, Option]]
    """By session and period; `NOWHERE` for the time outside of all periods."""
    minutes: Mapping[Cell, int]
    """Minutes of each cell that are left."""
    held: Mapping[tuple[int, Cell], int | None]
    """What a group pays for a cell; nothing if it is not there."""
    asked: Sequence[Asked]
    together: Sequence[tuple[int, int, int | None]]
    """Two groups, and what a period costs in which both are."""
    pairs: Sequence[tuple[int, int, int, int | None]]
    """Two sessions of different groups, a period, and what it costs if both are in it."""
    numbers: Mapping[str, int]
    """Number of each session by its name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the sessions of the groups go."""

    period: Mapping[int, int]
    """By session."""
    rooms: Mapping[tuple[int, int], frozenset[int]]
    """By group and period."""


@dataclass
class GroupCells:
    """The model. A literal says that a session is in a period, or that a group holds a cell."""

    removed: Removed
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    _terms: list[tuple[Expression, int]] = field(default_factory=list)
    _inside: dict[int, dict[int, Literal]] = field(default_factory=dict)
    """By session and period."""
    _holding: dict[tuple[int, int], dict[int, Literal]] = field(default_factory=dict)
    """By group and period, then by room."""
    _used: dict[tuple[int, int], Literal] = field(default_factory=dict)
    """Whether a group is in a period."""

    def __post_init__(self) -> None:
        """Build the model."""
        for session, options in self.removed.options.items():
            own = self._inside[session] = {each: self.model.new_bool_var("") for each in options}
            self.model.add_exactly_one(own.values())
            for period, option in options.items():
                self._pay(own[period], option.price)
        for group, members in self.removed.members.items():
            for period in range(self.removed.periods):
                self._hold(
                    group, period, [each for each in members if period in self._inside[each]]
                )
        self._share_cells()
        for asked in self.removed.asked:
            self._add(asked)
        for one, other, price in self.removed.together:
            for period in range(self.removed.periods):
                if (one, period) in self._used and (other, period) in self._used:
                    self._pay_both(self._used[one, period], self._used[other, period], price)
        for one, other, period, price in self.removed.pairs:
            self._pay_both(self._inside[one][period], self._inside[other][period], price)
        self.model.minimize(sum(literal * price for literal, price in self._terms))

    def _pay(self, amount: Expression, price: int | None) -> None:
        if price is None:
            self.model.add(amount == 0)
        elif price:
            self._terms.append((amount, price))

    def _pay_both(self, one: Expression, other: Expression, price: int | None) -> None:
        both = self.model.new_bool_var("")
        self.model.add(both >= one + other - 1)
        self._pay(both, price)

    def _hold(self, group: int, period: int, members: Sequence[int]) -> None:
        """Let a group hold enough rooms in a period for its sessions there, and none without any."""
        removed, model = self.removed, self.model
        possible = {each: removed.options[each][period].rooms - {NOWHERE} for each in members}
        rooms = sorted(frozenset().union(*possible.values()))
        if not rooms:
            return
        held = self._holding[group, period] = {room: model.new_bool_var("") for room in rooms}
        used = self._used[group, period] = model.new_bool_var("")
        inside = [self._inside[each][period] for each in members]
        model.add_max_equality(used, inside)
        model.add_max_equality(used, [*held.values()])
        need = sum(self._inside[each][period] * removed.lengths[each] for each in members)
        model.add(need <= sum(removed.minutes[period, room] * held[room] for room in rooms))
        for each, own in possible.items():
            if len(own) < len(rooms):
                there = self._inside[each][period].negated()
                model.add_bool_or([there, *(held[room] for room in own)])

    def _share_cells(self) -> None:
        """Give each cell to one of the groups at most."""
        holders: dict[Cell, list[Literal]] = {}
        for (group, period), held in self._holding.items():
            for room, literal in held.items():
                holders.setdefault((period, room), []).append(literal)
                self._pay(literal, self.removed.held.get((group, (period, room)), 0))
        for literals in holders.values():
            self.model.add_at_most_one(literals)

    def _add(self, asked: Asked) -> None:
        match asked.restriction:
            case Parallel():
                for _, held in self._of(asked.group):
                    more = self.model.new_int_var(0, len(held), "")
                    self.model.add(more >= sum(held.values()) - 1)
                    self._pay(more, asked.price)
            case Gapless():
                self._add_gapless(asked)
            case Distinct(free=free):
                rooms: dict[int, Literal] = {}
                for _, held in self._of(asked.group):
                    for room, literal in held.items():
                        if room not in rooms:
                            rooms[room] = self.model.new_bool_var("")
                        self.model.add_implication(literal, rooms[room])
                more = self.model.new_int_var(0, len(rooms), "")
                self.model.add(more >= sum(rooms.values()) - free)
                self._pay(more, asked.price)
            case Ranks():
                self._add_ranks(asked.restriction, asked.price)

    def _of(self, group: int) -> Iterator[tuple[int, Mapping[int, Literal]]]:
        """Yield the periods in which a group may be, each with its rooms."""
        return ((period, held) for (own, period), held in self._holding.items() if own == group)

    def _add_gapless(self, asked: Asked) -> None:
        begins: list[Expression] = []
        for period, _ in self._of(asked.group):
            begin = self.model.new_bool_var("")
            before = self._used.get((asked.group, period - 1), 0)
            self.model.add(begin >= self._used[asked.group, period] - before)
            begins.append(begin)
        gap = self.model.new_bool_var("")
        self.model.add(sum(begins) <= 1 + len(begins) * gap)
        self._pay(gap, asked.price)

    def _add_ranks(self, ranks: Ranks, price: int | None) -> None:
        """Pay for each wanted place that the periods of all sessions rule out."""
        numbers = self.removed.numbers
        own = [self._inside[numbers[name]] for name in ranks.sessions]
        wrong: dict[int, Literal] = {}
        for name, rank in sorted(ranks.wanted.items(), key=lambda each: (each[1], each[0])):
            literal = wrong[numbers[name]] = self.model.new_bool_var("")
            for period, here in self._inside[numbers[name]].items():
                before = sum(x for each in own for other, x in each.items() if other < period)
                until = sum(x for each in own for other, x in each.items() if other <= period)
                right = [here, literal.negated()]
                self.model.add(before <= rank - 1).only_enforce_if(right)
                self.model.add(until >= rank).only_enforce_if(right)
            self._pay(literal, price)
        for one, other in pairwise(wrong):  # what follows, for the linear relaxation
            for cut in range(self.removed.periods):
                late = sum(x for period, x in self._inside[one].items() if period > cut)
                early = sum(x for period, x in self._inside[other].items() if period <= cut)
                self.model.add(late + early <= 1 + wrong[one] + wrong[other])

    def hint(self, plan: Plan) -> None:
        """Suggest a plan, with the values of all other variables as they follow from it."""
        for session, own in self._inside.items():
            for period, literal in own.items():
                self.model.add_hint(literal, plan.period[session] == period)
        for key, held in self._holding.items():
            for room, literal in held.items():
                self.model.add_hint(literal, room in plan.rooms.get(key, ()))
        complete_hint(self.model, inf)

    def solve(self, most: float, patience: float) -> tuple[Plan | None, bool, float]:
        """Return the best plan, whether it is proved to be, and the deterministic time that it took.

        That is limited to `most`, and the time by the clock to `patience` seconds.
        """
        solver = _solver()
        solver.parameters.max_deterministic_time = most
        solver.parameters.max_time_in_seconds = patience
        code = solver.solve(self.model)
        if code not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, False, solver.deterministic_time
        period = {
            session: next(each for each, literal in own.items() if solver.boolean_value(literal))
            for session, own in self._inside.items()
        }
        rooms = {
            key: frozenset(room for room, literal in held.items() if solver.boolean_value(literal))
            for key, held in self._holding.items()
        }
        return Plan(period, rooms), code == cp_model.OPTIMAL, solver.deterministic_time


def _solver() -> cp_model.CpSolver:
    """Return a solver for one thread, without preparations that take longer than the search."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    return solver
