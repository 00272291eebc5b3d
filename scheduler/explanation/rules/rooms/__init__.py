"""Voices of the rules about rooms."""

from scheduler.explanation.rules.rooms.fitness import room_lacks_feature, room_overflow, room_waste
from scheduler.explanation.rules.rooms.holding import (
    body_changes_room,
    room_closed,
    room_overlap,
    walking_time_short,
)

__all__ = [
    "body_changes_room",
    "room_closed",
    "room_lacks_feature",
    "room_overflow",
    "room_overlap",
    "room_waste",
    "walking_time_short",
]
