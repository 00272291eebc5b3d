"""Comparison: programmes side by side, what differs, and who gains by it."""

from scheduler.comparison.comparisons import Comparison, Difference, compare, unknown_to
from scheduler.comparison.programmes import Programme, labelled

__all__ = ["Comparison", "Difference", "Programme", "compare", "labelled", "unknown_to"]
