"""Restrictions on groups in the exact model: linear in which rooms the groups hold.

`Switches` are told by the sequence of each room in each period, a path through its sessions; `Ranks` by who
comes before whom, by keys that are linear in the places.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Expression, Literal, Variables
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

MOST_ARCS = 20_000
"""Arcs of all paths; with more of them, they are left out."""

Periods = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    """A session of a group in one room and period."""

    group: int
    key: Expression
    """Whole number that orders the sequence; different for each session."""
    here: Literal
    """Whether it is there."""


def add_switches(switches: Switches, price: int, variables: Variables) -> bool:
    """Model each switch exactly if the model is small; return whether it was."""
    number = sum(map(len, switches.groups))
    cells = len(switches.periods) * len(variables.source.rooms)
    if cells * number * (number + 1) > MOST_ARCS:
        return False
    rows: dict[tuple[int, int], list[_Member]] = {}
    members = [(group, each) for group, own in enumerate(switches.groups) for each in own]
    for position, (group, session) in enumerate(members):
        _add_member(rows, (group, session), (position, number), switches, variables)
    for row in rows.values():
        _add_path(row, price, variables)
    return True


def _add_member(
    rows: dict[tuple[int, int], list[_Member]],
    member: tuple[int, str],
    order: tuple[int, int],
    switches: Switches,
    variables: Variables,
) -> None:
    """Add a session to its possible rooms and periods; `order` is its position, and of how many."""
    (group, session), (position, number) = member, order
    place = variables.places[variables.source.numbers[session]]
    key = place.minute * number + position
    for period, then in _inside(session, switches.periods, variables).items():
        for room, there in zip(place.domain.rooms.tolist(), place.room, strict=True):
            here = variables.both(then, there)
            rows.setdefault((period, room), []).append(_Member(group, key, here))


def _add_path(row: Sequence[_Member], price: int, variables: Variables) -> None:
    """Put present sessions on one path, in order, and pay where it changes the group."""
    model = variables.model
    if len({each.group for each in row}) < 2:
        return
    arcs: list[tuple[int, int, cp_model.LiteralT]] = [(0, 0, model.new_bool_var(""))]
    for node, member in enumerate(row, start=1):
        arcs += [(0, node, model.new_bool_var("")), (node, 0, model.new_bool_var(""))]
        arcs.append((node, node, ~member.here))
        for other, later in enumerate(row, start=1):
            if other == node:
                continue
            arc = model.new_bool_var("")
            model.add(later.key > member.key).only_enforce_if(arc)
            arcs.append((node, other, arc))
            if later.group != member.group:
                variables.pay(arc, price)
    model.add_circuit(arcs)


def add_ranks(ranks: Ranks, price: int | None, variables: Variables) -> None:
    """Add ranks: a session has its place if so many others come before it."""
    model = variables.model
    keys = {
        each: _key(number, each, ranks, variables) for number, each in enumerate(ranks.sessions)
    }
    most = _span(ranks, variables)
    for session, place in ranks.wanted.items():
        right = model.new_bool_var("")
        others = [other for other in ranks.sessions if other != session]
        before = [model.new_bool_var("") for _ in others]
        for other, earlier in zip(others, before, strict=True):
            ahead = keys[session] - keys[other]
            model.add(ahead <= most * earlier)
            model.add(ahead >= -most * (1 - earlier))
        here = cp_model.LinearExpr.sum(before) + 1
        model.add(here == place).only_enforce_if(right)
        kept = right + variables.places[variables.source.numbers[session]].is_absent
        if price is None:
            model.add(kept == 1)
        else:
            wrong = model.new_bool_var("")
            model.add(wrong + kept == 1)
            variables.pay(wrong, price)


def _span(ranks: Ranks, variables: Variables) -> int:
    """Return more than two keys can differ by."""
    source = variables.source
    # One period more for the absent, after all others.
    periods = len(ranks.periods) + (2 if source.problem.omissible else 1)
    steps = periods * len(source.rooms) * len(source.starts)
    return steps * len(ranks.sessions)


def _key(number: int, session: str, ranks: Ranks, variables: Variables) -> Expression:
    """Return a whole number that is different for each session, and less for what comes before."""
    source, position = variables.source, variables.source.numbers[session]
    place = variables.places[position]
    starts, rooms, sessions = len(source.starts), len(source.rooms), len(ranks.sessions)
    period = place.domain.periods(*source.timeline.edges(ranks.periods))
    if place.domain.optional:
        period[-1] = len(ranks.periods)
    step = np.searchsorted(source.starts, place.domain.starts)
    by_start = ((period + 1) * rooms * starts + step) * sessions
    by_room = place.domain.rooms * starts * sessions
    return (
        variables.at_start(position, by_start)
        + cp_model.LinearExpr.weighted_sum(place.room, [int(each) for each in by_room])
        + number
    )


def lengths_of(model: Model, group: Group, periods: Sequence[Span]) -> dict[int, int]:
    """Return the minutes of each period from the first moment at which one of a group can run to the last."""
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
    return {period: last[period] - first[period] for period in sorted(first) if period >= 0}


def is_single(model: Model, group: Group) -> bool:
    """Return True if each room that the group may be in takes one of its sessions at a time."""
    rooms = {room for each in group for room in model.domains[each].own_rooms.tolist()}
    names = {model.problem.rooms[room] for room in rooms if room >= 0}
    found: set[str] = set()
    for capacity, price in model.asked(Capacity):
        uses = (use for use in capacity.uses if use.load >= 1 and use.rooms is None)
        if price is None and capacity.at_most == 1 and {*group} <= {use.session for use in uses}:
            found.update(model.problem.rooms if capacity.rooms is None else capacity.rooms)
    return names <= found


@dataclass(frozen=True)
class Holding:
    """The rooms and periods that a group holds. Only `used` is exact; the others may be too large."""

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


def _holding(group: Group, periods: Periods, variables: Variables) -> Holding:
    model = variables.model
    inside = {session: _inside(session, periods, variables) for session in group}
    holding, single = Holding({}, {}, {}), is_single(variables.source, group)
    for period, length in lengths_of(variables.source, group, periods).items():
        here = {each: starts[period] for each, starts in inside.items() if period in starts}
        used = holding.used[period] = model.new_bool_var("")
        for literal in here.values():
            model.add_implication(literal, used)
        model.add(cp_model.LinearExpr.sum([*here.values()]) >= used)
        rooms = holding.rooms[period] = _rooms(here, used, variables)
        number = holding.number[period] = model.new_int_var(0, len(rooms), "")
        model.add(cp_model.LinearExpr.sum([*rooms.values()]) == number)
        model.add(number >= used)
        if single:
            lengths = [variables.source.domains[each].shortest for each in here]
            load = cp_model.LinearExpr.weighted_sum([*here.values()], lengths)
            model.add(load <= length * number)
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
    found = place.by_period(place.domain.periods(*variables.source.timeline.edges(periods)))
    return {period: variables.any_of(each) for period, each in found.items() if period >= 0}


class GroupRows:
    """Builds the restrictions on groups of a model, which share what groups hold."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._made: dict[tuple[Group, Periods], Holding] = {}

    def add(self, kind: GroupKind, price: int | None) -> None:
        """Add a restriction, hard or priced."""
        match kind:
            case Unmixed(groups=groups, periods=periods):
                self._add_unmixed(groups, periods, price)
            case Switches(groups=groups, periods=periods):
                # At least one switch for each holder of a room beyond the first; exactly in small models.
                # There is no switch if, and only if, there is one holder.
                if price is None or not add_switches(kind, price, self._variables):
                    self._add_unmixed(groups, periods, price)
            case Held():
                self._add_held(kind, price)
            case Beside(one=one, other=other, periods=periods):
                self._charge(self._beside(one, other, periods), price)
            case Parallel(sessions=sessions, periods=periods):
                self._add_parallel(self._of(sessions, periods), price)
            case Gapless(sessions=sessions, periods=periods):
                self._add_gapless(self._of(sessions, periods).used, price)
            case Ranks():
                add_ranks(kind, price, self._variables)

    def _of(self, group: Group, periods: Periods) -> Holding:
        """Return the holding of a group in these periods."""
        key = group, periods
        if key not in self._made:
            self._made[key] = _holding(group, periods, self._variables)
        return self._made[key]

    def _beside(self, first: Group, second: Group, periods: Periods) -> Iterator[Literal]:
        """Yield for each period at least the product of the numbers of rooms that two groups hold."""
        model, one, other = (
            self._variables.model,
            self._of(first, periods),
            self._of(second, periods),
        )
        for period in one.used.keys() & other.used.keys():
            here, there = one.number[period], other.number[period]
            most = len(one.rooms[period]), len(other.rooms[period])
            both = model.new_int_var(0, most[0] * most[1], "")
            used = one.used[period] + other.used[period]
            model.add_multiplication_equality(both, [here, there])
            # What follows, for the linear relaxation.
            model.add(both >= used - 1)
            model.add(both >= here + there - 1 - max(most) * (2 - used))
            yield both

    def _charge(self, amounts: Iterable[Literal], price: int | None, factor: int = 1) -> None:
        """Pay for amounts, or forbid them."""
        for amount in amounts if factor else ():
            if price is None:
                self._variables.model.add(amount == 0)
            else:
                self._variables.pay(amount, price * factor)

    def _add_unmixed(self, groups: Sequence[Group], periods: Periods, price: int | None) -> None:
        """Allow each room one holder in each period."""
        holders: dict[tuple[int, int], list[Literal]] = {}
        for group in groups:
            for period, rooms in self._of(group, periods).rooms.items():
                for room, literal in rooms.items():
                    holders.setdefault((period, room), []).append(literal)
        for literals in holders.values():
            if len(literals) < 2:
                continue
            if price is None:
                self._variables.model.add_at_most_one(literals)
            else:
                self._variables.keep(literals, [1] * len(literals), 1, len(literals) - 1, price)

    def _add_held(self, held: Held, price: int | None) -> None:
        names = self._variables.source.problem.rooms
        for period, rooms in self._of(held.sessions, held.periods).rooms.items():
            for room, literal in rooms.items():
                self._charge([literal], price, held.amounts.get((period, names[room]), 0))

    def _add_parallel(self, holding: Holding, price: int | None) -> None:
        for period, used in holding.used.items():
            more = self._variables.model.new_int_var(0, len(holding.rooms[period]) - 1, "")
            self._variables.model.add(more >= holding.number[period] - used)
            self._charge([more], price)

    def _add_gapless(self, used: Mapping[int, Literal], price: int | None) -> None:
        """Allow the group to begin once, or pay: it begins in a period after one without rooms."""
        model = self._variables.model
        begins = []
        for period, here in used.items():
            begin = model.new_bool_var("")
            before = used.get(period - 1)
            model.add(begin >= (here if before is None else here - before))
            begins.append(begin)
        gap = model.new_bool_var("")
        model.add(cp_model.LinearExpr.sum(begins) <= 1 + max(0, most_runs(used) - 1) * gap)
        self._charge([gap], price)
