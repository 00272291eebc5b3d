"""Solution files that are there already: what they hold, which stays, and what is kept beside it."""

from scheduler.solutions.solution_files import (
    Filed,
    Kept,
    Standing,
    Stored,
    checkpoint_of,
    file_solution,
    keep_previous,
    make_way,
    old_place,
    previous_of,
    put_solution,
    standing_at,
    stored_at,
)

__all__ = [
    "Filed",
    "Kept",
    "Standing",
    "Stored",
    "checkpoint_of",
    "file_solution",
    "keep_previous",
    "make_way",
    "old_place",
    "previous_of",
    "put_solution",
    "standing_at",
    "stored_at",
]
