"""How much one address may ask for: a bucket of permissions for each, which fills up again."""

import ipaddress
import math
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.web.recent import Recent

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
