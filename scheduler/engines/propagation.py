"""Propagation of hard lags: removes starts before any search.

If b must follow a, no start of b is earlier than the earliest that any start of a allows, and so on
round every chain until nothing changes: bounds consistency, as for a simple temporal problem (Dechter,
Meiri, Pearl 1991), on domains with holes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.lags import NEVER, Border, LagTable, Tables, borders_of, lag_table, spread
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Lag, Priced

Domains = dict[str, Domain]
Step = tuple[Iterable[str], Callable[[Domains], None]]
"""Some sessions, and what narrows their domains."""


def narrowed(
    domains: Mapping[str, Domain],
    priced: Sequence[Priced],
    timeline: Timeline,
    check: Check = never,
) -> Domains:
    """Return the domains without the starts that no schedule can use, because of hard lags.

    A domain that comes out empty proves that there is no schedule. `check` may raise that nobody waits for
    it any more.
    """
    narrow = dict(domains)
    if any(domain.empty for domain in narrow.values()):
        return narrow
    hard = spread([each for each in priced if each.price is None], domains)
    lags: list[Step] = [
        ((lag.first, lag.then), partial(_narrow_lag, lag, timeline))
        for lag in (each.restriction for each in hard)
        if isinstance(lag, Lag)
    ]
    borders: list[Step] = [
        (
            {*border.firsts, *(then for then, _ in border.thens)},
            partial(_narrow_border, border, timeline),
        )
        for border in borders_of(hard)
    ]
    changed = {*narrow}
    while changed:
        before, changed = changed, set()
        for sessions, step in checked((*lags, *borders), check):
            if before.isdisjoint(sessions) and changed.isdisjoint(sessions):
                continue
            old = {session: narrow[session] for session in sessions}
            step(narrow)
            fewer = {session for session in sessions if narrow[session] is not old[session]}
            if any(narrow[session].empty for session in fewer):
                return narrow
            changed |= fewer
        lags.reverse()  # a chain is narrowed from both of its ends
    return narrow


def _keep(narrow: Domains, session: str, keep: np.ndarray) -> None:
    if not keep.all():
        narrow[session] = narrow[session].only(keep)


def _narrow_lag(lag: Lag, timeline: Timeline, narrow: Domains) -> None:
    """Take out the starts that a lag leaves no partner."""
    first, then = narrow[lag.first], narrow[lag.then]
    keep_first, keep_then = _useful(lag_table(lag, first, timeline), then)
    _keep(narrow, lag.first, keep_first)
    _keep(narrow, lag.then, keep_then)


def _useful(table: LagTable, then: Domain) -> tuple[np.ndarray, np.ndarray]:
    """Return which starts of the first and of the second session still have a partner."""
    lowest = np.searchsorted(then.held, table.start_from)
    highest = np.minimum(
        np.searchsorted(then.held, table.start_by, side="right"),
        np.searchsorted(then.held_ends, table.end_by, side="right"),
    )
    keep_first = lowest < highest
    covered = np.zeros(len(then.held) + 1, dtype=np.int64)
    np.add.at(covered, lowest[keep_first], 1)
    np.add.at(covered, highest[keep_first], -1)
    keep_then = np.cumsum(covered)[:-1] > 0
    if then.optional:
        # If it is absent, whatever the first one does is right.
        return np.ones_like(keep_first), np.append(keep_then, True)
    return keep_first, keep_then


def _narrow_border(border: Border, timeline: Timeline, narrow: Domains) -> None:
    """Take out the starts that what comes first or then leaves to no other.

    Bounds alone are looked at: the earliest and the latest that each side allows the other.
    """
    tables, thens = Tables(border, timeline), [then for then, _ in border.thens]
    firsts = dict.fromkeys(border.firsts)
    # Whatever may be absent binds nobody.
    bound = [narrow[then] for then in thens if not narrow[then].optional]
    by_length: dict[int, int] = {}
    for then in bound:
        by_length[then.longest] = max(by_length.get(then.longest, -1), int(then.held[0]))
    last = min((int(then.held[-1]) for then in bound), default=NEVER)
    for first in firsts:
        table = tables.of(narrow[first])
        keep = table.start_from <= last
        for length, begin in by_length.items():
            keep &= np.minimum(table.start_by, table.end_by - length) >= begin
        _keep(narrow, first, keep)
    if not any(narrow[first].empty for first in firsts):
        binding = [tables.of(narrow[first]) for first in firsts if not narrow[first].optional]
        _narrow_thens(narrow, dict.fromkeys(thens), binding)


def _narrow_thens(narrow: Domains, thens: Iterable[str], binding: Sequence[LagTable]) -> None:
    tables = {id(table): table for table in binding}.values()
    earliest = max((int(table.start_from.min()) for table in tables), default=-NEVER)
    latest: dict[int, int] = {}
    for then in thens:
        domain = narrow[then]
        length = domain.longest
        if length not in latest:
            untils = (np.minimum(table.start_by, table.end_by - length) for table in tables)
            latest[length] = min((int(each.max()) for each in untils), default=NEVER)
        keep = (domain.held >= earliest) & (domain.held <= latest[length])
        _keep(narrow, then, np.append(keep, True) if domain.optional else keep)
