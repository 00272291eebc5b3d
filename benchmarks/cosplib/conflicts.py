"""Submissions that some people have to be in, or would like to be in, both."""

from collections.abc import Callable, Mapping

from benchmarks.cosplib.conference import Conference, Submission

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
