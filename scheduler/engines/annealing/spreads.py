"""`Distinct` and `Compact` in the annealer: which rooms or periods each group of sessions uses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing.prices import MEETING, Floats, Ints, price
from scheduler.engines.annealing.term import Pricing, Term
from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Timeline, period_of
from scheduler.restrictions import Compact, Distinct, Priced, Span


@dataclass(frozen=True)
class _Member:
    """A session in a group, and the class of each of its rooms or starts; -1 for none."""

    group: int
    classes: Ints


class _SpreadTerm(Term):
    """Groups of sessions, and how many of each are in which class; the last class gathers none."""

    def __init__(self, restrictions: Sequence[Priced], domains: Sequence[Domain]) -> None:
        self._prices = [price(each.price, unit=MEETING) for each in restrictions]
        self._by_room: list[list[_Member]] = [[] for _ in domains]
        self._by_start: list[list[_Member]] = [[] for _ in domains]
        self._used: list[Floats] = []

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Count the session's room or period in or out."""
        for member in self._by_room[session]:
            self._used[member.group][member.classes[room]] += sign
        for member in self._by_start[session]:
            self._used[member.group][member.classes[start]] += sign

    def _add_by_room(self, sessions: Iterable[str], rooms: int, domains: Sequence[Domain]) -> None:
        self._used.append(np.zeros(rooms + 1))
        for number, domain in _of(sessions, domains):
            self._by_room[number].append(_Member(len(self._used) - 1, domain.rooms))

    def _add_by_start(
        self,
        sessions: Iterable[str],
        periods: Sequence[Span],
        domains: Sequence[Domain],
        timeline: Timeline,
    ) -> None:
        self._used.append(np.zeros(len(periods) + 1))
        for number, domain in _of(sessions, domains):
            classes = period_of(domain.starts, *timeline.edges(periods))
            self._by_start[number].append(_Member(len(self._used) - 1, classes))


class DistinctTerm(_SpreadTerm):
    """All `Distinct` restrictions of a problem."""

    def __init__(
        self,
        restrictions: Sequence[Priced],
        domains: Sequence[Domain],
        rooms: int,
        timeline: Timeline,
    ) -> None:
        super().__init__(restrictions, domains)
        for each in restrictions:
            distinct = each.restriction
            if not isinstance(distinct, Distinct):
                raise TypeError(f"not a Distinct: {distinct}")
            if distinct.periods is None:
                self._add_by_room(distinct.sessions, rooms, domains)
            else:
                self._add_by_start(distinct.sessions, distinct.periods, domains, timeline)

    def price(self, session: int, places: Pricing) -> None:
        """Price every room or period that the others do not use yet."""
        for member in self._by_room[session]:
            places.room += self._new(member)
        for member in self._by_start[session]:
            places.start += self._new(member)

    def _new(self, member: _Member) -> Floats:
        used = self._used[member.group]
        if not used[:-1].any():
            return np.zeros(len(member.classes))
        new = (used[member.classes] == 0.0) & (member.classes >= 0)
        return np.where(new, self._prices[member.group], 0.0)


class CompactTerm(_SpreadTerm):
    """All `Compact` restrictions of a problem."""

    def __init__(
        self, restrictions: Sequence[Priced], domains: Sequence[Domain], timeline: Timeline
    ) -> None:
        super().__init__(restrictions, domains)
        for each in restrictions:
            compact = each.restriction
            if not isinstance(compact, Compact):
                raise TypeError(f"not a Compact: {compact}")
            self._add_by_start(compact.sessions, compact.periods, domains, timeline)

    def price(self, session: int, places: Pricing) -> None:
        """Price every start by how much it stretches the span of the others."""
        for member in self._by_start[session]:
            used = np.flatnonzero(self._used[member.group][:-1])
            if len(used):
                classes = member.classes
                stretch = np.maximum(used[0] - classes, 0) + np.maximum(classes - used[-1], 0)
                places.start += self._prices[member.group] * np.where(classes < 0, 0, stretch)


def _of(sessions: Iterable[str], domains: Sequence[Domain]) -> Iterator[tuple[int, Domain]]:
    """Yield the domains of some sessions, with their positions."""
    wanted = set(sessions)
    return ((n, domain) for n, domain in enumerate(domains) if domain.session in wanted)
