"""What a running search tells those who wait for it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """State of a running search."""

    seconds: float
    """Seconds since the search began."""
    best: int | None
    """Penalty in thousandths of the best schedule that keeps every hard rule; None: none yet."""
    bound: int | None
    """Lower bound in thousandths; None: none yet."""
    phase: str
    """What the search is doing, in a word or two."""


Watch = Callable[[Progress], None]
"""Told now and then; may be called from any thread, and must return quickly."""


def nobody(_progress: Progress) -> None:
    """Watch nothing."""
