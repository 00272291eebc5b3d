"""`Distinct` and `Compact` in the annealer: which rooms or periods each group of sessions uses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.annealing.prices import MEETING, Floats, Ints, price
from scheduler.engines.annealing.term import Places, Term
from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Timeline, period_of
from scheduler.restrictions import Compact, Distinct, Priced


@dataclass(frozen=True)
class _Member:
    """A session in a group, and the class of each of its rooms or starts; -1 for none."""

    group: int
    classes: Ints


class DistinctTerm(Term):
    """All `Distinct` restrictions of a problem."""

    def __init__(
        self,
        restrictions: Sequence[Priced],
        domains: Sequence[Domain],
        rooms: int,
        timeline: Timeline,
    ) -> None:
        self._prices = [price(each.price, MEETING) for each in restrictions]
        self._by_room: list[list[_Member]] = [[] for _ in domains]
        self._by_start: list[list[_Member]] = [[] for _ in domains]
        index = {domain.session: number for number, domain in enumerate(domains)}
        self._used: list[Floats] = []
        for group, each in enumerate(restrictions):
            distinct = each.restriction
            if not isinstance(distinct, Distinct):
                raise TypeError(f"not a Distinct: {distinct}")
            periods = distinct.periods
            # The last class gathers starts in no period.
            self._used.append(np.zeros((rooms if periods is None else len(periods)) + 1))
            for session in distinct.sessions:
                number = index[session]
                if periods is None:
                    self._by_room[number].append(_Member(group, domains[number].rooms))
                else:
                    classes = period_of(domains[number].starts, *timeline.edges(periods))
                    self._by_start[number].append(_Member(group, classes))

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Count the session's room or period in or out."""
        for member in self._by_room[session]:
            self._used[member.group][member.classes[room]] += sign
        for member in self._by_start[session]:
            self._used[member.group][member.classes[start]] += sign

    def price(self, session: int, places: Places) -> None:
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


class CompactTerm(Term):
    """All `Compact` restrictions of a problem."""

    def __init__(
        self, restrictions: Sequence[Priced], domains: Sequence[Domain], timeline: Timeline
    ) -> None:
        self._prices = [price(each.price, MEETING) for each in restrictions]
        self._members: list[list[_Member]] = [[] for _ in domains]
        index = {domain.session: number for number, domain in enumerate(domains)}
        self._used: list[Floats] = []
        for group, each in enumerate(restrictions):
            compact = each.restriction
            if not isinstance(compact, Compact):
                raise TypeError(f"not a Compact: {compact}")
            self._used.append(np.zeros(len(compact.periods) + 1))
            for session in compact.sessions:
                number = index[session]
                classes = period_of(domains[number].starts, *timeline.edges(compact.periods))
                self._members[number].append(_Member(group, classes))

    def move(self, session: int, start: int, room: int, sign: int) -> None:
        """Count the session's period in or out."""
        _ = room
        for member in self._members[session]:
            self._used[member.group][member.classes[start]] += sign

    def price(self, session: int, places: Places) -> None:
        """Price every start by how much it stretches the span of the others."""
        for member in self._members[session]:
            used = np.flatnonzero(self._used[member.group][:-1])
            if len(used):
                classes = member.classes
                stretch = np.maximum(used[0] - classes, 0) + np.maximum(classes - used[-1], 0)
                places.start += self._prices[member.group] * np.where(classes < 0, 0, stretch)
