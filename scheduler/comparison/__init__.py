"""Comparison of programmes: figures, rules, sessions, and who is affected."""

from scheduler.comparison.comparisons import (
    Comparison,
    Difference,
    compare,
    unknown_to,
)
from scheduler.comparison.programmes import Programme, labelled

__all__ = [
    "Comparison",
    "Difference",
    "Programme",
    "compare",
    "labelled",
    "unknown_to",
]
