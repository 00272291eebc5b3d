"""Restrictions on groups that hold rooms, in the exact model: linear in what the groups hold.

How many minutes of sessions fit into a room in a period, where the room takes one at a time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.tracks.ranks import add_ranks
from scheduler.engines.cp_sat.tracks.switches import add_switches
from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.model import Model
from scheduler.restrictions import (
    Beside,
    Capacity,
    Gapless,
    Group,
    GroupKind,
    Held,
    Parallel,
    Ranks,
    Span,
    Switches,
    Unmixed,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period, as the sessions of a group can use it."""

    minutes: int
    """From the first moment at which one of them can run to the last."""
    single: bool
    """Whether every room takes one of them at a time, so that no more minutes of them fit into it."""


def stretches(model: Model, group: Group, periods: Sequence[Span]) -> list[Stretch | None]:
    """Return what a group can use of each period; None where none of its sessions can start."""
    edges = model.timeline.edges(periods)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for session in group:
        domain = model.domains[session]
        periods_of = domain.periods(*edges).tolist()
        for period, start, end in zip(
            periods_of, domain.starts.tolist(), domain.ends.tolist(), strict=True
        ):
            first[period] = min(start, first.get(period, start))
            last[period] = max(end, last.get(period, end))
    single = _is_single(model, group)
    return [
        Stretch(last[period] - first[period], single) if period in first else None
        for period in range(len(periods))
    ]


def _is_single(model: Model, group: Group) -> bool:
    """Tell whether each room that the group may be in takes at most one of its sessions at a time."""
    rooms = {room for each in group for room in model.domains[each].own_rooms.tolist()}
    names = {model.problem.rooms[room] for room in rooms if room >= 0}
    return names <= _single_rooms(model, frozenset(group))


def _single_rooms(model: Model, group: Iterable[str]) -> set[str]:
    found: set[str] = set()
    needed = set(group)
    for priced in model.of_kind(Capacity):
        capacity = priced.restriction
        if not isinstance(capacity, Capacity) or priced.price is not None:
            continue
        if capacity.at_most == 1 and needed <= {
            use.session for use in capacity.uses if use.load >= 1 and use.rooms is None
        }:
            found.update(model.problem.rooms if capacity.rooms is None else capacity.rooms)
    return found


Periods = tuple[Span, ...]


@dataclass(frozen=True)
class Holding:
    """What a group holds. Nothing but `used` is exact: the others may say too much, never too little."""

    used: dict[int, Literal]
    """Whether a session of the group starts in a period; periods in which none can are left out."""
    rooms: dict[int, dict[int, Literal]]
    """Whether the group holds a room, by period and position of the room among the problem's."""
    number: dict[int, Literal]
    """Number of rooms held, by period."""


def most_runs(periods: Iterable[int]) -> int:
    """Return into how many runs, with a gap between any two, some of these periods can fall; ascending."""
    picked: list[int] = []
    for period in periods:
        if not picked or period > picked[-1] + 1:
            picked.append(period)
    return len(picked)


