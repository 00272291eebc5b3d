"""Lower bounds for problems on which the exact engine proves little: pairs, and large problems."""

from scheduler.engines.bounding.dual_ascent import Ascent, ascent_of
from scheduler.engines.bounding.lagrangian import Lagrangian

__all__ = ["Ascent", "Lagrangian", "ascent_of"]
