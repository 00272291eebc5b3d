"""Draws: within their bounds, without repetition, and alike for equal seeds."""

from benchmarks.generation.sizes import Draws


def test_numbers_reach_both_ends_and_nothing_beyond() -> None:
    """Of many draws between 3 and 5 each number is one."""
    draws = Draws(0)
    assert {draws.number(3, 5) for _ in range(100)} == {3, 4, 5}


def test_some_are_different_ones() -> None:
    """No thing is drawn twice; all come if more are asked for."""
    assert sorted(Draws(0).some("abcd", 9)) == ["a", "b", "c", "d"]
    assert len(set(Draws(0).some("abcd", 3))) == 3


def test_equal_seeds_draw_alike_and_others_do_not() -> None:
    """The order of twenty things tells seeds apart."""
    things = range(20)
    assert Draws(1).shuffled(things) == Draws(1).shuffled(things)
    assert Draws(1).shuffled(things) != Draws(2).shuffled(things)


def test_what_is_certain_happens_and_what_is_impossible_does_not() -> None:
    """Probabilities 1 and 0."""
    draws = Draws(0)
    assert all(draws.happens(1) for _ in range(100))
    assert not any(draws.happens(0) for _ in range(100))
