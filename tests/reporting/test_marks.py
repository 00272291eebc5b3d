"""Letters and colours: different for each programme, and readable."""

from scheduler.reporting.marks import COLOURS, colour, ink, letter, pattern


def test_letters_go_on_after_the_last() -> None:
    """As the columns of a spreadsheet."""
    assert [letter(each) for each in (0, 11, 25, 26, 27, 52)] == ["A", "L", "Z", "AA", "AB", "BA"]


def test_twelve_colours_differ_and_then_patterns_do() -> None:
    """The thirteenth has the colour of the first, with a pattern."""
    assert len(set(COLOURS)) == 12
    looks = [(colour(each), pattern(each)) for each in range(48)]
    assert len(set(looks)) == 48
    assert {pattern(each) for each in range(12)} == {""}
    assert (colour(12), pattern(12)) == (COLOURS[0], "////")


def test_letters_are_read_on_their_colours() -> None:
    """White on the dark blue of the base, black on pink."""
    assert ink(0) == "#ffffff"
    assert ink(COLOURS.index("#ffb2ff")) == "#000000"
