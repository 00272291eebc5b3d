"""The exact engine: OR-Tools, for proofs, bounds and infeasibility."""

from scheduler.engines.cp_sat.ceilings import Ceilings
from scheduler.engines.cp_sat.search import DETERMINISTIC, ExactSearch, Found
from scheduler.engines.cp_sat.tracks.relaxation import Lift, Listener, RelaxedSearch, aggregation_of

__all__ = [
    "DETERMINISTIC",
    "Ceilings",
    "ExactSearch",
    "Found",
    "Lift",
    "Listener",
    "RelaxedSearch",
    "aggregation_of",
]
