"""Conflicts: hard rules, and their items, that cannot all be satisfied, and ways out.

Searching modules are imported on first use: weighing broken rules needs no solver.
"""

from typing import TYPE_CHECKING

from scheduler.explanation.rules import weight_broken, weight_of
from scheduler.explanation.trouble import FieldPath
from scheduler.lazy import names_of

if TYPE_CHECKING:
    from scheduler.explanation.conflicts.agendas import collide
    from scheduler.explanation.conflicts.collisions import Collision, Conflict, Culprit
    from scheduler.explanation.conflicts.groups import given_by
    from scheduler.explanation.conflicts.ways import Way, broken_in

__all__ = [
    "Collision",
    "Conflict",
    "Culprit",
    "FieldPath",
    "Way",
    "broken_in",
    "collide",
    "given_by",
    "weight_broken",
    "weight_of",
]

__getattr__ = names_of(__name__)
