"""How many connections there may be, and which of them has to go when there are too many."""

import sys
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from typing import Protocol

if sys.platform != "win32":
    import resource

MOST = 1_000
"""Connections that a worker has at once at most."""
QUEUE = 2_048
"""Connections that may wait to be accepted."""
_OURS = 32
"""Files that a worker has open besides: the store, the log, what Python needs."""
_FEWEST = 8
"""Connections that a worker has at once at least, whatever it is allowed."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many connections a worker has room for."""

    most: int
    """At once; the one that has waited the longest goes for a new one."""
    queue: int
    """Accepted at once: as long as they come, none goes."""

    @property
    def of_one(self) -> int:
        """Connections at most of one address: half of all, as a whole house may be behind it."""
        return self.most // 2

    @property
    def many(self) -> int:
        """Connections from which on those that wait for a request do so for a short time only."""
        return self.most * 3 // 4


def room_for(files: int) -> Room:
    """Return the room there is for a worker that may have so many files open: it never runs out of them."""
    spare = max(files - _OURS, 2 * _FEWEST)
    queue = min(QUEUE, max(spare - MOST, spare // 2))
    return Room(min(MOST, spare - queue), queue)


def files_allowed() -> int:
    """Return how many files this process may have open, after it has asked for as many as it can use."""
    needed = MOST + QUEUE + _OURS
    if sys.platform == "win32":
        return needed
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now == resource.RLIM_INFINITY or now >= needed:
        return needed
    wanted = needed if most == resource.RLIM_INFINITY else min(most, needed)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    return wanted


class Waiting(Protocol):
    """A connection, as far as it matters who goes."""

    address: str
    """Of whom it is."""

    @property
    def reads(self) -> bool:
        """Whether an answer is under way to it."""

    def go(self) -> None:
        """End at once."""


class Crowd:
    """All connections of a worker, the one that has been silent the longest first.

    Parameters
    ----------
    room
        How many there may be.
    fronted
        Whether a front has connections for many readers, so that it may have all.
    """

    def __init__(self, room: Room, *, fronted: bool) -> None:
        self._most = room.most
        self._of_one = room.most if fronted else room.of_one
        self._many = room.many
        self._line: dict[Waiting, None] = {}
        self._numbers: Counter[str] = Counter()

    @property
    def is_large(self) -> bool:
        """Whether those that wait for a request should not do so for long."""
        return len(self._line) > self._many

    def enter(self, one: Waiting) -> None:
        """Let a connection in. If there is no room, another one goes.

        That is one of the address that has the most, so that nobody keeps others out; there the one that has
        been silent the longest, if possible one to which no answer is under way.
        """
        self._numbers[one.address] += 1
        if self._numbers[one.address] > self._of_one:
            self._let_go({one.address})
        elif len(self._line) >= self._most:
            fullest = max(self._numbers.values())
            self._let_go({each for each, number in self._numbers.items() if number == fullest})
        self._line[one] = None

    def heard(self, one: Waiting) -> None:
        """Note that something has come from a connection."""
        if one in self._line:
            del self._line[one]
            self._line[one] = None

    def leave(self, one: Waiting) -> None:
        """Let a connection out, which has ended."""
        if one in self._line:
            del self._line[one]
            self._numbers[one.address] -= 1
            if not self._numbers[one.address]:
                del self._numbers[one.address]

    def _let_go(self, addresses: Container[str]) -> None:
        found = [each for each in self._line if each.address in addresses]
        gone = next((each for each in found if not each.reads), next(iter(found), None))
        if gone is not None:
            self.leave(gone)
            gone.go()
