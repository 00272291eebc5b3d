"""Large neighbourhood search: some sessions are freed, all others stay, and what was freed is placed anew."""

from scheduler.engines.large_neighbourhoods.room_permutations import with_better_rooms
from scheduler.engines.large_neighbourhoods.search import LargeNeighbourhoods

__all__ = ["LargeNeighbourhoods", "with_better_rooms"]
