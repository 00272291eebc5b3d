"""Replanning: the fewest and least harmful changes to a published programme that facts have overtaken."""

from scheduler.replanning.affected import Told, told_of
from scheduler.replanning.agendas import Agendas, ItemMove
from scheduler.replanning.few_moves import FewMoves, solve_with_few_moves
from scheduler.replanning.moves import Move, Reason, Reseating, What
from scheduler.replanning.programmes import replan
from scheduler.replanning.published import announced, promised, still_seated
from scheduler.replanning.repair import Replan
from scheduler.replanning.searches import repair_and_solve
from scheduler.replanning.starts import Start, repaired

__all__ = [
    "Agendas",
    "FewMoves",
    "ItemMove",
    "Move",
    "Reason",
    "Replan",
    "Reseating",
    "Start",
    "Told",
    "What",
    "announced",
    "promised",
    "repair_and_solve",
    "repaired",
    "replan",
    "solve_with_few_moves",
    "still_seated",
    "told_of",
]
