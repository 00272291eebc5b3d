"""Rooms into which a session does not belong: what several rules have in common."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from scheduler.restrictions import Unfit


def unfit(item: str, session: str, amounts: Mapping[str, int]) -> Iterator[Unfit]:
    """Yield the amounts of a session's rooms, without those that are 0; nothing, if all of them are."""
    positive = {room: amount for room, amount in amounts.items() if amount > 0}
    if positive:
        yield Unfit(item, session, MappingProxyType(positive))
