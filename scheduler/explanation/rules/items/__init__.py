"""Voices of the rules about agenda items."""

from scheduler.explanation.rules.items.agendas import (
    agenda_tight,
    item_misplaced,
    item_out_of_order,
    item_person_missing,
    item_shortened,
    item_split,
    items_too_late,
    items_unbalanced,
    proposer_missing,
    session_overfull,
    too_many_items,
)

__all__ = [
    "agenda_tight",
    "item_misplaced",
    "item_out_of_order",
    "item_person_missing",
    "item_shortened",
    "item_split",
    "items_too_late",
    "items_unbalanced",
    "proposer_missing",
    "session_overfull",
    "too_many_items",
]
