"""The fast engine: simulated annealing over all places of a session at once."""

from scheduler.engines.annealing.cooling import Cooling

__all__ = ["Cooling"]
