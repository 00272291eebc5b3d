"""Replanning: the fewest and least harmful changes to a published programme that facts have overtaken."""

from scheduler.replanning.mending import Replan, replan
from scheduler.replanning.plans import announced, promised, still_seated
from scheduler.replanning.reasons import Move, Reason, What
from scheduler.replanning.seating import Reseating
from scheduler.replanning.telling import Told

__all__ = [
    "Move",
    "Reason",
    "Replan",
    "Reseating",
    "Told",
    "What",
    "announced",
    "promised",
    "replan",
    "still_seated",
]
