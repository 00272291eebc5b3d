"""What a schedule costs at least, in the relaxed model; what cannot be said there costs nothing.

Of `Pairs` it says what two sessions in one period pay at least, whatever their rooms.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from scheduler.engines.cp_sat.tracks.holdings import most_runs
from scheduler.engines.cp_sat.tracks.relaxation.aggregation import OUTSIDE, Aggregation
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import (
    RelaxedModel,
    Terms,
    _without_costs,
)
from scheduler.engines.pair_tables import Relation, relation_of
from scheduler.engines.timeline import Minutes, period_of
from scheduler.restrictions import (
    Beside,
    Distinct,
    Gapless,
    Group,
    Held,
    Pairs,
    Parallel,
    Priced,
    Ranks,
    Span,
)


def relaxed_model_of(aggregation: Aggregation) -> RelaxedModel:
    """Return the relaxed model of an aggregation."""
    relaxed = _without_costs(aggregation)
    for priced in aggregation.model.shared:
        _add(relaxed, priced)
    return relaxed


def _add(relaxed: RelaxedModel, priced: Priced) -> None:
    price = priced.price
    match priced.restriction:
        case Pairs() as pairs:
            _add_pairs(relaxed, pairs, price)
        case Distinct(periods=None) as distinct if _known(relaxed, None, distinct.sessions):
            _add_distinct(relaxed, distinct, price)
        case Beside() as two if _known(relaxed, two.periods, two.one, two.other):
            _add_beside(relaxed, two, price)
        case Held() | Parallel() | Gapless() | Ranks() as kind:
            if _known(relaxed, kind.periods, kind.sessions):
                _add_group_kind(relaxed, kind, price)


def _add_group_kind(
    relaxed: RelaxedModel, kind: Held | Parallel | Gapless | Ranks, price: int | None
) -> None:
    match kind:
        case Held():
            _add_held(relaxed, kind, price)
        case Parallel():
            _add_parallel(relaxed, kind, price)
        case Gapless():
            _add_gapless(relaxed, kind, price)
        case Ranks():
            _add_ranks(relaxed, kind, price)


def _known(relaxed: RelaxedModel, periods: Sequence[Span] | None, *groups: Group) -> bool:
    """Tell whether a restriction goes by the periods of the aggregation, if by any, and by its groups."""
    return periods in (None, relaxed.aggregation.periods) and all(
        frozenset(group) in relaxed.aggregation.group_of for group in groups
    )


def _group(relaxed: RelaxedModel, group: Group) -> int:
    return relaxed.aggregation.group_of[frozenset(group)]


def _add_held(relaxed: RelaxedModel, held: Held, price: int | None) -> None:
    group, names = _group(relaxed, held.sessions), relaxed.aggregation.model.problem.rooms
    program = relaxed.program
    for period in range(len(relaxed.aggregation.periods)):
        for kind, rooms in relaxed.kinds(group, period).items():
            amount = held.amounts.get((period, names[relaxed.aggregation.kinds[kind][0]]), 0)
            if price is not None:
                program.prices[rooms] += price * amount
            elif amount:
                program.bounds[rooms] = 0


def _add_beside(relaxed: RelaxedModel, beside: Beside, price: int | None) -> None:
    """Pay for ``n m``, which is at least ``[n m > 0] + (n + m - 2)`` where neither is 0."""
    one, other = _group(relaxed, beside.one), _group(relaxed, beside.other)
    for period in range(len(relaxed.aggregation.periods)):
        here, there = (one, period), (other, period)
        if here not in relaxed.used or there not in relaxed.used:
            continue
        used = [(relaxed.used[here], 1), (relaxed.used[there], 1)]
        relaxed.pay(1, price, used, 1)
        numbers = relaxed.number[here], relaxed.number[there]
        more = max(relaxed.program.bounds[number] for number in numbers) - 1
        if more > 0 and price is not None:
            most = sum(relaxed.program.bounds[number] for number in numbers) - 2
            # With k the most that one has beyond its first room: n - u + m - v - k (2 - u - v).
            terms = [*((number, 1) for number in numbers), *((u, more - 1) for u, _ in used)]
            relaxed.pay(most, price, terms, 2 * more)


def _add_parallel(relaxed: RelaxedModel, parallel: Parallel, price: int | None) -> None:
    group = _group(relaxed, parallel.sessions)
    for period in range(len(relaxed.aggregation.periods)):
        key = group, period
        if key in relaxed.used:
            most = relaxed.program.bounds[relaxed.number[key]] - 1
            relaxed.pay(most, price, [(relaxed.number[key], 1), (relaxed.used[key], -1)], 0)


def _add_gapless(relaxed: RelaxedModel, gapless: Gapless, price: int | None) -> None:
    """Let a group begin once, or pay."""
    group, program = _group(relaxed, gapless.sessions), relaxed.program
    used = {
        period: relaxed.used[group, period]
        for period in range(len(relaxed.aggregation.periods))
        if (group, period) in relaxed.used
    }
    begins: Terms = []
    for period, here in used.items():
        begin = program.variable(1)
        before = [(used[period - 1], -1)] if period - 1 in used else []
        program.keep([(here, 1), *before, (begin, -1)], 0)
        begins.append((begin, 1))
    if price is None:
        program.keep(begins, 1)
    else:
        gap = program.variable(1, price)
        program.keep([*begins, (gap, 1 - max(1, most_runs(used)))], 1)


def _add_distinct(relaxed: RelaxedModel, distinct: Distinct, price: int | None) -> None:
    """Pay for rooms that a group holds beyond the first; of a kind at least as many as at once."""
    group, program = _group(relaxed, distinct.sessions), relaxed.program
    different: Terms = []
    for kind, rooms in enumerate(relaxed.aggregation.kinds):
        keys = ((group, period, kind) for period in range(len(relaxed.aggregation.periods)))
        held = [relaxed.rooms[key] for key in keys if key in relaxed.rooms]
        if held:
            most = program.variable(len(rooms))
            for each in held:
                program.keep([(each, 1), (most, -1)], 0)
            different.append((most, 1))
    most = len(relaxed.aggregation.model.problem.rooms) - distinct.free
    relaxed.pay(max(0, most), price, different, distinct.free)


def _add_ranks(relaxed: RelaxedModel, ranks: Ranks, price: int | None) -> None:
    """Pay for sessions that cannot have their places, as fewer or more come before their period's end."""
    group, size = _group(relaxed, ranks.sessions), len(ranks.sessions)
    counts = _counts(relaxed, group, size)
    same: dict[int, Terms] = {}
    for session, place in ranks.wanted.items():
        number = relaxed.aggregation.type_of[session]
        chances: Terms = []
        for (before, upto), period in zip(
            pairwise([None, *counts]), range(OUTSIDE, len(relaxed.aggregation.periods)), strict=True
        ):
            here = relaxed.sessions.get((number, period))
            if here is None or upto is None:
                continue
            right = relaxed.program.variable(1)
            relaxed.program.keep([(right, 1), (here, -1)], 0)
            relaxed.program.keep([(right, place), (upto, -1)], 0)
            if before is not None:
                over = max(0, size - (place - 1))
                relaxed.program.keep([(before, 1), (right, over)], place - 1 + over)
            chances.append((right, -1))
        relaxed.pay(1, price, chances, -1)
        same.setdefault(place, []).extend((right, 1) for right, _ in chances)
    for rights in same.values():
        relaxed.program.keep(rights, 1)


