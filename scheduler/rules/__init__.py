"""The planning rules, as restrictions: what a schedule must keep, as pure data."""

from scheduler.rules.problem import problem_of

__all__ = ["problem_of"]
