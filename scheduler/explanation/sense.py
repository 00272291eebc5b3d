"""Rank remedies as planners would; halving a session or doubling a room counts as drastic."""

from collections.abc import Mapping
from enum import IntEnum, auto

from scheduler.explanation.remedies import Remedy
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import Instance

MOST = 2
"""A session keeps one in so many of its minutes and people; a room has so many times its seats at most."""


def is_drastic(before: Instance, remedy: Remedy) -> bool:
    """Return whether a remedy cuts more than half of a session or of its people, or more than doubles a room.

    Parameters
    ----------
    before
        The instance that it changes.
    remedy
        The change.
    """
    was, now = (_measures(each, remedy.path) for each in (before, remedy.instance))
    both = [(was[each], now[each]) for each in was if each in now]
    if remedy.path[0] == "rooms":
        return any(new > MOST * old for old, new in both)
    return any(new * MOST < old for old, new in both)


def _measures(instance: Instance, place: FieldPath) -> Mapping[str, float]:
    """Return the minutes, people or seats that stand in a place, by what they are of."""
    match place:
        case ("sessions", str(id_), "duration"):
            return {"duration": instance.session_by_id[id_].duration.total_seconds()}
        case ("sessions", str(id_), "attendance"):
            return {"attendance": instance.session_by_id[id_].attendance or 0}
        case ("rooms", str(id_), "capacity"):
            seats = instance.room_by_id[id_].capacity
            return {} if seats is None else {"capacity": seats}
        case ("rooms", str(id_), "layouts"):
            return instance.room_by_id[id_].layouts
        case _:
            return {}


class Rank(IntEnum):
    """What a planner would do first, where several things help."""

    TIME = auto()
    """Another time, or more of it."""
    ROOM = auto()
    """A room more, an open one, or one that has what is needed."""
    SEATS = auto()
    TEAMS = auto()
    """Teams, and other things of which there are some."""
    WISH = auto()
    """What somebody wishes: who takes part, and with whom."""
    HOUSE = auto()
    """A rule of the house: an order, a limit, a gap."""
    IMPOSSIBLE = auto()
    """What nobody can do: be in two places at once."""


_RANKS: Mapping[str, Rank] = {
    "people": Rank.TIME,
    "kinds": Rank.TIME,
    "day_profiles": Rank.TIME,
    "rooms": Rank.ROOM,
    "interpretation": Rank.TEAMS,
    "resources": Rank.TEAMS,
    "sessions": Rank.WISH,
    "delegations": Rank.WISH,
    "audiences": Rank.WISH,
    "person_classes": Rank.WISH,
}
"""Of facts, by their table."""
_FIELDS: Mapping[tuple[str, str], Rank] = {
    ("sessions", "pin"): Rank.TIME,
    ("sessions", "windows"): Rank.TIME,
    ("sessions", "preferred"): Rank.TIME,
    ("sessions", "duration"): Rank.TIME,
    ("sessions", "needs"): Rank.ROOM,
    ("sessions", "layout"): Rank.ROOM,
    ("sessions", "attendance"): Rank.SEATS,
    ("rooms", "capacity"): Rank.SEATS,
    ("rooms", "layouts"): Rank.SEATS,
    ("people", "daily_load"): Rank.HOUSE,
    ("kinds", "official_hours_only"): Rank.HOUSE,
}
"""Of some of their fields, where that is another."""


def rank_of(place: FieldPath) -> Rank:
    """Return when a planner would think of a fact that stands in a place."""
    table, field = str(place[0]), str(place[-1])
    return _FIELDS.get((table, field), _RANKS.get(table, Rank.HOUSE))
