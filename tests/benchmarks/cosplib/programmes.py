"""Programmes at random that keep what must be kept."""

from random import Random

from benchmarks.cosplib.conference import Submission
from benchmarks.cosplib.grid import Grid
from scheduler.schedule import Assignment, Schedule


def random_schedule(grid: Grid, rng: Random) -> Schedule | None:
    """Return a schedule that keeps everything; None, if this draw leaves no place for a submission."""
    conference = grid.conference
    free = [(n, room) for n in range(len(conference.sessions)) for room in conference.rooms]
    rng.shuffle(free)
    found: list[Assignment] = []
    tracks = list(grid.by_track.values())
    rng.shuffle(tracks)
    for submissions in tracks:
        cells: list[tuple[int, str, int]] = []
        for submission in sorted(submissions, key=lambda each: (-each.slots, rng.random())):
            placed = _placed(submission, grid, cells, free, rng)
            if placed is None:
                return None
            found.append(placed)
    return Schedule.of(found)


def _placed(
    submission: Submission,
    grid: Grid,
    cells: list[tuple[int, str, int]],
    free: list[tuple[int, str]],
    rng: Random,
) -> Assignment | None:
    """Put a submission behind what is in one of its track's cells, or into a cell that is free."""
    sessions = grid.conference.sessions
    for number, (session, room, used) in enumerate(cells):
        left = sessions[session].slots - used - submission.slots
        if left >= 0:
            skip = rng.randint(0, left) if rng.random() < 0.2 else 0
            cells[number] = session, room, used + skip + submission.slots
            return _assignment(submission, grid, session, room, used + skip)
    for cell in free:
        if sessions[cell[0]].slots >= submission.slots:
            free.remove(cell)
            cells.append((*cell, submission.slots))
            return _assignment(submission, grid, *cell, 0)
    return None


def _assignment(
    submission: Submission, grid: Grid, session: int, room: str, slot: int
) -> Assignment:
    return Assignment(grid.talks[submission.name], grid.start(session, slot), grid.rooms[room])
