"""Relaxed models by period: bounds where groups are not mixed, and schedules from them."""

from scheduler.engines.cp_sat.relaxed.frame import frame_of
from scheduler.engines.cp_sat.relaxed.realising import Whole
from scheduler.engines.cp_sat.relaxed.searching import Listener, RelaxedSearch

__all__ = ["Listener", "RelaxedSearch", "Whole", "frame_of"]
