"""Answers that are kept until something else is asked."""

from collections.abc import Callable

import pytest

from scheduler.instance import latest

Total = Callable[..., int]


@pytest.fixture
def asked() -> list[object]:
    """Return the list of what a function was asked."""
    return []


@pytest.fixture
def total(asked: list[object]) -> Total:
    """Return a function that keeps its latest answer, and notes each question that it answers anew."""

    @latest
    def function(numbers: list[int], more: int = 0) -> int:
        asked.append(numbers)
        return sum(numbers) + more

    return function


def test_the_same_objects_are_asked_once(total: Total, asked: list[object]) -> None:
    """And what is equal is asked anew: only identity is free."""
    numbers = [1, 2]
    assert total(numbers, 1) == total(numbers, 1) == 4
    assert len(asked) == 1
    assert total([1, 2], 1) == 4
    assert len(asked) == 2


def test_one_answer_is_kept(total: Total, asked: list[object]) -> None:
    """What was asked before the last question is asked anew."""
    one, other = [1], [2]
    assert [total(each) for each in (one, other, one)] == [1, 2, 1]
    assert len(asked) == 3
