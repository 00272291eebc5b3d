"""Named tuples that compiled functions hand on by their address: the same fields, and the same arrays."""

from typing import NamedTuple

import numpy as np
import pytest
from numba.core.errors import TypingError
from numpy.typing import NDArray

from scheduler.engines.compilation.kernels import compiled, enclosed
from scheduler.engines.compilation.references import by_address


class _Part(NamedTuple):
    square: NDArray[np.int64]
    step: int


@by_address
class _Whole(NamedTuple):
    numbers: NDArray[np.int64]
    part: _Part
    even: bool


@enclosed
def _add(whole: _Whole, position: int) -> int:
    """Add a step to a number, and return what is in the corner of the square."""
    whole.numbers[position] += whole.part.step
    return int(whole.part.square[1, 2]) if whole.even else -1


@compiled
def _add_twice(whole: _Whole, position: int) -> int:
    return _add(whole, position) + _add(whole, position)


@compiled
def _ask_for_nothing(whole: _Whole) -> int:
    return whole.nothing  # type: ignore[attr-defined,no-any-return]


def _whole(*, even: bool) -> _Whole:
    part = _Part(np.arange(6, dtype=np.int64).reshape(2, 3), 10)
    return _Whole(np.array([1, 2], dtype=np.int64), part, even)


@pytest.mark.parametrize(("even", "found"), [(True, 10), (False, -2)])
def test_fields_are_read_where_they_are_and_arrays_are_those_of_python(
    even: bool, found: int
) -> None:
    whole = _whole(even=even)
    assert _add_twice(whole, 1) == found
    assert whole.numbers.tolist() == [1, 22]


def test_what_is_enclosed_is_python_for_python() -> None:
    whole = _whole(even=True)
    assert _add(whole, 0) == 5
    assert whole.numbers.tolist() == [11, 2]


def test_a_tuple_whose_fields_have_other_types_is_another() -> None:
    wide = _whole(even=True)._replace(numbers=np.array([0.5, 1.5]))
    assert _add_twice(wide, 0) == 10
    assert wide.numbers.tolist() == [20.5, 1.5]


def test_a_field_that_is_none_is_named() -> None:
    with pytest.raises(TypingError, match="nothing"):
        _ask_for_nothing(_whole(even=True))


def test_a_tuple_with_a_field_of_no_type_is_refused() -> None:
    words = _whole(even=True)._replace(numbers=object())  # type: ignore[arg-type]
    with pytest.raises(TypingError, match="determine Numba type"):
        _add_twice(words, 0)
