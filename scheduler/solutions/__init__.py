"""Existing solution files: their content, and whether a new solution replaces them."""

from scheduler.solutions.solution_files import (
    Filed,
    JudgedSolution,
    PreviousSolution,
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
    "JudgedSolution",
    "PreviousSolution",
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
