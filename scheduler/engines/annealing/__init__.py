"""The fast engine: simulated annealing over all places of a session at once."""

from scheduler.engines.annealing.cooling_schedule import CoolingSchedule
from scheduler.engines.annealing.readiness import make_ready

__all__ = ["CoolingSchedule", "make_ready"]
