"""The planning rules, as restrictions: what a schedule must keep, as pure data."""

from scheduler.rules.problem import ABOUT_PINS, OWN_RULES, items_of, problem_of, with_open_items
from scheduler.rules.seats import seat_of, with_seats, without_seats

__all__ = [
    "ABOUT_PINS",
    "OWN_RULES",
    "items_of",
    "problem_of",
    "seat_of",
    "with_open_items",
    "with_seats",
    "without_seats",
]
