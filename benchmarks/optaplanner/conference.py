"""A conference of OptaPlanner: what stands in its workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

Tags = frozenset[str]

KINDS = ("required", "preferred", "prohibited", "undesired")
"""Kinds of tags that talks and speakers have, for timeslots and for rooms."""

REWARDS = ("Audience type diversity", "Audience level diversity", "Language diversity")
"""What is good, not bad: a reward that is missed is a cost, beside a constant."""

CROWD_CONTROL = "Crowd control"
"""Counts all risky talks of a timeslot if there are more than two, so it jumps from nothing to three."""

ALWAYS_HARD = (CROWD_CONTROL,)
"""What can be forbidden, but not priced."""

CONSTRAINTS = (
    "Room unavailable timeslot",
    "Room conflict",
    "Speaker unavailable timeslot",
    "Speaker conflict",
    "Talk prerequisite talks",
    "Talk mutually-exclusive-talks tags",
    "Consecutive talks pause",
    CROWD_CONTROL,
    *(
        f"{whose} {kind} {what} tags"
        for whose in ("Speaker", "Talk")
        for kind in KINDS
        for what in ("timeslot", "room")
    ),
    "Published timeslot",
    "Published room",
    "Theme track conflict",
    "Theme track room stability",
    "Sector conflict",
    "Audience type theme track conflict",
    "Content audience level flow violation",
    "Content conflict",
    "Same day talks",
    "Popular talks",
    *REWARDS,
)


@dataclass(frozen=True, slots=True)
class Weight:
    """What a unit of a constraint is worth, on each level of the score."""

    hard: int
    medium: int
    soft: int


@dataclass(frozen=True, slots=True)
class Timeslot:
    """When talks of some types may be."""

    start: datetime
    end: datetime
    types: Tags
    tags: Tags

    @property
    def length(self) -> timedelta:
        """Time from start to end."""
        return self.end - self.start

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.length // timedelta(minutes=1)

    def shared(self, other: "Timeslot") -> int:
        """Return the minutes that two have in common."""
        common = min(self.end, other.end) - max(self.start, other.start)
        return max(0, common // timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Room:
    """Where talks of some types may be."""

    name: str
    capacity: int
    types: Tags
    tags: Tags
    unavailable: frozenset[int]
    """Positions of timeslots."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What talks and speakers ask of timeslots and rooms, by kind of tag."""

    timeslots: Mapping[str, Tags]
    rooms: Mapping[str, Tags]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks."""

    name: str
    wishes: Wishes
    unavailable: frozenset[int]
    """Positions of timeslots."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What is to be placed. Timeslots and rooms are given by position."""

    code: str
    title: str
    type: str
    speakers: tuple[str, ...]
    themes: Tags
    sectors: Tags
    audiences: Tags
    level: int
    contents: Tags
    language: str
    wishes: Wishes
    exclusive: Tags
    prerequisites: tuple[str, ...]
    favourites: int
    risky: bool
    pinned: tuple[int, int] | None
    """Timeslot and room that it must keep."""
    published_timeslot: int | None
    published_room: int | None


@dataclass(frozen=True, slots=True)
class Conference:
    """All that is read of a workbook."""

    name: str
    pause: int
    """Minutes that a speaker needs between two talks."""
    weights: Mapping[str, Weight]
    """By constraint; those not named count for nothing."""
    timeslots: tuple[Timeslot, ...]
    rooms: tuple[Room, ...]
    speakers: Mapping[str, Speaker]
    talks: tuple[Talk, ...]

    def slots_of(self, type_: str) -> Mapping[int, Timeslot]:
        """Return the timeslots of a type of talk, by position."""
        return {n: slot for n, slot in enumerate(self.timeslots) if type_ in slot.types}
