"""Explanations of a programme: why here and not there, why on an agenda or panel, what a rule costs.

What searches is loaded when it is first asked for: whoever tells the consequences of a move needs no solver.
"""

from typing import TYPE_CHECKING

from scheduler.explanation.programmes.consequences import Consequences, between, consequences
from scheduler.lazy import names_of

if TYPE_CHECKING:
    from scheduler.explanation.programmes.alternatives import (
        Option,
        Placing,
        Stretch,
        best_by_half_day,
        dearest_rule,
        obstacles,
        place,
        stretches,
    )
    from scheduler.explanation.programmes.items import Dealing, ItemOption, ItemPlacing, place_item
    from scheduler.explanation.programmes.overviews import Burden, Overview, overview
    from scheduler.explanation.programmes.prices import (
        RulePrice,
        price_of_rule,
    )
    from scheduler.explanation.programmes.seats import Reseat, Seating, Standing, seat

__all__ = [
    "Burden",
    "Consequences",
    "Dealing",
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
    "obstacles",
    "overview",
    "place",
    "place_item",
    "price_of_rule",
    "seat",
    "stretches",
]

__getattr__ = names_of(
    __name__,
    {
        "alternatives": (
            "Option",
            "Placing",
            "Stretch",
            "best_by_half_day",
            "dearest_rule",
            "obstacles",
            "place",
            "stretches",
        ),
        "items": ("Dealing", "ItemOption", "ItemPlacing", "place_item"),
        "overviews": ("Burden", "Overview", "overview"),
        "prices": ("RulePrice", "price_of_rule"),
        "seats": ("Reseat", "Seating", "Standing", "seat"),
    },
)
