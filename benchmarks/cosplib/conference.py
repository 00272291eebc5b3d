"""A conference as the workbooks describe it: facts alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Term(StrEnum):
    """The terms of the objective, in the order of their weights in the workbook."""

    TRACKS_SESSIONS = "tracks_sessions"
    TRACKS_ROOMS = "tracks_rooms"
    SESSIONS_ROOMS = "sessions_rooms"
    SIMILAR_TRACKS = "similar_tracks"
    ROOMS_PER_TRACK = "rooms_per_track"
    PARALLEL_TRACKS = "parallel_tracks"
    CONSECUTIVE_TRACKS = "consecutive_tracks"
    TIMEZONES = "timezones"
    ORDER = "order"
    SUBMISSIONS_SESSIONS = "submissions_sessions"
    SUBMISSIONS_ROOMS = "submissions_rooms"
    PRESENTERS_SESSION = "presenters_session"
    ATTENDEES_SESSION = "attendees_session"
    CHAIRS = "chairs"
    PRESENTERS_SLOT = "presenters_slot"
    ATTENDEES_SLOT = "attendees_slot"


@dataclass(frozen=True, slots=True)
class Submission:
    """A talk."""

    name: str
    track: str
    slots: int
    """Consecutive slots that it takes, at least one."""
    order: int
    """Its place in the sequence of its track; 0: any."""
    zone: int
    """Hours ahead of GMT where its presenters are."""
    presenters: frozenset[str]
    attendees: frozenset[str]
    in_sessions: Mapping[str, int]
    """Penalty of a slot in each session; sessions without one are left out, here and below."""
    in_rooms: Mapping[str, int]
    """Penalty of a slot in each room."""


@dataclass(frozen=True, slots=True)
class Session:
    """A period of the conference, in all rooms."""

    name: str
    slots: int
    start: int
    """Minute of the day, on the clocks of the conference."""
    end: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """When it is a good time to present, in minutes of the day wherever the presenters are."""

    suitable: tuple[int, int]
    less_suitable: tuple[int, int]
    small: int
    """Penalty outside the suitable hours."""
    big: int
    """Penalty outside the less suitable hours."""
    zone: int
    """Hours ahead of GMT where the conference is."""

    def penalty(self, session: Session, zone: int) -> int:
        """Return the penalty of a slot of a session, for presenters in a zone."""
        shift = 60 * (zone - self.zone)
        start, end = ((minute + shift) % (24 * 60) for minute in (session.start, session.end))
        earliest, latest = self.less_suitable
        if start < earliest or end > latest or end < earliest:
            return self.big
        return self.small if start < self.suitable[0] or end > self.suitable[1] else 0


@dataclass(frozen=True, slots=True)
class Conference:
    """All that a workbook says."""

    name: str
    weights: Mapping[Term, int]
    """Of each term; 0: it does not count."""
    hours: Hours
    sessions: tuple[Session, ...]
    rooms: tuple[str, ...]
    chairs: Mapping[str, frozenset[str]]
    """Of each track."""
    submissions: tuple[Submission, ...]
    tracks_sessions: Mapping[tuple[str, str], int]
    """Penalties, where there are any; so below."""
    tracks_rooms: Mapping[tuple[str, str], int]
    sessions_rooms: Mapping[tuple[str, str], int]
    similar: Mapping[tuple[str, str], int]
    """By two tracks, in the order of the workbook."""


Conflict = Callable[[Conference, Submission, Submission], bool]


def presenters_meet(conference: Conference, one: Submission, other: Submission) -> bool:
    """Tell whether two submissions share a presenter, or one's presenter chairs the other's track."""
    chairs = _chairs_of_others(conference, one, other)
    return bool(
        one.presenters & other.presenters
        or one.presenters & chairs[1]
        or other.presenters & chairs[0]
    )


def attendees_meet(conference: Conference, one: Submission, other: Submission) -> bool:
    """Tell whether who attends one attends the other, presents it, or chairs its track."""
    chairs = _chairs_of_others(conference, one, other)
    return bool(
        one.attendees & (other.attendees | other.presenters | chairs[1])
        or other.attendees & (one.presenters | chairs[0])
    )


def _chairs_of_others(
    conference: Conference, one: Submission, other: Submission
) -> tuple[frozenset[str], frozenset[str]]:
    """Return who chairs the track of each of two submissions; nobody, if they have the same track."""
    if one.track == other.track:
        return frozenset(), frozenset()
    return conference.chairs[one.track], conference.chairs[other.track]


CONFLICTS: Mapping[str, Conflict] = {"presenters": presenters_meet, "attendees": attendees_meet}
