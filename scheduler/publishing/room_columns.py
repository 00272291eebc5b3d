"""The columns of a plan: rooms, and halls made of others, whose sessions lie across the columns of these."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from scheduler.publishing.records import PublishedRoom


class Timed(Protocol):
    """A session, as far as it matters here."""

    @property
    def start(self) -> datetime:
        """When it begins, aware."""

    @property
    def end(self) -> datetime:
        """When it ends, aware."""


Held = Mapping[str, Sequence[Timed]]
"""The sessions of a day, by room."""


def columns_of(
    rooms: Sequence[PublishedRoom], held: Held
) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """Return the rooms that have a column on a day, in order, and the halls that lie across some of them."""
    halls = halls_of(rooms, held)
    across = {part for parts in halls.values() for part in parts}
    columns = (room.id for room in rooms if room.id in across or held[room.id])
    return tuple(each for each in columns if each not in halls), halls


def halls_of(rooms: Sequence[PublishedRoom], held: Held) -> Mapping[str, tuple[str, ...]]:
    """Return the halls that have no column of their own on a day, and the rooms they lie across, in order.

    Those of which a part is used by itself too. A hall keeps a column of its own where its parts do not
    lie side by side, or where something is in one of them at the same time: one of both is cancelled then.
    """
    used = {door for room in rooms if held[room.id] for door in (room.id, *room.parts)}
    found: dict[str, tuple[str, ...]] = {}
    for hall in sorted(rooms, key=lambda room: len(room.parts)):
        own = held[hall.id]
        parts = tuple(room.id for room in rooms if room.id in hall.parts and not room.parts)
        beside = [room.id for room in rooms if room != hall and _share(room, parts)]
        others = [entry for room in beside for entry in held[room]]
        if own and others and not _overlap(own, others):
            columns = [room.id for room in rooms if room.id in used - found.keys() - {hall.id}]
            if _adjoin([columns.index(part) for part in parts]):
                found[hall.id] = parts
    return found


def _adjoin(places: Sequence[int]) -> bool:
    """Tell whether nothing lies between some columns, sorted."""
    return places[-1] - places[0] == len(places) - 1


def _share(room: PublishedRoom, parts: Sequence[str]) -> bool:
    return not {room.id, *room.parts}.isdisjoint(parts)


def _overlap(some: Sequence[Timed], others: Sequence[Timed]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in some for other in others)
