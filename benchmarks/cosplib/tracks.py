"""The terms of the objective that are about tracks; each yields restrictions and the price of a unit."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from benchmarks.cosplib.conference import Term
from benchmarks.cosplib.grid import Grid
from scheduler.restrictions import Beside, Distinct, Gapless, Group, Held, Parallel, Restriction

Units = Iterator[tuple[Restriction, int]]
Yield = Callable[[Grid], Units]


def _groups(grid: Grid) -> dict[str, Group]:
    return {name: tuple(each.name for each in track) for name, track in grid.by_track.items()}


def _held(grid: Grid, penalty: Callable[[str, str, str], int]) -> Units:
    """Yield what each track pays in sessions and rooms, where it pays anything."""
    conference = grid.conference
    for track, group in _groups(grid).items():
        amounts = {
            (position, room): penalty(track, session.name, room)
            for position, session in enumerate(conference.sessions)
            for room in conference.rooms
        }
        amounts = {cell: amount for cell, amount in amounts.items() if amount}
        if amounts:
            yield Held(track, group, grid.periods, amounts), 1


def tracks_sessions(grid: Grid) -> Units:
    """Penalty of a track in a session, for each room that it has there."""
    found = grid.conference.tracks_sessions
    return _held(grid, lambda track, session, _room: found.get((track, session), 0))


def tracks_rooms(grid: Grid) -> Units:
    """Penalty of a track in a room, for each session that it has there."""
    found = grid.conference.tracks_rooms
    return _held(grid, lambda track, _session, room: found.get((track, room), 0))


def sessions_rooms(grid: Grid) -> Units:
    """Penalty of a room in a session, if it is used."""
    found = grid.conference.sessions_rooms
    return _held(grid, lambda _track, session, room: found.get((session, room), 0))


def similar_tracks(grid: Grid) -> Units:
    """Penalty of two similar tracks in one session, for each two rooms that they have there."""
    groups = _groups(grid)
    for (one, other), penalty in grid.conference.similar.items():
        if one in groups and other in groups:
            yield Beside(f"{one} | {other}", groups[one], groups[other], grid.periods), penalty


def rooms_per_track(grid: Grid) -> Units:
    """Rooms of a track, beyond the first."""
    for track, group in _groups(grid).items():
        yield Distinct(track, group), 1


def parallel_tracks(grid: Grid) -> Units:
    """Rooms of a track in one session, beyond the first."""
    for track, group in _groups(grid).items():
        yield Parallel(track, group, grid.periods), 1


def consecutive_tracks(grid: Grid) -> Units:
    """Tracks with a session without them between two with them."""
    for track, group in _groups(grid).items():
        yield Gapless(track, group, grid.periods), 1


def chairs(grid: Grid) -> Units:
    """Two tracks with a chair in common in one session, for each two rooms that they have there."""
    for (one, first), (other, second) in combinations(_groups(grid).items(), 2):
        if grid.conference.chairs[one] & grid.conference.chairs[other]:
            yield Beside(f"{one} | {other}", first, second, grid.periods), 1


TRACKS: Mapping[Term, Yield] = {
    Term.TRACKS_SESSIONS: tracks_sessions,
    Term.TRACKS_ROOMS: tracks_rooms,
    Term.SESSIONS_ROOMS: sessions_rooms,
    Term.SIMILAR_TRACKS: similar_tracks,
    Term.ROOMS_PER_TRACK: rooms_per_track,
    Term.PARALLEL_TRACKS: parallel_tracks,
    Term.CONSECUTIVE_TRACKS: consecutive_tracks,
    Term.CHAIRS: chairs,
}
