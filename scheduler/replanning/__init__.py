"""Replanning: the fewest and least harmful changes to a published programme after facts have changed.

Searches are loaded on first use; the published programme is known without an engine.
"""

from typing import TYPE_CHECKING

from scheduler.lazy import names_of
from scheduler.replanning.published import announced, promised, still_seated

if TYPE_CHECKING:
    from scheduler.replanning.affected import Notification, told_of
    from scheduler.replanning.agendas import replan_agendas
    from scheduler.replanning.limited_search import (
        MinimalPerturbation,
        NoRuleWorse,
        has_a_worse_rule,
        solve_with_few_moves,
        solve_with_no_rule_worse,
    )
    from scheduler.replanning.moves import Move, MoveKind, MoveReason, Reseating, reseatings_of
    from scheduler.replanning.programmes import replan
    from scheduler.replanning.replans import Agendas, ItemMove, Replan
    from scheduler.replanning.starts import Start, repair_and_solve, repaired
    from scheduler.replanning.steps import MovesStep, steps_between

__all__ = [
    "Agendas",
    "ItemMove",
    "MinimalPerturbation",
    "Move",
    "MoveKind",
    "MoveReason",
    "MovesStep",
    "NoRuleWorse",
    "Notification",
    "Replan",
    "Reseating",
    "Start",
    "announced",
    "has_a_worse_rule",
    "promised",
    "repair_and_solve",
    "repaired",
    "replan",
    "replan_agendas",
    "reseatings_of",
    "solve_with_few_moves",
    "solve_with_no_rule_worse",
    "steps_between",
    "still_seated",
    "told_of",
]

__getattr__ = names_of(
    __name__,
    {
        "affected": ("Notification", "told_of"),
        "agendas": ("replan_agendas",),
        "limited_search": (
            *("MinimalPerturbation", "NoRuleWorse", "has_a_worse_rule"),
            *("solve_with_few_moves", "solve_with_no_rule_worse"),
        ),
        "moves": ("Move", "MoveReason", "Reseating", "MoveKind", "reseatings_of"),
        "programmes": ("replan",),
        "replans": ("Agendas", "ItemMove", "Replan"),
        "starts": ("Start", "repair_and_solve", "repaired"),
        "steps": ("MovesStep", "steps_between"),
    },
)
