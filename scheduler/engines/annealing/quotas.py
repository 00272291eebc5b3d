"""`Quota` in the annealer: loads per row and period."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing.prices import MEETING, Floats, Ints, price
from scheduler.engines.annealing.term import Pricing, Term
from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Timeline, period_of
from scheduler.restrictions import Priced, Quota

NO_LIMIT = 1e12


@dataclass(frozen=True)
class _Share:
    """The k quotas that a session counts for."""

    rows: Ints
    loads: Floats
    """Load in each, shape (k, 1)."""
    periods: Ints
    """Period of each of n starts in each row, shape (k, n); the last column of the loads for none."""
    picked: Ints
    """The same among the k rows laid out one after the other."""


class QuotaTerm(Term):
    """All `Quota` restrictions of a problem."""

    def __init__(
        self, restrictions: Sequence[Priced], domains: Sequence[Domain], timeline: Timeline
    ) -> None:
        found = [each.restriction for each in restrictions]
        quotas = [each for each in found if isinstance(each, Quota)]
        most = [NO_LIMIT if each.at_most is None else each.at_most for each in quotas]
        self._most = np.array(most, dtype=np.float64)[:, None]
        self._least = np.array([[float(each.at_least)] for each in quotas])
        self._prices = np.array(
            [_price(each, quota) for each, quota in zip(restrictions, quotas, strict=True)]
        )[:, None]
        # The last column gathers starts in no period, which count for nothing.
        width = max(len(quota.periods) for quota in quotas)
        self._loads = np.zeros((len(quotas), width + 1))
        periods = np.array([[float(len(quota.periods))] for quota in quotas])
        self._empty = float((self._prices * self._least * periods).sum())
        self._shares = [_share(domain, quotas, width, timeline) for domain in domains]

    def empty(self) -> float:
        """Return the price of what is missing everywhere."""
        return self._empty

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Add or take away the session's loads."""
        _ = room
        share = self._shares[session]
        if share is not None:
            self._loads[share.rows, share.periods[:, start]] += sign * share.loads[:, 0]

    def price(self, session: int, places: Pricing) -> None:
        """Price every start by what its load adds to, or fills up, in its period."""
        share = self._shares[session]
        if share is None:
            return
        before, most, least = (
            self._loads[share.rows],
            self._most[share.rows],
            self._least[share.rows],
        )
        after = before + share.loads
        over = np.maximum(after - most, 0.0) - np.maximum(before - most, 0.0)
        short = np.maximum(least - after, 0.0) - np.maximum(least - before, 0.0)
        cost = self._prices[share.rows] * (over + short)
        cost[:, -1] = 0.0
        places.start += cost.reshape(-1)[share.picked].sum(axis=0)


def _price(priced: Priced, quota: Quota) -> float:
    counts_meetings = max(quota.loads.values(), default=1) == 1
    return price(priced.price, quota.rate, MEETING if counts_meetings else 1)


def _share(
    domain: Domain, quotas: Sequence[Quota], width: int, timeline: Timeline
) -> _Share | None:
    rows = [row for row, quota in enumerate(quotas) if domain.session in quota.loads]
    if not rows:
        return None
    periods = [period_of(domain.starts, *timeline.edges(quotas[row].periods)) for row in rows]
    columns = np.array([np.where(each < 0, width, each) for each in periods])
    return _Share(
        rows=np.array(rows),
        loads=np.array([[float(quotas[row].loads[domain.session])] for row in rows]),
        periods=columns,
        picked=columns + (width + 1) * np.arange(len(rows))[:, None],
    )
