"""The exact engine: OR-Tools, for proofs, bounds and infeasibility."""

from scheduler.engines.cp_sat.search import ExactSearch, Found
from scheduler.engines.cp_sat.tracks.relaxation import Listener, RelaxedSearch, Whole, frame_of

__all__ = [
    "ExactSearch",
    "Found",
    "Listener",
    "RelaxedSearch",
    "Whole",
    "frame_of",
]
