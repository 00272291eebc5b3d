"""From a conference of OptaPlanner to the tables of an instance."""

from collections.abc import Container, Iterator, Mapping
from itertools import chain, combinations
from math import gcd
from typing import Any

from benchmarks.optaplanner.conference import CROWD_CONTROL, Conference, Room, Talk
from benchmarks.optaplanner.names import Names
from benchmarks.optaplanner.pricing import Prices, minutes_of, most_of
from benchmarks.optaplanner.wishes import (
    absences_of,
    features,
    is_need,
    time_features_of,
    windows_of,
    wishes_of,
)

Row = dict[str, Any]
NAME, ZONE = "conference", "UTC"
MOST_RISKY = 2
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDER, _EXCLUSIVE = "Talk prerequisite talks", "Talk mutually-exclusive-talks tags"


def tables_of(conference: Conference, names: Names, prices: Prices) -> dict[str, Any]:
    """Return an instance as a file has it."""
    found = absences_of(conference, names, prices)
    absences = [(row, level, slots) for row, level, slots in found if slots and level != "off"]
    closed = {str(row["room"]) for row, _, _ in absences if "room" in row}
    away = (features(row["time"], slots, names) for row, _, slots in absences)
    rooms = [_room(number, conference, names, closed) for number in range(len(conference.rooms))]
    relations = [*_relations(conference, names, prices)]
    wishes = [*wishes_of(conference, names, prices)]
    asked = [str(row["time"]) for row, _ in wishes if "time" in row]
    wishes += [(row, level) for row, level, _ in absences]
    days = sorted({slot.start.date().isoformat() for slot in conference.timeslots})
    levels = _levels(prices)
    if relations:
        levels["relation_missed"] = {"items": {row["id"]: level for row, level in relations}}
    if wishes:
        levels["feature_wish_missed"] = {"items": {row["id"]: level for row, level in wishes}}
    return {
        "format": 1,
        "name": NAME,
        "title": conference.name or NAME,
        "zone": ZONE,
        "grid": _grid(conference),
        "first_day": days[0],
        "last_day": days[-1],
        "day_profiles": [_day(conference)],
        "kinds": _kinds(conference, names),
        "rooms": rooms,
        "people": [{"id": id_, "title": name} for name, id_ in names.people.items()],
        "themes": _themes(conference, names),
        "sessions": [_session(talk, conference, names, prices) for talk in conference.talks],
        "orders": [*_orders(conference, names, prices)],
        "relations": [row for row, _ in relations],
        "time_features": [*time_features_of(conference, names, asked), *chain(*away)],
        "feature_wishes": [row for row, _ in wishes],
        "parallel_limits": [*_crowds(conference, names, prices)],
        "levels": levels,
    }


def _levels(prices: Prices) -> dict[str, Any]:
    """Return the levels of rules that stand for a constraint, and of those that nothing here asks for.

    Those that stand for one are hard unless the file says otherwise.
    """
    overlaps = {"room_overlap": "Room conflict", "person_conflict": "Speaker conflict"}
    return {
        **dict.fromkeys(("late_hours", "theme_conflict", "theme_scattered"), "off"),
        **{rule: "off" for rule, name in overlaps.items() if not prices.is_hard(name)},
    }


def _grid(conference: Conference) -> int:
    starts = (slot.start for slot in conference.timeslots)
    return gcd(*(start.hour * 60 + start.minute for start in starts)) or 1440


def _day(conference: Conference) -> Row:
    slots = conference.timeslots
    first = min(f"{slot.start:%H:%M}" for slot in slots)
    last = max(f"{slot.end:%H:%M}" for slot in slots)
    return {
        "id": "day",
        "weekdays": [*WEEK],
        "bands": [{"id": "day", "from": first, "to": last}],
    }


def _kinds(conference: Conference, names: Names) -> list[Row]:
    every = len(names.types)
    closed = {type_ for room in conference.rooms if len(room.types) < every for type_ in room.types}
    kinds = []
    for type_, id_ in names.types.items():
        row: Row = {"id": id_, "title": type_, "bands": ["day"]}
        row["windows"] = windows_of(conference.slots_of(type_).values())
        if any(type_ not in room.types for room in conference.rooms) or type_ in closed:
            row["needs"] = [_for(type_, names)]
        kinds.append(row)
    return kinds


def _for(type_: str, names: Names) -> str:
    return f"for_{names.types[type_].replace('-', '_')}"


def _room(position: int, conference: Conference, names: Names, closed: Container[str]) -> Row:
    room: Room = conference.rooms[position]
    features = [_for(type_, names) for type_ in names.types if type_ in room.types]
    features += [names.tags[tag] for tag in sorted(room.tags)]
    features += [own] if (own := f"room_{position + 1}") in closed else []
    if any(talk.published_room == position for talk in conference.talks):
        features.append(f"published_room_{position + 1}")
    row: Row = {"id": names.rooms[room.name], "title": room.name, "features": features}
    return row | ({"capacity": room.capacity} if room.capacity else {})


def _themes(conference: Conference, names: Names) -> list[Row]:
    themes = dict.fromkeys(theme for talk in conference.talks for theme in sorted(talk.themes))
    return [{"id": names.labels[theme], "title": theme} for theme in themes]


