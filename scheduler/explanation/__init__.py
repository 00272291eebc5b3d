"""Explanations: why no programme exists, and why sessions are in their slots.

What is found without a search is here. `conflicts` and `programmes` search, are doors of their own,
and take longer to load.
"""

from scheduler.explanation.screening import screen
from scheduler.explanation.trouble import Trouble

__all__ = ["Trouble", "screen"]
