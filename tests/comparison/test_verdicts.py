"""Dominance: what speaks for one programme against another."""

from scheduler.comparison import compare
from scheduler.comparison.verdicts import Criterion, Verdict, criteria, undominated, verdicts
from tests.comparison.pairs import programme, small


def verdict(better: int, worse: int, equal: int = 0) -> Verdict:
    """Return the verdict on A against B with so many criteria of each sort."""
    judged = [
        *(Criterion(f"good {number}", (1, 2)) for number in range(better)),
        *(Criterion(f"bad {number}", (2, 1)) for number in range(worse)),
        *(Criterion(f"same {number}", (1, 1)) for number in range(equal)),
    ]
    return verdicts(["A", "B"], judged)[0]


def test_a_verdict_says_in_words_what_is_better() -> None:
    """Few exceptions are named; many are counted."""
    assert verdict(0, 0, 3).sentence == "A and B are equal in everything that is counted."
    assert verdict(2, 0, 1).sentence == (
        "A is better than B or equal in everything: better in good 0 and good 1."
    )
    assert verdict(0, 1).sentence == "A is worse than B or equal in everything: worse in bad 0."
    assert verdict(1, 5).sentence == (
        "A is better than B or equal in all but bad 0, bad 1, bad 2, bad 3 and bad 4; better in good 0."
    )
    assert verdict(7, 6, 4).sentence == "A is better than B in 7 and worse in 6; equal in 4."
    assert "good 0, good 1, good 2, good 3 and 3 more" in verdict(7, 0).sentence


def test_the_other_side_sees_the_opposite() -> None:
    """What is better for one is worse for the other."""
    one, other = verdicts(["A", "B"], [Criterion("x", (1, 2)), Criterion("y", (3, 3))])
    assert (one.better, one.worse, one.equal) == (("x",), (), 1)
    assert (other.better, other.worse, other.equal) == ((), ("x",), 1)
    assert one.dominates
    assert not other.dominates


def test_equal_programmes_do_not_dominate_each_other() -> None:
    """Both are left; so is each that has a merit of its own."""
    found = verdicts(["A", "B", "C"], [Criterion("x", (1, 1, 2)), Criterion("y", (1, 1, 1))])
    assert undominated(["A", "B", "C"], found) == ("A", "B")


def test_what_a_programme_lacks_does_not_count() -> None:
    """No figure is neither better nor worse."""
    (one, _) = verdicts(["A", "B"], [Criterion("x", (None, 2)), Criterion("y", (1, 2))])
    assert (one.better, one.worse, one.equal) == (("y",), (), 0)


def test_an_indicator_that_repeats_a_rule_counts_once() -> None:
    """Late hours are a rule; where it is off in all programmes, the indicator speaks."""
    on = compare([programme("a"), programme("b")])
    off = small(levels={"late_hours": "off"})
    silent = compare([programme("a", off), programme("b", off)])
    names = [each.name for each in criteria(on.rules, on.indicators)]
    assert names.count("late hours") == 1
    assert [each.name for each in criteria(silent.rules, silent.indicators)].count(
        "late hours"
    ) == 1
    assert len(names) == len(set(names))


def test_more_is_better_where_the_indicator_says_so() -> None:
    """A closing in the afternoon leaves more slack; its own rule is off, or it would speak for it."""
    off = small(levels={"no_slack": "off"})
    found = compare([programme("a", off), programme("b", off, closing="Tue 14:00 A")])
    by = {each.programme: each for each in found.verdicts}
    assert "slack" in by["b"].better
    assert "slack" in by["a"].worse
