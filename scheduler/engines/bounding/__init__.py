"""A lower bound for what pairs of sessions cost, where the exact engine's says little."""

from scheduler.engines.bounding.ascent import Ascent, ascent_of
from scheduler.engines.bounding.readiness import make_ready

__all__ = ["Ascent", "ascent_of", "make_ready"]
