"""The exact engine: OR-Tools, for proofs, bounds and infeasibility."""

from scheduler.engines.cp_sat.relaxed import Listener, RelaxedSearch, Whole, frame_of
from scheduler.engines.cp_sat.solving import ExactSearch, Found

__all__ = [
    "ExactSearch",
    "Found",
    "Listener",
    "RelaxedSearch",
    "Whole",
    "frame_of",
]