def _session(talk: Talk, conference: Conference, names: Names, prices: Prices) -> Row:
    row: Row = {
        "id": names.talks[talk.code],
        "title": talk.title or talk.code,
        "kind": names.types[talk.type],
        "duration": minutes_of(talk, conference),
    }
    needs = talk.wishes.rooms["required"] if is_need("Talk required room tags", prices) else ()
    fields: Row = {
        "needs": sorted(names.tags[tag] for tag in needs),
        "themes": [names.labels[theme] for theme in sorted(talk.themes)],
        "topics": _exclusive(talk, names) if prices.is_hard(_EXCLUSIVE) else [],
        "labels": _labels(talk, names, prices),
        "people": {"speaker": [names.people[name] for name in talk.speakers]},
    }
    row |= {field: value for field, value in fields.items() if value not in ([], {"speaker": []})}
    row["numbers"] = {"level": talk.level, "favourites": talk.favourites}
    if talk.pinned is not None:
        slot, room = talk.pinned
        start = f"{conference.timeslots[slot].start:%Y-%m-%dT%H:%M}[{ZONE}]"
        row["pin"] = {"start": start, "room": names.rooms[conference.rooms[room].name]}
    return row


def _exclusive(talk: Talk, names: Names) -> list[str]:
    return [names.labels[tag] for tag in sorted(talk.exclusive)]


def _labels(talk: Talk, names: Names, prices: Prices) -> dict[str, list[str]]:
    groups = {
        "sector": sorted(talk.sectors),
        "audience": sorted(talk.audiences),
        "content": sorted(talk.contents),
        "language": [talk.language] if talk.language else [],
        "exclusive": [] if prices.is_hard(_EXCLUSIVE) else sorted(talk.exclusive),
    }
    return {label: [names.labels[name] for name in own] for label, own in groups.items() if own}


_SHARING: Mapping[str, tuple[tuple[str, Row], ...]] = {
    "Theme track conflict": (("themes-at-once", {"share": ["themes"]}),),
    "Sector conflict": (("sectors-at-once", {"share": ["sector"]}),),
    "Content conflict": (("contents-at-once", {"share": ["content"]}),),
    "Audience type theme track conflict": (
        ("audiences-of-themes-at-once", {"share": ["themes", "audience"]}),
    ),
    "Consecutive talks pause": (("pause", {"wanted": "pause", "share": ["people"]}),),
    "Theme track room stability": (
        ("themes-in-one-room", {"wanted": "one_room", "share": ["themes"]}),
    ),
    "Same day talks": (
        ("themes-on-one-day", {"wanted": "one_day", "share": ["themes"]}),
        ("contents-on-one-day", {"wanted": "one_day", "share": ["content"]}),
    ),
    "Content audience level flow violation": (
        ("basics-first", {"wanted": "in_order", "share": ["content"], "by": "level"}),
    ),
    "Popular talks": (("favourites", {"wanted": "larger_room", "by": "favourites"}),),
    "Audience type diversity": (
        ("choice-for-an-audience", {"wanted": "at_once", "share": ["audience"]}),
    ),
    "Audience level diversity": (("choice-of-levels", {"wanted": "at_once", "differ": "level"}),),
    "Language diversity": (("choice-of-languages", {"wanted": "at_once", "differ": "language"}),),
}
"""Constraints that are relations at any level."""

_PAID: Mapping[str, tuple[tuple[str, Row], ...]] = {
    "Talk mutually-exclusive-talks tags": (("exclusive-at-once", {"share": ["exclusive"]}),),
    "Speaker conflict": (("speakers-at-once", {"share": ["people"]}),),
    "Room conflict": (("rooms-at-once", {"in_one_room": True}),),
}
"""Those that are relations if they have a price, of each two talks; a hard one has a rule of its own."""


def _relations(
    conference: Conference, names: Names, prices: Prices
) -> Iterator[tuple[Row, str | int]]:
    for constraint, rows in (*_SHARING.items(), *_PAID.items()):
        can_be_hard = constraint in _SHARING and prices.is_hard(constraint)
        if (can_be_hard or prices.is_paid(constraint)) and most_of(constraint, conference):
            for id_, fields in rows:
                row = {"id": id_, "title": constraint, "wanted": "not_at_once"} | fields
                if row["wanted"] == "pause":
                    row["pause"] = conference.pause
                yield row, prices.level(constraint)
    if prices.is_paid("Talk prerequisite talks"):
        pairs = [(before, talk.code) for talk in conference.talks for before in talk.prerequisites]
        for number, pair in enumerate(pairs, start=1):
            ids = [names.talks[code] for code in pair]
            row = {"id": f"order-{number}", "wanted": "in_order", "sessions": ids}
            yield row, prices.level("Talk prerequisite talks")


def _orders(conference: Conference, names: Names, prices: Prices) -> Iterator[Row]:
    for talk in conference.talks if prices.is_hard(_ORDER) else ():
        if talk.prerequisites:
            first = [names.talks[code] for code in talk.prerequisites]
            yield {"first": first, "then": [names.talks[talk.code]]}


def _crowds(conference: Conference, names: Names, prices: Prices) -> Iterator[Row]:
    """Yield limits for risky talks at once; those of types that share timeslots together."""
    groups: list[set[str]] = []
    for slot in conference.timeslots if prices.is_hard(CROWD_CONTROL) else ():
        touched = [group for group in groups if group & slot.types]
        groups = [group for group in groups if group not in touched]
        groups.append(set(slot.types).union(*touched))
    for number, types in enumerate(groups, start=1):
        risky = [
            names.talks[talk.code] for talk in conference.talks if talk.risky and talk.type in types
        ]
        if len(risky) > MOST_RISKY:
            slots = (slot for slot in conference.timeslots if slot.types & types)
            if any(one.shared(other) for one, other in combinations(slots, 2)):
                raise ValueError(f"{CROWD_CONTROL}: timeslots of {sorted(types)} overlap")
            yield {"id": f"crowds-{number}", "at_most": MOST_RISKY, "sessions": {"sessions": risky}}
