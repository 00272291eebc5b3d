"""Amounts of `After`: what each of many sessions lets another one do, all at once."""

import numpy as np

from scheduler.engines.counting.runs import Counting, Runs
from scheduler.engines.timeline import Minutes, Timeline, minutes, period_of
from scheduler.restrictions import After

_NEVER = 10**9
"""More minutes than there are."""


class Ahead:
    """What comes first in some `After`: since when and until when it lets the other one be."""

    def __init__(self, lags: After, timeline: Timeline) -> None:
        self._lags = lags
        self._begins, self._ends = timeline.edges([day.period for day in lags.days])
        froms = [
            -_NEVER if d.start_from is None else timeline.minute(d.start_from) for d in lags.days
        ]
        untils = [
            _NEVER if day.end_by is None else timeline.minute(day.end_by) for day in lags.days
        ]
        # The last entry is for a start in no period (-1).
        self._froms, self._untils = np.array([*froms, -_NEVER]), np.array([*untils, _NEVER])
        self._runs: Runs | None = None
        self._bounds: tuple[Minutes, Minutes, Minutes] | None = None

    def bounds(self, runs: Runs) -> tuple[Minutes, Minutes, Minutes]:
        """Return since when each lets the other start, until when start, and until when end."""
        if self._bounds is None or self._runs is not runs:
            self._runs, self._bounds = runs, self._read(runs)
        return self._bounds

    def _read(self, runs: Runs) -> tuple[Minutes, Minutes, Minutes]:
        lags = self._lags
        held = [runs[first] for first in lags.firsts if first in runs]
        starts = np.array([run.start for run in held], dtype=np.int64)
        ends = np.array([run.end for run in held], dtype=np.int64)
        never = np.full_like(ends, _NEVER)
        period = period_of(starts, self._begins, self._ends)
        start_from = -never if lags.at_least is None else ends + minutes(lags.at_least)
        start_by = never if lags.at_most is None else ends + minutes(lags.at_most)
        return np.maximum(start_from, self._froms[period]), start_by, self._untils[period]


def lags_amount(lags: After, ahead: Ahead) -> Counting:
    """Count a `After`."""

    def count(runs: Runs) -> int:
        then = runs.get(lags.then)
        if then is None:
            return 0
        start_from, start_by, end_by = ahead.bounds(runs)
        early = np.maximum(start_from - then.start, 0)
        late = np.maximum(then.start - start_by, then.end - end_by)
        return int(early.sum() + np.maximum(late, 0).sum())

    return count