class Holdings:
    """The holdings of a model in the making, each made once."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._made: dict[tuple[Group, Periods], Holding] = {}
        self._products: dict[tuple[Group, Group, Periods], dict[int, Literal]] = {}

    def of(self, group: Group, periods: Periods) -> Holding:
        """Return what a group holds in periods."""
        key = group, periods
        if key not in self._made:
            self._made[key] = _holding(group, periods, self._variables)
        return self._made[key]

    def beside(self, one: Group, other: Group, periods: Periods) -> dict[int, Literal]:
        """Return, by period, at least the product of the numbers of rooms that two groups hold."""
        key = one, other, periods
        if key not in self._products:
            self._products[key] = self._product(self.of(one, periods), self.of(other, periods))
        return self._products[key]

    def _product(self, one: Holding, other: Holding) -> dict[int, Literal]:
        model, found = self._variables.model, {}
        for period in one.used.keys() & other.used.keys():
            here, there = one.number[period], other.number[period]
            most = len(one.rooms[period]), len(other.rooms[period])
            both = model.new_int_var(0, most[0] * most[1], "")
            used = one.used[period] + other.used[period]
            model.add_multiplication_equality(both, [here, there])
            # What follows, for the linear relaxation.
            model.add(both >= used - 1)
            model.add(both >= here + there - 1 - max(most) * (2 - used))
            found[period] = both
        return found


def _holding(group: Group, periods: Periods, variables: Variables) -> Holding:
    model = variables.model
    inside = {session: _inside(session, periods, variables) for session in group}
    holding = Holding({}, {}, {})
    for period, stretch in enumerate(stretches(variables.source, group, periods)):
        if stretch is None:
            continue
        here = {each: starts[period] for each, starts in inside.items() if period in starts}
        used = holding.used[period] = model.new_bool_var("")
        for literal in here.values():
            model.add_implication(literal, used)
        model.add(cp_model.LinearExpr.sum([*here.values()]) >= used)
        rooms = holding.rooms[period] = _rooms(here, used, variables)
        number = holding.number[period] = model.new_int_var(0, len(rooms), "")
        model.add(cp_model.LinearExpr.sum([*rooms.values()]) == number)
        model.add(number >= used)
        if stretch.single:
            lengths = [variables.source.domains[each].shortest for each in here]
            load = cp_model.LinearExpr.weighted_sum([*here.values()], lengths)
            model.add(load <= stretch.minutes * number)
    return holding


def _rooms(here: dict[str, Literal], used: Literal, variables: Variables) -> dict[int, Literal]:
    """Return a literal for each room that one of the sessions may be in, in a period."""
    model = variables.model
    rooms: dict[int, Literal] = {}
    for session, literal in here.items():
        place = variables.places[variables.source.numbers[session]]
        for room, there in zip(place.domain.own_rooms.tolist(), place.room, strict=True):
            if room < 0:
                continue
            if room not in rooms:
                rooms[room] = model.new_bool_var("")
                model.add_implication(rooms[room], used)
            model.add_bool_or([literal.negated(), there.negated(), rooms[room]])
    return rooms


def _inside(session: str, periods: Periods, variables: Variables) -> dict[int, Literal]:
    """Return a literal for each period that a session can start in."""
    place = variables.places[variables.source.numbers[session]]
    edges = variables.source.timeline.edges(periods)
    found: dict[int, list[Literal]] = {}
    for literal, period in zip(place.start, place.domain.periods(*edges), strict=True):
        found.setdefault(int(period), []).append(literal)
    return {period: variables.any_of(each) for period, each in found.items() if period >= 0}


def add_group_kind(
    kind: GroupKind, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    """Add a restriction on groups: forbidden, or paid for."""
    match kind:
        case Unmixed():
            _add_unmixed(kind, price, holdings, variables)
        case Switches():
            _add_switches(kind, price, holdings, variables)
        case Held():
            _add_held(kind, price, holdings, variables)
        case Beside():
            both = holdings.beside(kind.one, kind.other, kind.periods)
            _pay_or_forbid(both.values(), price, variables)
        case Parallel():
            _add_parallel(kind, price, holdings, variables)
        case Gapless():
            _add_gapless(kind, price, holdings, variables)
        case Ranks():
            add_ranks(kind, price, variables)


def _pay_or_forbid(amounts: Iterable[Literal], price: int | None, variables: Variables) -> None:
    for amount in amounts:
        if price is None:
            variables.model.add(amount == 0)
        else:
            variables.pay(amount, price)


def _add_unmixed(
    unmixed: Unmixed, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    """Let each room have one holder in each period."""
    holders: dict[tuple[int, int], list[Literal]] = {}
    for group in unmixed.groups:
        for period, rooms in holdings.of(group, unmixed.periods).rooms.items():
            for room, literal in rooms.items():
                holders.setdefault((period, room), []).append(literal)
    for literals in holders.values():
        if len(literals) < 2:
            continue
        if price is None:
            variables.model.add_at_most_one(literals)
        else:
            loads = [1] * len(literals)
            variables.pay(variables.excess(literals, loads, 1, len(literals) - 1), price)


def _add_switches(
    switches: Switches, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    """Let a room switch as often as it has holders beyond the first, at least; in small models, exactly.

    There is no switch if, and only if, there is one holder.
    """
    if price is None or not add_switches(switches, price, variables):
        unmixed = Unmixed(switches.item, switches.groups, switches.periods)
        _add_unmixed(unmixed, price, holdings, variables)


def _add_held(held: Held, price: int | None, holdings: Holdings, variables: Variables) -> None:
    names = variables.source.problem.rooms
    for period, rooms in holdings.of(held.sessions, held.periods).rooms.items():
        for room, literal in rooms.items():
            amount = held.amounts.get((period, names[room]), 0)
            if amount and price is None:
                variables.model.add(literal == 0)
            elif price is not None:
                variables.pay(literal, price * amount)


def _add_parallel(
    parallel: Parallel, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    holding = holdings.of(parallel.sessions, parallel.periods)
    for period, used in holding.used.items():
        more = variables.model.new_int_var(0, len(holding.rooms[period]) - 1, "")
        variables.model.add(more >= holding.number[period] - used)
        _pay_or_forbid([more], price, variables)


def _add_gapless(
    gapless: Gapless, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    """Let the group begin once, or pay: it begins where it holds a room, and held none before."""
    model = variables.model
    used = holdings.of(gapless.sessions, gapless.periods).used
    begins = []
    for period, here in used.items():
        begin = model.new_bool_var("")
        before = used.get(period - 1)
        model.add(begin >= (here if before is None else here - before))
        begins.append(begin)
    gap = model.new_bool_var("")
    model.add(cp_model.LinearExpr.sum(begins) <= 1 + max(0, most_runs(used) - 1) * gap)
    _pay_or_forbid([gap], price, variables)
