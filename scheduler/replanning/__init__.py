"""Replanning: the fewest and least harmful changes to a published programme after facts have changed.

Searches are loaded on first use; the published programme is known without an engine.
"""

from typing import TYPE_CHECKING

from scheduler.lazy import names_of
from scheduler.replanning.published import announced

if TYPE_CHECKING:
    from scheduler.replanning.limited_search import (
        MinimalPerturbation,
        NoRuleWorse,
        has_a_worse_rule,
        solve_with_few_moves,
        solve_with_no_rule_worse,
    )
    from scheduler.replanning.moves import (
        Move,
        MoveKind,
        MovesStep,
        Notification,
        Replan,
        Reseating,
        reseatings_of,
        steps_between,
        told_of,
    )
    from scheduler.replanning.programmes import replan
    from scheduler.replanning.starts import Start, repair_and_solve

__all__ = [
    "MinimalPerturbation",
    "Move",
    "MoveKind",
    "MovesStep",
    "NoRuleWorse",
    "Notification",
    "Replan",
    "Reseating",
    "Start",
    "announced",
    "has_a_worse_rule",
    "repair_and_solve",
    "replan",
    "reseatings_of",
    "solve_with_few_moves",
    "solve_with_no_rule_worse",
    "steps_between",
    "told_of",
]

__getattr__ = names_of(__name__)
