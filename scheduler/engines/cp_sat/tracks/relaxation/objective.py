"""What a schedule costs at least, in the relaxed model; what cannot be said there costs nothing."""

from collections.abc import Sequence
from itertools import pairwise

from scheduler.engines.cp_sat.tracks.holdings import most_runs
from scheduler.engines.cp_sat.tracks.relaxation.aggregation import OUTSIDE, Frame
from scheduler.engines.cp_sat.tracks.relaxation.conflicts import add_conflicts
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import Draft, Terms, draft_of
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


def relaxed(frame: Frame) -> Draft:
    """Return the relaxed model of a frame."""
    draft = draft_of(frame)
    for priced in frame.model.shared:
        _add(draft, priced)
    return draft


def _add(draft: Draft, priced: Priced) -> None:
    price = priced.price
    match priced.restriction:
        case Pairs() as pairs:
            add_conflicts(draft, pairs, price)
        case Distinct(periods=None) as distinct if _known(draft, None, distinct.sessions):
            _add_distinct(draft, distinct, price)
        case Beside() as two if _known(draft, two.periods, two.one, two.other):
            _add_beside(draft, two, price)
        case Held() | Parallel() | Gapless() | Ranks() as block:
            if _known(draft, block.periods, block.sessions):
                _add_block(draft, block, price)


def _add_block(draft: Draft, block: Held | Parallel | Gapless | Ranks, price: int | None) -> None:
    match block:
        case Held():
            _add_held(draft, block, price)
        case Parallel():
            _add_parallel(draft, block, price)
        case Gapless():
            _add_gapless(draft, block, price)
        case Ranks():
            _add_ranks(draft, block, price)


def _known(draft: Draft, periods: Sequence[Span] | None, *groups: Group) -> bool:
    """Tell whether a restriction goes by the periods of the frame, if by any, and by its groups."""
    return periods in (None, draft.frame.periods) and all(
        frozenset(group) in draft.frame.group_of for group in groups
    )


def _group(draft: Draft, group: Group) -> int:
    return draft.frame.group_of[frozenset(group)]


def _add_held(draft: Draft, held: Held, price: int | None) -> None:
    group, names = _group(draft, held.sessions), draft.frame.model.problem.rooms
    programme = draft.programme
    for period in range(len(draft.frame.periods)):
        for kind, rooms in draft.kinds(group, period).items():
            amount = held.amounts.get((period, names[draft.frame.kinds[kind][0]]), 0)
            if price is not None:
                programme.prices[rooms] += price * amount
            elif amount:
                programme.bounds[rooms] = 0


def _add_beside(draft: Draft, beside: Beside, price: int | None) -> None:
    """Pay for ``n m``, which is at least ``[n m > 0] + (n + m - 2)`` where neither is 0."""
    one, other = _group(draft, beside.one), _group(draft, beside.other)
    for period in range(len(draft.frame.periods)):
        here, there = (one, period), (other, period)
        if here not in draft.used or there not in draft.used:
            continue
        used = [(draft.used[here], 1), (draft.used[there], 1)]
        draft.pay(1, price, used, 1)
        numbers = draft.number[here], draft.number[there]
        more = max(draft.programme.bounds[number] for number in numbers) - 1
        if more > 0 and price is not None:
            most = sum(draft.programme.bounds[number] for number in numbers) - 2
            # With k the most that one has beyond its first room: n - u + m - v - k (2 - u - v).
            terms = [*((number, 1) for number in numbers), *((u, more - 1) for u, _ in used)]
            draft.pay(most, price, terms, 2 * more)


def _add_parallel(draft: Draft, parallel: Parallel, price: int | None) -> None:
    group = _group(draft, parallel.sessions)
    for period in range(len(draft.frame.periods)):
        key = group, period
        if key in draft.used:
            most = draft.programme.bounds[draft.number[key]] - 1
            draft.pay(most, price, [(draft.number[key], 1), (draft.used[key], -1)], 0)


def _add_gapless(draft: Draft, gapless: Gapless, price: int | None) -> None:
    """Let a group begin once, or pay."""
    group, programme = _group(draft, gapless.sessions), draft.programme
    used = {
        period: draft.used[group, period]
        for period in range(len(draft.frame.periods))
        if (group, period) in draft.used
    }
    begins: Terms = []
    for period, here in used.items():
        begin = programme.variable(1)
        before = [(used[period - 1], -1)] if period - 1 in used else []
        programme.keep([(here, 1), *before, (begin, -1)], 0)
        begins.append((begin, 1))
    if price is None:
        programme.keep(begins, 1)
    else:
        gap = programme.variable(1, price)
        programme.keep([*begins, (gap, 1 - max(1, most_runs(used)))], 1)


def _add_distinct(draft: Draft, distinct: Distinct, price: int | None) -> None:
    """Pay for rooms that a group holds beyond the first; of a kind at least as many as at once."""
    group, programme = _group(draft, distinct.sessions), draft.programme
    different: Terms = []
    for kind, rooms in enumerate(draft.frame.kinds):
        keys = ((group, period, kind) for period in range(len(draft.frame.periods)))
        held = [draft.rooms[key] for key in keys if key in draft.rooms]
        if held:
            most = programme.variable(len(rooms))
            for each in held:
                programme.keep([(each, 1), (most, -1)], 0)
            different.append((most, 1))
    draft.pay(len(draft.frame.model.problem.rooms) - 1, price, different, 1)


def _add_ranks(draft: Draft, ranks: Ranks, price: int | None) -> None:
    """Pay for sessions that cannot have their places, as fewer or more come before their period's end."""
    group, size = _group(draft, ranks.sessions), len(ranks.sessions)
    counts = _counts(draft, group, size)
    same: dict[int, Terms] = {}
    for session, place in ranks.wanted.items():
        number = draft.frame.bunch_of[session]
        chances: Terms = []
        for (before, upto), period in zip(
            pairwise([None, *counts]), range(OUTSIDE, len(draft.frame.periods)), strict=True
        ):
            here = draft.sessions.get((number, period))
            if here is None or upto is None:
                continue
            right = draft.programme.variable(1)
            draft.programme.keep([(right, 1), (here, -1)], 0)
            draft.programme.keep([(right, place), (upto, -1)], 0)
            if before is not None:
                over = max(0, size - (place - 1))
                draft.programme.keep([(before, 1), (right, over)], place - 1 + over)
            chances.append((right, -1))
        draft.pay(1, price, chances, -1)
        same.setdefault(place, []).extend((right, 1) for right, _ in chances)
    for rights in same.values():
        draft.programme.keep(rights, 1)


def _counts(draft: Draft, group: int, size: int) -> list[int]:
    """Return how many sessions of a group start in a period or before it; outside of all first."""
    programme, counts = draft.programme, list[int]()
    for period in range(OUTSIDE, len(draft.frame.periods)):
        count = programme.variable(size)
        here = [draft.sessions.get((number, period)) for number, _ in draft.of_group(group)]
        before = [(counts[-1], 1)] if counts else []
        terms = [(each, 1) for each in here if each is not None]
        programme.equal([*before, *terms, (count, -1)], 0)
        counts.append(count)
    return counts
