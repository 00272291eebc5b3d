"""`Lag` in the annealer: what a session pays towards those it follows, and those that follow it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing.prices import Floats, Ints, price
from scheduler.engines.annealing.term import Pricing, Term
from scheduler.engines.domains import Domain
from scheduler.engines.propagation import NEVER, lag_table
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Lag, Priced

FAR = 120.0
"""Most minutes that a forbidden lag counts: a chain that is a day late must be able to move link by
link, and each night between would otherwise be a wall."""


@dataclass(frozen=True)
class _Ahead:
    """The k lags in which a session comes first, over its n starts."""

    lags: Ints
    thens: Ints
    """Sessions that follow, length k."""
    prices: Floats
    start_from: Floats
    """Shape (k, n), as are the next two."""
    start_by: Floats
    end_by: Floats


class LagTerm(Term):
    """All `Lag` restrictions of a problem."""

    def __init__(
        self, restrictions: Sequence[Priced], domains: Sequence[Domain], timeline: Timeline
    ) -> None:
        index = {domain.session: number for number, domain in enumerate(domains)}
        found = [each.restriction for each in restrictions]
        lags = [each for each in found if isinstance(each, Lag)]
        prices = np.array([price(each.price) for each in restrictions])
        firsts = np.array([index[lag.first] for lag in lags])
        self._thens = np.array([index[lag.then] for lag in lags])
        self._prices = prices
        self._most = np.array([[FAR if each.price is None else np.inf] for each in restrictions])
        self._starts = [domain.starts.astype(np.float64) for domain in domains]
        self._durations = np.array([float(domain.duration) for domain in domains])
        self._ahead = [
            _ahead(np.flatnonzero(firsts == number), lags, prices, index, domain, timeline)
            for number, domain in enumerate(domains)
        ]
        self._behind = [np.flatnonzero(self._thens == number) for number in range(len(domains))]
        # While a first session is out, its lags ask nothing; while a second one is, it is no use to ask.
        self._start_from = np.full((len(lags), 1), -float(NEVER))
        self._start_by = np.full((len(lags), 1), float(NEVER))
        self._end_by = np.full((len(lags), 1), float(NEVER))
        self._placed = np.zeros(len(domains))
        self._at = np.zeros(len(domains))

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Keep what the session's start asks of those that follow it."""
        _ = room
        self._placed[session] = 1.0 if sign > 0 else 0.0
        self._at[session] = self._starts[session][start]
        ahead = self._ahead[session]
        if len(ahead.lags):
            into = sign > 0
            self._start_from[ahead.lags, 0] = ahead.start_from[:, start] if into else -NEVER
            self._start_by[ahead.lags, 0] = ahead.start_by[:, start] if into else NEVER
            self._end_by[ahead.lags, 0] = ahead.end_by[:, start] if into else NEVER

    def price(self, session: int, places: Pricing) -> None:
        """Price every start by how early or late it makes others, and how early or late it is."""
        ahead, behind = self._ahead[session], self._behind[session]
        if len(ahead.lags):
            start = self._at[ahead.thens][:, None]
            end = start + self._durations[ahead.thens][:, None]
            amounts = _missed(start, end, ahead.start_from, ahead.start_by, ahead.end_by)
            np.minimum(amounts, self._most[ahead.lags], out=amounts)
            places.start += (ahead.prices * self._placed[ahead.thens]) @ amounts
        if len(behind):
            start = self._starts[session]
            end = start + self._durations[session]
            bounds = (self._start_from[behind], self._start_by[behind], self._end_by[behind])
            amounts = _missed(start, end, *bounds)
            np.minimum(amounts, self._most[behind], out=amounts)
            places.start += self._prices[behind] @ amounts


def _missed(
    start: Floats, end: Floats, start_from: Floats, start_by: Floats, end_by: Floats
) -> Floats:
    """Return the minutes by which a second session misses what lags ask of it."""
    late = np.maximum(start - start_by, end - end_by)
    missed = np.maximum(start_from - start, 0.0)
    missed += np.maximum(late, 0.0, out=late)
    return missed


def _ahead(
    numbers: Ints,
    lags: Sequence[Lag],
    prices: Floats,
    index: dict[str, int],
    domain: Domain,
    timeline: Timeline,
) -> _Ahead:
    tables = [lag_table(lags[number], domain, timeline) for number in numbers]
    empty = np.zeros((0, len(domain.starts)))
    return _Ahead(
        lags=numbers,
        thens=np.array([index[table.then] for table in tables], dtype=np.int64),
        prices=prices[numbers],
        start_from=np.array([t.start_from for t in tables], dtype=np.float64) if tables else empty,
        start_by=np.array([t.start_by for t in tables], dtype=np.float64) if tables else empty,
        end_by=np.array([t.end_by for t in tables], dtype=np.float64) if tables else empty,
    )
