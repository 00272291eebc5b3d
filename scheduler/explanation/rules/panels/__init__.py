"""Voices of the rules about panels."""

from scheduler.explanation.rules.panels.roles import panel_too_large, role_missing
from scheduler.explanation.rules.panels.seats import levels_mixed, theme_mismatch, unseated

__all__ = ["levels_mixed", "panel_too_large", "role_missing", "theme_mismatch", "unseated"]
