"""What has an end: requests of one address, connections, and what is kept in memory."""

import ipaddress
import math
import sys
from collections import Counter, OrderedDict
from collections.abc import Callable, Container, Hashable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values by key, up to a weight in all; the one that nobody has asked for the longest goes first.

    Parameters
    ----------
    most
        Weight of all values at most. A value that is heavier alone is not kept.
    weigh
        Says how heavy a value is; each weighs 1 unless given.
    """

    def __init__(self, most: int, weigh: Callable[[Value], int] | None = None) -> None:
        self._most = most
        self._weigh = weigh or (lambda _: 1)
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self.weight = 0
        """Of all values that are kept."""

    def get(self, key: Key) -> Value | None:
        """Return a value, if it is still kept."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: Key, value: Value) -> None:
        """Keep a value under a key that has none."""
        self._values[key] = value
        self.weight += self._weigh(value)
        while self.weight > self._most:
            _, gone = self._values.popitem(last=False)
            self.weight -= self._weigh(gone)


SECONDS = 20
"""Seconds of its rate that an address may ask for at once, after it has been quiet."""
ADDRESSES = 10_000
"""Addresses that are remembered at most."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    """When so many were left."""


class Gate:
    """Lets requests in, by the address that sends them.

    Parameters
    ----------
    rate
        Requests a second; 0 for any number.
    clock
        Tells seconds, and never goes back.
    """

    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._most = max(1.0, rate * SECONDS)
        self._clock = clock
        self._buckets: Recent[str, _Bucket] = Recent(ADDRESSES)

    def wait(self, address: str) -> int:
        """Return 0 if a request is let in, else the seconds after which the next one will be."""
        if not self._rate:
            return 0
        now = self._clock()
        bucket = self._buckets.get(address)
        if bucket is None:
            bucket = _Bucket(self._most, now)
            self._buckets.put(address, bucket)
        bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.left < 1:
            return math.ceil((1 - bucket.left) / self._rate)
        bucket.left -= 1
        return 0


def sender(host: str) -> str:
    """Return what stands for the sender: an address of IPv4, or the network of one of IPv6.

    Whoever has one address of IPv6 has as many as they like: a provider gives networks of 64 bits at least.
    """
    if ":" not in host:
        return host
    try:
        address = ipaddress.IPv6Address(host.partition("%")[0])
    except ValueError:
        return host
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))


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
