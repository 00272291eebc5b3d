"""Powers fitted to made-up measurements."""

import pytest

from benchmarks.run.growth import fit


def test_a_power_is_found_again() -> None:
    """0.5 n ** 1.5, exactly."""
    found = fit({n: 0.5 * n**1.5 for n in (50, 100, 200, 400)})
    assert found is not None
    assert found.exponent == pytest.approx(1.5)
    assert found.factor == pytest.approx(0.5)
    assert found.r_squared == pytest.approx(1.0)
    assert found.sizes == 4
    assert found.at(900) == pytest.approx(13_500)  # 0.5 * 900 * 30


def test_the_fit_is_that_of_least_squares() -> None:
    """In logarithms to base 10: (0, 0), (1, 2), (2, 1) have the slope 1/2, and R² is 1/4."""
    found = fit({1: 1, 10: 100, 100: 10})
    assert found is not None
    assert found.exponent == pytest.approx(0.5)
    assert found.factor == pytest.approx(10**0.5)  # the mean of y, 1, less 1/2 times that of x, 1
    assert found.r_squared == pytest.approx(0.25)  # 1 - (1/4 + 1 + 1/4) / 2


def test_two_sizes_are_too_few_and_three_are_not() -> None:
    """A line through two points says nothing."""
    assert fit({}) is None
    assert fit({50: 1.0, 100: 2.0}) is None
    assert fit({50: 1.0, 100: 2.0, 200: 4.0}) is not None


def test_sizes_without_a_positive_value_do_not_count() -> None:
    """What was not found has no logarithm, nor has what took no time."""
    assert fit({50: 1.0, 100: 2.0, 200: None, 400: 0.0}) is None
    found = fit({50: 1.0, 100: 2.0, 200: None, 400: 8.0})
    assert found is not None
    assert found.sizes == 3
    assert found.exponent == pytest.approx(1.0)


def test_what_does_not_grow_has_exponent_0() -> None:
    """And is explained completely."""
    found = fit(dict.fromkeys((50, 100, 200), 7.0))
    assert found is not None
    assert (found.exponent, found.r_squared) == (0.0, 1.0)
    assert found.factor == pytest.approx(7.0)
