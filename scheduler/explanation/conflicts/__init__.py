"""Conflicts: which hard rules, of which items, cannot all be kept, and ways out."""

from scheduler.explanation.conflicts.agendas import collide
from scheduler.explanation.conflicts.collisions import Collision, Conflict, Culprit
from scheduler.explanation.conflicts.ways import Way, broken_in

__all__ = ["Collision", "Conflict", "Culprit", "Way", "broken_in", "collide"]