def _counts(relaxed: RelaxedModel, group: int, size: int) -> list[int]:
    """Return how many sessions of a group start in a period or before it; outside of all first."""
    program, counts = relaxed.program, list[int]()
    for period in range(OUTSIDE, len(relaxed.aggregation.periods)):
        count = program.variable(size)
        here = [relaxed.sessions.get((number, period)) for number, _ in relaxed.of_group(group)]
        before = [(counts[-1], 1)] if counts else []
        terms = [(each, 1) for each in here if each is not None]
        program.equal([*before, *terms, (count, -1)], 0)
        counts.append(count)
    return counts


def _add_pairs(relaxed: RelaxedModel, pairs: Pairs, price: int | None) -> None:
    """Add what each two sessions with a type of their own pay in each period."""
    aggregation = relaxed.aggregation
    bounds = _PairBounds(aggregation, pairs)
    for (one, other), shared in pairs.shared.items():
        if not _alone(aggregation, one) or not _alone(aggregation, other):
            continue
        amounts = shared * bounds.least(one, other)
        for period in np.flatnonzero(amounts):
            keys = [(aggregation.type_of[session], int(period)) for session in (one, other)]
            if all(key in relaxed.sessions for key in keys):
                both = [(relaxed.sessions[key], 1) for key in keys]
                relaxed.pay(1, None if price is None else price * int(amounts[period]), both, 1)


def _alone(aggregation: Aggregation, session: str) -> bool:
    session_type = aggregation.type_of.get(session)
    return session_type is not None and len(aggregation.session_types[session_type].members) == 1


class _PairBounds:
    """How much sessions relate at least in each period."""

    def __init__(self, aggregation: Aggregation, pairs: Pairs) -> None:
        model = aggregation.model
        self._aggregation = aggregation
        self._relation: Relation = relation_of(
            pairs, model.domains, model.problem.rooms, model.timeline
        )
        edges = model.timeline.edges(aggregation.periods)
        sessions = {session for pair in pairs.shared for session in pair}
        self._period = {each: period_of(model.domains[each].starts, *edges) for each in sessions}
        self._by_rooms: dict[object, int] = {}

    def least(self, one: str, other: str) -> Minutes:
        """Return how much two sessions that start in one period relate at least, by period."""
        now = self._by_starts(one, other)
        rooms = tuple(
            self._aggregation.model.domains[each].rooms.tobytes() for each in (one, other)
        )
        key = *rooms, self._group(one) == self._group(other)
        if key not in self._by_rooms:
            self._by_rooms[key] = self._here(one, other)
        return now * self._by_rooms[key]

    def _by_starts(self, one: str, other: str) -> Minutes:
        """Return the least amount by starts in each period, 0 where one of the two has none."""
        number = len(self._aggregation.periods)
        here, there = self._period[one], self._period[other]
        table = self._relation.between_starts(one, other)
        amounts = np.ones((len(here), len(there)), dtype=np.int64) if table is None else table
        together = (here[:, None] == there[None, :]) & (here >= 0)[:, None]
        none = np.iinfo(np.int64).max
        least = np.full(number, none)
        periods = np.broadcast_to(here[:, None], amounts.shape)[together]
        np.minimum.at(least, periods, amounts[together])
        return np.where(least == none, 0, least)

    def _here(self, one: str, other: str) -> int:
        """Return the least amount by rooms; groups are not mixed, so two of them have different rooms."""
        rooms = self._relation.between_rooms(one, other)
        if rooms is None:
            return 1
        domains = self._aggregation.model.domains
        apart = domains[one].rooms[:, None] != domains[other].rooms[None, :]
        if self._group(one) == self._group(other) or not apart.any():
            return int(rooms.min())
        return int(rooms[apart].min())

    def _group(self, session: str) -> int:
        return self._aggregation.session_types[self._aggregation.type_of[session]].group
