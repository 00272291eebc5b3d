"""Explanations of a programme: why here and not there."""

from scheduler.explanation.programmes.alternatives import (
    Option,
    Placing,
    best_by_half_day,
    dearest_rule,
    obstacles,
    place,
)
from scheduler.explanation.programmes.consequences import (
    Consequences,
    between,
    consequences,
)

__all__ = [
    "Consequences",
    "Option",
    "Placing",
    "best_by_half_day",
    "between",
    "consequences",
    "dearest_rule",
    "obstacles",
    "place",
]
