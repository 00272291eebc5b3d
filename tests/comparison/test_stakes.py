"""Who gains and who loses, in a table and in a sentence."""

from scheduler.comparison import Comparison, compare
from scheduler.comparison.sheets import SheetRow
from scheduler.comparison.stakes import sentence, stakes, stakes_sheet
from scheduler.comparison.summary import programmes_sheet, sentences
from tests.comparison.pairs import programme, small


def _row(comparison: Comparison, title: str) -> SheetRow:
    (row,) = [each for each in stakes_sheet(comparison).rows if each.cells[0].text == title]
    return row


def test_a_figure_says_by_how_much_it_is_better_or_worse_than_in_the_base() -> None:
    """The reserve is Tuesday morning, of which the closing takes an hour in three, or nothing."""
    first, second = programme("a"), programme("b", closing="Tue 14:00 A")
    cells = _row(compare([first, second]), "Slack").cells
    assert [(each.text, each.note, each.turn, each.best) for each in cells[2:]] == [
        ("2", "", "", False),
        ("3", "better by 1", "better", True),
    ]
    cells = _row(compare([second, first]), "Slack").cells
    assert [(each.note, each.turn) for each in cells[2:]] == [("", ""), ("worse by 1", "worse")]


def test_what_is_equal_is_left_out() -> None:
    """Of programmes that are the same nothing is left."""
    assert stakes(compare([programme("a"), programme("b")])) == ()


def _strict() -> Comparison:
    """Compare a programme that must not use the reserve with one that does for an hour."""
    strict = small(levels={"no_slack": "hard"})
    return compare([programme("a", strict, closing="Tue 14:00 A"), programme("b")])


def test_what_is_hard_for_one_and_not_for_the_other_is_told_first() -> None:
    """With its amount in both."""
    stake = stakes(_strict())[0]
    assert (stake.title, stake.values) == ("Sessions in the time kept free", (0, 60))
    assert stake.gain(1) == -1  # all of the larger one


def test_a_programme_that_would_break_hard_rules_of_the_base_is_not_the_best() -> None:
    """However little it costs by the other rules of the base."""
    rows = {each.cells[0].text: each.cells[1:] for each in programmes_sheet(_strict()).rows}
    assert [(each.note, each.best) for each in rows["Penalty at the levels of a"]] == [
        ("", False),  # the only one left, and so no better than any other
        ("and would break: sessions in the time kept free", False),
    ]


def test_a_sentence_names_what_is_gained_and_lost_most() -> None:
    """With both numbers; nothing is said of what is equal."""
    comparison = compare([programme("a"), programme("b", closing="Tue 14:00 A")])
    slack = tuple(each for each in stakes(comparison) if each.title == "Slack")
    assert sentence(comparison, slack, 1) == "b gains most in slack (3 hours, not 2)."
    assert sentence(comparison, (), 1) == ""
    back = compare([programme("a", closing="Tue 14:00 A"), programme("b")])
    slack = tuple(each for each in stakes(back) if each.title == "Slack")
    assert sentence(back, slack, 1) == "b loses most in slack (2 hours, not 3)."


def test_whoever_is_better_and_worse_in_much_is_told_in_numbers() -> None:
    """The talk is beside the opening and at night in the Pacific; the reserve is free."""
    programmes = [
        programme("a"),
        programme(
            "b",
            talk="Mon 09:00 B",
            dinner="Mon 19:00 B",
            budget="Mon 09:00 A",
            closing="Tue 14:00 A",
        ),
    ]
    told = [*sentences(compare(programmes))][2]
    assert told.startswith("b gains most in")
    assert "; loses most in" in told
