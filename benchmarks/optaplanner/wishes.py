"""Tags, published places, and times at which somebody or a room is away, as wishes for features."""

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.optaplanner.conference import KINDS, Conference, Timeslot
from benchmarks.optaplanner.names import Names
from benchmarks.optaplanner.pricing import Prices

Row = dict[str, Any]
UNWANTED = ("prohibited", "undesired")
AWAY, CLOSED = "Speaker unavailable timeslot", "Room unavailable timeslot"
Absence = tuple[Row, str | int, list[Timeslot]]
"""A wish for a feature of times, its level, and the timeslots that have the feature."""


def wishes_of(
    conference: Conference, names: Names, prices: Prices
) -> Iterator[tuple[Row, str | int]]:
    """Yield each wish for a tag, and for a published place, with its level."""
    for whose, kind, what in _sorts():
        constraint = f"{whose} {kind} {what} tags"
        if prices.level(constraint) != "off" and not is_need(constraint, prices):
            for number, (tag, feature) in enumerate(names.tags.items(), start=1):
                owners = _owners(conference, names, (whose, kind, what), tag)
                if owners:
                    id_ = f"{whose.lower()}-{kind}-{what}-{number}"
                    row: Row = {"id": id_, "title": f"{constraint}: {tag}"}
                    row["room" if what == "room" else "time"] = feature
                    row |= {"unwanted": True} if kind in UNWANTED else {}
                    row |= (
                        {"sessions": {"sessions": owners}}
                        if whose == "Talk"
                        else {"people": owners}
                    )
                    yield row, prices.level(constraint)
    yield from _published(conference, names, prices)


def is_need(constraint: str, prices: Prices) -> bool:
    """Tell whether a constraint is what sessions need of their rooms."""
    return constraint == "Talk required room tags" and prices.is_hard(constraint)


def _sorts() -> Iterable[tuple[str, str, str]]:
    return (
        (whose, kind, what)
        for whose in ("Talk", "Speaker")
        for kind in KINDS
        for what in ("timeslot", "room")
    )


def _owners(
    conference: Conference, names: Names, sort: tuple[str, str, str], tag: str
) -> list[str]:
    whose, kind, what = sort
    if whose == "Talk":
        owners = [(names.talks[talk.code], talk.wishes) for talk in conference.talks]
    else:
        owners = [(names.people[name], each.wishes) for name, each in conference.speakers.items()]
    return [
        id_
        for id_, wishes in owners
        if tag in (wishes.timeslots if what == "timeslot" else wishes.rooms)[kind]
    ]


def _published(
    conference: Conference, names: Names, prices: Prices
) -> Iterator[tuple[Row, str | int]]:
    for constraint, what in (("Published timeslot", "time"), ("Published room", "room")):
        level, places = prices.level(constraint), dict[int, list[str]]()
        for talk in conference.talks if level != "off" else ():
            place = talk.published_timeslot if what == "time" else talk.published_room
            if place is not None:
                places.setdefault(place, []).append(names.talks[talk.code])
        for place, ids in sorted(places.items()):
            row = {"id": f"published-{what}-{place + 1}", what: f"published_{what}_{place + 1}"}
            yield row | {"once": True, "sessions": {"sessions": ids}}, level


def absences_of(conference: Conference, names: Names, prices: Prices) -> Iterator[Absence]:
    """Yield a wish for each speaker who is away and for each room that is closed.

    No window says that: another timeslot at the same time, for talks of other types, may be free.
    """
    kinds = {"kinds": list(names.types.values())}
    for number, (name, speaker) in enumerate(conference.speakers.items(), start=1):
        types = {talk.type for talk in conference.talks if name in talk.speakers}
        slots = _slots(conference, types, speaker.unavailable)
        row: Row = {"id": f"away-{number}", "title": f"{AWAY}: {name}", "unwanted": True}
        row |= {"time": f"away_{number}", "people": [names.people[name]]}
        yield row, prices.level(AWAY), slots
    for number, room in enumerate(conference.rooms, start=1):
        slots = _slots(conference, room.types, room.unavailable)
        row = {"id": f"closed-{number}", "title": f"{CLOSED}: {room.name}", "unwanted": True}
        row |= {"time": f"closed_{number}", "room": f"room_{number}", "sessions": kinds}
        yield row, prices.level(CLOSED), slots


def _slots(
    conference: Conference, types: Iterable[str], unavailable: frozenset[int]
) -> list[Timeslot]:
    """Return those of some timeslots, given by position, that are for any of these types."""
    wanted, slots = set(types), enumerate(conference.timeslots)
    return [slot for number, slot in slots if number in unavailable and wanted & slot.types]


def windows_of(slots: Iterable[Timeslot]) -> list[Row]:
    """Return timeslots as windows, the same hours of several days together."""
    hours: dict[tuple[str, str], list[str]] = {}
    for slot in sorted(slots, key=lambda slot: (slot.start, slot.end)):
        days = hours.setdefault((f"{slot.start:%H:%M}", f"{slot.end:%H:%M}"), [])
        if f"{slot.start:%Y-%m-%d}" not in days:
            days.append(f"{slot.start:%Y-%m-%d}")
    return [{"days": days, "from": start, "to": end} for (start, end), days in hours.items()]


def time_features_of(conference: Conference, names: Names, wanted: Iterable[str]) -> Iterator[Row]:
    """Yield those features of times that wishes speak of: tags, and timeslots that were published."""
    asked = set(wanted)
    slots = conference.timeslots
    for tag, feature in names.tags.items():
        if feature in asked:
            yield from features(feature, [slot for slot in slots if tag in slot.tags], names)
    for number, slot in enumerate(slots, start=1):
        if f"published_time_{number}" in asked:
            yield from features(f"published_time_{number}", [slot], names)


def features(feature: str, slots: Iterable[Timeslot], names: Names) -> Iterator[Row]:
    """Yield a feature that some timeslots have, for the types of each."""
    by_types: dict[frozenset[str], list[Timeslot]] = {}
    for slot in slots:
        by_types.setdefault(slot.types, []).append(slot)
    for types, own in by_types.items():
        kinds = sorted(names.types[type_] for type_ in types)
        yield {"feature": feature, "windows": windows_of(own), "kinds": kinds}
