"""The generation: conferences of any size, each with a programme that is known to be possible."""

from benchmarks.generation.conferences import Conference, generate
from benchmarks.generation.sizes import LEAST, MOST, Wanted

__all__ = ["LEAST", "MOST", "Conference", "Wanted", "generate"]
