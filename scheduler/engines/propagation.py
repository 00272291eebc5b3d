"""Starts that hard lags rule out, before any search.

If b must follow a, no start of b is earlier than the earliest that any start of a allows, and so on
round every chain until nothing changes: bounds consistency, as for a simple temporal problem (Dechter,
Meiri, Pearl 1991), on domains with holes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Minutes, Timeline, minutes
from scheduler.restrictions import Lag, Priced

NEVER = 10**7
"""More minutes than any timeline has (19 years)."""


@dataclass(frozen=True)
class LagTable:
    """A lag as a table over the starts of its first session; each of length n, in minutes."""

    first: str
    then: str
    start_from: Minutes
    """The second session may start from here on; -NEVER if at any time."""
    start_by: Minutes
    """The second session must start by then; NEVER if at any time."""
    end_by: Minutes
    """The second session must end by then; NEVER if at any time."""


def lag_table(lag: Lag, first: Domain, timeline: Timeline) -> LagTable:
    """Tabulate a lag over the starts of its first session."""
    ends = first.starts + first.duration
    never = np.full_like(first.starts, NEVER)
    start_from = -never if lag.at_least is None else ends + minutes(lag.at_least)
    start_by = never.copy() if lag.at_most is None else ends + minutes(lag.at_most)
    end_by = never.copy()
    if lag.days:
        period = first.periods(*timeline.edges([day.period for day in lag.days]))
        froms = [
            -NEVER if d.start_from is None else timeline.minute(d.start_from) for d in lag.days
        ]
        ends_by = [NEVER if day.end_by is None else timeline.minute(day.end_by) for day in lag.days]
        # The last entry is for a start in no period (-1).
        start_from = np.maximum(start_from, np.array([*froms, -NEVER])[period])
        end_by = np.array([*ends_by, NEVER])[period]
    if first.optional:
        start_from[-1], start_by[-1], end_by[-1] = -NEVER, NEVER, NEVER
    return LagTable(lag.first, lag.then, start_from, start_by, end_by)


def narrowed(
    domains: Mapping[str, Domain], priced: Sequence[Priced], timeline: Timeline
) -> dict[str, Domain]:
    """Return the domains without the starts that no schedule can use, because of hard lags.

    A domain that comes out empty proves that there is no schedule.
    """
    narrow = dict(domains)
    hard = (each.restriction for each in priced if each.price is None)
    lags = [restriction for restriction in hard if isinstance(restriction, Lag)]
    changed = True
    while changed and not any(domain.empty for domain in narrow.values()):
        changed = False
        for lag in lags:
            first, then = narrow[lag.first], narrow[lag.then]
            if first.empty or then.empty:
                return narrow
            keep_first, keep_then = _useful(lag_table(lag, first, timeline), then)
            if not (keep_first.all() and keep_then.all()):
                narrow[lag.first], narrow[lag.then] = first.only(keep_first), then.only(keep_then)
                changed = True
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
