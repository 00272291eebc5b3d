"""What stands for a session that is absent: one more start, in one more room, of its domain."""

from scheduler.restrictions import Problem

ABSENT = 10**8
"""The start, in minutes, of a session that is absent: after all others."""

NOWHERE = ""
"""The room of a session that is absent: after all others; no room has this name."""


def rooms_of(problem: Problem) -> tuple[str, ...]:
    """Return the rooms of a problem, and what stands for none, if a session may be absent."""
    return (*problem.rooms, NOWHERE) if problem.omissible else problem.rooms
