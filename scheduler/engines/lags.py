"""A lag as a table over the starts of its first session."""

from dataclasses import dataclass

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Minutes, Timeline, minutes
from scheduler.restrictions import Lag

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
    ends = first.ends
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
