"""Which sessions never run at once, by what is forbidden, whatever their times; and cliques of them.

Sets of sessions are integers, with a bit for each session.
"""

from collections.abc import Iterable, Iterator

from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model
from scheduler.restrictions import NONE, Capacity, Use


class Conflicts:
    """A graph of sessions: two of them are neighbours if forbidden capacities let only one of them run.

    Sessions are told apart by their positions in the model.
    """

    def __init__(self, source: Model, check: Check = never) -> None:
        """Gather what is forbidden; `check` may raise that nobody waits for it any more."""
        self._with = [0] * len(source.domains)
        for priced in source.of_kind(Capacity):
            check()
            if priced.price is None and isinstance(priced.restriction, Capacity):
                self._gather(priced.restriction, source)
        self._in_turn = sorted(range(len(self._with)), key=lambda each: -self.degree(each))
        """Those with most neighbours first."""

    def _gather(self, capacity: Capacity, source: Model) -> None:
        if capacity.rooms is not None:
            return
        uses = sorted(filter(_everywhere, capacity.uses), key=lambda use: use.load)
        numbers = [source.numbers[use.session] for use in uses]
        whole = set_of(numbers)
        light, few = whole, 0
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
        """Return a number of cliques that cover a set, so that no more of it run at once; or `most` + 1, if less."""
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
    """Tell whether a use counts at least while its session runs, wherever that is."""
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


def blockers(
    conflicts: Conflicts, sessions: Iterable[int], at_most: int, number: int
) -> list[list[tuple[int, int]]]:
    """Return cliques of sessions that keep those of a capacity from running, each with the load it blocks.

    While one that blocks a load runs, no more than `at_most` less that load of the sessions do.

    Parameters
    ----------
    sessions
        Those that count in the capacity, with a load of 1.
    number
        Cliques, at most; they begin with those that block most.
    """
    inside, near = set_of(sessions), 0
    for session in members(inside):
        near |= conflicts.of(session)
    loads: dict[int, int] = {}
    for other in members(near & ~inside):
        load = at_most - conflicts.covered(inside & ~conflicts.of(other), at_most)
        if load > 0:
            loads[other] = load
    found: list[list[tuple[int, int]]] = []
    left = every = set_of(loads)
    while left and len(found) < number:
        first = max(members(left), key=lambda each: (loads[each], conflicts.degree(each)))
        clique = conflicts.clique(1 << first, every)
        left &= ~clique
        found.append([(each, loads[each]) for each in members(clique)])
    return found
