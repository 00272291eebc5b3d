"""Settings that no programme can make a difference to: what they speak of is not there."""

from scheduler.explanation.idle.checks import without_effect

__all__ = ["without_effect"]
