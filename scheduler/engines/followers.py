"""Sessions that are only ever where another one, their leader, is."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.domains import Domain
from scheduler.schedule import Schedule


def followed(domains: Mapping[str, Domain], followers: Mapping[str, str]) -> dict[str, Domain]:
    """Return the domains without the places at which a follower and its leader cannot be together.

    A leader has to be where a follower that cannot be absent can be, and so can all the others of its
    followers.
    """
    within = dict(domains)
    for follower, leader in followers.items():
        if not within[follower].optional:
            within[leader] = within[leader].where(shared(within[leader], within[follower]))
    for follower, leader in followers.items():
        own = within[follower]
        keep = shared(own, within[leader])
        if own.optional:
            keep[-1, -1] = True
        within[follower] = own.where(keep)
    return within


def shared(domain: Domain, other: Domain) -> NDArray[np.bool_]:
    """Return which places of a domain are places of another one too."""
    keep = np.zeros(domain.allowed.shape, dtype=bool)
    _, starts, their_starts = np.intersect1d(domain.starts, other.starts, return_indices=True)
    _, rooms, their_rooms = np.intersect1d(domain.rooms, other.rooms, return_indices=True)
    keep[np.ix_(starts, rooms)] = other.allowed[np.ix_(their_starts, their_rooms)]
    return keep


def gathered(
    places: Sequence[tuple[int, int]], domains: Sequence[Domain], leaders: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Return places with each follower that has one where its leader is; absent, if it cannot be there.

    Places are positions of start and room in the domain of each session.
    """
    found = list(places)
    for follower, leader in leaders.items():
        domain = domains[follower]
        away = len(domain.starts) - 1, len(domain.rooms) - 1
        if not domain.optional or found[follower] != away:
            there = _place_of(domain, domains[leader], found[leader])
            found[follower] = away if there is None else there
    return found


def _place_of(domain: Domain, other: Domain, place: tuple[int, int]) -> tuple[int, int] | None:
    """Return where a session is that is with another one, at a place of that; None if it cannot be."""
    starts = np.flatnonzero(domain.starts == other.starts[place[0]])
    rooms = np.flatnonzero(domain.rooms == other.rooms[place[1]])
    if not len(starts) or not len(rooms) or not domain.allowed[starts[0], rooms[0]]:
        return None
    return int(starts[0]), int(rooms[0])


def together(schedule: Schedule, followers: Mapping[str, str]) -> Schedule:
    """Return a schedule without the followers that are not where their leaders are."""
    placed = schedule.by_session
    astray = {
        follower
        for follower, leader in followers.items()
        if follower in placed
        and (
            leader not in placed
            or (placed[follower].start, placed[follower].room)
            != (placed[leader].start, placed[leader].room)
        )
    }
    if not astray:
        return schedule
    return Schedule.of(each for each in schedule.assignments if each.session not in astray)
