"""Relaxed models by period: bounds where groups are not mixed, and schedules from them."""

from scheduler.engines.cp_sat.tracks.relaxation.aggregation import frame_of
from scheduler.engines.cp_sat.tracks.relaxation.completion import Whole
from scheduler.engines.cp_sat.tracks.relaxation.search import Listener, RelaxedSearch

__all__ = ["Listener", "RelaxedSearch", "Whole", "frame_of"]
