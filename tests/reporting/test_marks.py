"""Badges and colours: different for each programme, and readable."""

from scheduler.reporting.figures import COLOURS, badges, colour, ink, pattern


def test_badges_are_numbers_that_no_title_has() -> None:
    """Else numerals of Rome, or Greek letters: who votes for Plan 2 must not get the second programme."""
    assert badges(["As it began", "Plan A", "Plan B"]) == ("1", "2", "3")
    assert badges(["As it began", "Reform 2025"]) == ("1", "2")  # a year is no badge
    assert badges(["As it began", "Plan 1", "Plan 2"]) == ("I", "II", "III")
    assert badges(["Draft", "Draft (2)", "Draft (3)", "Draft (4)"]) == ("I", "II", "III", "IV")
    assert badges(["As it began", "Plan2"]) == ("I", "II")
    assert badges(["As it began", "Plan I", "Plan 1"]) == ("α", "β", "γ")
    assert badges([f"Plan {each}" for each in range(30)])[:11][-2:] == ("X", "XI")
    assert len({*badges([f"Plan {each}" for each in range(30)])}) == 30


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
