"""Lower bounds where those of the exact engine say little: on pairs, and on what is large."""

from scheduler.engines.bounding.lagrangian import Lagrangian
from scheduler.engines.bounding.readiness import make_ready
from scheduler.engines.bounding.tracks.dual_ascent import Ascent, ascent_of

__all__ = ["Ascent", "Lagrangian", "ascent_of", "make_ready"]
