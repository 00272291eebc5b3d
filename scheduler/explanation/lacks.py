"""What rooms lack that a session needs: booths, features, its layout."""

from collections.abc import Sequence

from scheduler.evaluation.wording import counted, name
from scheduler.explanation.wording import listed
from scheduler.instance import Instance
from scheduler.instance.meetings import Session
from scheduler.instance.resources import REMOTE, Room

MOST = 4
"""Rooms named one by one."""


def lack_of(instance: Instance, session: Session, rooms: Sequence[Room]) -> str:
    """Say what no room has; else what each of these rooms lacks."""
    said = [*_booths(instance, session), *_features(instance, session), *_layout(instance, session)]
    if said:
        return "; ".join(said)
    each = [
        f"{name(room)} lacks {listed(lacking)}"
        for room in rooms
        if (lacking := _lacking(instance, session, room))
    ]
    if len(each) > MOST:
        each[MOST - 1 :] = [f"and {len(each) - MOST + 1} more rooms lack something"]
    return ", ".join(each) or "the other rooms lack what it needs"


def _languages(instance: Instance, session: Session) -> int:
    if session.interpretation is None:
        return 0
    return len(set(instance.pool_by_id[session.interpretation].languages))


def _needs(session: Session) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*session.needs, *([REMOTE] if session.remote else []))))


def _booths(instance: Instance, session: Session) -> list[str]:
    needed, most = _languages(instance, session), max(room.booths for room in instance.rooms)
    if needed <= most or session.interpretation is None:
        return []
    pool = name(instance.pool_by_id[session.interpretation])
    there = f"no room has more than {most}" if most else "no room has any"
    return [f"{pool} needs {counted(needed, 'booth')}; {there}"]


def _features(instance: Instance, session: Session) -> list[str]:
    known = sorted({feature for room in instance.rooms for feature in room.features})
    missing = [feature for feature in _needs(session) if feature not in known]
    if not missing:
        return []
    offered = f"offered are {listed(known)}" if known else "rooms offer no feature at all"
    why = ", which remote attendance needs" if missing == [REMOTE] and session.remote else ""
    return [f"no room offers {' or '.join(missing)}{why} ({offered})"]


def _layout(instance: Instance, session: Session) -> list[str]:
    known = sorted({layout for room in instance.rooms for layout in room.layouts})
    if session.layout is None or session.layout in known:
        return []
    offered = f"known are {listed(known)}" if known else "rooms have their usual one only"
    return [f"no room has the layout {session.layout} ({offered})"]


def _lacking(instance: Instance, session: Session, room: Room) -> list[str]:
    lacking = [feature for feature in _needs(session) if feature not in room.features]
    booths = _languages(instance, session) - room.booths
    if booths > 0:
        lacking.append(counted(booths, "booth"))
    if session.layout is not None and session.layout not in room.layouts:
        lacking.append(f"the layout {session.layout}")
    return lacking
