"""`Lag` and `After` in the exact model.

An `After` is a border between all of one side and all of the other.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.cp_sat.variables import Expression, Literal, SessionVariables, Variables
from scheduler.engines.lags import Border, LagTable, Tables, lag_table
from scheduler.engines.timeline import Minutes
from scheduler.restrictions import Lag


def _spread(moments: Minutes, number: int) -> Minutes:
    """Return so many of some moments, evenly spread, or all if there are fewer."""
    if not len(moments):
        return moments
    chosen: Minutes = moments[np.unique(np.linspace(0, len(moments) - 1, number).astype(int))]
    return chosen


def add_lag(lag: Lag, price: int | None, variables: Variables) -> None:
    """Add a lag, hard or priced by the minute."""
    numbers, model = variables.source.numbers, variables.model
    first, then = numbers[lag.first], numbers[lag.then]
    place, follower = variables.places[first], variables.places[then]
    domain = follower.domain
    if not len(domain.held):
        return
    lowest = int(domain.held[0])
    table = lag_table(lag, place.domain, variables.source.timeline)
    # Beyond what the second session can do, more or less of a bound makes no difference.
    earliest = np.maximum(table.start_from, lowest)
    most = int(max(0, earliest.max() - lowest))
    # While it is absent, which is at its first start, it is late enough for anything, and soon enough.
    begins = follower.minute + most * follower.is_absent
    model.add(variables.at_start(first, earliest) <= begins + _over(most, price, variables))
    untils = _untils_of(table, follower)
    late = _over(max(each.most for each in untils), price, variables)
    for until in untils:
        moment = until.moment - until.sooner * follower.is_absent
        model.add(variables.at_start(first, until.latest) + late >= moment)
    if price is None:
        _add_cuts(first, then, earliest, variables)


def _over(most: int, price: int | None, variables: Variables) -> Expression | int:
    """Return by how much a lag is broken: not at all, or a variable that is paid for."""
    if price is None or not most:
        return 0
    over = variables.model.new_int_var(0, most, "")
    variables.pay(over, price)
    return over


class _Until(NamedTuple):
    """The latest start or end of the second session of a lag."""

    latest: Minutes
    """By start of the first session."""
    moment: Expression
    sooner: int
    """Largest possible delay of its first start in minutes."""
    most: int
    """Largest possible delay in minutes."""


def _untils_of(table: LagTable, then: SessionVariables) -> list[_Until]:
    """Return until when the second session may start; and end, where that is not the same."""
    domain = then.domain
    if not domain.varies:
        return [_until(_latest(table, domain.longest), domain.held, then.minute)]
    return [
        _until(table.start_by, domain.held, then.minute),
        _until(table.end_by, domain.held_ends, then.end),
    ]


def _until(bound: Minutes, moments: Minutes, moment: Expression) -> _Until:
    first, last = int(moments[0]), int(moments[-1])
    latest = np.minimum(bound, last)
    lowest = int(latest.min())
    return _Until(latest, moment, max(0, first - lowest), max(0, last - lowest))


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
    """Add a border: by how many of each side are beyond each moment."""
    numbers, tables = variables.source.numbers, Tables(border, variables.source.timeline)
    firsts = [variables.places[numbers[first]] for first in border.firsts]
    ahead = [(place, tables.of(place.domain)) for place in firsts]
    by_price: dict[int | None, list[SessionVariables]] = {}
    for then, price in border.thens:
        place = variables.places[numbers[then]]
        if len(place.domain.held) and price != 0:
            by_price.setdefault(price, []).append(place)
    for price, thens in by_price.items():
        variables.check()
        _keep_apart(_froms(ahead), len(ahead), _starts(thens), len(thens), price, variables)
        for length, alike in _by_length(thens):
            untils = _untils(ahead, length)
            _keep_apart(_starts(alike), len(alike), untils, len(ahead), price, variables)


Ahead = Sequence[tuple[SessionVariables, LagTable]]
"""What comes first, and what each of its starts allows."""


def _by_length(thens: Iterable[SessionVariables]) -> Iterable[tuple[int, list[SessionVariables]]]:
    found: dict[int, list[SessionVariables]] = {}
    for then in thens:
        found.setdefault(then.domain.longest, []).append(then)
    return found.items()


def _latest(table: LagTable, length: int) -> Minutes:
    return np.minimum(table.start_by, table.end_by - length)


def _froms(ahead: Ahead) -> Choices:
    return [each for first, table in ahead for each in _choices(first, table.start_from)]


def _untils(ahead: Ahead, length: int) -> Choices:
    return [each for first, table in ahead for each in _choices(first, _latest(table, length))]


def _starts(thens: Iterable[SessionVariables]) -> Choices:
    return [each for then in thens for each in _choices(then, then.domain.held)]


def _choices(place: SessionVariables, values: Minutes) -> Choices:
    literals = (literal.index for literal in place.held)
    return list(zip(literals, values.tolist(), strict=False))


def _keep_apart(
    high: Choices, highs: int, low: Choices, lows: int, price: int | None, variables: Variables
) -> None:
    """Forbid ``sum over pairs of max(0, high - low)``, or pay for it.

    That is, over all cells of time, their length times how many are above and how many are below.
    """
    edges = sorted({value for _, value in low} | {value for _, value in high})
    least, most = min((v for _, v in low), default=0), max((v for _, v in high), default=0)
    edges = [edge for edge in edges if least <= edge <= most]
    above = _counts(high, highs, edges[::-1], variables, down=True)
    below = _counts(low, lows, edges, variables, down=False)
    for edge, following in pairwise(edges):
        variables.check()
        if price is None:
            beyond = variables.model.new_bool_var("").index
            variables.at_most([above[following].index, beyond], [1, -highs], 0)
            variables.at_most([below[edge].index, beyond], [1, lows], lows)
            continue
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
