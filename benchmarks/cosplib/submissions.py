"""The terms of the objective that are about submissions; each yields restrictions and the price of a unit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import combinations

from benchmarks.cosplib.conference import Conference, Submission, Term
from benchmarks.cosplib.grid import Grid
from scheduler.restrictions import Pairs, Ranks, Restriction, Times, Unfit

Units = Iterator[tuple[Restriction, int]]
Yield = Callable[[Grid], Units]
Conflict = Callable[[Conference, Submission, Submission], bool]


def timezones(grid: Grid) -> Units:
    """Slots of a submission at a bad time of the day of its presenters."""
    conference = grid.conference
    for submission in conference.submissions:
        zone = submission.zone
        penalties = [conference.hours.penalty(each, zone) for each in conference.sessions]
        yield from _at_starts(grid, submission, penalties)


def submissions_sessions(grid: Grid) -> Units:
    """Slots of a submission in a session that it has a penalty for."""
    for submission in grid.conference.submissions:
        penalties = [submission.in_sessions.get(s.name, 0) for s in grid.conference.sessions]
        yield from _at_starts(grid, submission, penalties)


def submissions_rooms(grid: Grid) -> Units:
    """Slots of a submission in a room that it has a penalty for."""
    for submission in grid.conference.submissions:
        amounts = {room: submission.slots * each for room, each in submission.in_rooms.items()}
        if amounts:
            yield Unfit(submission.name, submission.name, amounts), 1


def _at_starts(grid: Grid, submission: Submission, penalties: list[int]) -> Units:
    """Yield what a submission pays by its start, given what a slot costs in each session."""
    starts = {
        start: submission.slots * penalties[position]
        for start, position in grid.starts
        if penalties[position]
    }
    if starts:
        yield Unfit(submission.name, submission.name, None, starts), 1


def order(grid: Grid) -> Units:
    """Submissions out of their place in their track; slots that two with a place share, for each two."""
    together: dict[tuple[str, str], int] = {}
    for track, submissions in grid.by_track.items():
        wanted = {each.name: each.order for each in submissions if each.order}
        if wanted:
            yield Ranks(track, tuple(each.name for each in submissions), wanted, grid.periods), 1
        together |= dict.fromkeys(combinations(wanted, 2), 1)
    if together:
        yield Pairs("parallel", together, _slots_shared(grid)), 1


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


def _pairs(grid: Grid, conflict: Conflict) -> dict[tuple[str, str], int]:
    pairs = combinations(grid.conference.submissions, 2)
    return {(a.name, b.name): 1 for a, b in pairs if conflict(grid.conference, a, b)}


def in_one_session(grid: Grid, conflict: Conflict) -> Units:
    """Two submissions in conflict in one session and different rooms."""
    if shared := _pairs(grid, conflict):
        marks = dict(grid.starts)
        names = {name for pair in shared for name in pair}
        same = {(session, session): 1 for session in range(len(grid.conference.sessions))}
        times = Times(dict.fromkeys(sorted(names), marks), same)
        rooms = grid.conference.rooms
        apart = {(a, b): 1 for a in rooms for b in rooms if a != b}
        yield Pairs("conflicts", shared, times, apart), 1


def in_one_slot(grid: Grid, conflict: Conflict) -> Units:
    """Slots that two submissions in conflict share; they cannot do so in one room."""
    if shared := _pairs(grid, conflict):
        yield Pairs("conflicts", shared, _slots_shared(grid)), 1


def _slots_shared(grid: Grid) -> Times:
    """Return how many slots two submissions share; a mark for each start and length."""
    starts = [start for start, _ in grid.starts]
    lengths = sorted({each.slots for each in grid.conference.submissions})
    marks: dict[int, dict[datetime, int]] = {length: {} for length in lengths}
    stretches: list[tuple[int, int, int]] = []
    for number, (_, position) in enumerate(grid.starts):
        for length in lengths:
            marks[length][starts[number]] = len(stretches)
            stretches.append((position, number, number + length))
    return Times(
        {each.name: marks[each.slots] for each in grid.conference.submissions},
        dict(_overlaps(stretches)),
    )


def _overlaps(
    stretches: Iterable[tuple[int, int, int]],
) -> Iterator[tuple[tuple[int, int], int]]:
    numbered = list(enumerate(stretches))
    for one, (session, start, end) in numbered:
        for other, (next_session, next_start, next_end) in numbered:
            both = min(end, next_end) - max(start, next_start)
            if session == next_session and both > 0:
                yield (one, other), both


SUBMISSIONS: Mapping[Term, Yield] = {
    Term.TIMEZONES: timezones,
    Term.ORDER: order,
    Term.SUBMISSIONS_SESSIONS: submissions_sessions,
    Term.SUBMISSIONS_ROOMS: submissions_rooms,
    Term.PRESENTERS_SESSION: partial(in_one_session, conflict=presenters_meet),
    Term.ATTENDEES_SESSION: partial(in_one_session, conflict=attendees_meet),
    Term.PRESENTERS_SLOT: partial(in_one_slot, conflict=presenters_meet),
    Term.ATTENDEES_SLOT: partial(in_one_slot, conflict=attendees_meet),
}
