"""The fast engine: simulated annealing over all places of a session at once."""

from scheduler.engines.annealing.cooling_schedule import CoolingSchedule
from scheduler.engines.annealing.strict_schedule import StrictSchedule

__all__ = ["CoolingSchedule", "StrictSchedule"]
