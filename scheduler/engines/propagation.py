"""Starts that hard lags rule out, before any search.

If b must follow a, no start of b is earlier than the earliest that any start of a allows, and so on
round every chain until nothing changes: bounds consistency, as for a simple temporal problem (Dechter,
Meiri, Pearl 1991), on domains with holes.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from scheduler.engines.borders import borders_of, narrow_border, spread
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.lags import LagTable, lag_table
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Lag, Priced


def narrowed(
    domains: Mapping[str, Domain],
    priced: Sequence[Priced],
    timeline: Timeline,
    check: Check = never,
) -> dict[str, Domain]:
    """Return the domains without the starts that no schedule can use, because of hard lags.

    A domain that comes out empty proves that there is no schedule. `check` may raise that nobody waits for
    it any more.
    """
    narrow = dict(domains)
    hard = spread([each for each in priced if each.price is None], domains)
    lags = [each.restriction for each in hard if isinstance(each.restriction, Lag)]
    borders = borders_of(hard)
    concerned = [{*border.firsts, *(then for then, _ in border.thens)} for border in borders]
    if any(domain.empty for domain in narrow.values()):
        return narrow
    changed = {*narrow}
    while changed:
        before, changed = changed, set()
        for lag in checked(lags, check):
            pair = lag.first, lag.then
            if before.isdisjoint(pair) and changed.isdisjoint(pair):
                continue
            changed |= (fewer := _narrow(lag, narrow, timeline))
            if any(narrow[session].empty for session in fewer):
                return narrow
        for border, sessions in zip(borders, concerned, strict=True):
            old = {session: narrow[session] for session in sessions}
            narrow_border(border, narrow, timeline)
            changed |= {session for session in sessions if narrow[session] is not old[session]}
            if any(narrow[session].empty for session in sessions):
                return narrow
        lags.reverse()  # a chain is narrowed from both of its ends
    return narrow


def _narrow(lag: Lag, narrow: dict[str, Domain], timeline: Timeline) -> set[str]:
    """Take out the starts that a lag leaves no partner; return the sessions that had any."""
    first, then = narrow[lag.first], narrow[lag.then]
    keep_first, keep_then = _useful(lag_table(lag, first, timeline), then)
    changed = set()
    for domain, keep in ((first, keep_first), (then, keep_then)):
        if not keep.all():
            narrow[domain.session] = domain.only(keep)
            changed.add(domain.session)
    return changed


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
