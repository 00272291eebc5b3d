"""Variables of the exact model: a literal for each start and for each room of each session."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from scheduler.engines.amounts import Amounts
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import UnfinishedError
from scheduler.engines.model import Model
from scheduler.engines.parameters import DEFAULTS, ExactParams
from scheduler.engines.timeline import Minutes

Literal = cp_model.IntVar
Expression = cp_model.LinearExpr
Interval = cp_model.IntervalVar

Rooms = tuple[int, ...] | None
"""Rooms as positions in a session's domain; None: all of them."""

LEAST = -(2**62)
"""Smaller than any sum."""


@dataclass
class SessionVariables:
    """A session in the exact model."""

    domain: Domain
    start: list[Literal]
    """Exactly one of these is true."""
    room: list[Literal]
    """Exactly one of these is true."""
    minute: Literal
    """Minute of the start; the first one possible, if the session is absent."""
    length: int | Literal
    """Minutes from there to the end; a variable where that depends on the start."""
    end: Expression
    """Minute of the end."""

    @property
    def absent(self) -> Literal | None:
        """Return the literal that is true if the session is absent; None if it cannot be."""
        return self.start[-1] if self.domain.optional else None

    @property
    def is_absent(self) -> Literal | int:
        """Return the same literal, or 0."""
        return self.start[-1] if self.domain.optional else 0

    @property
    def held(self) -> list[Literal]:
        """Return the literals of the starts at which it takes place."""
        return self.start[: len(self.domain.held)]

    def by_period(self, periods: Minutes) -> dict[int, list[Literal]]:
        """Return the literals of the starts by the period of each; -1 gathers those in none."""
        found: dict[int, list[Literal]] = {}
        for literal, period in zip(self.start, periods, strict=True):
            found.setdefault(int(period), []).append(literal)
        return found


