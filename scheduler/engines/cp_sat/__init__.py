"""The exact engine: OR-Tools CP-SAT, for proofs, bounds and infeasibility."""

from scheduler.engines.cp_sat.solving import ExactSearch, Found

__all__ = ["ExactSearch", "Found"]
