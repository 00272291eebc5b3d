"""The planning rules, as restrictions: what a schedule must keep, as pure data."""

from scheduler.rules.problem import problem_of
from scheduler.rules.seats import with_seats, without_seats

__all__ = ["problem_of", "with_seats", "without_seats"]
