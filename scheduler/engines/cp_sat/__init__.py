"""The exact engine: OR-Tools CP-SAT, for proofs, bounds and infeasibility."""

from scheduler.engines.cp_sat.solving import ExactSearch, Found
from scheduler.engines.cp_sat.variables import UnfinishedError

__all__ = ["ExactSearch", "Found", "UnfinishedError"]
