"""Badges: readable on the colours of programmes."""

from scheduler.reporting.figures import COLOURS, ink


def test_badges_are_read_on_their_colours() -> None:
    """White on the dark blue of the base, black on pink."""
    assert ink(0) == "#ffffff"
    assert ink(COLOURS.index("#ffb2ff")) == "#000000"
