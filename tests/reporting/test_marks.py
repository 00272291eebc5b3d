"""Badges and colours: different for each programme, and readable."""

from scheduler.reporting.figures import COLOURS, colour, ink, pattern


def test_twelve_colours_differ_and_then_patterns_do() -> None:
    """The thirteenth has the colour of the first, with a pattern."""
    assert len(set(COLOURS)) == 12
    looks = [(colour(each), pattern(each)) for each in range(48)]
    assert len(set(looks)) == 48
    assert {pattern(each) for each in range(12)} == {""}
    assert (colour(12), pattern(12)) == (COLOURS[0], "////")


def test_badges_are_read_on_their_colours() -> None:
    """White on the dark blue of the base, black on pink."""
    assert ink(0) == "#ffffff"
    assert ink(COLOURS.index("#ffb2ff")) == "#000000"
