"""What talks cost together: `Pairs`, rooms for one talk at a time, and few risky talks at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from benchmarks.optaplanner.conference import Conference, Talk, Timeslot
from benchmarks.optaplanner.constraints import CROWD_CONTROL
from scheduler.restrictions import Capacity, Pairs, Quota, Times, Use

ROOM_CONFLICT = "Room conflict"
MOST_RISKY = 2
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Two:
    """Two talks, of which the order counts where a constraint says which comes first."""

    first: Talk
    second: Talk
    both: int
    """Minutes of both."""
    common: int
    """Minutes of a timeslot that both may be in; 0 if there is none."""


def _people(two: Two) -> int:
    return len(set(two.first.speakers) & set(two.second.speakers))


def _themes(two: Two) -> int:
    return len(two.first.themes & two.second.themes)


def _contents(two: Two) -> int:
    return len(two.first.contents & two.second.contents)


def _audiences(two: Two) -> int:
    return len(two.first.audiences & two.second.audiences)


Shared = Callable[[Two], int]
ALIKE: Mapping[str, tuple[Shared, str, str]] = {
    ROOM_CONFLICT: (lambda _: 1, "overlap", "same"),
    "Speaker conflict": (_people, "overlap", ""),
    "Talk mutually-exclusive-talks tags": (
        lambda two: len(two.first.exclusive & two.second.exclusive),
        "overlap",
        "",
    ),
    "Consecutive talks pause": (lambda two: two.both if _people(two) else 0, "close", ""),
    "Theme track conflict": (_themes, "overlap", ""),
    "Sector conflict": (lambda two: len(two.first.sectors & two.second.sectors), "overlap", ""),
    "Audience type theme track conflict": (
        lambda two: _themes(two) * _audiences(two),
        "overlap",
        "",
    ),
    "Content conflict": (_contents, "overlap", ""),
    "Theme track room stability": (lambda two: _themes(two) * two.both, "same day", "other"),
    "Same day talks": (lambda two: (_themes(two) + _contents(two)) * two.both, "other day", ""),
    "Audience type diversity": (lambda two: _audiences(two) * two.common, "apart", ""),
    "Audience level diversity": (
        lambda two: two.common if two.first.level != two.second.level else 0,
        "apart",
        "",
    ),
    "Language diversity": (
        lambda two: two.common if two.first.language != two.second.language else 0,
        "apart",
        "",
    ),
}
"""Constraints for which order does not matter: what two talks share, how starts relate, how rooms relate.

A reward for one timeslot is a cost, of the same size, for two.
"""

ORDERED: Mapping[str, tuple[Shared, str, str]] = {
    "Talk prerequisite talks": (
        lambda two: two.both * two.second.prerequisites.count(two.first.code),
        "late",
        "",
    ),
    "Content audience level flow violation": (
        lambda two: _contents(two) * two.both if two.first.level < two.second.level else 0,
        "late",
        "",
    ),
    "Popular talks": (
        lambda two: two.both if two.first.favourites < two.second.favourites else 0,
        "",
        "larger",
    ),
}
"""The same for those for which it does."""


def pair_restrictions(
    conference: Conference, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, Pairs]]:
    """Yield the restrictions on pairs of talks, each with its constraint, of those that are wanted."""
    times, rooms = _times(conference), _rooms(conference)
    pairs = [*_pairs(conference)]
    turned = [Two(two.second, two.first, two.both, two.common) for two in pairs]
    for table, twos in ((ALIKE, pairs), (ORDERED, pairs + turned)):
        for name, (sharing, starts, places) in table.items():
            if wanted(name):
                counts = ((two.first.code, two.second.code, sharing(two)) for two in twos)
                shared = {(first, second): count for first, second, count in counts if count}
                if shared:
                    yield name, Pairs(name, shared, times.get(starts), rooms.get(places))


def room_capacities(conference: Conference) -> Iterator[tuple[str, Capacity]]:
    """Yield what keeps each room free for one talk at a time."""
    for room in conference.rooms:
        uses = tuple(Use(talk.code) for talk in conference.talks if talk.type in room.types)
        yield ROOM_CONFLICT, Capacity(room.name, uses, 1, rooms={room.name: timedelta()})


def crowd_quotas(conference: Conference) -> Iterator[tuple[str, Quota]]:
    """Yield what keeps risky talks from meeting in a timeslot; timeslots of the same types together."""
    alike: dict[frozenset[str], list[Timeslot]] = {}
    for slot in conference.timeslots:
        alike.setdefault(slot.types, []).append(slot)
    for types, slots in alike.items():
        risky = {talk.code: 1 for talk in conference.talks if talk.risky and talk.type in types}
        periods = tuple((slot.start, slot.start + MINUTE) for slot in slots)
        yield CROWD_CONTROL, Quota(", ".join(sorted(types)), risky, periods, at_most=MOST_RISKY)


def _pairs(conference: Conference) -> Iterator[Two]:
    slots = {talk.type: conference.slots_of(talk.type) for talk in conference.talks}
    minutes = {type_: next(slot.minutes for slot in own.values()) for type_, own in slots.items()}
    for one, other in combinations(conference.talks, 2):
        meet = not slots[one.type].keys().isdisjoint(slots[other.type])
        common = minutes[one.type] if meet else 0
        yield Two(one, other, minutes[one.type] + minutes[other.type], common)


def _times(conference: Conference) -> Mapping[str, Times]:
    """Return how timeslots relate: the mark of a start is the position of its timeslot."""
    types = {talk.type for talk in conference.talks}
    of_type = {
        each: {slot.start: number for number, slot in conference.slots_of(each).items()}
        for each in types
    }
    marks = {talk.code: of_type[talk.type] for talk in conference.talks}
    relations: Mapping[str, Callable[[Timeslot, Timeslot], int]] = {
        "overlap": lambda one, other: one.shared(other),
        "close": lambda one, other: int(_close(one, other, conference.pause)),
        "same day": lambda one, other: int(one.start.date() == other.start.date()),
        "other day": lambda one, other: int(one.start.date() != other.start.date()),
        "apart": lambda one, other: int(one is not other),
        "late": lambda one, other: int(one.end > other.start),
    }
    return {
        name: Times(
            marks,
            {
                (n, m): amount
                for n, one in enumerate(conference.timeslots)
                for m, other in enumerate(conference.timeslots)
                if (amount := relation(one, other))
            },
        )
        for name, relation in relations.items()
    }


def _close(one: Timeslot, other: Timeslot, pause: int) -> bool:
    """Tell whether two timeslots of a day leave too little time between them, or none."""
    if one.shared(other):
        return True
    if one.start.date() != other.start.date():
        return False
    between = max(one.start - other.end, other.start - one.end)
    return between < pause * MINUTE


def _rooms(conference: Conference) -> Mapping[str, Mapping[tuple[str, str], int]]:
    """Return how rooms relate."""
    rooms = conference.rooms
    return {
        "same": {(room.name, room.name): 1 for room in rooms},
        "other": {(a.name, b.name): 1 for a in rooms for b in rooms if a is not b},
        "larger": {(a.name, b.name): 1 for a in rooms for b in rooms if a.capacity > b.capacity},
    }
