"""The fast engine: simulated annealing over all places of a session at once."""

from scheduler.engines.annealing.cooling_schedule import CoolingSchedule
from scheduler.engines.annealing.varied_schedule import VariedSchedule

__all__ = ["CoolingSchedule", "VariedSchedule"]
