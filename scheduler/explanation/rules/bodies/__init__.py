"""Voices of the rules about bodies and the order of their work."""

from scheduler.explanation.rules.bodies.order import not_adjacent, order_broken, parent_not_around
from scheduler.explanation.rules.bodies.parallel import (
    body_conflict,
    parallel_limit_exceeded,
    parent_conflict,
    run_beside,
    topic_conflict,
)
from scheduler.explanation.rules.bodies.rhythm import rhythm_broken

__all__ = [
    "body_conflict",
    "not_adjacent",
    "order_broken",
    "parallel_limit_exceeded",
    "parent_conflict",
    "parent_not_around",
    "rhythm_broken",
    "run_beside",
    "topic_conflict",
]
