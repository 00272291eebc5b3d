"""The fast engine: simulated annealing over all places of a session at once."""

from scheduler.engines.annealing.cooling_schedule import CoolingSchedule

__all__ = ["CoolingSchedule"]
