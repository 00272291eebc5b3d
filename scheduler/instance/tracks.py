"""Tracks: sessions that belong together, as in a conference of talks, and the half-days that they fill."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import PositiveInt

from scheduler.instance.faults import Fault, quoted
from scheduler.instance.frozen import Frozen, Identifier, Title
from scheduler.instance.half_days import HalfDay, half_days_of
from scheduler.instance.latest import latest
from scheduler.instance.moments import DAY
from scheduler.instance.participants import Selection

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


class Track(Frozen):
    """Sessions of one subject or team, such as a developers' room.

    Rules keep them in one room, in consecutive half-days and without overlaps.
    """

    id: Identifier
    """Name of the track."""
    title: Title | None = None
    """Name for people."""
    sessions: Selection
    """Its sessions. A session is in one track at most."""
    in_order: bool = False
    """Whether they should follow the order of the table `sessions`."""
    places: dict[Identifier, PositiveInt] = {}
    """Positions in the track that some sessions should have, by session, from 1 on."""


class Tracked(Frozen):
    """The tracks of an instance."""

    tracks: tuple[Track, ...] = ()
    """Sessions that belong together, such as those of one developers' room."""


@latest
def official_half_days(instance: "Instance") -> tuple[HalfDay, ...]:
    """Return the half-days that tracks fill, in order: each official band of each date, as a whole."""
    days = ((instance.profile_of(day), day) for day in instance.working_dates)
    official = {
        (day, band.id)
        for profile, day in days
        if profile
        for band in profile.bands
        if band.official
    }
    every = half_days_of(instance, DAY)
    return tuple(each for each in every if (each.day, each.band) in official)


def track_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield sessions that are in two tracks, tracks made of tracks, and places of sessions of others."""
    track_of: dict[str, str] = {}
    for position, track in enumerate(instance.tracks):
        path = ("tracks", position, "sessions")
        if track.sessions.tracks:
            yield Fault((*path, "tracks"), "a track of tracks", "its sessions by another field")
            continue
        own = {session.id for session in instance.selected(track.sessions)}
        for name in track.places:
            if name not in own and name in instance.session_by_id:
                place = ("tracks", position, "places", name)
                yield Fault(place, quoted(name), "a session of the track")
        for session in instance.selected(track.sessions):
            other = track_of.setdefault(session.id, track.id)
            if other != track.id:
                found = f"{quoted(session.id)}, which is in the track {quoted(other)} already"
                yield Fault(path, found, "sessions that are in no other track")
