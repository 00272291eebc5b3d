"""The engines' own count: amounts of all restrictions of a problem on any schedule."""

from scheduler.engines.counting.counter import Counter, Objective

__all__ = ["Counter", "Objective"]
