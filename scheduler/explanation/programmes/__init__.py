"""Explanations of a programme: why here and not there, what a rule costs, who is worst off."""

from scheduler.explanation.programmes.overviews import Burden, Overview, overview
from scheduler.explanation.programmes.placements import Option, Placing, place
from scheduler.explanation.programmes.prices import (
    Freedom,
    RulePrice,
    price_of_place,
    price_of_rule,
)

__all__ = [
    "Burden",
    "Freedom",
    "Option",
    "Overview",
    "Placing",
    "RulePrice",
    "overview",
    "place",
    "price_of_place",
    "price_of_rule",
]
