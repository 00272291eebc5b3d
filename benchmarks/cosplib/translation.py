"""From a conference to a problem of the engines.

Tracks become groups, and a point of the objective a thousand thousandths. The rules of the problem are the
terms of the objective, and `HARD` for what must be kept.
"""

from collections.abc import Iterator

from benchmarks.cosplib.conference import Conference, Term
from benchmarks.cosplib.grid import SLOT, Grid
from benchmarks.cosplib.submissions import SUBMISSIONS
from benchmarks.cosplib.tracks import TRACKS
from scheduler.restrictions import NONE, Capacity, Priced, Problem, Restriction, Stay, Unmixed, Use

POINT = 1000
"""Thousandths in a point."""
HARD = "hard"


def problem_of(conference: Conference) -> Problem:
    """Return the problem of a conference: what it costs is its objective, in thousandths."""
    grid = Grid(conference)
    return Problem(
        durations={each.name: each.slots * SLOT for each in conference.submissions},
        starts=tuple(start for start, _ in grid.starts),
        rooms=conference.rooms,
        priced=(
            *(Priced(HARD, restriction, None) for restriction in _hard(grid)),
            *_priced(grid),
        ),
    )


def _hard(grid: Grid) -> Iterator[Restriction]:
    """Yield what must be kept: inside sessions, one at a time, and one track in a room and session."""
    conference = grid.conference
    uses = tuple(Use(each.name) for each in conference.submissions)
    for submission in conference.submissions:
        yield Stay(submission.name, submission.name, grid.periods)
    for room in conference.rooms:
        yield Capacity(room, uses, at_most=1, rooms={room: NONE})
    groups = tuple(tuple(each.name for each in track) for track in grid.by_track.values())
    yield Unmixed("tracks", groups, grid.periods)


def _priced(grid: Grid) -> Iterator[Priced]:
    terms = {**TRACKS, **SUBMISSIONS}
    for term in Term:
        weight = grid.conference.weights[term]
        if weight:
            for restriction, units in terms[term](grid):
                yield Priced(term.value, restriction, POINT * weight * units)
