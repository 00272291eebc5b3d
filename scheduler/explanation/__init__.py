"""Explanations: what cannot work, found without a search."""

from scheduler.explanation.screening import screen
from scheduler.explanation.trouble import Trouble

__all__ = ["Trouble", "screen"]
