"""Explanations of a programme: why here and not there, why on an agenda or panel, what a rule costs."""

from scheduler.explanation.programmes.alternatives import (
    Option,
    Placing,
    best_by_half_day,
    dearest_rule,
    obstacles,
    place,
)
from scheduler.explanation.programmes.consequences import Consequences, between, consequences
from scheduler.explanation.programmes.ideals import Ideal, ideal_of_rule
from scheduler.explanation.programmes.items import Dealing, ItemOption, ItemPlacing, place_item
from scheduler.explanation.programmes.overviews import Burden, Overview, overview
from scheduler.explanation.programmes.prices import (
    Freedom,
    RulePrice,
    price_of_place,
    price_of_rule,
)
from scheduler.explanation.programmes.seats import Reseat, Seating, Standing, seat
from scheduler.explanation.programmes.stretches import Stretch, stretches

__all__ = [
    "Burden",
    "Consequences",
    "Dealing",
    "Freedom",
    "Ideal",
    "ItemOption",
    "ItemPlacing",
    "Option",
    "Overview",
    "Placing",
    "Reseat",
    "RulePrice",
    "Seating",
    "Standing",
    "Stretch",
    "best_by_half_day",
    "between",
    "consequences",
    "dearest_rule",
    "ideal_of_rule",
    "obstacles",
    "overview",
    "place",
    "place_item",
    "price_of_place",
    "price_of_rule",
    "seat",
    "stretches",
]
