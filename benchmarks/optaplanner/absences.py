"""When speakers are away and rooms are closed, by timeslot: as windows where these say the same.

A timeslot is for talks of some types; another one at the same time, for other types, may be free. Windows do
not tell types apart, so where they would say something else, it is a wish for a feature of times.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from benchmarks.optaplanner.conference import Conference, Timeslot
from benchmarks.optaplanner.names import Names
from benchmarks.optaplanner.pricing import Prices
from benchmarks.optaplanner.wishes import features, windows_of

Row = dict[str, Any]
AWAY, CLOSED = "Speaker unavailable timeslot", "Room unavailable timeslot"
_NONE = timedelta()


class Absences:
    """What the rows of persons and rooms say of times, and the wishes that say the rest."""

    def __init__(self, conference: Conference, names: Names, prices: Prices) -> None:
        self._conference, self._names = conference, names
        self._hard = {name: prices.is_hard(name) for name in (AWAY, CLOSED)}
        self._off = {name: prices.level(name) == "off" for name in (AWAY, CLOSED)}
        self.wishes: list[tuple[Row, str]] = []
        """Rows, each with its constraint."""
        self.time_features: list[Row] = []
        self.room_features: dict[str, str] = {}
        """A feature that one room alone has."""

    def available(self, name: str) -> list[Row]:
        """Return the windows in which a speaker is there; none, if nothing is to be said."""
        away = self._conference.speakers[name].unavailable
        types = {talk.type for talk in self._conference.talks if name in talk.speakers}
        slots = self._slots(types)
        gone = [slot for number, slot in slots if number in away]
        there = [slot for number, slot in slots if number not in away]
        if not gone or self._off[AWAY]:
            return []
        outside = {slot: slot.minutes - max([0, *map(slot.shared, there)]) for _, slot in slots}
        if there and self._is_so(AWAY, outside, gone):
            return windows_of(there)
        self._wish("away", self._names.people[name], AWAY, gone)
        return []

    def closures(self, position: int) -> list[Row]:
        """Return the windows in which a room is closed; none, if nothing is to be said."""
        room = self._conference.rooms[position]
        slots = self._slots(room.types)
        gone = [slot for number, slot in slots if number in room.unavailable]
        if not gone or self._off[CLOSED]:
            return []
        inside = {slot: _covered(slot, gone) for _, slot in slots}
        if self._is_so(CLOSED, inside, gone):
            return windows_of(gone)
        id_ = self._names.rooms[room.name]
        self.room_features[id_] = f"room_{position + 1}"
        self._wish("closed", id_, CLOSED, gone)
        return []

    def _slots(self, types: Iterable[str]) -> list[tuple[int, Timeslot]]:
        """Return the timeslots of some types, by position."""
        wanted = set(types)
        slots = enumerate(self._conference.timeslots)
        return [(number, slot) for number, slot in slots if wanted & slot.types]

    def _is_so(
        self, constraint: str, minutes: dict[Timeslot, int], gone: Sequence[Timeslot]
    ) -> bool:
        """Tell whether minutes that count are those of what is gone; where it is hard, whether any are."""
        least = 1 if self._hard[constraint] else None
        return all(
            (each > 0) == (slot in gone)
            if least is not None
            else each == (slot.minutes if slot in gone else 0)
            for slot, each in minutes.items()
        )

    def _wish(self, what: str, id_: str, constraint: str, gone: Sequence[Timeslot]) -> None:
        feature = f"{what}_{len(self.wishes) + 1}"
        self.time_features += features(feature, gone, self._names)
        row: Row = {"id": f"{what}-{len(self.wishes) + 1}", "title": f"{constraint}: {id_}"}
        row |= {"time": feature, "unwanted": True}
        if constraint == AWAY:
            row["people"] = [id_]
        else:
            row |= {"room": self.room_features[id_]}
            row["sessions"] = {"kinds": list(self._names.types.values())}
        self.wishes.append((row, constraint))


def _covered(slot: Timeslot, others: Iterable[Timeslot]) -> int:
    """Return the minutes of a timeslot that lie in any of some others."""
    return sum(_pieces(slot, others), _NONE) // timedelta(minutes=1)


def _pieces(slot: Timeslot, others: Iterable[Timeslot]) -> Iterator[timedelta]:
    edge = slot.start
    for other in sorted(others, key=lambda each: each.start):
        since, until = max(edge, other.start), min(slot.end, other.end)
        if since < until:
            yield until - since
            edge = until
