"""Dominance: what speaks for one programme against another."""

from scheduler.comparison import compare
from scheduler.comparison.comparisons import Criterion, ProgrammeVerdict, criteria, verdicts
from tests.comparison.pairs import programme, small


def verdict(better: int, worse: int, equal: int = 0) -> ProgrammeVerdict:
    """Return the verdict on A against B with so many criteria of each sort."""
    judged = [
        *(Criterion(f"good {number}", (1, 2)) for number in range(better)),
        *(Criterion(f"bad {number}", (2, 1)) for number in range(worse)),
        *(Criterion(f"same {number}", (1, 1)) for number in range(equal)),
    ]
    return verdicts(["A", "B"], judged)[0]


def test_a_verdict_says_in_words_what_is_better() -> None:
    """The first are named, and all are counted."""
    assert (
        verdict(0, 1, 3).sentence
        == "A is better than B in 0 and worse in 1 (bad 0); equal in all others."
    )
    named = "good 0, good 1, good 2, good 3, good 4, and 2 more"
    assert f"better than B in 7 ({named})" in verdict(7, 0).sentence


def test_the_other_side_sees_the_opposite() -> None:
    """What is better for one is worse for the other."""
    one, other = verdicts(["A", "B"], [Criterion("x", (1, 2)), Criterion("y", (3, 3))])
    assert (one.better, one.worse, one.equal) == (("x",), (), 1)
    assert (other.better, other.worse, other.equal) == ((), ("x",), 1)
    assert one.dominates
    assert not other.dominates


def test_what_a_programme_lacks_does_not_count() -> None:
    """No figure is neither better nor worse."""
    (one, _) = verdicts(["A", "B"], [Criterion("x", (None, 2)), Criterion("y", (1, 2))])
    assert (one.better, one.worse, one.equal) == (("y",), (), 0)


def test_an_indicator_that_repeats_a_rule_counts_once() -> None:
    """Slack is a rule; where it is off in all programmes, the indicator speaks."""
    off = small(levels={"no_slack": "off"})
    for instance, name in ((small(), "no slack"), (off, "slack")):
        found = compare([programme("a", instance), programme("b", instance)])
        names = [each.name for each in criteria(found.rules, found.indicators)]
        assert [each for each in names if each in ("slack", "no slack")] == [name]
        assert len(names) == len(set(names))


def test_more_is_better_where_the_indicator_says_so() -> None:
    """A closing in the afternoon leaves more slack; its own rule is off, or it would speak for it."""
    off = small(levels={"no_slack": "off"})
    found = compare([programme("a", off), programme("b", off, closing="Tue 14:00 A")])
    by = {each.programme: each for each in found.verdicts}
    assert "slack" in by["b"].better
    assert "slack" in by["a"].worse
