"""Periods and rooms in which a session counts in a shared restriction."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import numpy as np

from scheduler.engines.domains import ABSENT, Domain
from scheduler.engines.timeline import Minutes, Timeline, minutes, period_met
from scheduler.restrictions import NONE, Capacity, LoadQuota, Use

RoomsByHold = Mapping[int, Sequence[int]]
"""Rooms, as positions in a domain, by the minutes that they prolong a use."""


def quota_periods(quota: LoadQuota, domain: Domain, timeline: Timeline) -> Minutes:
    """Return the position of the period of a quota in which a session counts, by start; -1 where in none."""
    if quota.periods is None:
        return np.where(domain.starts == ABSENT, -1, 0)
    edges = timeline.edges(quota.periods)
    if not quota.running:
        return domain.periods(*edges)
    found = period_met(domain.held, domain.held_ends, *edges)
    return np.append(found, -1) if domain.optional else found


def counting_rooms(
    use: Use, capacity: Capacity, domain: Domain, numbers: Mapping[str, int]
) -> RoomsByHold | None:
    """Group the rooms in which a use counts by the minutes that these prolong it; None: it does in all.

    Rooms are positions in the domain; `numbers` are their positions among the problem's rooms.
    """
    if capacity.rooms is None and use.rooms is None:
        return None
    holds = dict.fromkeys(use.rooms or (), NONE) if capacity.rooms is None else capacity.rooms
    if use.rooms is not None:
        holds = {room: more for room, more in holds.items() if room in use.rooms}
    return _rooms_by_hold(domain, holds, numbers)


def _rooms_by_hold(
    domain: Domain, holds: Mapping[str, timedelta], numbers: Mapping[str, int]
) -> RoomsByHold:
    """Group those of a domain's rooms that `holds` names by the minutes that it gives for them.

    Rooms are positions in the domain; `numbers` are their positions among the problem's rooms.
    """
    alike: dict[int, list[int]] = {}
    positions = domain.room_positions
    # Few of many rooms are named, so these are looked up and not the others passed by.
    named = [(positions.get(numbers.get(room, -1), -1), hold) for room, hold in holds.items()]
    for position, hold in sorted(each for each in named if each[0] >= 0):
        alike.setdefault(minutes(hold), []).append(position)
    return alike
