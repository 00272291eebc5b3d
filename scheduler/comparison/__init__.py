"""Comparison: programmes side by side, what differs, and who gains by it."""

from scheduler.comparison.comparisons import Comparison, Difference, compare
from scheduler.comparison.likeness import unlike_in_words
from scheduler.comparison.programmes import Programme, labelled

__all__ = ["Comparison", "Difference", "Programme", "compare", "labelled", "unlike_in_words"]
