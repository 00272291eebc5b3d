"""`Travel` in the annealer: ways between the places of two sessions close to each other in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from scheduler.engines.annealing.prices import Floats, Ints, price
from scheduler.engines.annealing.term import Pricing, Term
from scheduler.engines.domains import Domain, can_be_close
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Priced, Travel


@dataclass(frozen=True)
class _Partners:
    """The k sessions that a session shares somebody with, once for each restriction."""

    others: Ints
    prices: Floats


class TravelTerm(Term):
    """All `Travel` restrictions of a problem; they have one map of places and ways in common."""

    def __init__(
        self, restrictions: Sequence[Priced], domains: Sequence[Domain], rooms: Sequence[str]
    ) -> None:
        travels = [each.restriction for each in restrictions]
        map_ = travels[0]
        if not isinstance(map_, Travel):
            raise TypeError(f"not a Travel: {map_}")
        places = sorted(set(map_.places.values()).union(*map_.ways))
        self._ways = np.zeros((len(places), len(places)))
        for (here, there), way in map_.ways.items():
            self._ways[places.index(here), places.index(there)] = minutes(way)
        place_of_room = np.array([places.index(map_.places[room]) for room in rooms])
        self._places = [place_of_room[domain.rooms] for domain in domains]
        self._starts = [domain.starts.astype(np.float64) for domain in domains]
        self._durations = np.array([float(domain.duration) for domain in domains])
        longest = float(self._ways.max())
        self._partners = _partners(restrictions, domains, longest)
        # When a session ends before, or starts after, these no partner is close to any of its starts.
        self._soonest = [float(each.starts[0]) - longest for each in domains]
        self._latest = [float(each.starts[-1]) + each.duration + longest for each in domains]
        self._at = np.zeros(len(domains))
        self._in = np.zeros(len(domains), dtype=np.int64)
        self._placed = np.zeros(len(domains))

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Keep where the session is, and when."""
        self._at[session] = self._starts[session][start]
        self._in[session] = self._places[session][room]
        self._placed[session] = 1.0 if sign > 0 else 0.0

    def price(self, session: int, places: Pricing) -> None:
        """Price every start in every place by the minutes missing towards each partner."""
        partners = self._partners[session]
        at = self._at[partners.others]
        ends = at + self._durations[partners.others]
        close = (at < self._latest[session]) & (ends > self._soonest[session])
        others = partners.others[close]
        if not len(others):
            return
        start = self._starts[session]
        after = start - (self._at[others] + self._durations[others])[:, None]
        before = self._at[others][:, None] - (start + self._durations[session])
        gap = np.maximum(after, before)
        weight = partners.prices[close] * self._placed[others]
        own = self._places[session]
        for place in np.unique(own).tolist():
            there, back = self._ways[self._in[others], place], self._ways[place, self._in[others]]
            way = np.where(after >= 0, there[:, None], back[:, None])
            missing = np.where(gap >= 0, np.maximum(way - gap, 0.0), 0.0)
            places.pair[own == place] += weight @ missing


def _partners(
    restrictions: Sequence[Priced], domains: Sequence[Domain], longest: float
) -> list[_Partners]:
    prices: list[dict[int, float]] = [{} for _ in domains]
    index = {domain.session: number for number, domain in enumerate(domains)}
    for each in restrictions:
        if isinstance(each.restriction, Travel):
            members = [index[session] for session in each.restriction.sessions]
            for one, other in permutations(members, 2):
                if can_be_close(domains[one], domains[other], longest):
                    before = prices[one].get(other, 0.0)
                    prices[one][other] = before + price(each.price)
    return [
        _Partners(np.array(list(own), dtype=np.int64), np.array(list(own.values())))
        for own in prices
    ]
