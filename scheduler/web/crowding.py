"""How many connections there may be, and which of them has to go when there are too many."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

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
    since: float
    """Since when nothing has come from there."""

    @property
    def reads(self) -> bool:
        """Whether an answer is under way to it."""


One = TypeVar("One", bound=Waiting)


def who_goes(others: Sequence[One], address: str, most: int, of_one: int) -> One | None:
    """Return the connection that goes for one that has come; None if there is room for both.

    It is one of the address that has the most, so that nobody keeps others out; there the one that has been
    silent the longest, if possible one to which no answer is under way.

    Parameters
    ----------
    others
        All connections but the new one.
    address
        Of whom the new one is.
    most
        Connections at once.
    of_one
        Connections at once of one address.
    """
    numbers = Counter(each.address for each in others)
    if numbers[address] >= of_one:
        return _longest(each for each in others if each.address == address)
    if len(others) < most:
        return None
    numbers[address] += 1
    fullest = max(numbers.values())
    return _longest(each for each in others if numbers[each.address] == fullest)


def _longest(found: Iterable[One]) -> One | None:
    return min(found, key=lambda each: (each.reads, each.since), default=None)
