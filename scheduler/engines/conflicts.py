"""The conflict graph: sessions that can never run at once because of hard capacities; and its cliques.

Sets of sessions are integers, with a bit for each session.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model
from scheduler.restrictions import NONE, Capacity, Use

LIKELY = 32
"""Most parts of a capacity's sessions that are tried, those with most blockers first."""


class Conflicts:
    """A graph of sessions: two of them are neighbours if forbidden capacities let only one of them run.

    Sessions are told apart by their positions in the model.
    """

    def __init__(self, source: Model, check: Check = never) -> None:
        """Build the graph; `check` may raise to cancel the work."""
        self._with = [0] * len(source.domains)
        for capacity, price in source.asked(Capacity):
            check()
            if price is None:
                self._gather(capacity, source)
        self._in_turn = sorted(range(len(self._with)), key=lambda each: -self.degree(each))
        """Those with most neighbours first."""

    def _gather(self, capacity: Capacity, source: Model) -> None:
        if capacity.rooms is not None:
            return
        uses = sorted(filter(_everywhere, capacity.uses), key=lambda use: use.load)
        numbers = [source.numbers[use.session] for use in uses]
        light, few = set_of(numbers), 0
        for use, number in zip(reversed(uses), reversed(numbers), strict=True):
            # The heavier a use, the lighter what it still leaves room for.
            while few < len(uses) and uses[few].load + use.load <= capacity.at_most:
                light &= ~(1 << numbers[few])
                few += 1
            self._with[number] |= light & ~(1 << number)
            for other in members(light & ~(1 << number)):
                self._with[other] |= 1 << number

    def degree(self, session: int) -> int:
        """Return the number of neighbours."""
        return self._with[session].bit_count()

    def of(self, session: int) -> int:
        """Return the set of neighbours."""
        return self._with[session]

    def cliques(self) -> Iterator[tuple[int, ...]]:
        """Yield maximal cliques, so that each pair of neighbours is in one of them."""
        covered = [0] * len(self._with)
        for session in self._in_turn:
            left = self._with[session] & ~covered[session]
            for other in self._in_turn if left else ():
                if left >> other & 1:
                    clique = self.clique(1 << session | 1 << other)
                    for each in members(clique):
                        covered[each] |= clique
                    left &= ~clique
                    yield tuple(members(clique))

    def clique(self, within: int, among: int = -1) -> int:
        """Return a clique that holds some sessions, and others of a set until no more of them fit."""
        for each in members(within):
            among &= self._with[each]
        for each in self._in_turn if among else ():
            if among >> each & 1:
                within |= 1 << each
                among &= self._with[each]
                if not among:
                    break
        return within

    def covered(self, sessions: int, most: int) -> int:
        """Return how many cliques cover a set: no more of it run at once. `most` + 1 if these are more."""
        number = 0
        while sessions and number <= most:
            fitting = sessions
            while fitting:
                lowest = fitting & -fitting
                sessions ^= lowest
                fitting &= self._with[lowest.bit_length() - 1]
            number += 1
        return number


def _everywhere(use: Use) -> bool:
    """Return True if a use counts at least while its session runs, wherever that is."""
    return use.rooms is None and use.load > 0 and use.before >= NONE and use.after >= NONE


def set_of(sessions: Iterable[int]) -> int:
    """Return sessions as a set."""
    found = 0
    for session in sessions:
        found |= 1 << session
    return found


def members(sessions: int) -> Iterator[int]:
    """Yield the sessions of a set, in order."""
    while sessions:
        lowest = sessions & -sessions
        yield lowest.bit_length() - 1
        sessions ^= lowest


class Block(NamedTuple):
    """Sessions of a capacity, and other sessions of which at most one runs, beside none of these.

    ``sum of those that run + at_most * sum of blockers that run <= at_most + excess``
    """

    sessions: int
    """The blocked sessions, as a set."""
    blockers: Sequence[int]


def blocks_of(
    conflicts: Conflicts, sessions: Iterable[int], at_most: int, number: int
) -> Iterator[Block]:
    """Yield what blocks a capacity in which sessions count 1 each.

    For those parts of the sessions that have most blockers in common, cliques of these. There are so many
    parts at most, and of each so many cliques.
    """
    inside = set_of(sessions)
    for part, blocking in _parts(conflicts, inside, at_most, number):
        left = blocking
        for _ in range(number):
            if left:
                first = max(members(left), key=conflicts.degree)
                clique = conflicts.clique(1 << first, blocking)
                yield Block(part, [*members(clique)])
                left &= ~clique


def _parts(
    conflicts: Conflicts, inside: int, at_most: int, number: int
) -> Iterable[tuple[int, int]]:
    """Return subsets of more than `at_most` sessions, each with the sessions that block all of it."""
    alike: dict[int, int] = {}
    near = 0
    for session in members(inside):
        near |= conflicts.of(session)
    for each in members(near & ~inside):
        part = conflicts.of(each) & inside
        alike[part] = alike.get(part, 0) | 1 << each
    likely = sorted(alike, key=lambda part: -part.bit_count() * alike[part].bit_count())
    found: list[tuple[int, int, int]] = []
    for part in likely[:LIKELY]:
        if conflicts.covered(part, at_most) > at_most:
            whole = 0
            for larger, blocking in alike.items():
                if larger & part == part:
                    whole |= blocking
            found.append((part.bit_count() * whole.bit_count(), part, whole))
    return [(part, whole) for _, part, whole in sorted(found, reverse=True)[:number]]