@dataclass
class Variables:
    """Builds the exact model."""

    source: Model
    is_over: Callable[[], bool] = lambda: False
    """Returns True when the work is cancelled."""
    params: ExactParams = DEFAULTS.exact
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    places: list[SessionVariables] = field(default_factory=list)
    payer: str = ""
    """The rule that pays from now on, if there are ceilings."""
    _costs: list[tuple[Literal, int]] = field(default_factory=list)
    _payers: list[str] = field(default_factory=list)
    """Who pays each of them."""
    _constants: dict[str, int] = field(default_factory=dict)
    _any: dict[tuple[int, ...], Literal] = field(default_factory=dict)
    _parts: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def check(self) -> None:
        """Raise `UnfinishedError` if the work is cancelled."""
        if self.is_over():
            raise UnfinishedError

    def pay(self, variable: Literal, price: int) -> None:
        """Add a variable to the objective at a price for each unit."""
        if price:
            self._costs.append((variable, price))
            self._payers.append(self.payer)

    def pay_always(self, price: int) -> None:
        """Add a constant to the objective."""
        self._constants[self.payer] = self._constants.get(self.payer, 0) + price

    def paid_by_rule(self) -> dict[str, tuple[list[tuple[Literal, int]], int]]:
        """Return the cost of each rule so far: priced variables and a constant."""
        found: dict[str, list[tuple[Literal, int]]] = {payer: [] for payer in self._constants}
        for cost, payer in zip(self._costs, self._payers, strict=True):
            found.setdefault(payer, []).append(cost)
        return {payer: (costs, self._constants.get(payer, 0)) for payer, costs in found.items()}

    @property
    def pays(self) -> bool:
        """Return True if anything has a price."""
        return bool(self._costs)

    @property
    def cost(self) -> Expression:
        """The objective so far."""
        variables = [variable for variable, _ in self._costs]
        prices = [price for _, price in self._costs]
        constant = sum(self._constants.values())
        return cp_model.LinearExpr.weighted_sum(variables, prices) + constant

    def minimise(self) -> None:
        """Set the objective, at the end."""
        self.model.minimize(self.cost)

    def keep(
        self,
        terms: Sequence[Literal],
        loads: Sequence[int],
        limit: int,
        most: int,
        price: int | None,
    ) -> None:
        """Keep ``sum(loads * terms)`` within a limit, or pay for each of `most` units beyond."""
        literals = [term.index for term in terms]
        if price is None:
            self.at_most(literals, loads, limit)
        else:
            self.pay(self.excess(literals, loads, limit, most), price)

    def excess(
        self, literals: Sequence[int], loads: Sequence[int], limit: int, most: int
    ) -> Literal:
        """Return a variable of at least ``sum(loads * literals) - limit``, from 0 to `most`; by number."""
        over = self.model.new_int_var(0, most, "")
        self.at_most([*literals, over.index], [*loads, -1], limit)
        return over

    def at_most(self, variables: Sequence[int], factors: Sequence[int], limit: int) -> None:
        """Keep ``sum(factors * variables)`` within a limit; variables by number."""
        self._row(variables, factors, LEAST, limit)

    def exactly(self, variables: Sequence[int], factors: Sequence[int], total: int) -> None:
        """Let ``sum(factors * variables)`` be a total; variables by number."""
        self._row(variables, factors, total, total)

    def _row(self, variables: Sequence[int], factors: Sequence[int], least: int, most: int) -> None:
        # The modelling layer would make an object of each term: most of the time that a model takes.
        row = self.model.proto.constraints.add().linear
        row.vars.extend(variables)
        row.coeffs.extend(factors)
        row.domain.extend([least, most])

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Allow at most one of these literals; by number."""
        self.model.proto.constraints.add().at_most_one.literals.extend(literals)

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """Return a literal that is true if one of these, which exclude each other, is."""
        if len(literals) == 1:
            return literals[0]
        key = tuple(literal.index for literal in literals)
        if key not in self._any:
            any_ = self._any[key] = self.model.new_bool_var("")
            either = self.model.proto.constraints.add().exactly_one
            either.literals.extend([~any_.index, *key])
            self._parts[any_.index] = key
        return self._any[key]

    def spread(self, literals: Sequence[int], loads: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return literals and their loads, with its parts in place of a literal for any of them."""
        parts = [self._parts.get(literal, (literal,)) for literal in literals]
        spread = [(each, load) for part, load in zip(parts, loads, strict=True) for each in part]
        return [each for each, _ in spread], [load for _, load in spread]

    def both(self, one: Literal, other: Literal) -> Literal:
        """Return a literal that is true if and only if both are."""
        both = self.model.new_bool_var("")
        self.model.add_bool_and([one, other]).only_enforce_if(both)
        self.model.add_bool_or([~one, ~other, both])
        return both

    def both_of(self, one: int, other: int) -> int:
        """Return a literal that is true if both are; all by number."""
        both = self.model.new_bool_var("").index
        self.model.proto.constraints.add().bool_or.literals.extend([~one, ~other, both])
        return both

    def interval(self, session: int, before: int, after: int, rooms: Rooms) -> Interval:
        """Return the time from before a session to after it; only in some of its rooms, if given."""
        place = self.places[session]
        begin, length = place.minute - before, before + place.length + after
        there = None if place.absent is None else ~place.absent
        if rooms is not None:
            there = self.any_of([place.room[room] for room in rooms])
        if isinstance(length, int):
            if there is None:
                return self.model.new_fixed_size_interval_var(begin, length, "")
            return self.model.new_optional_fixed_size_interval_var(begin, length, there, "")
        end = place.end + after
        if there is None:
            return self.model.new_interval_var(begin, length, end, "")
        return self.model.new_optional_interval_var(begin, length, end, there, "")

    def at_start(self, session: int, values: Iterable[int]) -> Expression:
        """Return the expression that has the value given for the start that is chosen."""
        return cp_model.LinearExpr.weighted_sum(
            self.places[session].start, [int(v) for v in values]
        )


def variables_of(
    source: Model, over: Callable[[], bool], params: ExactParams = DEFAULTS.exact
) -> Variables:
    """Return the variables of a model, with the restrictions on single sessions."""
    variables = Variables(source, over, params)
    for domain in source.domains.values():
        variables.check()
        variables.places.append(_place(domain, variables))
    for follower, leader in source.leaders.items():
        _follow(variables.places[follower], variables.places[leader], variables)
    return variables


