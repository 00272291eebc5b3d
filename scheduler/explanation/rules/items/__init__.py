"""Voices of the rules about agenda items."""

from scheduler.explanation.rules.items.agendas import (
    agenda_tight,
    item_misplaced,
    item_out_of_order,
    item_people_missing,
    item_shortened,
    item_split,
    items_too_late,
    items_unbalanced,
    session_overfull,
    too_many_items,
)

__all__ = [
    "agenda_tight",
    "item_misplaced",
    "item_out_of_order",
    "item_people_missing",
    "item_shortened",
    "item_split",
    "items_too_late",
    "items_unbalanced",
    "session_overfull",
    "too_many_items",
]
