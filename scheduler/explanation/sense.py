"""Changes that hardly anybody would sign: most of a session or of its people gone, a room doubled."""

from collections.abc import Mapping

from scheduler.explanation.remedies import Remedy
from scheduler.explanation.trouble import Place
from scheduler.instance import Instance

MOST = 2
"""A session keeps one in so many of its minutes and people; a room has so many times its seats at most."""


def is_drastic(before: Instance, remedy: Remedy) -> bool:
    """Tell whether a remedy cuts more than half of a session or of its people, or more than doubles a room.

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


def _measures(instance: Instance, place: Place) -> Mapping[str, float]:
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
