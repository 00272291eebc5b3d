"""Engines: from a problem, which knows nothing of conferences, to the best schedule they can find."""

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.searching import Effort, search

__all__ = ["Answer", "Counter", "Effort", "search"]
