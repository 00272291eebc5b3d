"""Rules on tracks: their rooms in half-days, and consecutive half-days."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType

from scheduler.instance import Instance, Session, official_half_days
from scheduler.restrictions import (
    Distinct,
    Gapless,
    Lag,
    Parallel,
    Ranks,
    Restriction,
    Span,
    Switches,
)
from scheduler.rules.common import at_once, consecutive, running


def track_mixed(instance: Instance) -> Iterator[Restriction]:
    """Keep one track in a room during a half-day.

    ``sum_{half-days h, rooms r} |{s : s starts in h in r, right after one of another track}|``.
    Reads ``tracks`` (sessions), ``sessions`` (duration), ``day_profiles`` (bands).
    """
    groups = tuple(_ids(sessions) for sessions in _by_track(instance).values())
    if len(groups) > 1:
        yield Switches(instance.name, groups, _half_days(instance))


def track_split(instance: Instance) -> Iterator[Restriction]:
    """Keep a track in one room during a half-day.

    ``sum_{half-days h} max(0, |{room of s : s of k that starts in h}| - 1)`` for all tracks k.
    Reads ``tracks`` (sessions), ``day_profiles`` (bands).
    """
    for track, sessions in _by_track(instance).items():
        if len(sessions) > 1 and len(instance.rooms) > 1:
            yield Parallel(track, _ids(sessions), _half_days(instance))


def track_changes_room(instance: Instance) -> Iterator[Restriction]:
    """Hold a track in one room.

    ``|{room of s : s of k}| - 1`` for all tracks k. Reads ``tracks`` (sessions).
    """
    for track, sessions in _by_track(instance).items():
        if len(sessions) > 1 and len(instance.rooms) > 1:
            yield Distinct(track, _ids(sessions))


def track_interrupted(instance: Instance) -> Iterator[Restriction]:
    """Hold a track in consecutive half-days.

    ``[there are half-days g < h < i with sessions of k in g and in i, and none in h]`` for all tracks k.
    Reads ``tracks`` (sessions), ``day_profiles`` (bands).
    """
    periods = _half_days(instance)
    for track, sessions in _by_track(instance).items():
        if len(sessions) > 1 and len(periods) > 2:
            yield Gapless(track, _ids(sessions), periods)


def track_conflict(instance: Instance) -> Iterator[Restriction]:
    """At any time a track has at most one session running.

    ``sum_t max(0, sum_{s of track k} [s runs at t] - 1)`` for all tracks k.
    Reads ``tracks`` (sessions), ``sessions`` (duration).
    """
    for track, sessions in _by_track(instance).items():
        yield from at_once(track, running(sessions), 1)


def track_out_of_order(instance: Instance) -> Iterator[Restriction]:
    """Hold the sessions of a track in the order of the table `sessions`.

    ``max(0, end_s - start_q)`` for all tracks in order and all s, q of them that follow one another, or have
    nothing but optional ones between. Reads ``tracks`` (sessions, in_order), ``sessions`` (duration).
    """
    in_order = {track.id for track in instance.tracks if track.in_order}
    for track, sessions in _by_track(instance).items():
        for earlier, later in consecutive(sessions) if track in in_order else ():
            yield Lag(track, earlier.id, later.id, at_least=timedelta())


def track_place_missed(instance: Instance) -> Iterator[Restriction]:
    """Give sessions of a track the places in it that they want.

    ``|{s : s of k wants a place, and another one is its place in the sequence of k}|`` for all tracks k; the
    sequence goes by half-day, room, start, and the file.
    Reads ``tracks`` (sessions, places), ``rooms`` (id), ``day_profiles`` (bands).
    """
    periods = _half_days(instance)
    places = {track.id: track.places for track in instance.tracks}
    for track, sessions in _by_track(instance).items():
        if places[track]:
            yield Ranks(track, _ids(sessions), MappingProxyType(places[track]), periods)


def _by_track(instance: Instance) -> Mapping[str, tuple[Session, ...]]:
    """Return the sessions of each track that has any."""
    found = {track.id: instance.selected(track.sessions) for track in instance.tracks}
    return {track: sessions for track, sessions in found.items() if sessions}


def _half_days(instance: Instance) -> tuple[Span, ...]:
    return tuple(each.span for each in official_half_days(instance))


def _ids(sessions: tuple[Session, ...]) -> tuple[str, ...]:
    return tuple(session.id for session in sessions)
