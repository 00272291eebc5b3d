"""`Lag` and `After` in the exact model.

An `After` is a border between all of one side and all of the other.

How late a session is after what another one allows, tightened for the linear relaxation.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.cp_sat.variables import Expression, Literal, SessionVariables, Variables
from scheduler.engines.lags import NEVER, Border, LagTable, Tables, lag_table
from scheduler.engines.timeline import Minutes
from scheduler.restrictions import Lag


def add_steps(
    over: Literal,
    bounds: Minutes,
    starts: Sequence[Literal],
    moments: Minutes,
    thens: Sequence[Literal],
    variables: Variables,
) -> None:
    """Tighten ``over >= moment - bound``: it adds up the stretches of time between bound and moment.

    Exact for whole starts, where the relaxation of that row alone would let two halves of a session be on
    both sides.
    """
    edges = np.unique(np.concatenate([bounds, moments]))
    edges = edges[(edges >= bounds.min()) & (edges <= moments.max())]
    number = min(len(edges), variables.params.cuts + 1)
    if number < 2:
        return
    edges = _spread(edges, number)
    passed: list[tuple[Literal, int]] = []
    for since, until in pairwise(edges.tolist()):
        before = [starts[start].index for start in np.flatnonzero(bounds <= since).tolist()]
        behind = [thens[then].index for then in np.flatnonzero(moments >= until).tolist()]
        step = variables.model.new_bool_var("")
        literals = [*before, *behind, step.index]
        variables.at_most(literals, [*(1 for _ in before + behind), -1], 1)
        passed.append((step, until - since))
    literals = [step.index for step, _ in passed]
    variables.at_most([*literals, over.index], [*(length for _, length in passed), -1], 0)


def _spread(moments: Minutes, number: int) -> Minutes:
    """Return so many of some moments, evenly spread, or all if there are fewer."""
    if not len(moments):
        return moments
    chosen: Minutes = moments[np.unique(np.linspace(0, len(moments) - 1, number).astype(int))]
    return chosen


def add_lag(lag: Lag, price: int | None, variables: Variables) -> None:
    """Add a lag, hard or priced by the minute."""
    numbers = variables.source.numbers
    first, then = numbers[lag.first], numbers[lag.then]
    place, follower = variables.places[first], variables.places[then]
    domain = follower.domain
    if not len(domain.held):
        return
    lowest = int(domain.held[0])
    table = lag_table(lag, place.domain, variables.source.timeline)
    # Beyond what the second session can do, more or less of a bound makes no difference.
    earliest = np.maximum(table.start_from, lowest)
    latest = _latest_of(table, follower)
    model = variables.model
    begins: Expression = follower.minute
    if follower.absent is not None:
        # While it is absent, which is at its first start, it is late enough for anything.
        begins = follower.minute + int(max(0, earliest.max() - lowest)) * follower.absent
    if price is None:
        model.add(variables.at_start(first, earliest) <= begins)
        for each in latest:
            model.add(variables.at_start(first, each.latest) >= each.moment)
        _add_cuts(first, then, earliest, variables)
        return
    if most_early := int(max(0, earliest.max() - lowest)):
        early = model.new_int_var(0, most_early, "")
        model.add(variables.at_start(first, earliest) <= begins + early)
        variables.pay(early, price)
        held = np.append(domain.held, NEVER) if follower.absent is not None else domain.held
        add_steps(early, -earliest, place.start, -held, follower.start, variables)
    if most_late := max(each.most for each in latest):
        late = model.new_int_var(0, most_late, "")
        for each in latest:
            model.add(variables.at_start(first, each.latest) + late >= each.moment)
            moments = each.moments
            if follower.absent is not None:
                moments = np.append(moments, -NEVER)
            add_steps(late, each.latest, place.start, moments, follower.start, variables)
        variables.pay(late, price)


class _Latest(NamedTuple):
    """The latest start or end of the second session of a lag."""

    latest: Minutes
    """By start of the first session."""
    moment: Expression
    moments: Minutes
    """Of each start at which the second session takes place."""
    most: int
    """Largest possible delay in minutes."""


def _latest_of(table: LagTable, then: SessionVariables) -> list[_Latest]:
    """Return until when the second session may start; and end, where that is not the same."""
    domain = then.domain
    if not domain.varies:
        return [_latest_by(_latest(table, domain.longest), domain.held, then.minute, then)]
    return [
        _latest_by(table.start_by, domain.held, then.minute, then),
        _latest_by(table.end_by, domain.held_ends, then.end, then),
    ]


def _latest_by(
    bound: Minutes, moments: Minutes, moment: Expression, then: SessionVariables
) -> _Latest:
    first, last = int(moments[0]), int(moments[-1])
    latest = np.minimum(bound, last)
    if then.absent is not None:
        # While it is absent, which is at its first start, it is soon enough for anything.
        moment = moment - int(max(0, first - latest.min())) * then.absent
    return _Latest(latest, moment, moments, int(max(0, last - latest.min())))


def _add_cuts(first: int, then: int, earliest: NDArray[np.int64], variables: Variables) -> None:
    """Add cuts: if the first session allows only `moment` or later, the second does not start before."""
    leader, follower = variables.places[first], variables.places[then]
    for moment in _spread(np.unique(earliest)[1:], variables.params.cuts):
        late = [leader.start[start] for start in np.flatnonzero(earliest >= moment)]
        soon = [follower.start[start] for start in np.flatnonzero(follower.domain.held < moment)]
        if late and soon:
            variables.model.add_at_most_one(late + soon)


Choices = list[tuple[int, int]]
"""Literals by number, each with the minute that it stands for."""


def add_border(border: Border, variables: Variables) -> None:
    """Add a border: the hard part by a moment between both sides, the priced part by counts."""
    numbers, tables = variables.source.numbers, Tables(border, variables.source.timeline)
    firsts = [variables.places[numbers[first]] for first in border.firsts]
    ahead = [(place, tables.of(place.domain)) for place in firsts]
    by_price: dict[int | None, list[SessionVariables]] = {}
    for then, price in border.thens:
        place = variables.places[numbers[then]]
        if len(place.domain.held):
            by_price.setdefault(price, []).append(place)
    for price, thens in by_price.items():
        variables.check()
        if price is None:
            _forbid_early(ahead, thens, variables)
            for length, alike in _by_length(thens):
                _forbid_late(ahead, length, alike, variables)
        elif price:
            _pay_early(ahead, thens, price, variables)
            for length, alike in _by_length(thens):
                _pay_late(ahead, length, alike, price, variables)


Ahead = Sequence[tuple[SessionVariables, LagTable]]
"""What comes first, and what each of its starts allows."""


def _by_length(thens: Iterable[SessionVariables]) -> Iterable[tuple[int, list[SessionVariables]]]:
    found: dict[int, list[SessionVariables]] = {}
    for then in thens:
        found.setdefault(then.domain.longest, []).append(then)
    return found.items()


def _latest(table: LagTable, length: int) -> Minutes:
    return np.minimum(table.start_by, table.end_by - length)


def _indices(literals: Iterable[Literal]) -> list[int]:
    return [literal.index for literal in literals]


def _forbid_early(ahead: Ahead, thens: Sequence[SessionVariables], variables: Variables) -> None:
    """Put a moment after the bounds of the first side and before each start of the second."""
    lowest = min(int(then.domain.held[0]) for then in thens)
    earliest = [(first, np.maximum(table.start_from, lowest)) for first, table in ahead]
    highest = max(int(froms.max()) for _, froms in earliest)
    if highest == lowest:
        return
    moment = variables.model.new_int_var(lowest, highest, "").index
    for first, froms in _once(earliest):
        variables.at_most([*_indices(first.start), moment], [*froms.tolist(), -1], 0)
    for then in thens:
        row, factors = [moment, then.minute.index], [1, -1]
        if then.absent is not None:
            # While it is absent, it is late enough for anything.
            row, factors = [*row, then.absent.index], [*factors, -(highest - lowest)]
        variables.at_most(row, factors, 0)
    _tighten(earliest, thens, variables)


def _once(
    bounds: Iterable[tuple[SessionVariables, Minutes]],
) -> Iterable[tuple[SessionVariables, Minutes]]:
    """Return each session once."""
    return {id(place): (place, values) for place, values in bounds}.values()


def _tighten(
    earliest: Sequence[tuple[SessionVariables, Minutes]],
    thens: Sequence[SessionVariables],
    variables: Variables,
) -> None:
    """Add clauses that follow, for some moments: whether the other side may begin before."""
    moments = np.unique(np.concatenate([froms for _, froms in earliest]))[1:]
    params = variables.params
    if not params.cuts:
        return
    number = max(1, min(params.cuts, params.border_cuts // (len(earliest) + len(thens))))
    for moment in _spread(moments, number):
        variables.check()
        before = variables.model.new_bool_var("")
        for first, froms in _once(earliest):
            late = [first.start[start].index for start in np.flatnonzero(froms >= moment)]
            if late:
                variables.at_most_one([*late, before.index])
        for then in thens:
            soon = [
                literal.index for literal in then.held[: int((then.domain.held < moment).sum())]
            ]
            if soon:
                variables.at_most_one([*soon, ~before.index])


def _forbid_late(
    ahead: Ahead, length: int, thens: Sequence[SessionVariables], variables: Variables
) -> None:
    """Put a moment before the bounds of the first side and after each start of the second."""
    highest = max(int(then.domain.held[-1]) for then in thens)
    latest = [(first, np.minimum(_latest(table, length), highest)) for first, table in ahead]
    lowest = min(int(untils.min()) for _, untils in latest)
    if lowest == highest:
        return
    moment = variables.model.new_int_var(lowest, highest, "").index
    for first, untils in _once(latest):
        variables.at_most([*_indices(first.start), moment], [*(-untils).tolist(), 1], 0)
    for then in thens:
        row, factors = [then.minute.index, moment], [1, -1]
        if then.absent is not None:
            # While it is absent, which is at its first start, it is soon enough for anything.
            sooner = max(0, int(then.domain.held[0]) - lowest)
            row, factors = [*row, then.absent.index], [*factors, -sooner]
        variables.at_most(row, factors, 0)


def _pay_early(
    ahead: Ahead, thens: Sequence[SessionVariables], price: int, variables: Variables
) -> None:
    froms = [each for first, table in ahead for each in _choices(first, table.start_from)]
    starts = [each for then in thens for each in _choices(then, then.domain.held)]
    _pay(froms, len(ahead), starts, len(thens), price, variables)


def _pay_late(
    ahead: Ahead, length: int, thens: Sequence[SessionVariables], price: int, variables: Variables
) -> None:
    untils = [each for first, table in ahead for each in _choices(first, _latest(table, length))]
    starts = [each for then in thens for each in _choices(then, then.domain.held)]
    _pay(starts, len(thens), untils, len(ahead), price, variables)


def _choices(place: SessionVariables, values: Minutes) -> Choices:
    return list(zip(_indices(place.held), values.tolist(), strict=False))


def _pay(
    high: Choices, highs: int, low: Choices, lows: int, price: int, variables: Variables
) -> None:
    """Pay ``sum over pairs of max(0, high - low)``.

    That is, over all cells of time, their length times how many are above and how many are below.
    """
    edges = sorted({value for _, value in low} | {value for _, value in high})
    least, most = min((v for _, v in low), default=0), max((v for _, v in high), default=0)
    edges = [edge for edge in edges if least <= edge <= most]
    above = _counts(high, highs, edges[::-1], variables, down=True)
    below = _counts(low, lows, edges, variables, down=False)
    for edge, following in pairwise(edges):
        variables.check()
        both = variables.model.new_int_var(0, highs * lows, "")
        variables.model.add_multiplication_equality(both, [above[following], below[edge]])
        variables.pay(both, price * (following - edge))


def _counts(
    choices: Choices, most: int, edges: Sequence[int], variables: Variables, *, down: bool
) -> dict[int, Literal]:
    """Return how many are beyond each edge or at it, as the edges go down or up."""
    sign = -1 if down else 1
    left = sorted(choices, key=lambda each: sign * each[1])
    counts: dict[int, Literal] = {}
    position, before = 0, None
    for edge in edges:
        new: list[int] = []
        while position < len(left) and sign * left[position][1] <= sign * edge:
            new.append(left[position][0])
            position += 1
        counts[edge] = count = variables.model.new_int_var(0, most, "")
        row, factors = [count.index, *new], [1, *(-1 for _ in new)]
        if before is not None:
            row, factors = [*row, before.index], [*factors, -1]
        variables.exactly(row, factors, 0)
        before = count
    return counts
