"""The names of the constraints, as they stand in the sheet Configuration."""

from benchmarks.optaplanner.conference import KINDS

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
