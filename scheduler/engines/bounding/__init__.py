"""Lower bounds where those of the exact engine say little: on pairs, and on what is large."""

from scheduler.engines.bounding.dual_ascent import Ascent, ascent_of
from scheduler.engines.bounding.lagrangian import Lagrangian

__all__ = ["Ascent", "Lagrangian", "ascent_of"]
