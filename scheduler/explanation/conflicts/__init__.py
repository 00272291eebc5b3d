"""Conflicts: which hard rules, of which items, cannot all be kept, and ways out."""

from scheduler.explanation.conflicts.agendas import collide
from scheduler.explanation.conflicts.choices import Choice, Replacement, chosen
from scheduler.explanation.conflicts.collisions import Collision, Conflict, Culprit
from scheduler.explanation.conflicts.given import given_by
from scheduler.explanation.conflicts.ways import Way, broken_in, weight_broken, weight_of
from scheduler.explanation.trouble import Place

__all__ = [
    "Choice",
    "Collision",
    "Conflict",
    "Culprit",
    "Place",
    "Replacement",
    "Way",
    "broken_in",
    "chosen",
    "collide",
    "given_by",
    "weight_broken",
    "weight_of",
]
