"""Words for what people read: how points are rounded, and how many more there are."""

import pytest

from scheduler.comparison.sheets import number_text
from scheduler.findings import Evaluation, Finding, Judgement
from scheduler.phrases import rounded
from scheduler.translations import in_language
from scheduler.wording import brief_points, how_long, least_points, shortened, worth_of_a_point


@pytest.mark.parametrize(
    ("thousandths", "said"),
    [
        (3_516_380, "3,516.4"),
        (3_516_340, "3,516.3"),
        (-1_250, "-1.3"),
        (14_000, "14"),
        (51, "0.1"),
        (49, "0.049"),
        (0, "0"),
    ],
)
def test_points_in_brief_have_one_decimal(thousandths: int, said: str) -> None:
    """What is not 0 is not said to be."""
    assert brief_points(thousandths) == said


@pytest.mark.parametrize(
    ("thousandths", "said"), [(3_422_599, "3,422.5"), (3_422_500, "3,422.5"), (99, "0.099")]
)
def test_what_is_proved_is_not_rounded_up(thousandths: int, said: str) -> None:
    """No programme costs less than what is said."""
    assert least_points(thousandths) == said


def test_one_more_is_named() -> None:
    """Two more are counted."""
    assert shortened(["a", "b"], 2) == ["a", "b"]
    assert shortened(["a", "b", "c"], 2) == ["a", "b", "c"]
    assert shortened(["a", "b", "c", "d"], 2) == ["a", "b", "and 2 more"]


@pytest.mark.parametrize(
    ("minutes", "said", "french"),
    [
        (75, "75 min", "75 min"),
        (239, "239 min", "239 min"),
        (240, "4 h", "4 h"),
        (1439, "23 h 59 min", "23 h 59 min"),
        (1440, "1 day", "1 jour"),
        (1500, "1 day 1 h", "1 jour 1 h"),
        (4530, "3 days 3 h 30 min", "3 jours 3 h 30 min"),
        (2885, "2 days 5 min", "2 jours 5 min"),
    ],
)
def test_from_four_hours_on_minutes_are_hours_and_days(
    minutes: int, said: str, french: str
) -> None:
    """What there is none of is not said."""
    assert how_long(minutes) == said
    assert in_language(how_long(minutes), "fr").replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(3787.25, 1, 3787.3), (1463.85, 1, 1463.9), (-0.25, 1, -0.3), (2.5, 0, 3.0), (1.005, 2, 1.01)],
)
def test_halves_go_away_from_zero(value: float, digits: int, shown: float) -> None:
    """As a browser rounds, so that a page and a report say the same."""
    assert rounded(value, digits) == shown
    assert number_text(3787.25) == "3,787.3"
    assert brief_points(3_787_250) == "3,787.3"


@pytest.mark.parametrize(
    ("amount", "price", "said"),
    [
        (3, 10_000, "10 points are the same as 1 person of “Rooms too small”."),
        (3, 1_000, "1 point is the same as 1 person of “Rooms too small”."),
        (3, 500, "1 point is the same as 2 people of “Rooms too small”."),
        (3, 300, "1 point is the same as about 3.333 people of “Rooms too small”."),
        (3, 1_333, "About 1.333 points are the same as 1 person of “Rooms too small”."),
    ],
)
def test_a_point_is_worth_so_much_of_the_costliest_rule(amount: int, price: int, said: str) -> None:
    """In its unit, with four digits at most; nothing where no rule costs."""
    cheap = Judgement("late_hours", Finding("talk", 1, ("talk",), ""), 1)
    dear = Judgement("room_overflow", Finding("talk", amount, ("talk",), ""), price)
    assert worth_of_a_point(Evaluation((cheap, dear))) == said
    assert worth_of_a_point(Evaluation(())) == ""


def test_what_a_point_is_worth_is_said_in_other_languages() -> None:
    """The unit and the name of the rule, too."""
    found = Evaluation((Judgement("room_overflow", Finding("talk", 3, ("talk",), ""), 500),))
    said = in_language(worth_of_a_point(found), "fr")
    assert said.startswith("1 point équivaut à 2 personnes de « ")
