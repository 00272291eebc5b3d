"""Starts that hard lags rule out, before any search.

If b must follow a, no start of b is earlier than the earliest that any start of a allows, and so on
round every chain until nothing changes: bounds consistency, as for a simple temporal problem (Dechter,
Meiri, Pearl 1991), on domains with holes.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from scheduler.engines.borders import borders_of, narrow_border, spread
from scheduler.engines.domains import Domain
from scheduler.engines.lags import LagTable, lag_table
from scheduler.engines.timeline import Timeline
from scheduler.engines.unfinished import Check, checked, never
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
    hard = spread([each for each in priced if each.price is None])
    lags = [each.restriction for each in hard if isinstance(each.restriction, Lag)]
    borders = borders_of(hard)
    changed = True
    while changed and not any(domain.empty for domain in narrow.values()):
        changed = False
        for lag in checked(lags, check):
            first, then = narrow[lag.first], narrow[lag.then]
            if first.empty or then.empty:
                return narrow
            keep_first, keep_then = _useful(lag_table(lag, first, timeline), then)
            if not (keep_first.all() and keep_then.all()):
                narrow[lag.first], narrow[lag.then] = first.only(keep_first), then.only(keep_then)
                changed = True
        for border in borders:
            if any(domain.empty for domain in narrow.values()):
                return narrow
            changed |= narrow_border(border, narrow, timeline)
    return narrow


def _useful(table: LagTable, then: Domain) -> tuple[np.ndarray, np.ndarray]:
    """Return which starts of the first and of the second session still have a partner."""
    latest = np.minimum(table.start_by, table.end_by - then.duration)
    lowest = np.searchsorted(then.held, table.start_from)
    highest = np.searchsorted(then.held, latest, side="right")
    keep_first = lowest < highest
    covered = np.zeros(len(then.held) + 1, dtype=np.int64)
    np.add.at(covered, lowest[keep_first], 1)
    np.add.at(covered, highest[keep_first], -1)
    keep_then = np.cumsum(covered)[:-1] > 0
    if then.optional:
        # If it is absent, whatever the first one does is right.
        return np.ones_like(keep_first), np.append(keep_then, True)
    return keep_first, keep_then
