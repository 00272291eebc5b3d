"""Relaxed models by period: bounds where groups are not mixed, and schedules from them."""

from scheduler.engines.cp_sat.tracks.relaxation.aggregation import aggregation_of
from scheduler.engines.cp_sat.tracks.relaxation.completion import Lift
from scheduler.engines.cp_sat.tracks.relaxation.search import Listener, RelaxedSearch

__all__ = ["Lift", "Listener", "RelaxedSearch", "aggregation_of"]
