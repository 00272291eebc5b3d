"""Voices of the rules about panels."""

from scheduler.explanation.rules.panels.roles import panel_size_wrong
from scheduler.explanation.rules.panels.seats import levels_mixed, theme_mismatch, unseated

__all__ = ["levels_mixed", "panel_size_wrong", "theme_mismatch", "unseated"]
