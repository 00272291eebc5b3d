"""The conflict graph: sessions that can never run at once because of hard capacities; and its cliques.

Sets of sessions are integers, with a bit for each session.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        self._limits: dict[int, int] = {}
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
        whole = set_of(numbers)
        if capacity.at_most > 1 and all(use.load == 1 for use in uses):
            self._limits[whole] = min(capacity.at_most, self._limits.get(whole, capacity.at_most))
        light, few = whole, 0
        for use, number in zip(reversed(uses), reversed(numbers), strict=True):
            # The heavier a use, the lighter what it still leaves room for.
            while few < len(uses) and uses[few].load + use.load <= capacity.at_most:
                light &= ~(1 << numbers[few])
                few += 1
            self._with[number] |= light & ~(1 << number)
            for other in members(light & ~(1 << number)):
                self._with[other] |= 1 << number

    def limits(self) -> Iterable[tuple[int, int]]:
        """Return sets of sessions of which a capacity lets so many run at once, more than one."""
        return self._limits.items()

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
    """Sessions of a capacity, and other sessions that block them.

    ``times * sum of those that run + sum of the loads of blockers that run <= times * (at_most + excess)``
    """

    sessions: int
    """The blocked sessions, as a set."""
    blockers: Sequence[tuple[int, int]]
    """Each with the load that it takes."""
    times: int
    """How many blockers may run at once."""


def blocks_of(
    conflicts: Conflicts, sessions: Iterable[int], at_most: int, number: int
) -> Iterator[Block]:
    """Yield what blocks a capacity in which sessions count 1 each.

    Cliques of sessions that leave all of them less than `at_most`; and for those parts of them that have
    most blockers in common, which leave nothing of the part, cliques of these, and sets of which a capacity
    lets only some run at once. There are so many parts at most, and of each kind so many cliques.
    """
    inside, near = set_of(sessions), 0
    for session in members(inside):
        near |= conflicts.of(session)
    others = tuple(members(near & ~inside))
    if at_most > 1:
        taken = {each: at_most - _left(conflicts, each, inside, at_most) for each in others}
        loads = {each: load for each, load in taken.items() if load > 0}
        for clique in _cliques_among(conflicts, loads, number):
            yield Block(inside, [(each, loads[each]) for each in members(clique)], 1)
    for part, blocking in _parts(conflicts, inside, others, at_most, number):
        loads = dict.fromkeys(members(blocking), at_most)
        for clique in _cliques_among(conflicts, loads, number):
            yield Block(part, [(each, at_most) for each in members(clique)], 1)
        for limited, most in conflicts.limits():
            if conflicts.covered(limited & blocking, most) > most:
                yield Block(part, [(each, at_most) for each in members(limited & blocking)], most)


def _left(conflicts: Conflicts, blocker: int, sessions: int, most: int) -> int:
    """Return how many of some sessions can run at once beside a blocker; `most` if more."""
    return min(most, conflicts.covered(sessions & ~conflicts.of(blocker), most))


def _cliques_among(conflicts: Conflicts, loads: Mapping[int, int], number: int) -> Iterator[int]:
    """Yield so many cliques at most, each begun by a session with a large load that is in none before."""
    left = every = set_of(loads)
    while left and number:
        first = max(members(left), key=lambda each: (loads[each], conflicts.degree(each)))
        clique = conflicts.clique(1 << first, every)
        yield clique
        left, number = left & ~clique, number - 1


def _parts(
    conflicts: Conflicts, inside: int, others: Iterable[int], at_most: int, number: int
) -> Iterable[tuple[int, int]]:
    """Return subsets of more than `at_most` sessions, each with the sessions that block all of it."""
    alike: dict[int, int] = {}
    for each in others:
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
