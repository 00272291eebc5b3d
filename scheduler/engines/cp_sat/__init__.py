"""The exact engine: OR-Tools, for proofs, bounds and infeasibility."""

from scheduler.engines.cp_sat.relaxed import Listener, RelaxedSearch, Whole, frame_of
from scheduler.engines.cp_sat.solving import ExactSearch, Found
from scheduler.engines.cp_sat.variables import UnfinishedError

__all__ = [
    "ExactSearch",
    "Found",
    "Listener",
    "RelaxedSearch",
    "UnfinishedError",
    "Whole",
    "frame_of",
]
