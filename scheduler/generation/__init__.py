"""The generation: conferences of any size, each with a programme that is known to be possible."""

from scheduler.generation.conferences import Conference, generate
from scheduler.generation.sizes import LEAST, MOST, Wanted

__all__ = ["LEAST", "MOST", "Conference", "Wanted", "generate"]
