"""``schedule.json`` and ``schedule.xml``, as frab, pretalx and pentabarf write them."""

from scheduler.sources.programmes.schedules.elements import node_of
from scheduler.sources.programmes.schedules.readings import is_schedule, programme_in

__all__ = ["is_schedule", "node_of", "programme_in"]
