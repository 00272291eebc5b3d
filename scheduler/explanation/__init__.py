"""Explanations: what cannot work and why, and what would help."""

from scheduler.explanation.conflicts import Collision, Conflict, Culprit, Way, collide
from scheduler.explanation.screening import screen
from scheduler.explanation.trouble import Trouble

__all__ = ["Collision", "Conflict", "Culprit", "Trouble", "Way", "collide", "screen"]
