"""The exact engine: OR-Tools, for proofs, bounds and infeasibility."""

from scheduler.engines.cp_sat.exact import Ceilings
from scheduler.engines.cp_sat.linear_relaxation import LinearRelaxation
from scheduler.engines.cp_sat.search import ExactSearch, Found

__all__ = [
    "Ceilings",
    "ExactSearch",
    "Found",
    "LinearRelaxation",
]