def _follow(follower: SessionVariables, leader: SessionVariables, variables: Variables) -> None:
    """Put a session where its leader is, or absent: ``x[f, t] <= x[l, t]``, and so for rooms."""
    own, theirs = follower.domain, leader.domain
    for literals, others, values, their_values in (
        (follower.start, leader.start, own.starts, theirs.starts),
        (follower.room, leader.room, own.rooms, theirs.rooms),
    ):
        _, here, there = np.intersect1d(values, their_values, return_indices=True)
        for one, other in zip(here.tolist(), there.tolist(), strict=True):
            if not (own.optional and one == len(literals) - 1):
                variables.model.add_implication(literals[one], others[other])


def _place(domain: Domain, variables: Variables) -> SessionVariables:
    model = variables.model
    start = [model.new_bool_var("") for _ in domain.starts]
    room = [model.new_bool_var("") for _ in domain.rooms]
    model.add_exactly_one(start)
    model.add_exactly_one(room)
    minutes = domain.held.tolist()
    if domain.optional:
        minutes.append(minutes[0] if minutes else 0)
    minute = model.new_int_var_from_domain(cp_model.Domain.from_values(minutes), "")
    model.add(cp_model.LinearExpr.weighted_sum(start, minutes) == minute)
    length, end = _length(domain, start, minute, model)
    place = SessionVariables(domain, start, room, minute, length, end)
    for literals, prices in ((start, domain.start_price), (room, domain.room_price)):
        least = int(prices.min())
        variables.pay_always(least)
        for literal, price in zip(literals, prices, strict=True):
            variables.pay(literal, int(price) - least)
    _forbid_pairs(place, variables)
    for pair in domain.pair_prices:
        for paid in amounts_in_rooms(place, pair, variables):
            variables.pay(paid, 1)
    return place


def _length(
    domain: Domain, start: Sequence[Literal], minute: Literal, model: cp_model.CpModel
) -> tuple[int | Literal, Expression]:
    """Return the minutes from the start to the end, and the minute of the end."""
    if not domain.varies:
        return domain.longest, minute + domain.longest
    ends = domain.held_ends.tolist()
    if domain.optional:
        ends.append(ends[0])
    lengths = (domain.held_ends - domain.held).tolist()
    length = model.new_int_var_from_domain(cp_model.Domain.from_values(lengths), "")
    end = model.new_int_var_from_domain(cp_model.Domain.from_values(ends), "")
    model.add(cp_model.LinearExpr.weighted_sum(start, ends) == end)
    model.add(minute + length == end)
    return length, end


def _forbid_pairs(place: SessionVariables, variables: Variables) -> None:
    """Forbid the starts that rooms are not allowed at; rooms that are alike together."""
    alike: dict[bytes, list[int]] = {}
    allowed = place.domain.allowed
    for room in range(allowed.shape[1]):
        if not allowed[:, room].all():
            alike.setdefault(allowed[:, room].tobytes(), []).append(room)
    for rooms in alike.values():
        bad = np.flatnonzero(~allowed[:, rooms[0]])
        variables.model.add_at_most_one(
            [place.start[start] for start in bad] + [place.room[room] for room in rooms]
        )


def amounts_in_rooms(
    place: SessionVariables, amounts: Amounts, variables: Variables
) -> Iterator[Literal]:
    """Yield variables that add up to the amount of the start in the room, or more."""
    for factor in np.unique(amounts.in_rooms[amounts.in_rooms > 0]):
        rooms = np.flatnonzero(amounts.in_rooms == factor)
        by_start = amounts.by_start * factor
        most = int(by_start.max(initial=0))
        if most:
            yield _amount_in(place, by_start, most, rooms, variables)


def _amount_in(
    place: SessionVariables,
    by_start: Minutes,
    most: int,
    rooms: NDArray[np.int64],
    variables: Variables,
) -> Literal:
    """Return the amount of a start only in certain rooms: ``over >= amount(start) - most (1 - there)``."""
    over = variables.model.new_int_var(0, most, "")
    amounts = cp_model.LinearExpr.weighted_sum(place.start, [int(each) for each in by_start])
    there = cp_model.LinearExpr.sum([place.room[room] for room in rooms])
    variables.model.add(over >= amounts - most + most * there)
    return over
