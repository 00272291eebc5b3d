"""Explanations of a programme: why here and not there, and what a rule costs.

What solves is imported on first use: the consequences of a move need no solver.
"""

from typing import TYPE_CHECKING

from scheduler.explanation.programmes.alternatives import (
    Option,
    Placing,
    best_by_half_day,
    dearest_rule,
    obstacles,
    place,
)
from scheduler.explanation.programmes.consequences import (
    Burden,
    Consequences,
    Overview,
    between,
    consequences,
    overview,
)
from scheduler.lazy import names_of

if TYPE_CHECKING:
    from scheduler.explanation.programmes.prices import RulePrice, price_of_rule

__all__ = [
    "Burden",
    "Consequences",
    "Option",
    "Overview",
    "Placing",
    "RulePrice",
    "best_by_half_day",
    "between",
    "consequences",
    "dearest_rule",
    "obstacles",
    "overview",
    "place",
    "price_of_rule",
]

__getattr__ = names_of(__name__)
